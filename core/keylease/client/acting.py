"""Acts become events: encrypted, chained, signed, appended; never a blind re-sign.

An act is a plan made from a snapshot. When somebody else appended first, the plan is made
anew on the new state, unless the subject of the act changed: then nothing is sent and the
person is asked again (core/PROTOCOL.md, "Append"; attacks.md B14).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from keylease.client.courier import Courier
from keylease.client.keychain import Keychain, epoch_aad
from keylease.client.snapshot import Snapshot
from keylease.crypto.identity import Identity
from keylease.crypto.metadata import new_epoch_key
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, Refused, StorageFailed, Tampered
from keylease.ledger.fold import apply
from keylease.ledger.propose import Draft, chunks, rotate_epoch
from keylease.model.access import Append, Appended, Conflict, Done, Stage, StageItem
from keylease.model.events import Event, MemberRemove, MemberSuspend, type_of
from keylease.model.roles import LEADERS
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.wire.events import LARGEST_BATCH, PROTOCOL_VERSION, write_event

ATTEMPTS = 8
STAGED_AT_ONCE = 128


@dataclass(frozen=True)
class Plan:
    """Events to append as one batch, and the envelopes they commit to."""

    drafts: Sequence[Draft]
    staged: Sequence[StageItem] = ()


Planner = Callable[[Snapshot], Plan]
Subject = Callable[[State], object]
"""What of the state the person decided on; if it changes, they are asked again."""


@dataclass
class Author:
    """Turns drafts into signed entries on top of a state."""

    identity: Identity
    courier: Courier

    def write(self, snapshot: Snapshot, plan: Plan) -> list[Signed]:
        """The signed batch; each entry is tried against the law first, so refusals are free."""
        state, keychain = snapshot.state, snapshot.keychain
        entries = []
        for draft in plan.drafts:
            entry = self._sign(state, keychain, snapshot, draft)
            state = apply(state, entry)
            if draft.epoch_key is not None:
                keychain = keychain.with_key(state.epoch, draft.epoch_key)
            entries.append(entry)
        return entries

    def _sign(
        self,
        state: State,
        keychain: Keychain,
        snapshot: Snapshot,
        draft: Draft,
    ) -> Signed:
        data = draft.data_on(state)
        nonce = self.courier.random(16)
        author = self.identity.member_id
        meta = commitments = None
        if draft.fields:
            parts = (state.team, type_of(data), author, nonce)
            fields = dict(draft.fields)
            meta, commitments = keychain.write(state.epoch, parts, fields, self.courier.random)
        event = Event(
            v=PROTOCOL_VERSION,
            team=state.team,
            seq=state.head.seq + 1,
            prev=state.head.hash,
            author=author,
            ts=self.courier.clock(),
            nonce=nonce,
            seen=snapshot.access,
            data=data,  # type: ignore[arg-type]
            commitments=commitments,
            meta=meta,
        )
        body = write_event(event)
        own = self.identity.sign(SignatureType.EVENT, body)
        sigs = (own,) if draft.second is None else (own, draft.second(body))
        return Signed(body=body, sigs=sigs)


class Actor:
    """Performs acts for one member: plan, try, stage, append, and again after a conflict."""

    def __init__(self, author: Author, courier: Courier, refresh: Callable[[], Snapshot]) -> None:
        self._author = author
        self._courier = courier
        self._refresh = refresh

    def perform(
        self, planner: Planner, subject: Subject, *, seen: Snapshot | None = None
    ) -> Snapshot:
        """Carry an act out and return what is so after it.

        `seen` is what the person looked at when they decided; without it, what is so now.
        Raises Refused(E_CONFLICT) where its subject has changed since.
        """
        now = self._refresh()
        decided_on = subject((seen or now).state)
        for _ in range(ATTEMPTS):
            require_writable(now)
            if subject(now.state) != decided_on:
                raise Refused(Code.E_CONFLICT)
            if self._attempt(now, planner):
                return self._refresh()
            now = self._refresh()
        raise StorageFailed(Code.E_STORAGE, "The relay is too busy; it changed at every attempt.")

    def _attempt(self, now: Snapshot, planner: Planner) -> bool:
        plan = renew_epoch_first(now, planner(now))
        entries = self._author.write(now, plan)
        for items in chunks(list(plan.staged), STAGED_AT_ONCE):
            self._expect(self._courier.ask(Stage(items=items)), Done)
        for batch in chunks(entries, LARGEST_BATCH):
            reply = self._courier.ask(Append(events=batch))
            if isinstance(reply, Conflict):
                return False
            self._expect(reply, Appended)
        return True

    def _expect(self, reply: object, kind: type) -> None:
        if not isinstance(reply, kind):
            raise Tampered(Code.E_FIELD, "The relay answered something else than was asked.")


def require_writable(snapshot: Snapshot) -> None:
    """Refuse to write while the team is frozen here, or while one takes no part."""
    if snapshot.frozen is not None:
        raise Tampered(Code.E_TEAM_FROZEN)
    snapshot.require_active()


def renew_epoch_first(now: Snapshot, plan: Plan) -> Plan:
    """Where somebody goes in this plan, or went before it, the metadata key is renewed with it.

    Who removes or suspends renews right after; a leader's other acts are preceded by it.
    """
    gone = frozenset(
        draft.data.member
        for draft in plan.drafts
        if isinstance(draft.data, MemberRemove | MemberSuspend)
    )
    leads = now.self.role in LEADERS
    held = any(now.state.members[m].metadata is not None for m in gone if m in now.state.members)
    if not leads or not (held or now.state.stale):
        return plan
    current = now.keychain.keys[now.state.epoch]
    rotation = rotate_epoch(
        now.state,
        without=gone,
        current_key=current,
        new_key=new_epoch_key(),
        aad=epoch_aad(now.state.team, now.state.epoch + 1),
    )
    leaving = [d for d in plan.drafts if isinstance(d.data, MemberRemove | MemberSuspend)]
    others = [d for d in plan.drafts if d not in leaving]
    return Plan([*leaving, *rotation, *others], plan.staged)
