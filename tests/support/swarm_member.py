"""One member of a swarm, a process: joins, appends and opens as told, says what was acknowledged.

    python -m support.swarm_member

Orders come as JSON lines on stdin, in this order: `Join`, `Work`, `Settle`. What it says are JSON
lines on stdout: {"joined": ID}; for whatever the relay acknowledges, at once, {"event": HASH} or
{"line": SEQ, "rid": RID}; {"refused": CODE} or {"silent": CODE} for an act without success;
{"done": SECONDS …}; at the end {"ledger": …, "access": …, "said": …}.
"""

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from keylease.assembly import Assembly
from keylease.client.courier import Courier
from keylease.client.https import HttpsTransport
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.client.transport import Transport
from keylease.client.verification import verify_replica
from keylease.crypto.passphrase import Cost
from keylease.errors import KeyleaseError, Unreachable
from keylease.ledger.chain import link
from keylease.model.access import Append, Appended, Open, Purpose, Refusal, Released
from keylease.model.secret import Secret
from keylease.model.signed import Signed
from keylease.wire.requests import ENTRY, REPLY, REQUEST
from support.terms import DAY

CHEAP = Cost(1, 8)
SECONDS_TO_SETTLE = 60.0

Order = TypeVar("Order", bound=Struct)


class Join(Struct):
    """Come into the team, with a home in that folder."""

    home: str
    link: str
    name: str


class Work(Struct):
    """Append and open by that grant, so many rounds, but no longer than these seconds."""

    key: str
    grant: str
    rounds: int
    seconds: float


class Settle(Struct):
    """Synchronise, verify everything from its bytes, and say where it ends."""


class Telling:
    """A transport that says what the relay has acknowledged, as soon as its word is here."""

    def __init__(self, way: Transport) -> None:
        self._way = way
        self.pauses: Sequence[float] = way.pauses
        self.listen = way.listen
        self.hush = way.hush
        self.close = way.close

    def exchange(self, request: Signed) -> bytes:
        """The reply, told before anything is made of it."""
        answer = self._way.exchange(request)
        reply = REPLY.read(answer)
        if isinstance(reply, Released):
            entry = ENTRY.read(reply.entry.body)
            rid = REQUEST.read(request.body).rid.hex()
            say(line=entry.seq, rid=rid)
        elif isinstance(reply, Appended):
            op = REQUEST.read(request.body).op
            assert isinstance(op, Append)
            for event in op.events:
                say(event=link(event).hex())
        elif isinstance(reply, Refusal):
            say(refused=reply.code)
        return answer


class Member:
    """A session, and two further ways to the relay, to be used at the same moment."""

    def __init__(self, session: Session) -> None:
        self.session = session
        courier = session.connection.courier
        relay = session.snapshot.state.relay
        courier.transport = Telling(courier.transport)
        ways = [Telling(HttpsTransport(relay)) for _ in range(2)]
        self._pair: list[Courier] = [replace(courier, transport=way) for way in ways]
        self._threads = ThreadPoolExecutor(2)

    def work(self, order: Work) -> None:
        """Round by round; an act that fails does not end it."""
        acts: list[Callable[[], object]] = [
            lambda: self.session.lending.request(order.key, DAY, ""),
            lambda: self.session.values.open(order.key, Purpose.COPY),
            lambda: self._at_once(self._opening(order.grant), self._opening(order.grant)),
            lambda: self._at_once(*[self._opening(order.grant)] * 2),
        ]
        until = time.monotonic() + order.seconds
        for act in acts * order.rounds:
            if time.monotonic() > until:
                return
            attempt(act)

    def _opening(self, grant: str) -> Signed:
        op = Open(grant=grant, version=1, purpose=Purpose.COPY)
        return self.session.connection.courier.request(op)

    def _at_once(self, *requests: Signed) -> None:
        """Two openings, or one twice, on two connections, hence by different relays."""
        list(self._threads.map(ask, self._pair, requests))

    def settle(self) -> None:
        """Say where ledger and log end, once this copy is known to be whole."""
        until = time.monotonic() + SECONDS_TO_SETTLE
        while not attempt(self.session.refresh) and time.monotonic() < until:
            time.sleep(0.5)
        held = self.session.connection.replica.held()
        assert held.ledger is not None
        say(
            ledger=[held.ledger.seq, held.ledger.hash.hex()],
            access=[held.access.seq, held.access.hash.hex()],
            said=verify_replica(self.session).sentence,
        )

    def close(self) -> None:
        """Let go of everything."""
        self._threads.shutdown()
        for courier in self._pair:
            courier.transport.close()
        self.session.close()


def ask(courier: Courier, request: Signed) -> None:
    """Insist on an answer; what it is was told by then."""
    attempt(lambda: courier.insist(request))


def attempt(act: Callable[[], object]) -> bool:
    """Whether it went well; a silence is told, a refusal was."""
    try:
        act()
    except Unreachable as silence:
        say(silent=silence.code.name)
        return False
    except KeyleaseError as error:
        say(failed=error.code.name)
        return False
    return True


def say(**what: object) -> None:
    """One line, whole."""
    sys.stdout.buffer.write(msgspec.json.encode(what) + b"\n")
    sys.stdout.buffer.flush()


def ordered(kind: type[Order]) -> Order:
    """The next order."""
    return msgspec.json.decode(sys.stdin.buffer.readline(), type=kind)


def main() -> None:
    """A member's life."""
    order = ordered(Join)
    assembly = Assembly(Home(Path(order.home)), cost=CHEAP)
    member = Member(assembly.join(order.link, order.name, Secret(b"correct horse battery staple")))
    say(joined=member.session.me)
    work = ordered(Work)
    begun = time.monotonic()
    member.work(work)
    say(done=time.monotonic() - begun)
    ordered(Settle)
    member.settle()
    member.close()


if __name__ == "__main__":
    main()
