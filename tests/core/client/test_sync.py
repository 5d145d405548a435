"""Bringing news: page by page, all verified, nothing used before it is stored."""

import pytest
from msgspec import structs

from keylease.client import sight, sync
from keylease.client.session import Session
from keylease.client.sync import fold_page, relay_key_at, relay_keys
from keylease.errors import Code, Tampered
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.roles import Role, Status
from keylease.model.signed import Signed
from keylease.model.state import RelayRange
from keylease.wire.canonical import encode
from support.hostile_relay import HostileRelay
from support.members import World, code_of, read
from support.team import found_team
from support.terms import DAY


def test_a_page_is_folded_as_the_law_says() -> None:
    team = found_team()
    for _ in range(40):
        team.invite()
    state, entries, events = fold_page(None, team.log)
    assert state == team.state
    assert [event.seq for event in events] == list(range(len(team.log)))
    assert entries[-1][1] == team.state.head.hash


@pytest.mark.parametrize("length", [3, 60])
def test_what_the_law_refuses_was_a_lie(length: int) -> None:
    team = found_team()
    for _ in range(length):
        team.invite()
    spoilt = [*team.log]
    spoilt[-1] = Signed(body=spoilt[-1].body, sigs=(bytes(64),))
    with pytest.raises(Tampered) as lie:
        fold_page(None, spoilt)
    assert lie.value.code is Code.E_SIG


def test_no_history_at_all_is_no_history() -> None:
    with pytest.raises(Tampered):
        fold_page(None, [])


def test_news_come_in_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = world.found()
    for _ in range(20):
        ada.people.invite(Role.MEMBER, DAY)
    key = world.key(ada, "openai")
    for _ in range(12):
        read(ada, key)
    monkeypatch.setattr(sync, "PAGE", 5)
    bob = world.bring(ada, "Bob", Role.AUDITOR)
    assert bob.snapshot.state == ada.refresh().state
    assert bob.snapshot.access == ada.snapshot.access
    assert len(world.relay(bob).asked) > 5


def test_a_pending_member_follows_up_to_their_join(world: World) -> None:
    ada = world.found()
    pat = world.join(ada, "Pat")
    seq = pat.snapshot.state.head.seq
    key = world.key(ada, "openai")
    read(ada, key)
    assert pat.refresh().state.head.seq == seq
    assert pat.snapshot.self.status is Status.PENDING
    ada.people.admit(pat.me, verified=True)
    assert pat.refresh().state == ada.refresh().state
    assert pat.snapshot.access == ada.snapshot.access


class Promising:
    """There is always more to come, and in the end nothing comes; `lines` repeat for ever."""

    def __init__(self, lines: tuple[a.Line, ...] = ()) -> None:
        self.lines = lines

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        assert len(relay.asked) < 1000, "it asks for ever"
        if isinstance(reply, a.News) and isinstance(request.op, a.Fetch):
            lines = self.lines if request.op.lines_after else reply.lines
            return structs.replace(reply, more=True, lines=lines or reply.lines)
        return reply


def test_a_relay_that_always_promises_more_is_not_asked_for_ever(world: World) -> None:
    ada = world.found()
    world.relay(ada).lie(Promising())
    assert code_of(ada.refresh) is Code.E_FIELD
    world.relay(ada).be_honest()
    assert ada.refresh().frozen is None


def test_a_second_look_at_the_log_ends_where_the_log_held_ends(world: World) -> None:
    ada = world.found()
    olga = world.bring(ada, "Olga")
    key = world.key(ada, "openai")
    read(ada, key)
    olga.refresh()
    relay, state = world.relay(olga), olga.snapshot.state
    relay.lie(Promising(lines=(a.Line(leaf=bytes(32)),)))
    courier, replica = olga.connection.courier, olga.connection.replica
    replica.keep_blob(sight.KEPT_AS, encode(sight.Sight(all=False, keys=())))
    seen_all = structs.replace(state.members[olga.me], role=Role.AUDITOR)
    wider = structs.replace(state, members=state.members.set(olga.me, seen_all))
    assert not sight.look_again(courier, replica, wider)


class Changed:
    """News with something in them changed."""

    def __init__(self, **changes: object) -> None:
        self.changes = changes

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        if not isinstance(reply, a.News) or not reply.lines:
            return reply
        line = reply.lines[0]
        assert line.entry is not None
        return structs.replace(reply, lines=(structs.replace(line, **self.changes),))


@pytest.fixture
def office(world: World) -> tuple[Session, Session]:
    ada = world.found()
    olga = world.bring(ada, "Olga", Role.ADMIN)
    key = world.key(ada, "openai")
    olga.refresh()
    read(ada, key)
    return ada, olga


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"leaf": bytes(32)}, Code.E_CHAIN),
        ({"leaf": bytes(32), "entry": None}, Code.E_FORK),
        ({"entry": Signed(b"{}", (bytes(64),))}, Code.E_CHAIN),
    ],
)
def test_a_changed_line_is_found(
    world: World,
    office: tuple[Session, Session],
    changes: dict[str, object],
    code: Code,
) -> None:
    _, olga = office
    before = olga.snapshot.access
    world.relay(olga).lie(Changed(**changes))
    assert code_of(olga.refresh) is code
    assert olga.snapshot.access == before
    assert (olga.connection.replica.frozen() is not None) == (code is Code.E_FORK)


def test_which_relay_key_a_line_verifies_under() -> None:
    state = found_team().state
    ranges = (RelayRange(0, b"a" * 32), RelayRange(5, b"b" * 32), RelayRange(9, b"c" * 32))
    state = structs.replace(state, relays=ranges)
    keys = {seq: relay_key_at(state, seq)[:1] for seq in (1, 5, 6, 9, 10)}
    assert keys == {1: b"a", 5: b"a", 6: b"b", 9: b"b", 10: b"c"}
    assert {key[:1] for key in relay_keys(state)} >= {b"a", b"b", b"c"}


def test_nothing_new_writes_nothing(world: World) -> None:
    ada = world.found()
    ada.refresh()
    pinned = ada.connection.replica.held().pinned
    world.wait(60_000)
    assert ada.refresh().checked >= world.now
    assert ada.connection.replica.held().pinned == pinned
    assert isinstance(ada.connection.replica.held().ledger, Position)
