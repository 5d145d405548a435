"""One member's connection to one team: identity, relay, replica, and the newest snapshot.

The rooms for acts (`people`, `keys`, `lending` …) share it; `session.Session` makes it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import RLock

from keylease.client.acting import Actor, Author, Plan, Planner, Written
from keylease.client.courier import Courier
from keylease.client.history import FRESH, check_head
from keylease.client.keychain import Keychain, keychain_of, sealed_to
from keylease.client.names import Names, labelled, learn
from keylease.client.replica import Evidence, Replica, damaged_otherwise
from keylease.client.sight import look_again
from keylease.client.snapshot import Snapshot
from keylease.client.snapshot_file import load, save
from keylease.client.subjects import Subject
from keylease.client.sync import Synced, Synchroniser, fold_page, relay_keys
from keylease.client.way import Way
from keylease.crypto.identity import Identity
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, KeyleaseError, Refused, Tampered, Unreachable
from keylease.ledger.chain import link
from keylease.ledger.propose import Draft
from keylease.ledger.rules.team import SUITE
from keylease.ledger.standing import is_active
from keylease.model.access import Fetch, Head, LeaveSeen, Seen
from keylease.model.base import Time, new_id
from keylease.model.events import (
    Event,
    KeyCustodian,
    KeyVersion,
    MemberAdmit,
    MemberResume,
    MemberRole,
    ReviewDecide,
)
from keylease.model.signed import Signed
from keylease.model.spans import DAY, HOUR
from keylease.model.state import State
from keylease.wire.canonical import encode
from keylease.wire.events import read_event

AT_START = HOUR
"""How old (milliseconds) the last seen statement may be when a program starts."""
SAID_SEEN = "said-seen"
CHANGING_SIGHT = (
    *(MemberAdmit, MemberRole, MemberResume),
    *(KeyCustodian, KeyVersion, ReviewDecide),
)
"""Events after which somebody may read more of the access log, or less and later more again."""
SAVE_EVERY = 256
"""Events after which the folded state is saved anew, so that reopening stays quick."""


Watcher = Callable[[Snapshot, Sequence[Event]], None]
"""Told of new events, once they are stored."""


class Connection:
    """Keeps a verified snapshot in step with the relay and performs acts on it."""

    def __init__(
        self, identity: Identity, courier: Courier, replica: Replica, way: Way | None = None
    ) -> None:
        self.identity = identity
        self.courier = courier
        self.replica = replica
        self.way = way
        """How the relay is found where it moves; None stays with the one given."""
        self._lock = RLock()
        self._synchroniser = Synchroniser(courier, replica)
        self._actor = Actor(Author(identity, courier), courier, self)
        self._watchers: list[Watcher] = []
        self._looked = False
        self.revealed = 0
        """How often lines of before could be read that could not be read before."""
        self._saved_at = -1
        self._snapshot = self._restore()
        self._said_seen = self._last_said_seen()

    @property
    def me(self) -> str:
        """One's own member id."""
        return self.identity.member_id

    @property
    def known(self) -> Snapshot | None:
        """The newest snapshot held here, without asking the relay; None before the first."""
        return self._snapshot

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot held here, fetched if there is none yet."""
        return self._snapshot or self.refresh()

    def now(self) -> Time:
        """This computer's clock."""
        return self.courier.clock()

    def new_id(self, prefix: str) -> str:
        """A fresh identifier."""
        return new_id(prefix, self.courier.random(16))

    def watch(self, watcher: Watcher) -> None:
        """Tell `watcher` of new events from now on."""
        self._watchers.append(watcher)

    def refresh(self, *, patient: bool = True) -> Snapshot:
        """Synchronise and return what is so now; frozen teams stay as they were.

        Whoever is not `patient` is told at once where the relay is not reached. Raises
        Refused(E_UPGRADE) where the team has gone beyond what this program can follow.
        """
        with self._lock, self.courier.waiting(patient):
            evidence = self.replica.frozen()
            if evidence is not None:
                return self._frozen(evidence)
            known = self._snapshot
            try:
                synced = self._sync(None if known is None else known.state)
            except Tampered:
                evidence = self.replica.frozen()
                if evidence is not None:
                    self._frozen(evidence)
                raise
            snapshot = self._advance(known, synced.state, synced.events, synced.head)
            self._take(replace(snapshot, seen=synced.seen), synced.events)
            self._look_again(synced.events)
            self._say_seen(self.snapshot)
            require_readable(self.snapshot.state)
            return self.snapshot

    def listen(self) -> None:
        """Return once there may be news to refresh for; see `Session.listen`."""
        held = self.replica.held()
        request = self.courier.request(Fetch(lines_after=held.access.seq, limit=1), held=held)
        self.courier.hear(request)

    def _sync(self, state: State | None) -> Synced:
        if self.way is None:
            return self._synchroniser.sync(state)
        return self.way.sync(self._synchroniser, self.courier, self.replica, state)

    def absorb(self, before: Snapshot, written: Written, head: Signed) -> Snapshot:
        """What is so after one's own events; the relay is asked only if others spoke since."""
        events = list(zip(written.entries, _links(written), strict=True))
        said = self._synchroniser.take_own(before.state, written.state, events, head)
        if said is None:
            return self._after_own(before, written)
        after = self._advance(before, written.state, written.events, said)
        self._take(replace(after, seen=before.seen), written.events)
        return self.snapshot

    def _look_again(self, events: Sequence[Event]) -> None:
        """Where what this member may read of the access log may have grown, and at the start."""
        if self._looked and not any(isinstance(event.data, CHANGING_SIGHT) for event in events):
            return
        self.revealed += look_again(self.courier, self.replica, self.snapshot.state)
        self._looked = True

    def _after_own(self, before: Snapshot, written: Written) -> Snapshot:
        try:
            return self.refresh()
        except Refused as refused:
            gone = not is_active(written.state, self.me)
            if refused.code is not Code.E_AUTHOR_INACTIVE or not gone:
                raise
            # The relay answers us no more, since by our own act we take no part any more.
            return replace(before, state=written.state)

    def _take(self, snapshot: Snapshot, events: Sequence[Event]) -> None:
        self._snapshot = snapshot
        self._save()
        for watcher in self._watchers:
            watcher(snapshot, events)

    def _frozen(self, evidence: Evidence) -> Snapshot:
        known = self._snapshot or self._restore()
        if known is None:
            raise Tampered(Code.E_TEAM_FROZEN)
        self._snapshot = replace(known, frozen=evidence)
        return self._snapshot

    def perform(
        self, planner: Planner, subject: Subject, *, seen: Snapshot | None = None
    ) -> Snapshot:
        """Carry out an act (see `acting.Actor.perform`)."""
        with self._lock:
            return self._actor.perform(planner, subject, seen=seen)

    def say(self, draft: Draft, subject: Subject, *, seen: Snapshot | None = None) -> Snapshot:
        """Carry out an act of one event."""
        return self.perform(lambda _: Plan([draft]), subject, seen=seen)

    def start_anew(self) -> Snapshot:
        """Put this copy aside as evidence and take the history that the relay shows now.

        Custody envelopes are carried over, since they are the backup of the values.
        """
        with self._lock:
            before = self.snapshot
            kept = (
                custody.envelope
                for key in before.state.keys.values()
                for version in key.versions
                for custody in version.custody
                if custody.member == self.me
            )
            self.replica.begin_anew(kept)
            self._synchroniser = Synchroniser(self.courier, self.replica)
            self._snapshot, self._saved_at, self._said_seen = None, -1, 0
            return self.refresh()

    def require_fresh(self, snapshot: Snapshot) -> None:
        """Refuse to issue on a view older than 15 minutes (THREATS.md B04)."""
        if self.now() - snapshot.checked > FRESH:
            raise Unreachable(Code.E_STALE)

    def _restore(self) -> Snapshot | None:
        """What was held when this was last open: the saved state, and events after it.

        Raises StorageFailed(E_DAMAGED) where the copy here does not check out.
        """
        held = self.replica.held()
        if held.ledger is None:
            return None
        state, names = load(self.replica, self.identity, self.courier.team) or (None, Names())
        if state is not None and self.replica.event_hash(state.head.seq) != state.head.hash:
            state, names = None, Names()
        self._saved_at = after = -1 if state is None else state.head.seq
        entries = list(self.replica.events(after=after))
        checked = 0
        events: list[Event] = []
        with damaged_otherwise():
            if entries:
                state, _, events = fold_page(state, entries)
            # another program may have moved the copy on meanwhile, but never back
            if state is None or state.head.seq < held.ledger.seq:
                raise Tampered(Code.E_CHAIN)
            if self.replica.event_hash(state.head.seq) != state.head.hash:
                raise Tampered(Code.E_CHAIN)
            if held.pinned is not None:
                checked = check_head(state.team, relay_keys(state), held.pinned).at
        keychain = self._keychain(None, state)
        return Snapshot(
            me=self.me,
            state=state,
            names=self._names(names, events, keychain, state),
            access=held.access,
            checked=checked,
            frozen=self.replica.frozen(),
            keychain=keychain,
        )

    def _advance(
        self, known: Snapshot | None, state: State, events: Sequence[Event], head: Head
    ) -> Snapshot:
        keychain = self._keychain(known, state)
        names = Names() if known is None else known.names
        gained = known is not None and known.keychain.current is None
        if gained and keychain.current is not None:
            names = Names()
            events = [read_event(entry.body) for entry in self.replica.events()]
        return Snapshot(
            me=self.me,
            state=state,
            names=self._names(names, events, keychain, state),
            access=self.replica.held().access,
            checked=head.at,
            keychain=keychain,
        )

    def _names(
        self, names: Names, events: Sequence[Event], keychain: Keychain, state: State
    ) -> Names:
        """These names, and what the events say; guests have labels in place of a metadata key."""
        for event in events:
            names = learn(names, event, keychain)
        has_key = keychain.current is not None
        return names if has_key else labelled(names, state, self.identity)

    def _keychain(self, known: Snapshot | None, state: State) -> Keychain:
        """The keys of `known` where nothing about them has changed, else all unwrapped anew."""
        if known is not None and known.state.epochs is state.epochs:
            before, now = known.state.members.get(self.me), state.members.get(self.me)
            if before is not None and now is not None and before.metadata is now.metadata:
                return known.keychain
        return keychain_of(state, self.identity, lambda: sealed_to(self.replica.events(), self.me))

    def _save(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or snapshot.state.head.seq < self._saved_at + SAVE_EVERY:
            return
        save(self.replica, self.identity, snapshot.state, snapshot.names)
        self._saved_at = snapshot.state.head.seq

    def _last_said_seen(self) -> Time:
        """When a seen statement was last left; long ago enough that a new start leaves another."""
        said = self.replica.blob(SAID_SEEN)
        at = int(said) if said is not None and said.isdigit() else 0
        return at if abs(self.now() - at) < AT_START else 0

    def _say_seen(self, snapshot: Snapshot) -> None:
        """Now and then leave a signed statement of what this member has seen, for the others."""
        now = self.now()
        member = snapshot.state.members.get(self.me)
        if member is None or member.metadata is None or now - self._said_seen < DAY:
            return
        body = encode(
            Seen(
                v=1,
                team=snapshot.state.team,
                author=self.me,
                ledger=snapshot.state.head,
                access=snapshot.access,
                at=now,
            )
        )
        statement = Signed(body=body, sigs=(self.identity.sign(SignatureType.SEEN, body),))
        try:
            self.courier.ask(LeaveSeen(statement=statement))
        except KeyleaseError:
            return  # tried again at the next occasion
        self._said_seen = now
        self.replica.keep_blob(SAID_SEEN, str(now).encode())


def require_readable(state: State) -> None:
    """Refuse (E_UPGRADE) a team whose suite is above what this program speaks."""
    if state.suite > SUITE:
        raise Refused(Code.E_UPGRADE)


def _links(written: Written) -> list[bytes]:
    return [link(entry) for entry in written.entries]
