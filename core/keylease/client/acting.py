"""Acts become events: encrypted, chained, signed, appended; never a blind re-sign.

An act is a plan made from a snapshot. When somebody else appended first, the plan is made
anew on the new state, unless the subject of the act changed: then nothing is sent and the
person is asked again (core/PROTOCOL.md, "Append"; THREATS.md B14).
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from msgspec import Struct, field

from keylease.client.courier import Courier
from keylease.client.keychain import Keychain, epoch_aad
from keylease.client.snapshot import Snapshot
from keylease.client.subjects import Subject
from keylease.crypto.identity import Identity
from keylease.crypto.metadata import new_epoch_key
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, Refused, Tampered
from keylease.ledger.fold import apply
from keylease.ledger.propose import Draft, chunks, rotate_epoch
from keylease.ledger.standing import is_active
from keylease.model.access import Append, Appended, Conflict, Done, Stage, StageItem
from keylease.model.events import Event, type_of
from keylease.model.roles import LEADERS
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.wire.events import LARGEST_BATCH, PROTOCOL_VERSION, write_event

R = TypeVar("R")

ATTEMPTS = 64
LONGEST_WAIT = 10
STAGED_AT_ONCE = 128


class Plan(Struct, frozen=True):
    """Events to append as one batch, and the envelopes they commit to.

    `first` is done once the law has agreed and before anything is sent: put on record that a
    value was read to be shared, keep one's own envelope.
    """

    drafts: Sequence[Draft]
    staged: Sequence[StageItem] = ()
    first: Callable[[], None] | None = None


Planner = Callable[[Snapshot], Plan]


class Written(Struct):
    """A plan in the making: each draft signed on top of the one before, the law applied."""

    state: State
    keychain: Keychain
    plan: Plan = field(default_factory=lambda: Plan(()))
    drafts: list[Draft] = field(default_factory=list)
    entries: list[Signed] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


class Author(Struct):
    """Turns plans into signed entries on top of a state."""

    identity: Identity
    courier: Courier

    def write(self, now: Snapshot, planner: Planner) -> Written:
        """The signed batch; each entry is tried against the law first, so refusals are free.

        Where somebody who held the metadata key has gone, or a leader was given a wrong one, a
        leader renews it before anything else; where they go in this very plan, right after it.
        """
        written = Written(now.state, now.keychain)
        self._renew_if_stale(written, now)
        written.plan = planner(replace(now, state=written.state, keychain=written.keychain))
        for draft in written.plan.drafts:
            self._add(written, now, draft)
        self._renew_if_stale(written, now)
        return written

    def _renew_if_stale(self, written: Written, now: Snapshot) -> None:
        state = written.state
        leads = is_active(state, now.me) and state.members[now.me].role in LEADERS
        known = written.keychain.newest
        due = state.stale or not written.keychain.has(state.epoch)
        if not due or not leads or known is None:
            return
        rotation = rotate_epoch(
            state,
            current_key=known,
            new_key=new_epoch_key(),
            aad=epoch_aad(state.team, state.epoch + 1),
        )
        for draft in rotation:
            self._add(written, now, draft)

    def _add(self, written: Written, now: Snapshot, draft: Draft) -> None:
        entry, event = self._sign(written, now, draft)
        written.state = apply(written.state, entry, signatures_checked=True)
        written.drafts.append(draft)
        written.entries.append(entry)
        written.events.append(event)
        if draft.epoch_key is not None:
            written.keychain = written.keychain.with_key(written.state.epoch, draft.epoch_key)

    def _sign(self, written: Written, now: Snapshot, draft: Draft) -> tuple[Signed, Event]:
        state = written.state
        data = draft.data_on(state)
        nonce = self.courier.random(16)
        author = self.identity.member_id
        meta = commitments = None
        if draft.fields:
            parts = (state.team, type_of(data), author, nonce)
            fields = dict(draft.fields)
            random = self.courier.random
            meta, commitments = written.keychain.write(state.epoch, parts, fields, random)
        event = Event(
            v=PROTOCOL_VERSION,
            team=state.team,
            seq=state.head.seq + 1,
            prev=state.head.hash,
            author=author,
            ts=self.courier.clock(),
            nonce=nonce,
            seen=now.access,
            data=data,  # type: ignore[arg-type]
            commitments=commitments,
            meta=meta,
        )
        body = write_event(event)
        own = self.identity.sign(SignatureType.EVENT, body)
        sigs = (own,) if draft.second is None else (own, draft.second(body))
        return Signed(body=body, sigs=sigs), event


class Act(Struct):
    """An act under way: what is still to be said, and what has been."""

    planner: Planner
    begun: bool = False
    first_done: bool = False

    def begin(self, rest: Plan) -> None:
        """The first events are in the ledger: what is left is this, whatever changes now."""
        self.begun = True
        self.planner = lambda _: rest


class Connected(Protocol):
    """What an actor needs of a connection."""

    def refresh(self) -> Snapshot:
        """What is so now."""
        ...

    def absorb(self, before: Snapshot, written: Written, head: Signed) -> Snapshot:
        """What is so after one's own events, which the relay has just taken."""
        ...


class Actor:
    """Performs acts for one member: plan, try, stage, append, and again after a conflict."""

    def __init__(self, author: Author, courier: Courier, connected: Connected) -> None:
        self._author = author
        self._courier = courier
        self._connected = connected

    def perform(
        self, planner: Planner, subject: Subject, *, seen: Snapshot | None = None
    ) -> Snapshot:
        """Carry an act out and return what is so after it.

        `seen` is what the person looked at when they decided; without it, what is so now.
        Raises Refused(E_CONFLICT) where its subject has changed since.
        """
        now = self._connected.refresh()
        decided_on = subject((seen or now).state)
        act = Act(planner)
        for attempt in range(ATTEMPTS):
            require_writable(now)
            if not act.begun and subject(now.state) != decided_on:
                raise Refused(Code.E_CONFLICT)
            after = self._attempt(now, act)
            if after is not None:
                return after
            self._give_way(attempt)
            now = self._connected.refresh()
        raise Refused(Code.E_CONFLICT, "Others were faster at every attempt.")

    def _give_way(self, attempt: int) -> None:
        """Wait for a moment of chance, longer each time, so that somebody comes first."""
        chance = self._courier.random(1)[0] / 255
        time.sleep(chance * min(attempt, LONGEST_WAIT) * 0.005)

    def _attempt(self, now: Snapshot, act: Act) -> Snapshot | None:
        """What is so afterwards, or None where somebody else was first with (the rest of) it."""
        written = self._author.write(now, act.planner)
        if not written.entries:
            return now
        plan = written.plan
        if plan.first is not None and not act.first_done:
            plan.first()
            act.first_done = True
        for items in chunks(list(plan.staged), STAGED_AT_ONCE):
            self._expect(self._courier.insist(self._courier.request(Stage(items=items))), Done)
        for start in range(0, len(written.entries), LARGEST_BATCH):
            batch = tuple(written.entries[start : start + LARGEST_BATCH])
            reply = self._courier.insist(self._courier.request(Append(events=batch)))
            if isinstance(reply, Conflict):
                return None
            appended = self._expect(reply, Appended)
            act.begin(Plan(written.drafts[start + LARGEST_BATCH :], plan.staged))
        return self._connected.absorb(now, written, appended.head)

    def _expect(self, reply: object, kind: type[R]) -> R:
        if not isinstance(reply, kind):
            raise Tampered(Code.E_FIELD, "The relay answered something else than was asked.")
        return reply


def require_writable(snapshot: Snapshot) -> None:
    """Refuse to write while the team is frozen here, or while one takes no part."""
    if snapshot.frozen is not None:
        raise Tampered(Code.E_TEAM_FROZEN)
    snapshot.require_active()
