"""The drill of packaging/README.md, "The relay is lost": with nothing left of it but what its
members hold, and real processes alone.

`pytest -s tests/accept/test_restore_drill.py` shows how long it takes; that is no test.
"""

import json
import re
import secrets
import shutil
import time
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.keys import NewKey
from keylease.client.lending import Terms
from keylease.client.profile import Home
from keylease.model.secret import Secret
from keylease.wire.record import new_record
from support.relay_server import RelayProcess, milliseconds
from support.served_team import found_there
from support.shell import PASSPHRASE, Person
from support.terms import DAY

ADAS = [f"ada-{number:02}" for number in range(14)]
BOBS = [f"bob-{number:02}" for number in range(6)]
SECRET = Secret(PASSPHRASE.encode())

pytestmark = pytest.mark.timeout(900)


def share(home: Path, names: list[str], to: str) -> None:
    """Put in keys that this person keeps, and lend each to both."""
    with closing(Assembly(Home(home)).unlock(SECRET)) as session:
        environment = session.refresh().environment_named("development")
        for name in names:
            new = NewKey(name, "openai", environment)
            key = session.keys.add(new, new_record(value(name), secrets.token_bytes))
            both = [session.me, session.snapshot.member_named(to)]
            session.lending.issue(key, both, Terms(expires=milliseconds() + 30 * DAY))


def value(name: str) -> str:
    return f"sk-{name}-CANARY0123456789"


def whole_state(person: Person) -> tuple[list[object], list[object]]:
    """What somebody sees of people and keys, whatever relay says so."""
    return json.loads(person("member", "list", "--json")), json.loads(
        person("key", "list", "--json")
    )


def test_a_relay_that_is_wholly_lost_comes_back_from_what_its_members_hold(
    tmp_path: Path,
) -> None:
    ada, bob = Person(tmp_path / "ada"), Person(tmp_path / "bob")
    with RelayProcess(tmp_path) as relay:
        found_there(Assembly(Home(ada.home)), relay, "Acme AI", "Ada", SECRET)
        link = ada("member", "invite", "--role", "admin", "--for", "1d")
        bob("team", "join", "-", "--as", "Bob", stdin=link)
        ada("member", "admit", "Bob", "--words-compared")
        share(ada.home, ADAS, "Bob")
        share(bob.home, BOBS, "Ada")
        kit = ada("team", "kit")
        ada("get", BOBS[0])
        bob("get", ADAS[0])
        before = whole_state(ada), whole_state(bob)
        bob("get", ADAS[1])  # nobody's copy has this line
        relay.kill()
    shutil.rmtree(tmp_path / "relay")

    begun = time.monotonic()
    for person, name in ((ada, "adas"), (bob, "bobs")):
        person("export", str(tmp_path / name))
    back = Person(tmp_path / "back")
    exports = ["--backup", str(tmp_path / "adas"), "--backup", str(tmp_path / "bobs")]
    restore = ["team", "restore", "--kit", "-", *exports]
    silent = back.ended(*restore, stdin=kit)  # it may only be silent: that has to be said
    assert (silent.returncode, "add --relay-lost" in silent.stderr) == (5, True), silent
    told = back.ended(*restore, "--relay-lost", stdin=kit)
    assert told.returncode == 0, told
    for name in BOBS:
        assert f"key reseal {name}" in told.stderr
    assert re.search(r"know the access log up to line \d+\. What was opened later", told.stderr)

    with RelayProcess(tmp_path) as relay:  # another machine
        moved = json.loads(back("relay", "move", "-", "--json", stdin=relay.link))
        assert moved["relay"] == relay.identity.address
        with ExitStack() as at_work:
            for person in (ada, bob):
                person("team", "relay", moved["link"])
                at_work.callback(person, "lock")
                person("unlock", "--for", "1h")
            for name in BOBS:
                bob("key", "reseal", name)
            for person, names in ((bob, ADAS + BOBS), (ada, [ADAS[0], BOBS[0]])):
                for name in names:
                    assert person("get", name) == f"{value(name)}\n"
            took = time.monotonic() - begun
            for person in (ada, bob):
                assert "is whole and follows the law" in person("verify")
            assert (whole_state(ada), whole_state(bob)) == before
            shutil.rmtree(back.home)
            ada("key", "add", "later", "--environment", "development", stdin=value("later"))
            ada("grant", "later", "--to", "Bob", "--for", "1d")
            assert bob("get", "later") == f"{value('later')}\n"
        assert relay.stop() == 0
    figure = f"20 keys, 2 members: all opened again {took:.0f} s after the relay was lost"
    print(figure)  # noqa: T201  a figure, and no test
