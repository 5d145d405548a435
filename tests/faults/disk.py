"""Crashes and failing disks, in numbers: a program that the tests of faults run.

Preloaded with shim.c it forks a child for every fault, so that ten thousand of them cost seconds.
A child writes steps (support/storage.py) and says on a pipe which ones were acknowledged; when it
is dead, or through, the store is opened and read by this process, which never fails.

    python disk.py kill    FOLDER CYCLES SEED     kill -9 at random instants
    python disk.py sweep   FOLDER SCENARIO FAULT MOST
                                              a fault at every call of one way of writing

Prints one JSON object: what was done, and the complaints, of which there must be none.
"""

import ctypes
import errno
import functools
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

# imported before any child is forked, and not once in each
import sqlite_utils

from keylease.errors import Code, StorageFailed
from keylease.store.sqlite import SqliteStore, schema
from keylease.store.sqlite.driver import Journal, connect
from keylease.store.sqlite.schema import bring_up, copy_path
from support.storage import steps_kept, write_step

WRITE, SYNC, NAME, TRUNCATE = 1, 2, 4, 8
ALL = WRITE | SYNC | NAME | TRUNCATE
KILL, TEAR = 0, -1
STEPS = 4

Ack = Callable[[int], None]
Scenario = Callable[[Path, Ack], None]


def database(folder: Path) -> Path:
    return folder / "team.db"


# Ways of writing. Each begins where the template of its name has left the folder.


def create(folder: Path, ack: Ack) -> None:
    with SqliteStore.open(database(folder)):
        ack(0)


def append(folder: Path, ack: Ack) -> None:
    """Open, append, and at the end empty the write-ahead log into the file."""
    with SqliteStore.open(database(folder)) as store:
        go_on(store, ack)


def checkpoint(folder: Path, ack: Ack) -> None:
    """The same with a log that is emptied every few pages and begun anew."""
    with SqliteStore.open(database(folder)) as store:
        for connection in store._stock:
            connection.execute("PRAGMA wal_autocheckpoint=6")
        go_on(store, ack)


def truncate(folder: Path, ack: Ack) -> None:
    """With a rollback journal."""
    with SqliteStore.open(database(folder), "truncate") as store:
        go_on(store, ack)


def upgrade(folder: Path, ack: Ack) -> None:
    connection = connect(database(folder))
    try:
        bring_up(connection, database(folder), [*schema.STEPS, m999_next])
    finally:
        connection.close()
    ack(0)


def m999_next(db: sqlite_utils.Database) -> None:
    """A step to come: a column, a table and new values in an old one."""
    db.table("events").add_column("kind", str)
    db.execute("UPDATE events SET kind = 'x'")
    db.create_table("kinds", {"kind": str}, pk="kind", strict=True)


def go_on(store: SqliteStore, ack: Ack) -> None:
    with store.read() as tx:
        kept = steps_kept(tx)
    for number in range(kept + 1, kept + 1 + STEPS):
        try:
            write_step(store, number)
        except StorageFailed:
            # a rollback journal may have to be rolled back first, which needs the disk
            if store.journal == "wal":
                with store.read() as tx:
                    assert number - 1 <= steps_kept(tx) <= number, "cannot be read"
            raise
        ack(number)


SCENARIOS: dict[str, Scenario] = {
    scenario.__name__: scenario for scenario in (create, append, checkpoint, truncate, upgrade)
}


# What must hold afterwards


def check_kept(scenario: str, folder: Path, acked: int, begun: int) -> None:
    """Every acknowledged step is there, and at most one that was not; and it goes on."""
    if scenario == "upgrade":
        check_upgraded(folder, acked == 0)
        return
    with SqliteStore.open(database(folder)) as store:
        store.check()
        with store.read() as tx:
            kept = steps_kept(tx)
        assert max(acked, begun) <= kept <= max(acked, begun) + 1, f"{acked} acked, {kept} kept"
        write_step(store, kept + 1)
        with store.read() as tx:
            assert steps_kept(tx) == kept + 1


def check_upgraded(folder: Path, acked: bool) -> None:
    """Old or new, never between; the copy, once the file is new, is the old one."""
    connection = connect(database(folder))
    steps = [step.__name__ for step in schema.STEPS]
    try:
        names = schema.applied(connection)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(events)")]
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
        upgraded = names == [*steps, "m999_next"]
        assert upgraded or names == steps, names
        assert upgraded or not acked, "acknowledged and still old"
        assert ("kind" in columns) is ("kinds" in tables) is upgraded, "between old and new"
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()
    if upgraded:
        kept = folder / "kept"
        kept.mkdir(mode=0o700)
        copy = copy_path(database(folder), steps[-1])
        assert copy.stat().st_mode & 0o777 == 0o600
        shutil.copy(copy, database(kept))
        check_kept("append", kept, 3, 3)
    else:
        check_kept("append", folder, 3, 3)
        upgrade(folder, lambda number: None)
        check_upgraded(folder, acked=True)


# Children


def prepare(template: Path, scenario: str) -> int:
    """What the folder holds before; says how many steps."""
    shutil.rmtree(template, ignore_errors=True)
    template.mkdir(mode=0o700)
    if scenario == "create":
        return 0
    with SqliteStore.open(database(template)) as store:
        for number in range(1, STEPS):
            write_step(store, number)
    return STEPS - 1


def in_child(
    work: Callable[[Ack], None], kill_after: float | None = None
) -> tuple[int, int, list[str]]:
    """Run in a fork: its wait status, the last step it acknowledged (-1: none), its complaints."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(lambda number: say(writing, number))
        except BaseException:  # noqa: BLE001 - whatever it is, it is what the test is after
            say(writing, traceback.format_exc())
        os._exit(0)
    os.close(writing)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        words = [json.loads(word) for word in pipe]
    status = os.waitpid(child, 0)[1]
    acked = [word for word in words if isinstance(word, int)]
    return status, acked[-1] if acked else -1, [word for word in words if isinstance(word, str)]


def say(pipe: int, what: object) -> None:
    os.write(pipe, json.dumps(what).encode() + b"\n")


def complaint_of(check: Callable[[], None]) -> list[str]:
    try:
        check()
    except Exception:  # noqa: BLE001
        return [traceback.format_exc()]
    return []


# kill: random instants


def kill(folder: Path, cycles: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    work = folder / "work"
    acknowledged = killed = 0
    complaints: list[str] = []
    for cycle in range(cycles):
        if cycle % 25 == 0:  # so that reading it all stays cheap
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir(mode=0o700)
            SqliteStore.open(database(work)).close()
            acknowledged = 0
        status, acked, said = in_child(functools.partial(keep_writing, work), chance.random() / 80)
        acknowledged = max(acknowledged, acked)
        killed += os.WIFSIGNALED(status)
        complaints += said + complaint_of(functools.partial(check_all_there, work, acknowledged))
    return {"killed": killed, "complaints": complaints[:5]}


def keep_writing(folder: Path, ack: Ack) -> None:
    with SqliteStore.open(database(folder)) as store:
        while True:
            go_on(store, ack)


def check_all_there(folder: Path, acknowledged: int) -> None:
    with SqliteStore.open(database(folder)) as store, store.read() as tx:
        kept = steps_kept(tx)
    assert acknowledged <= kept, f"{acknowledged} acknowledged, {kept} kept"


# sweep: every call


class Shim:
    """The preloaded disk that fails when told."""

    def __init__(self) -> None:
        loaded = ctypes.CDLL(None)
        self._arm, self._count = loaded.fault_arm, loaded.fault_count
        self._arm.argtypes = [
            ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_long, ctypes.c_int,
        ]  # fmt: skip
        self._count.restype = ctypes.c_long
        self._serve = loaded.fault_server

    def arm(self, folder: Path, kinds: int, at: int, times: int, fault: int) -> None:
        self._arm(str(folder).encode(), kinds, at, times, fault)

    def serve(self, folder: str) -> None:
        """What is sent to a socket in that folder counts as written."""
        self._serve(folder.encode())

    def disarm(self) -> None:
        self._arm(b"", 0, 0, 0, 0)

    def count(self) -> int:
        return int(self._count())


def sweep(folder: Path, scenario: str, fault: str, most: int) -> dict[str, object]:
    """Every call, or `most` of them evenly."""
    shim, template, work = Shim(), folder / "template", folder / "work"
    begun = prepare(template, scenario)
    shutil.copytree(template, work)
    _, calls, complaints = in_child(functools.partial(count_calls, shim, work, scenario, fault))
    indices = range(1, calls + 1, max(1, -(-calls // most)))
    for at in indices:
        shutil.rmtree(work)
        shutil.copytree(template, work)
        status, acked, said = in_child(functools.partial(strike, shim, work, scenario, fault, at))
        if fault in ("kill", "tear") and not os.WIFSIGNALED(status):
            said.append("was not killed")
        said += complaint_of(functools.partial(check_kept, scenario, work, acked, begun))
        complaints += [f"at call {at}: {word}" for word in said]
    return {"calls": calls, "struck": len(indices), "complaints": complaints[:5]}


def count_calls(shim: Shim, work: Path, scenario: str, fault: str, ack: Ack) -> None:
    shim.arm(work, kinds_of(fault), 0, 0, KILL)
    SCENARIOS[scenario](work, lambda number: None)
    ack(shim.count())


def kinds_of(fault: str) -> int:
    return SYNC if fault == "fsync" else ALL


def strike(shim: Shim, work: Path, scenario: str, fault: str, at: int, ack: Ack) -> None:
    match fault:
        case "kill" | "tear":
            shim.arm(work, ALL, at, 1, KILL if fault == "kill" else TEAR)
            SCENARIOS[scenario](work, ack)
        case "fsync":
            shim.arm(work, SYNC, at, 1, errno.EIO)
            after_failed_sync(work, "truncate" if scenario == "truncate" else None, ack)
        case _:
            shim.arm(work, ALL, at, 0, getattr(errno, fault))
            failing_for_good(shim, work, scenario, ack)


def failing_for_good(shim: Shim, work: Path, scenario: str, ack: Ack) -> None:
    """From the n-th call on every call fails; then the disk is well again, and so are we."""
    try:
        SCENARIOS[scenario](work, ack)
    except StorageFailed as failed:
        require_storage(failed)
    shim.disarm()
    SCENARIOS[scenario](work, ack)


def after_failed_sync(work: Path, journal: Journal | None, ack: Ack) -> None:
    """One sync fails: no writing before the store was opened anew, though the disk is well."""
    try:
        store = SqliteStore.open(database(work), journal)
    except StorageFailed as failed:
        require_storage(failed)
        store = SqliteStore.open(database(work), journal)
    with store:
        with store.read() as tx:
            number = steps_kept(tx)
        for _ in range(STEPS):
            number += 1
            try:
                write_step(store, number)
            except StorageFailed:
                go_on_after_reopening(store, number)
            ack(number)


def go_on_after_reopening(store: SqliteStore, number: int) -> None:
    try:
        write_step(store, number)
    except StorageFailed as refused:
        require_storage(refused)
        if refused.__cause__ is not None:
            raise AssertionError("tried again") from refused
    else:
        raise AssertionError("written after a failed sync, without opening anew")
    with store.read() as tx:
        assert number - 1 <= steps_kept(tx) <= number, "cannot be read"
    store.reopen()
    write_step(store, number)


def require_storage(failed: StorageFailed) -> None:
    if failed.code is not Code.E_STORAGE:
        raise AssertionError("another code than E_STORAGE") from failed


def main() -> None:
    what, folder, *rest = sys.argv[1:]
    if what == "kill":
        result = kill(Path(folder), int(rest[0]), int(rest[1]))
    else:
        result = sweep(Path(folder), rest[0], rest[1], int(rest[2]))
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
