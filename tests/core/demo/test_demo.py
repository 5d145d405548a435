"""The example team: what is promised of it is in it, and it is used like any other."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.activity import Happening
from keylease.client.backup import export
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.client.verification import verify_replica
from keylease.crypto.passphrase import Cost
from keylease.demo import PASSPHRASE, Demo, build_demo
from keylease.errors import Code, Usage
from keylease.launch.mock import is_mock
from keylease.ledger.rules.reviews import tally
from keylease.ledger.standing import active_version, ended, ends_at, pending_version
from keylease.model.access import Purpose
from keylease.model.roles import Role, Status
from keylease.model.secret import Secret
from keylease.reports.export import verify_export
from support.terms import DAY, HOUR

NOW = 1_791_979_200_000 + 11 * HOUR
"""2026-10-14, before noon."""
CHEAP = Cost(1, 8)


def build(folder: Path, *, cost: Cost = CHEAP) -> Demo:
    return build_demo(folder, now=NOW, passphrase=Secret(PASSPHRASE.encode()), cost=cost)


def unlock(folder: Path, *, now: int = NOW) -> Session:
    assembly = Assembly(Home(folder), clock=lambda: now, cost=CHEAP)
    return assembly.unlock(Secret(PASSPHRASE.encode()))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example team's folder, as it was built."""
    folder = tmp_path_factory.mktemp("demo")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def ada(example: Path) -> Iterator[Session]:
    """Ada, who looks at the example team. All tests share her: who acts takes a `copy`."""
    session = unlock(example)
    session.refresh()
    yield session
    session.close()


def named(session: Session) -> list[tuple[object, ...]]:
    """What happened, by names instead of ids."""
    names = session.snapshot.names

    def of(happening: Happening) -> tuple[object, ...]:
        key = None if happening.key is None else names.of(happening.key)
        return (happening.at, happening.what, names.of(happening.who), key, happening.version)

    return [of(happening) for happening in session.activity.happenings(session.snapshot)]


def test_it_has_its_people_services_and_keys(ada: Session) -> None:
    now = ada.snapshot
    here = [(now.names.of(id_), m.role) for id_, m in now.people() if m.status is Status.ACTIVE]
    assert here == [
        ("Ada", Role.OWNER),
        ("Grace", Role.OWNER),
        ("Bob", Role.MEMBER),
        ("Chen", Role.MEMBER),
        ("Dana", Role.AUDITOR),
        ("Hana", Role.MEMBER),
    ]
    assert len(now.apps()) == 2
    keys = now.keys_by_name()
    assert len(keys) == 14
    assert len({now.names.field(key, "provider") for key, _ in keys}) == 8
    assert len({record.environment for _, record in keys}) == 3
    assert now.list_named("Backend")
    assert not now.state.members[now.member_named("Hana")].verified


def test_half_a_year_of_openings_is_on_record(ada: Session) -> None:
    happenings = ada.activity.happenings(ada.snapshot)
    opened = [h for h in happenings if h.what == "opened"]
    refused = [h.detail["code"] for h in happenings if h.what == "refused"]
    assert len(opened) > 150
    assert len({h.at // (30 * DAY) for h in opened}) >= 6
    assert {h.who for h in opened} >= {id_ for id_, _ in ada.snapshot.apps()}
    assert len(refused) >= 3
    assert happenings[0].at < NOW - 180 * DAY
    assert happenings[-1].at <= NOW
    assert all(NOW - 183 * DAY < h.at <= NOW for h in happenings)


def test_there_is_something_to_do_this_morning(ada: Session) -> None:
    now, t = ada.snapshot, NOW
    standing = [id_ for id_, _ in now.grants() if ended(now.state, id_, t) is None]
    assert any(ends_at(now.state, id_, t) < t + 2 * DAY for id_ in standing)
    assert any(ends_at(now.state, id_, t) < t + 7 * DAY for id_ in standing)
    waiting = [r for r in now.state.requests.values() if r.granted is None and r.denied_by is None]
    assert len(waiting) == 1
    keys = now.keys_by_name()
    assert [key for key, record in keys if record.frozen] == [now.key_named("OpenAI evals")]
    (incident,) = now.state.incidents.values()
    assert (incident.closed, incident.notes) == (None, 1)
    (review,) = now.state.reviews.values()
    counted = tally(now.state, review)
    assert counted.undecided > 0
    assert counted.keep > 0
    assert counted.end == counted.shorten == 1
    assert review.due > t
    overdue = [
        key
        for key, record in keys
        if record.rotate_every is not None
        and record.versions[(active_version(record) or 1) - 1].entered + record.rotate_every < t
    ]
    assert len(overdue) >= 2
    half = now.state.keys[now.key_named("Anthropic production")]
    assert (active_version(half), pending_version(half)) == (1, 2)


def test_the_leaver_has_seen_what_is_still_in_use(ada: Session) -> None:
    frank = ada.snapshot.member_named("Frank")
    assert ada.snapshot.state.members[frank].status is Status.REMOVED
    seen = {(e.key, e.version) for e in ada.exposures() if e.member == frank}
    state = ada.snapshot.state
    assert any(active_version(state.keys[key]) == version for key, version in seen)
    declared = [e for e in ada.exposures() if "declared" in str(e.how)]
    assert declared


def test_its_keys_open_nothing(example: Path, tmp_path: Path) -> None:
    shutil.copytree(example, tmp_path / "copy")
    ada = unlock(tmp_path / "copy")
    ada.refresh()
    key = ada.snapshot.key_named("OpenAI production")
    assert is_mock(ada.values.open(key, Purpose.SHOW).value)
    ada.close()


def test_it_verifies_by_both_programs(ada: Session, tmp_path: Path) -> None:
    verify_replica(ada)
    export(ada, tmp_path / "export")
    assert verify_export(tmp_path / "export").people == 7


def test_it_is_the_same_every_time(ada: Session, tmp_path: Path) -> None:
    build(tmp_path / "again")
    again = unlock(tmp_path / "again")
    again.refresh()
    assert [line for line in named(again) if line[0] != NOW] == [
        line for line in named(ada) if line[0] != NOW
    ]
    again.close()


def test_the_others_are_nowhere_on_disk(ada: Session) -> None:
    home = Path(ada.snapshot.state.relay.address.removeprefix("file://")).parents[1]
    assert len(list(home.rglob("identity"))) == 1
    assert len(list(home.rglob("replica.db"))) == 1


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    for folder in (tmp_path, tmp_path / "mine"):
        with pytest.raises(Usage) as refused:
            build(folder)
        assert refused.value.code is Code.E_PATH
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_command_line_opens_it_afterwards(tmp_path: Path) -> None:
    """As `keylease demo` leaves it: with the key-stretching that a home on a desk has."""
    run = ("-c", "from keylease.cli import main; main()")
    environ = {**os.environ, "KEYLEASE_PASSPHRASE": PASSPHRASE}

    def keylease(*words: str) -> str:
        command = [sys.executable, *run, *words]
        done = subprocess.run(command, capture_output=True, text=True, env=environ, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    folder = tmp_path / "demo"
    keylease("demo", "--folder", str(folder))
    listed = json.loads(keylease("--home", str(folder), "--json", "key", "list"))
    assert len(listed) == 14
    exposed = json.loads(keylease("--home", str(folder), "--json", "exposure"))
    assert {"entered", "custodian", "opened", "declared"} <= {row["how"] for row in exposed}
    log = json.loads(keylease("--home", str(folder), "--json", "log"))
    assert {"opened", "refused", "granted", "revoked"} <= {row["what"] for row in log}
