"""The power fails: what was written and not synced may be gone, all of it or any part.

    python power.py SCENARIO FOLDER MOST

Preloaded with shim.c, one run of a way of writing (those of disk.py, `careless`, and `rotation`: a
relay that shreds and changes its outer key) is written down call by call. Then, for every point
between two calls, or `MOST` of them evenly, a disk is made as it may look after the power failed
there, once with nothing that was not synced, once with a part of it that chance chooses, torn at
sectors; and what was acknowledged before has to be there. A file's data is safe from its own sync
on, its name from that of its folder: as POSIX has it, and not as one file system is kinder.

Prints one JSON object: points, and complaints, of which there must be none.
"""

import ctypes
import functools
import json
import random
import shutil
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from faults.disk import SCENARIOS, Ack, check_kept, complaint_of, database, go_on, prepare
from keylease.store.sqlite import SqliteStore
from support.relay_harness import RelayHarness
from support.terms import DAY, HOUR

SECTOR = 512
HEADER = struct.Struct("<cqII")
Check = Callable[[int], None]


@dataclass(frozen=True)
class Call:
    """One call that was done: `kind` as shim.c names them."""

    kind: str
    where: int
    path: Path
    data: bytes


def calls_in(log: Path) -> Iterator[Call]:
    content = log.read_bytes()
    at = 0
    while at < len(content):
        kind, where, named, size = HEADER.unpack_from(content, at)
        at += HEADER.size
        path, data = content[at : at + named], content[at + named : at + named + size]
        at += named + size
        yield Call(kind.decode(), where, Path(path.decode()), data)


@dataclass
class File:
    """What is safe of a file, and what was done to it since."""

    safe: bytes = b""
    since: list[Call] = field(default_factory=list)


class Disk:
    """Files and names, and of both what is safe."""

    def __init__(self, folder: Path) -> None:
        self.files = {p: File(p.read_bytes()) for p in folder.rglob("*") if p.is_file()}
        self.safe = dict(self.files)
        self.since: list[Call | tuple[Path, File]] = []

    def do(self, call: Call) -> None:
        match call.kind:
            case "w" | "t":
                if call.path in self.files:  # else it was unlinked while open
                    self.files[call.path].since.append(call)
            case "s" if call.path in self.files:
                file = self.files[call.path]
                file.safe, file.since = changed(file.safe, file.since), []
            case "s":
                self._sync_folder(call.path)
            case "c":
                made = self.files[call.path] = File()
                self.since.append((call.path, made))
            case "r" | "u":
                rename(self.files, call)
                self.since.append(call)

    def _sync_folder(self, folder: Path) -> None:
        for step in self.since:
            path = step[0] if isinstance(step, tuple) else step.path
            if path.parent == folder:
                renamed(self.safe, step)
        self.since = [
            step
            for step in self.since
            if (step[0] if isinstance(step, tuple) else step.path).parent != folder
        ]

    def after_failure(self, chance: random.Random | None) -> dict[Path, bytes]:
        """What is there when the power is back; without `chance` only what is safe."""
        names = dict(self.safe)
        for step in self.since[: chance.randint(0, len(self.since)) if chance else 0]:
            renamed(names, step)
        return {path: left_of(file, chance) for path, file in names.items()}


def renamed(names: dict[Path, File], step: Call | tuple[Path, File]) -> None:
    if isinstance(step, tuple):
        names[step[0]] = step[1]
    else:
        rename(names, step)


def rename(names: dict[Path, File], call: Call) -> None:
    file = names.pop(call.path, None)
    if call.kind == "r" and file is not None:
        names[Path(call.data.decode())] = file


def left_of(file: File, chance: random.Random | None) -> bytes:
    if chance is None:
        return file.safe
    return changed(file.safe, [torn(call, chance) for call in file.since if chance.random() < 0.5])


def torn(call: Call, chance: random.Random) -> Call:
    """The write, or its first sectors alone."""
    if call.kind == "t" or chance.random() < 0.7:
        return call
    return Call("w", call.where, call.path, call.data[: SECTOR * chance.randint(0, 8)])


def changed(content: bytes, calls: list[Call]) -> bytes:
    made = bytearray(content)
    for call in calls:
        end = call.where + len(call.data)
        if call.kind == "t":
            made[call.where :] = bytes(max(0, call.where - len(made)))
        else:
            made.extend(bytes(max(0, end - len(made))))
            made[call.where : end] = call.data
    return bytes(made)


# What is done while it is written down, and what has to hold after a failure


def careless(folder: Path, ack: Ack) -> None:
    """A store that does not wait for the disk: what the model is there to find."""
    with SqliteStore.open(database(folder)) as store:
        for connection in store._stock:
            connection.execute("PRAGMA synchronous=OFF")
        go_on(store, ack)


def store_at(scenario: str, folder: Path) -> tuple[Callable[[Ack], None], Check]:
    begun = prepare(folder, scenario)
    run = careless if scenario == "careless" else SCENARIOS[scenario]
    return (
        functools.partial(run, folder),
        lambda acked: check_kept(scenario, folder, acked, begun),
    )


class Rotation:
    """A relay revokes, and changes its outer key: store and vault, each waiting for the other."""

    def __init__(self, folder: Path) -> None:
        self.relay = RelayHarness(folder, sqlite=True)
        team = self.relay.team
        key = team.key()
        expires = self.relay.now + 60 * DAY
        self.kept = [team.grant(key, team.ana, expires=expires) for _ in range(3)]
        self.gone = team.grant(key, team.ana, expires=expires)
        self.relay.store.close()

    def run(self, ack: Ack) -> None:
        relay = self.relay
        relay.restart()
        relay.team.revoke(self.gone)
        ack(1)
        for number, wait in enumerate((7 * DAY, 2 * HOUR), 2):
            relay.wait(wait)
            relay.desk.confirm_date(relay.now)
            relay.desk.sweep()
            ack(number)
        relay.store.close()

    def check(self, acked: int) -> None:
        relay = self.relay
        relay.restart()
        relay.desk.confirm_date(relay.now)
        try:
            opened = [relay.open(relay.team.ana, grant) for grant in self.kept]
            assert opened == ["released"] * 3, opened
            if acked >= 1:
                assert relay.open(relay.team.ana, self.gone) == "E_REVOKED", "revoked in vain"
                assert not relay.has_release(self.gone), "a shredded key is back"
            if acked >= 3:
                assert not relay.vault.holds("outer-000001"), "a destroyed outer key is back"
        finally:
            relay.store.close()


def main() -> None:
    scenario, folder, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    work, log = folder / "work", folder / "log"
    work.mkdir(mode=0o700)
    if scenario == "rotation":
        rotation = Rotation(work)
        run, check = rotation.run, rotation.check
    else:
        run, check = store_at(scenario, work)
    disk, shim = Disk(work), ctypes.CDLL(None)
    shim.fault_record(str(work).encode(), str(log).encode())
    run(lambda number: shim.fault_note(ctypes.c_int64(number)))
    shim.fault_record(b"", b"")
    calls = list(calls_in(log))
    print(json.dumps(fail_between(disk, calls, work, check, most)))


def fail_between(
    disk: Disk, calls: list[Call], work: Path, check: Check, most: int
) -> dict[str, object]:
    """The power fails after each of these calls, or after `most` of them."""
    acked, failures = -1, 0
    complaints: list[str] = []
    step = max(1, -(-len(calls) // most))
    for number, call in enumerate(calls, 1):
        disk.do(call)
        acked = call.where if call.kind == "n" else acked
        if number % step:
            continue
        for chance in (None, random.Random(number)):
            lay(work, disk.after_failure(chance))
            said = complaint_of(functools.partial(check, acked))
            complaints += [f"after call {number}: {word}" for word in said]
            failures += 1
    return {"calls": len(calls), "failures": failures, "complaints": complaints[:5]}


def lay(folder: Path, files: dict[Path, bytes]) -> None:
    """Make the folder hold just these; the log's index in shared memory is never on a disk."""
    shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    for path, content in files.items():
        if not path.name.endswith("-shm"):
            for parent in reversed(path.parents):
                parent.mkdir(mode=0o700, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o600)


if __name__ == "__main__":
    main()
