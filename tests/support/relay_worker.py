"""A process at a relay's database, to be killed or raced: it appends, opens, says what stands.

    python -m support.relay_worker FOLDER URL GRANT KEY COUNT

It shares the store at the URL and the vault in the folder with whoever else runs there, and works
as Ana of the team that a `RelayHarness` founded there, whose chance is seeded. Each acknowledged
act is a line on stdout: `event SEQ HASH`, `line SEQ OUTCOME`, or the code of a refusal.
"""

import os
import sys
from pathlib import Path

from keylease.crypto.signing import SignatureType
from keylease.ledger.chain import NOWHERE, link
from keylease.model import access as a
from keylease.model import events as e
from keylease.model.base import Position, new_id
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.limits import Limits
from keylease.relay.vault import Vault
from keylease.store.opening import open_store
from keylease.wire.canonical import encode
from keylease.wire.events import write_event
from keylease.wire.requests import ENTRY, HEAD
from support.relay_harness import opening
from support.team import TeamBuilder
from support.terms import DAY, START, Person

PLENTY = Limits(
    source_per_minute=10**9,
    author_per_minute=10**9,
    events_per_day=10**9,
    lines_per_day=10**9,
    refusals_per_day=10**9,
)


class Worker:
    """Ana, asking a desk of her own over the shared store."""

    def __init__(self, folder: Path, url: str) -> None:
        self.vault = Vault.open(folder / "relay" / "vault")
        self.store = open_store(url)
        self.desk = Desk(self.store, self.vault, lambda: START, limits=PLENTY)
        builder = TeamBuilder(relay=self.vault.public)
        self.ana: Person = builder.found()
        self.team = builder.state.team

    def ask(self, op: a.AnyOperation) -> a.AnyReply:
        """A fresh request of Ana's."""
        request = a.AccessRequest(
            v=1,
            team=self.team,
            relay=self.vault.public,
            author=self.ana.id,
            rid=os.urandom(16),
            ts=START,
            client="worker",
            op=op,
        )
        body = encode(request)
        signed = Signed(body, (self.ana.key.sign(SignatureType.REQUEST, body),))
        return self.desk.handle(signed, source="local")

    def head(self) -> Position:
        """The newest ledger head."""
        reply = self.ask(a.Fetch(lines_after=0, limit=1))
        assert isinstance(reply, a.News), reply
        return HEAD.read(reply.head.body).ledger

    def append(self, key: str) -> str:
        """Ask for a key, by an event behind the newest head."""
        head = self.head()
        event = e.Event(
            v=1,
            team=self.team,
            seq=head.seq + 1,
            prev=head.hash,
            author=self.ana.id,
            ts=START,
            nonce=os.urandom(16),
            seen=NOWHERE,
            data=e.AccessRequest(request=new_id("req", os.urandom(16)), key=key, span=DAY),
        )
        body = write_event(event)
        entry = Signed(body, (self.ana.key.sign(SignatureType.EVENT, body),))
        reply = self.ask(a.Append(events=(entry,)))
        if isinstance(reply, a.Appended):
            return f"event {event.seq} {link(entry).hex()}"
        return reply.code if isinstance(reply, a.Refusal) else type(reply).__name__

    def open(self, grant: str) -> str:
        """Open the grant."""
        reply = self.ask(opening(grant))
        if isinstance(reply, a.Released):
            entry = ENTRY.read(reply.entry.body)
            return f"line {entry.seq} {entry.outcome}"
        return reply.code if isinstance(reply, a.Refusal) else type(reply).__name__


def main(folder: str, url: str, grant: str, key: str, count: str) -> None:
    """Append and open in turn, so many times."""
    worker = Worker(Path(folder), url)
    _say("ready")
    for _ in range(int(count)):
        _say(worker.append(key))
        _say(worker.open(grant))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
