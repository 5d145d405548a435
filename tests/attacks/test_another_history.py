"""A relay that shows some member another history, and what their program makes of it."""

from dataclasses import dataclass

import pytest
from msgspec import structs

from keylease.client.session import Session
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, Refused, Tampered
from keylease.model import access as a
from keylease.model.base import KeyId
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.wire.canonical import encode
from keylease.wire.requests import HEAD
from support.hostile_relay import HostileRelay
from support.lies import (
    AlwaysRefusing,
    Frozen,
    Garbage,
    LineDropped,
    OtherBoxKey,
    OtherRelayKey,
    Truncated,
    UnprovedJoin,
)
from support.logbook import Logbook
from support.members import World, code_of, passphrase, read, traces
from support.terms import DAY, HOUR, MINUTE


@pytest.fixture
def ada(world: World) -> Session:
    return world.found()


@pytest.fixture
def bob(world: World, ada: Session) -> Session:
    return world.bring(ada, "Bob")


@pytest.fixture
def key(world: World, ada: Session, bob: Session) -> KeyId:
    key = world.key(ada, "openai")
    world.lend(ada, key, bob, lasts=DAY)
    bob.refresh()
    return key


def frozen(session: Session, code: Code) -> None:
    """Read-only, with the evidence kept: what was held, and what the relay signed."""
    now = session.connection.known
    assert now is not None
    assert now.frozen is not None
    assert now.frozen.code == code.name
    assert now.frozen.pinned is not None
    assert now.frozen.statement is not None or now.frozen.pinned != now.frozen.served
    assert session.refresh().frozen == now.frozen
    assert session.refresh().state == now.state


@pytest.mark.attack("B01")
@pytest.mark.parametrize("by", [1, 3])
def test_b01_an_older_history_freezes_the_team(
    world: World, bob: Session, key: KeyId, by: int
) -> None:
    before = bob.snapshot.state
    world.relay(bob).lie(Truncated(by=by))
    assert code_of(bob.refresh) is Code.E_ROLLBACK
    frozen(bob, Code.E_ROLLBACK)
    assert bob.snapshot.state == before


@pytest.mark.attack("B01")
def test_b01_a_frozen_team_is_read_only_and_stays_so(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    relay = world.relay(bob)
    relay.lie(Truncated(by=2))
    assert code_of(lambda: read(bob, key)) is Code.E_ROLLBACK
    relay.be_honest()
    before = traces(bob)
    asked = len(relay.asked)
    assert code_of(lambda: read(bob, key)) is Code.E_TEAM_FROZEN
    assert code_of(lambda: bob.lending.request(key, DAY, "why")) is Code.E_TEAM_FROZEN
    assert code_of(lambda: bob.people.acknowledge("rules")) is Code.E_TEAM_FROZEN
    assert traces(bob) == before
    assert len(relay.asked) == asked
    again = world.unlock("Bob")
    frozen(again, Code.E_ROLLBACK)
    assert code_of(lambda: read(again, key)) is Code.E_TEAM_FROZEN
    assert code_of(again.team.accept_history) is Code.E_ROLE
    assert read(ada, key) == "sk-openai-1"


@pytest.mark.attack("B01")
def test_b01_an_owner_goes_on_after_comparing(on_disk: World) -> None:
    world = on_disk
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    assert code_of(ada.team.accept_history) is Code.E_STATE
    held = ada.snapshot.state
    world.relay(ada).lie(Truncated(by=1))
    assert code_of(ada.refresh) is Code.E_ROLLBACK
    words = ada.team.words()
    world.relay(ada).be_honest()
    after = ada.team.accept_history()
    assert after.frozen is None
    assert after.state == held
    assert after.names.of(key) == "openai"
    assert bob.refresh().state.head == held.head
    assert words == ada.team.words()
    aside = world.home("Ada").choose().path / "replica-1.db"
    assert aside.exists()
    assert read(ada, key) == "sk-openai-1"
    ada.lending.revoke([*after.state.grants])
    ada.close()
    assert world.unlock("Ada").refresh().frozen is None


@pytest.mark.attack("B02")
def test_b02_a_newcomer_is_not_shown_an_older_history(world: World, ada: Session) -> None:
    invitation = ada.people.invite(Role.MEMBER, DAY)
    before = ada.snapshot.state.invites[invitation.invite].seq - 1
    lied_to = world.assembly("Bob", Truncated(at=before))
    assert code_of(lambda: lied_to.join(invitation.link, "Bob", passphrase())) is (
        Code.E_INVITE_NOT_IN_LOG
    )
    assert world.home("Bob").teams() == []
    assert len(ada.refresh().state.members) == 1
    honest = world.assembly("Bob").join(invitation.link, "Bob", passphrase())
    assert ada.refresh().names.of(honest.me) == "Bob"
    honest.close()


@pytest.mark.attack("B03")
def test_b03_two_branches_meet_in_a_request(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    relay = world.relay(bob)
    relay.lie(world.branch(bob))
    bob.keys.freeze(key)
    ada.people.invite(Role.MEMBER, DAY)
    ada.people.invite(Role.MEMBER, DAY)
    relay.be_honest()
    assert code_of(bob.refresh) is Code.E_FORK
    frozen(bob, Code.E_FORK)
    world.relay(ada).lie(structs_for(world, ada, bob))
    assert code_of(ada.refresh) is Code.E_FORK
    frozen(ada, Code.E_FORK)


def structs_for(world: World, ada: Session, bob: Session) -> "SeenBy":
    """What Bob says he has seen, on the branch that only he was shown."""
    now = bob.snapshot
    said = a.Seen(
        v=1, team=now.state.team, author=bob.me, ledger=now.state.head, access=now.access, at=1
    )
    body = encode(said)
    sig = bob.connection.identity.sign(SignatureType.SEEN, body)
    return SeenBy(Signed(body=body, sigs=(sig,)))


@dataclass
class SeenBy:
    """A colleague's statement comes along with all news."""

    statement: Signed

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        if not isinstance(reply, a.News):
            return reply
        return structs.replace(reply, seen=(*reply.seen, self.statement))


@pytest.mark.attack("B03")
def test_b03_two_branches_of_one_length_meet(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    relay = world.relay(bob)
    relay.lie(world.branch(bob))
    bob.keys.freeze(key)
    ada.keys.freeze(key)
    relay.be_honest()
    assert code_of(bob.refresh) is Code.E_FORK
    frozen(bob, Code.E_FORK)


@pytest.mark.attack("B03")
def test_b03_an_owner_goes_on_with_the_history_that_colleagues_have(on_disk: World) -> None:
    world = on_disk
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    relay = world.relay(ada)
    relay.lie(world.branch(ada))
    ada.keys.rotate(key, world.value("sk-known-to-ada-alone"))
    relay.be_honest()
    bob.keys.freeze(key)
    assert code_of(ada.refresh) is Code.E_ROLLBACK
    after = ada.team.accept_history()
    assert after.key(key).frozen
    assert len(after.key(key).versions) == 1
    assert after.state == bob.refresh().state
    ada.keys.thaw(key)
    assert read(ada, key) == "sk-openai-1"


@pytest.mark.attack("B03")
def test_b03_noise_in_place_of_statements_freezes_nothing(
    world: World, ada: Session, bob: Session
) -> None:
    statement = structs_for(world, ada, bob).statement
    forged = Signed(body=statement.body.replace(b'"at":1', b'"at":2'), sigs=statement.sigs)
    for noise in (forged, Signed(body=b"{}", sigs=statement.sigs)):
        world.relay(ada).lie(SeenBy(noise))
    assert ada.refresh().frozen is None


@pytest.mark.attack("B04")
def test_b04_a_relay_that_stands_still_gets_nothing_issued(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    world.relay(ada).lie(Frozen())
    ada.refresh()
    grant = next(iter(ada.snapshot.state.grants))
    bob.keys.freeze(key)
    world.wait(14 * MINUTE)
    assert not ada.refresh().key(key).frozen
    world.wait(2 * MINUTE)
    before = traces(ada)[:3]
    assert code_of(lambda: world.lend(ada, key, bob)) is Code.E_STALE
    assert code_of(lambda: ada.lending.renew(grant, world.now + 2 * DAY)) is Code.E_STALE
    assert traces(ada)[:3] == before
    assert world.now - ada.snapshot.checked > 15 * MINUTE
    world.relay(ada).be_honest()
    assert ada.refresh().key(key).frozen


@pytest.mark.attack("B08")
def test_b08_ones_own_line_is_missed_at_once(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    read(bob, key)
    with world.relay(bob).store.read() as tx:
        tip = tx.access_head()
    assert tip is not None
    world.relay(bob).lie(LineDropped(seq=tip.seq))
    assert code_of(bob.refresh) in (Code.E_RECEIPT_MISSING, Code.E_FORK)
    assert bob.refresh().frozen is not None


@pytest.mark.attack("B08")
def test_b08_ones_own_line_is_missed_when_others_follow_it(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    bob.refresh()
    read(bob, key)
    own = bob.connection.replica.held().promised[0].seq
    read(ada, key)
    world.relay(bob).lie(LineDropped(seq=own))
    assert code_of(bob.refresh) is Code.E_RECEIPT_MISSING
    frozen(bob, Code.E_RECEIPT_MISSING)


@pytest.mark.attack("B08")
def test_b08_others_see_that_an_author_had_seen_more(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    read(bob, key)
    with world.relay(bob).store.read() as tx:
        tip = tx.access_head()
    assert tip is not None
    bob.lending.request(key, DAY, "more time")
    world.relay(ada).lie(LineDropped(seq=tip.seq))
    assert code_of(ada.refresh) in (Code.E_ROLLBACK, Code.E_FORK)
    assert ada.refresh().frozen is not None


@pytest.mark.attack("B15")
@pytest.mark.parametrize(
    "lie",
    [
        AlwaysRefusing(Code.E_SIG),
        AlwaysRefusing(Code.E_ROLE),
        AlwaysRefusing(Code.E_UNKNOWN),
        AlwaysRefusing(Code.E_INTERNAL),
        AlwaysRefusing(Code.E_FORK),
        AlwaysRefusing(Code.E_UPGRADE),
        Garbage(),
        Garbage(b""),
        Garbage(b'{"reply":"done"}'),
        OtherRelayKey(),
    ],
    ids=repr,
)
def test_b15_an_error_loosens_nothing(
    world: World, bob: Session, key: KeyId, lie: AlwaysRefusing
) -> None:
    before, held = bob.snapshot, bob.connection.replica.held()
    world.relay(bob).lie(lie)
    with pytest.raises((Refused, Tampered, Exception)) as refusal:
        bob.refresh()
    assert isinstance(refusal.value.args[0], str)
    code_of(lambda: read(bob, key))
    code_of(lambda: bob.lending.request(key, DAY, ""))
    assert bob.snapshot == before
    assert bob.connection.replica.held() == held
    world.relay(bob).be_honest()
    assert read(bob, key) == "sk-openai-1"


@pytest.mark.attack("A02")
def test_a02_a_ghost_member_never_comes_in(world: World, ada: Session, bob: Session) -> None:
    world.join(ada, "Cleo")
    world.relay(bob).lie(UnprovedJoin())
    before = bob.snapshot.state
    assert code_of(bob.refresh) is Code.E_SIG_INVITE
    assert bob.snapshot.state == before
    assert bob.snapshot.frozen is None
    world.relay(bob).be_honest()
    assert len(bob.refresh().state.members) == 3


@pytest.mark.attack("A03")
def test_a03_a_swapped_box_key_is_never_sealed_to(world: World, ada: Session, bob: Session) -> None:
    world.relay(ada).lie(OtherBoxKey())
    cleo = world.join(bob_as_admin(ada, bob), "Cleo")
    before = traces(ada)[:3]
    assert code_of(ada.refresh) is Code.E_SIG
    assert code_of(lambda: ada.people.admit(cleo.me, verified=False)) is Code.E_SIG
    assert traces(ada)[:3] == before
    assert not [one for one in world.relay(ada).asked[-4:] if isinstance(one.op, a.Stage)]


def bob_as_admin(ada: Session, bob: Session) -> Session:
    ada.people.set_role(bob.me, Role.ADMIN)
    return bob


@pytest.mark.attack("G08")
def test_g08_an_old_database_under_a_running_team_is_found(
    on_disk: World, logbook: Logbook
) -> None:
    world = on_disk
    if world.served:
        logbook.expect("cannot sweep")
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    folder = next((world.home("Ada").path / "relays").iterdir())
    ada.close()
    bob.close()
    old = (folder / "ledger.db").read_bytes()
    ada = world.unlock("Ada")
    world.lend(ada, key, bob.me)
    world.wait(HOUR)
    ada.refresh()
    ada.close()
    for end in ("-wal", "-shm"):
        (folder / f"ledger.db{end}").unlink(missing_ok=True)
    (folder / "ledger.db").write_bytes(old)
    ada = world.unlock("Ada")
    assert code_of(ada.refresh) is Code.E_BEHIND
    assert ada.snapshot.frozen is None
    # Somebody takes the relay's memory away as well: then the members' own memory speaks.
    (folder / "vault" / "newest").unlink()
    ada = world.unlock("Ada")
    assert code_of(ada.refresh) is Code.E_ROLLBACK
    served = ada.refresh().frozen
    assert served is not None
    assert HEAD.read(served.served.body).ledger.seq < ada.snapshot.state.head.seq
