"""A relay that keeps from a member what they may read, and its chains whole."""

from dataclasses import dataclass

import pytest
from msgspec import structs

from keylease.client.verification import verify_replica
from keylease.model import access as a
from keylease.model.signed import Signed
from keylease.wire.requests import ENTRY, REQUEST
from support.hostile_relay import HostileRelay
from support.members import World, read


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
