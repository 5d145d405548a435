"""Homes, teams and sessions: what is made, what is left when it goes wrong."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from keylease.assembly import Assembly, system_clock
from keylease.client.keys import NewKey
from keylease.client.profile import EmbeddedRelay, Home
from keylease.client.transport import Transport
from keylease.errors import Code, Unreachable
from keylease.model.access import Append, Purpose
from keylease.model.events import RelayIdentity
from keylease.model.roles import Role, Status
from keylease.model.secret import Secret
from keylease.model.signed import Signed
from keylease.wire.invite import read_link, write_link
from keylease.wire.record import new_record
from keylease.wire.requests import REQUEST
from support.lies import AlwaysRefusing, Garbage
from support.members import CHEAP, Between, RiggedAssembly, World, code_of, passphrase, read
from support.relay_server import RelayProcess
from support.served_team import found_there
from support.terms import DAY, HOUR


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.close()


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_team_is_founded_on_the_real_clock(tmp_path: Path) -> None:
    assembly = Assembly(Home(tmp_path), cost=CHEAP)
    session = assembly.found("Acme", "Ada", passphrase())
    assert abs(session.connection.now() - system_clock()) < HOUR
    session.close()
    again = assembly.unlock(passphrase())
    assert again.refresh().names.team == "Acme"
    assert again.connection.courier.client.startswith("keylease/")
    again.close()


def test_everything_made_is_private(world: World, tmp_path: Path) -> None:
    world.bring(world.found(), "Bob")
    for path in tmp_path.rglob("*"):
        if path.parent != tmp_path:
            assert path.stat().st_mode & 0o077 == 0, path


def test_a_bad_name_founds_nothing(tmp_path: Path) -> None:
    assembly = Assembly(Home(tmp_path / "home"), cost=CHEAP)
    for team, person in (("", "Ada"), ("Acme", " "), ("a\u202eb", "Ada")):
        name = (team, person)
        assert code_of(lambda name=name: assembly.found(*name, passphrase())) is Code.E_NAME
    assert Home(tmp_path / "home").teams() == []


def test_two_teams_in_one_home(world: World) -> None:
    first, second = world.found("Ada", "Acme"), world.found("Ada", "Babbage")
    assembly = world.assembly("Ada")
    assert code_of(lambda: assembly.unlock(passphrase())) is Code.E_AMBIGUOUS
    for session, name in ((first, "Acme"), (second, "Babbage")):
        found = world.kept(assembly.unlock(passphrase(), team=name))
        assert found.snapshot.state.team == session.snapshot.state.team
    assert code_of(lambda: assembly.unlock(passphrase(), team="Cray")) is Code.E_NO_TEAM


def test_a_wrong_passphrase_opens_nothing(world: World) -> None:
    world.found().close()
    assert code_of(lambda: world.assembly("Ada").unlock(Secret(b"wrong"))) is Code.E_UNLOCK


def test_a_home_that_was_moved_still_finds_its_relay(world: World, tmp_path: Path) -> None:
    ada = world.found("Ada")
    key = world.key(ada, "openai")
    ada.close()
    (tmp_path / "ada").rename(tmp_path / "ada2")
    again = world.unlock("Ada2")
    assert read(again, key) == "sk-openai-1"


class TestJoining:
    @pytest.fixture
    def link(self, world: World) -> str:
        return world.found().people.invite(Role.MEMBER, DAY).link

    def test_the_same_link_does_not_join_twice(self, world: World, link: str) -> None:
        world.kept(world.assembly("Bob").join(link, "Bob", passphrase()))
        again = world.assembly("Bob")
        assert code_of(lambda: again.join(link, "Bob", passphrase())) is Code.E_TEAM_EXISTS
        other = world.assembly("Cleo")
        assert code_of(lambda: other.join(link, "Cleo", passphrase())) is Code.E_INVITE_USED
        assert world.home("Cleo").teams() == []

    def test_a_late_or_false_link(self, world: World, link: str) -> None:
        bob = world.assembly("Bob")
        wrong = read_link(link)
        other = write_link(
            type(wrong)(wrong.relay, wrong.team, wrong.invite, wrong.event, b"x" * 16)
        )
        assert code_of(lambda: bob.join(other, "Bob", passphrase())) is Code.E_SIG
        assert code_of(lambda: bob.join(link[:-3], "Bob", passphrase())) is Code.E_LINK
        assert code_of(lambda: bob.join(link, "  ", passphrase())) is Code.E_NAME
        world.wait(2 * DAY)
        assert code_of(lambda: bob.join(link, "Bob", passphrase())) is Code.E_INVITE_EXPIRED
        assert world.home("Bob").teams() == []

    def test_a_join_whose_answer_is_lost_is_repeated(self, world: World, link: str) -> None:
        losing = LosingAssembly(**vars(world.assembly("Bob")))
        assert code_of(lambda: losing.join(link, "Bob", passphrase())) is Code.E_UNREACHED
        assert len(world.home("Bob").teams()) == 1
        bob = world.kept(world.assembly("Bob").join(link, "Bob", passphrase()))
        assert bob.snapshot.self.status is Status.PENDING
        ada = world.unlock("Ada")
        ada.refresh()
        assert ada.snapshot.member_named("Bob") == bob.me
        assert len(ada.snapshot.state.members) == 2

    def test_what_the_relay_refuses_leaves_no_home(self, world: World, link: str) -> None:
        for lie in (AlwaysRefusing(Code.E_ROLE, (Append,)), Garbage()):
            lied_to = world.assembly("Bob", lie)
            code_of(lambda lied_to=lied_to: lied_to.join(link, "Bob", passphrase()))
            assert world.home("Bob").teams() == []


class Swallowing:
    """Appends arrive; their answers do not."""

    pauses = (0.0,)

    def __init__(self, inner: Transport) -> None:
        self._inner = inner

    def exchange(self, request: Signed) -> bytes:
        reply = self._inner.exchange(request)
        if isinstance(REQUEST.read(request.body).op, Append):
            raise Unreachable(Code.E_UNREACHED)
        return reply

    listen = exchange

    def hush(self) -> None:
        """Nobody listens for long."""

    def close(self) -> None:
        self._inner.close()


class LosingAssembly(RiggedAssembly):
    """Reaches its relay by a transport that loses answers."""

    def transport(self, relay: RelayIdentity) -> Transport:
        return Swallowing(super().transport(relay))


def test_after_a_month_away_the_date_is_asked_for(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    ada.close()
    world.now += 30 * DAY
    ada = world.unlock("Ada")
    assert ada.snapshot.key(key)
    assert code_of(ada.refresh) is Code.E_TIME_RAN
    assembly = world.assembly("Ada")
    assert code_of(lambda: assembly.confirm_date(world.now + 3 * DAY)) is Code.E_TIME_RAN
    assembly.confirm_date(world.now)
    assert read(ada, key) == "sk-openai-1"


def test_what_is_due_is_done_at_the_start(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    grant = world.lend(ada, world.key(ada, "openai"), bob)
    ada.close()
    bob.close()
    world.now += 2 * HOUR
    assembly = Assembly(world.home("Bob"), clock=lambda: world.now, cost=CHEAP)
    session = assembly.unlock(passphrase())
    place = EmbeddedRelay(next((world.home("Ada").path / "relays").iterdir()))
    with world.assembly("Ada").open_store(place.ledger) as store, store.read() as tx:
        assert tx.release(grant, 1) is None
    session.close()


def test_an_app_needs_its_token_alone(world: World) -> None:
    ada = world.found()
    new = ada.apps.create("ci", world.now + DAY)
    key = world.key(ada, "openai")
    world.lend(ada, key, new.app)
    app = world.assembly("nobody").app(new.token)
    assert app.open(key, Purpose.RUN).value == "sk-openai-1"
    assert app.key_named("openai") == key
    app.close()
    assert files(world.folder / "nobody") == set()


def test_a_lost_answer_does_not_found_twice(world: World) -> None:
    ada = world.found()
    Between(ada, lose=1)
    ada.people.invite(Role.MEMBER, DAY)
    assert len(ada.refresh().state.invites) == 1


IMPORTS = """
import sys
from pathlib import Path
from keylease.assembly import Assembly, system_clock
from keylease.client.profile import Home
from keylease.crypto.passphrase import Cost
from keylease.model.access import Purpose
from keylease.model.secret import Secret
home, *date = sys.argv[1:]
clock = (lambda: int(date[0])) if date else system_clock
assembly = Assembly(Home(Path(home)), clock=clock, cost=Cost(1, 8))
assembly.read_ahead(assembly.home.choose())
ahead = set(sys.modules)
session = assembly.unlock(Secret(b"correct horse battery staple"))
now = session.refresh()
print(session.values.open(now.key_named("openai"), Purpose.SHOW).value)
session.close()
print(*sys.modules)
print(*(set(sys.modules) - ahead))
"""


def imported(home: Home, *date: str) -> set[str]:
    """What a process has imported that has opened a key, all rooms of it ahead."""
    told = subprocess.run(
        [sys.executable, "-c", IMPORTS, str(home.path), *date],
        capture_output=True,
        text=True,
        check=True,
    )
    value, modules, late = told.stdout.splitlines()
    assert value == "sk-openai-1"
    assert not [name for name in late.split() if name.startswith("keylease")]
    return set(modules.split())


def test_an_embedded_relay_needs_no_tls(tmp_path: Path) -> None:
    """What is slow to import is imported where it is used, and no sooner."""
    world = World(tmp_path)
    world.key(world.found(), "openai")
    world.close()
    modules = imported(world.home("Ada"), str(world.now))
    assert "keylease.relay.desk" in modules
    assert not {"ssl", "http.client", "_ssl", "starlette", "uvicorn", "asyncio"} & modules


def test_a_team_server_needs_no_relay_in_the_process_that_asks_it(tmp_path: Path) -> None:
    assembly = Assembly(Home(tmp_path / "ada"), cost=CHEAP)
    with RelayProcess(tmp_path) as relay:
        found_there(assembly, relay, "Acme", "Ada", passphrase())
        with closing(assembly.unlock(passphrase())) as ada:
            place = ada.snapshot.environment_named("development")
            record = new_record("sk-openai-1", secrets.token_bytes)
            ada.keys.add(NewKey("openai", "openai", place), record)
        modules = imported(assembly.home)
    assert "ssl" in modules
    assert not {"keylease.relay", "keylease.embedded", "keylease.insight"} & modules
    acts = ("activity", "apps", "joining", "keys", "lending", "people", "reviews", "team")
    assert not {f"keylease.client.{act}" for act in acts} & modules
