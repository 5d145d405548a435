"""A relay that keeps from people what was opened, or when, and its chains whole."""

from dataclasses import dataclass

import pytest
from msgspec import structs

from keylease.client.verification import verify_replica
from keylease.errors import Code
from keylease.ledger.chain import NOWHERE, access_leaf, access_link, access_root
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.relay.recording import entry_of
from keylease.wire.requests import ENTRY, REQUEST
from support.hostile_relay import HostileRelay
from support.lies import with_head
from support.members import World, code_of, read
from support.terms import DAY, MINUTE


@dataclass
class LinesWithheld:
    """Of every access line of that author only the hash is shown, to whoever may read it."""

    author: str

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """Leave out what they say; the chain stays whole."""
        if not isinstance(reply, a.News):
            return reply
        return structs.replace(reply, lines=tuple(map(self._bare, reply.lines)))

    def _bare(self, line: a.Line) -> a.Line:
        if line.entry is None:
            return line
        asked = REQUEST.read(ENTRY.read(line.entry.body).request.body)
        return a.Line(leaf=line.leaf) if asked.author == self.author else line


@pytest.mark.attack("B08")
def test_b08_what_a_line_says_is_not_kept_from_who_may_read_it_unnoticed(
    world: World,
) -> None:
    """The chain is whole, and bob's own line is shown to him: only what it says is missing."""
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    before = ada.refresh().access.seq
    world.relay(ada).lie(LinesWithheld(author=bob.me))
    read(bob, key)
    read(bob, key)
    now = ada.refresh()
    assert (now.frozen, now.access.seq) == (None, before + 2)
    assert not [one for one in ada.exposures() if one.member == bob.me]
    assert ada.held_back() == verify_replica(ada).held_back == 2
    world.relay(ada).be_honest()
    read(bob, key)
    ada.refresh()
    assert ada.held_back() == 2
    again = world.unlock("Ada")
    again.refresh()
    assert again.held_back() == 0
    assert [one.times for one in again.exposures() if one.member == bob.me] == [3]
    assert bob.refresh().frozen is None
    assert bob.held_back() == 0


@dataclass
class AnotherTime:
    """Lines of that author say that it was so much later, or earlier; all is chained and signed
    anew.
    """

    author: str
    by: int

    def tell(
        self, relay: HostileRelay, request: a.AccessRequest, signed: Signed, reply: a.AnyReply
    ) -> a.AnyReply | bytes:
        """The log and the receipts as they would be."""
        lines = self._rebuilt(relay)
        value = access_root(request.team)
        for line in lines:
            value = access_link(value, line.leaf)
        if isinstance(reply, a.News) and isinstance(request.op, a.Fetch):
            reply = structs.replace(reply, lines=tuple(lines[request.op.lines_after :]))
        if isinstance(reply, a.Released):
            reply = structs.replace(reply, entry=self._entry(relay, reply.entry))
        return with_head(relay, reply, access=Position(len(lines), value) if lines else NOWHERE)

    def _rebuilt(self, relay: HostileRelay) -> list[a.Line]:
        with relay.store.read() as tx:
            entries = [self._entry(relay, entry_of(row)) for row in tx.lines()]
        return [a.Line(leaf=access_leaf(entry), entry=entry) for entry in entries]

    def _entry(self, relay: HostileRelay, signed: Signed) -> Signed:
        entry = ENTRY.read(signed.body)
        if REQUEST.read(entry.request.body).author != self.author:
            return signed
        return relay.sign_entry(structs.replace(entry, at=entry.at + self.by))


@pytest.mark.attack("B06")
@pytest.mark.parametrize("by", [-400 * DAY, -6 * MINUTE, 6 * MINUTE, 400 * DAY])
def test_b06_no_line_is_of_another_time_than_its_request(world: World, by: int) -> None:
    """Dated far back it would be in no list of what happened lately, nor in what a review counts
    as used; whoever asked has signed when that was.
    """
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    bob.refresh()
    ada.refresh()
    for one in (ada, bob):
        world.relay(one).lie(AnotherTime(bob.me, by))
    assert code_of(lambda: read(bob, key)) is Code.E_RECEIPT
    before = ada.connection.replica.held()
    assert code_of(ada.refresh) is Code.E_CHAIN
    assert ada.connection.replica.held() == before
    for one in (ada, bob):
        world.relay(one).be_honest()
    ada.refresh()
    assert [one.times for one in ada.exposures() if one.member == bob.me] == [1]


@pytest.mark.attack("B06")
def test_b06_what_clocks_may_differ_by_is_no_lie(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    world.wait(10 * MINUTE)
    for skew in (-4 * MINUTE, 4 * MINUTE):
        world.skew["Bob"] = skew
        assert read(bob, key) == "sk-openai-1"
    ada.refresh()
    assert [one.times for one in ada.exposures() if one.member == bob.me] == [2]
