"""Signed requests out, judged replies in (core/PROTOCOL.md, "The relay")."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from keylease.client.replica import Held, Replica
from keylease.client.transport import Busy, Clock, Random, Transport
from keylease.crypto.signing import SignatureType
from keylease.errors import (
    Code,
    Fault,
    KeyleaseError,
    Refused,
    StorageFailed,
    Tampered,
    Unreachable,
)
from keylease.model.access import AccessRequest, AnyOperation, AnyReply, Head, Refusal
from keylease.model.events import EncryptedMeta
from keylease.model.signed import Signed
from keylease.wire.canonical import encode
from keylease.wire.requests import HEAD, REPLY

PATIENCE = 10.0
"""Seconds after which nobody insists any longer."""


class Signer(Protocol):
    """Who asks: a member's identity, or the key of an invite before joining."""

    def sign(self, kind: SignatureType, body: bytes) -> bytes:
        """The signature over a body of that kind."""
        ...


@dataclass
class Courier:
    """Asks one relay on behalf of one author, and tells refusals from lies from silence."""

    team: bytes
    relay: bytes
    author: str
    signer: Signer
    transport: Transport
    replica: Replica
    clock: Clock
    random: Random
    client: str
    patient: bool = False
    """Whether what only asks is insisted on as well: not where what is known will do."""

    def newest_head(self) -> Head:
        """The newest relay head that was verified, or E_CHAIN before the first."""
        pinned = self.replica.pinned()
        if pinned is None:
            raise Tampered(Code.E_CHAIN)
        return HEAD.read(pinned.body)

    def request(
        self, op: AnyOperation, *, meta: EncryptedMeta | None = None, held: Held | None = None
    ) -> Signed:
        """A request for this operation, signed now; `held` is what it is to be judged against."""
        known = held or self.replica.held()
        body = encode(
            AccessRequest(
                v=1,
                team=self.team,
                relay=self.relay,
                author=self.author,
                rid=self.random(16),
                ts=self.clock(),
                client=self.client,
                op=op,
                head=known.ledger,
                mine=known.mine,
                meta=meta,
            )
        )
        return Signed(body=body, sigs=(self.signer.sign(SignatureType.REQUEST, body),))

    def ask(self, op: AnyOperation, *, held: Held | None = None) -> AnyReply:
        """The reply to an operation; a refusal is raised."""
        request = self.request(op, held=held)
        return self.insist(request) if self.patient else self.send(request)

    def send(self, request: Signed) -> AnyReply:
        """The reply to a request as it is; a refusal is raised."""
        try:
            return self._judged(self.transport.exchange(request))
        except Busy as busy:
            return self._judged(busy.answer)

    def hear(self, request: Signed) -> AnyReply:
        """The reply to a fetch once there are news for it, or in vain after a while."""
        try:
            return self._judged(self.transport.listen(request))
        except Busy as busy:
            return self._judged(busy.answer)

    def insist(self, request: Signed) -> AnyReply:
        """As `send`, but where there is no answer it is asked for again, with the same bytes.

        The relay knows them again: an opening is no second use, an append no second event.
        """
        until = time.monotonic() + PATIENCE
        for pause in self.transport.pauses:
            try:
                return self._judged(self.transport.exchange(request))
            except Unreachable as lost:
                if lost.code is not Code.E_UNREACHED or time.monotonic() > until:
                    raise
                self._wait(lost, pause)
        return self.send(request)

    @contextmanager
    def waiting(self, patient: bool) -> Iterator[None]:
        """Be patient, or not, for as long as the block lasts."""
        before, self.patient = self.patient, patient
        try:
            yield
        finally:
            self.patient = before

    def _wait(self, lost: Unreachable, pause: float) -> None:
        """As long as the relay has asked for, else about as long as the pause."""
        chance = 0.5 + self.random(1)[0] / 255
        time.sleep(lost.wait if isinstance(lost, Busy) else pause * chance)

    def _judged(self, answer: bytes) -> AnyReply:
        reply = REPLY.read(answer)
        if isinstance(reply, Refusal):
            raise RelayRefusal.of(reply, self.clock())
        return reply


class RelayFailed(StorageFailed):
    """The relay's disk or database failed, or it waits for whoever runs it; ours did not."""


class RelayRefusal(Refused):
    """A refusal by the relay, with what it sent along; believed for this answer only."""

    def __init__(self, code: Code, detail: str, reply: Refusal) -> None:
        super().__init__(code, detail)
        self.reply = reply

    @classmethod
    def of(cls, reply: Refusal, now: int) -> KeyleaseError:
        """The error a person should see for a refusal."""
        code = Code.__members__.get(reply.code)
        if code is None:
            return Tampered(Code.E_FIELD, "The relay gave a reason that does not exist.")
        fault = code.meaning.fault
        if fault is Fault.WIRE:
            return Unreachable(code)
        if fault is Fault.DISK:
            return RelayFailed(code, "On the relay:")
        return cls(code, _offset(code, reply, now), reply)


def _offset(code: Code, reply: Refusal, now: int) -> str:
    """By how much the clocks differ, where that is the reason."""
    if code is not Code.E_CLOCK or reply.at is None:
        return ""
    seconds = (now - reply.at) // 1000
    size, direction = abs(seconds), "ahead" if seconds > 0 else "behind"
    unit = f"{size // 3600} h {size % 3600 // 60} min" if size >= 3600 else f"{size // 60} min"
    return f"This computer's clock is {unit} {direction} of the relay's."
