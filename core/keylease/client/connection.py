"""One member's connection to one team: identity, relay, replica, and the newest snapshot.

The rooms for acts (`people`, `keys`, `lending` …) share it; `session.Session` makes it.
"""

from threading import RLock

from immutables import Map

from keylease.client.acting import Actor, Author, Plan, Planner, Subject
from keylease.client.courier import Courier
from keylease.client.history import FRESH
from keylease.client.keychain import Keychain, keychain_of
from keylease.client.names import Names, learn
from keylease.client.replica import Replica, read_head
from keylease.client.snapshot import Snapshot
from keylease.client.snapshot_file import load, save
from keylease.client.sync import Synced, Synchroniser, fold_page
from keylease.crypto.identity import Identity
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, KeyleaseError, Tampered, Unreachable
from keylease.ledger.propose import Draft
from keylease.model.access import LeaveSeen, Seen
from keylease.model.base import Time, new_id
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.wire.canonical import encode
from keylease.wire.events import read_event

DAY = 24 * 60 * 60 * 1000
SAVE_EVERY = 256
"""Events after which the folded state is saved anew, so that reopening stays quick."""


class Connection:
    """Keeps a verified snapshot in step with the relay and performs acts on it."""

    def __init__(self, identity: Identity, courier: Courier, replica: Replica) -> None:
        self.identity = identity
        self.courier = courier
        self.replica = replica
        self._lock = RLock()
        self._synchroniser = Synchroniser(courier, replica)
        self._actor = Actor(Author(identity, courier), courier, self.refresh)
        self._saved_at = -1
        self._snapshot = self._restore()
        self._said_seen: Time = 0

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

    def refresh(self) -> Snapshot:
        """Synchronise and return what is so now; frozen teams stay as they were."""
        with self._lock:
            known = self._snapshot
            if known is not None and known.frozen is not None:
                return known
            try:
                synced = self._synchroniser.sync(None if known is None else known.state)
            except Tampered:
                self._reload_after_lie()
                raise
            self._snapshot = self._advance(known, synced)
            self._save()
            self._say_seen(self._snapshot)
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

    def thaw(self) -> Snapshot:
        """Drop the freeze and the pin, and take the history that the relay shows now."""
        with self._lock:
            self.replica.thaw()
            self._snapshot = self._restore()
            return self.refresh()

    def require_fresh(self, snapshot: Snapshot) -> None:
        """Refuse to issue on a view older than 15 minutes (attacks.md B04)."""
        if self.now() - snapshot.checked > FRESH:
            raise Unreachable(Code.E_STALE)

    def _restore(self) -> Snapshot | None:
        """What was held when this was last open: the saved state, and events after it."""
        tip, access = self.replica.tips()
        if tip is None:
            return None
        state, names = load(self.replica, self.identity, self.courier.team) or (None, Names())
        if state is not None and self.replica.event_hash(state.head.seq) != state.head.hash:
            state, names = None, Names()
        after = -1 if state is None else state.head.seq
        self._saved_at = after
        entries = list(self.replica.events(after=after))
        if entries:
            state, _, _ = fold_page(state, entries)
        if state is None:
            raise Tampered(Code.E_CHAIN)
        keychain = keychain_of(state, self.identity)
        names = self._read_names(names, entries, keychain)
        pinned = self.replica.pinned()
        return Snapshot(
            me=self.me,
            state=state,
            names=names,
            access=access,
            checked=0 if pinned is None else read_head(pinned).at,
            frozen=self.replica.frozen(),
            keychain=keychain,
        )

    def _read_names(self, names: Names, entries: list[Signed], keychain: Keychain) -> Names:
        for entry in entries:
            names = learn(names, read_event(entry.body), keychain)
        return names

    def _advance(self, known: Snapshot | None, synced: Synced) -> Snapshot:
        state = synced.state
        keychain = keychain_of(state, self.identity)
        names = Names() if known is None else known.names
        gained = known is not None and known.keychain.current is None
        if gained and keychain.current is not None:
            names = self._read_names(Names(), list(self.replica.events()), keychain)
        else:
            for event in synced.events:
                names = learn(names, event, keychain)
        return Snapshot(
            me=self.me,
            state=state,
            names=names,
            access=self.replica.tips()[1],
            checked=synced.head.at,
            seen=synced.seen,
            keychain=keychain,
        )

    def _save(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or snapshot.state.head.seq < self._saved_at + SAVE_EVERY:
            return
        save(self.replica, self.identity, snapshot.state, snapshot.names)
        self._saved_at = snapshot.state.head.seq

    def _reload_after_lie(self) -> None:
        self._snapshot = self._restore()

    def _say_seen(self, snapshot: Snapshot) -> None:
        """Once a day leave a signed statement of what this member has seen, for the others."""
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
        self._said_seen = now
        try:
            self.courier.ask(LeaveSeen(statement=statement))
        except KeyleaseError:
            self._said_seen = 0  # tried again at the next occasion


def nothing(state: State) -> object:
    """The subject of acts that nobody else can make senseless."""
    return None


def record(table: str, id_: str) -> Subject:
    """The subject of acts on one record: that record, as it was when decided on."""

    def pick(state: State) -> object:
        records: Map[str, object] = getattr(state, table)
        return records.get(id_)

    return pick


def person(id_: str) -> Subject:
    """The subject of acts on somebody: who they are and how they stand, not what they have read."""

    def pick(state: State) -> object:
        member = state.members.get(id_)
        if member is None:
            return None
        return (member.role, member.status, member.verified, member.sign, member.box)

    return pick


def both(*subjects: Subject) -> Subject:
    """Several subjects at once."""
    return lambda state: tuple(subject(state) for subject in subjects)
