"""A team moves from this computer to a team server; cut short anywhere, nothing is lost."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from keylease.client.https import HttpsTransport
from keylease.client.session import Session
from keylease.client.verification import verify_replica
from keylease.errors import Code, KeyleaseError, Unreachable
from keylease.ledger.rules.team import state_hash
from keylease.model.arrival import Load
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.model.signed import Signed
from keylease.relay.limits import DEFAULT
from keylease.relay.settings import read_settings
from keylease.relocation import Move, destination
from keylease.store.sqlite import SqliteStore
from keylease.wire.relay_link import read_claim_link, write_relay_link
from support.members import World, code_of, hostile_relay, read
from support.relay_server import HERE, RelayThread
from support.terms import DAY, HOUR


class Cut(HttpsTransport):
    """The way there, which ends after so many parts, or before the owner's word."""

    left = 10**9
    speechless = False

    def exchange(self, request: Signed) -> bytes:
        """The answer, unless there is none."""
        if self.speechless:
            raise Unreachable(Code.E_UNREACHED)
        return super().exchange(request)

    def load(self, part: Load) -> bytes:
        """The answer, while the line holds."""
        if not self.left:
            raise Unreachable(Code.E_UNREACHED)
        self.left -= 1
        return super().load(part)


class Moving:
    """A team on its founder's computer, and the empty server that it is to go to."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder / "people")
        self.ada = self.world.found()
        self.bob = self.world.bring(self.ada, "Bob")
        settings = {
            "KEYLEASE_RELAY_DATABASE": f"sqlite:///{folder / 'server' / 'team.db'}",
            "KEYLEASE_RELAY_LISTEN": f"{HERE}:0",
        }
        (folder / "server").mkdir(mode=0o700)
        self.server = RelayThread(read_settings({}, settings), self.world.clock("relay"), DEFAULT)
        self.relay, self.claim = read_claim_link(self.server.server.new_link())

    def way(self, left: int = 10**9, *, speechless: bool = False) -> Cut:
        way = Cut(self.relay)
        way.pauses, way.left, way.speechless = (0.0,), left, speechless
        return way

    def move(
        self,
        by: Session | None = None,
        *,
        left: int = 10**9,
        speechless: bool = False,
        claim: Secret | None = None,
    ) -> None:
        desk = hostile_relay(self.ada).desk
        with closing(self.way(left, speechless=speechless)) as way:
            Move(by or self.ada, desk, way, self.relay, claim or self.claim).carry_out()

    def arrive(self, name: str) -> Session:
        """That person's next session, which finds the new relay by itself."""
        session = self.world.kept(self.world.assembly(name).unlock(PASSPHRASE))
        session.refresh()
        return session


PASSPHRASE = Secret(b"correct horse battery staple")


@pytest.fixture
def moving(tmp_path: Path) -> Iterator[Moving]:
    moving = Moving(tmp_path)
    yield moving
    moving.world.close()
    moving.server.close()


def test_everything_goes_along(moving: Moving) -> None:
    world, ada, bob = moving.world, moving.ada, moving.bob
    keys = [world.key(ada, name) for name in ("one", "two")]
    for key in keys:
        world.lend(ada, key, bob, max_uses=3)
        read(bob, key)
    moving.move()
    bob = moving.arrive("Bob")
    assert bob.snapshot.state.relay == moving.relay
    assert [read(bob, key) for key in keys] == ["sk-one-1", "sk-two-1"]
    ada = moving.arrive("Ada")
    verify_replica(ada)
    assert state_hash(ada.snapshot.state) == state_hash(bob.refresh().state)
    happenings = ada.activity.happenings(ada.snapshot)
    assert len([h for h in happenings if (h.what, h.who) == ("opened", bob.me)]) == 4
    eve = moving.world.assembly("Eve").join(
        ada.people.invite(Role.MEMBER, DAY).link, "Eve", PASSPHRASE
    )
    world.kept(eve)
    ada.refresh()
    ada.people.admit(eve.me, verified=True)
    assert eve.refresh().names.team == "Acme"


def test_a_founder_goes_along_in_the_same_sitting(moving: Moving) -> None:
    key = moving.world.key(moving.ada, "one")
    moving.move()
    assert isinstance(moving.ada.connection.courier.transport, HttpsTransport)
    moving.world.lend(moving.ada, key, moving.bob)
    assert read(moving.arrive("Bob"), key) == "sk-one-1"


def test_where_a_link_leads_is_known_before_anything_is_sent(moving: Moving) -> None:
    where = destination(moving.server.server.new_link())
    assert where.host == f"{HERE}:{moving.server.port}"
    assert where.pins == (moving.relay.pins[0].hex(),)
    assert code_of(lambda: destination(write_relay_link(moving.relay))) is Code.E_LINK


def test_the_old_relay_is_sealed(moving: Moving) -> None:
    key = moving.world.key(moving.ada, "one")
    grant = moving.world.lend(moving.ada, key, moving.bob)
    old = moving.world.assembly("Ada").hosted(moving.ada.snapshot.state.relay)
    moving.move()
    with SqliteStore.open(old.ledger) as store, store.read() as tx:
        assert tx.release(grant, 1) is None
        assert not tx.releases()


@pytest.mark.parametrize("left", [0, 1, 2, 3])
def test_cut_short_it_has_changed_nothing_here_and_goes_on_later(moving: Moving, left: int) -> None:
    key = moving.world.key(moving.ada, "one")
    moving.world.lend(moving.ada, key, moving.bob)
    with pytest.raises(Unreachable):
        moving.move(left=left)
    assert moving.ada.refresh().state.relay.key != moving.relay.key
    assert read(moving.bob, key) == "sk-one-1"
    moving.move()
    assert read(moving.arrive("Bob"), key) == "sk-one-1"


def test_cut_short_after_the_owners_word_others_wait_and_the_owner_finishes_it(
    moving: Moving,
) -> None:
    world = moving.world
    key = world.key(moving.ada, "one")
    world.lend(moving.ada, key, moving.bob, lasts=5 * DAY)
    with pytest.raises(Unreachable):
        moving.move(speechless=True)
    bob = world.kept(world.assembly("Bob").unlock(PASSPHRASE))
    assert bob.refresh().frozen is None
    assert bob.connection.way is not None
    assert bob.connection.way.trouble is not None
    assert bob.connection.way.trouble.code is Code.E_ARRIVING
    world.wait(2 * HOUR)
    moving.arrive("Ada")
    assert read(moving.arrive("Bob"), key) == "sk-one-1"


def test_who_may_not_move_it_is_told(moving: Moving) -> None:
    assert code_of(lambda: moving.move(moving.bob)) is Code.E_ROLE
    assert code_of(lambda: moving.move(claim=Secret(bytes(16)))) is Code.E_CLAIM
    moving.move()
    with closing(moving.way()) as way:
        other = World(moving.world.folder / "others")
        eve = other.found("Eve", "Other")
        again = Move(eve, hostile_relay(eve).desk, way, moving.relay, moving.claim)
        with pytest.raises(KeyleaseError) as refused:
            again.carry_out()
        other.close()
    assert refused.value.code is Code.E_TEAM_EXISTS
