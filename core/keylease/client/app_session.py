"""An app at work: from a token alone to a value, with nothing kept on disk.

It starts from the checkpoint its token pins, verifies what followed, and reads no names but
the labels of its own keys (core/PROTOCOL.md, "Apps").
"""

from keylease.client import history
from keylease.client.connection import require_readable
from keylease.client.courier import Courier
from keylease.client.names import Names, labelled
from keylease.client.replica import Held, Receipt, Replica
from keylease.client.snapshot import Snapshot
from keylease.client.sync import PAGE, fold_page, relay_keys
from keylease.client.transport import Clock, Random, Transport
from keylease.client.values import Values
from keylease.client.way import Reach, reach_named
from keylease.crypto.hashing import tagged_hash
from keylease.crypto.identity import Identity
from keylease.errors import Code, Refused, Tampered
from keylease.ledger import chain
from keylease.ledger.chain import NOWHERE
from keylease.ledger.standing import grants_of_member
from keylease.model.access import Fetch, Head, News, Purpose, Start
from keylease.model.access import Snapshot as SnapshotOperation
from keylease.model.base import KeyId, Position
from keylease.model.events import LedgerCheckpoint
from keylease.model.state import State
from keylease.store.memory import MemoryStore
from keylease.wire.events import read_event
from keylease.wire.record import ValueRecord
from keylease.wire.state import read_state
from keylease.wire.token import AppToken


class Foothold(Replica):
    """A replica of somebody who keeps no history: only the head that was verified."""

    def __init__(self, head: Position) -> None:
        super().__init__(MemoryStore())
        self.head = head

    def held(self) -> Held:
        """The verified head; no access lines, no pin."""
        return Held(ledger=self.head, access=NOWHERE, pinned=None, mine=None, promised=())

    def promise(self, receipt: Receipt) -> None:
        """Nothing: who reads no log cannot hold anybody to it."""


class AppSession:
    """What a program with a token can do: open its keys."""

    def __init__(
        self,
        token: AppToken,
        transport: Transport,
        clock: Clock,
        random: Random,
        client: str,
        *,
        reach: Reach | None = None,
    ) -> None:
        self._token = token
        self.identity: Identity = Identity.from_seed(token.seed)
        self.replica: Foothold = Foothold(token.pinned)
        self.courier = Courier(
            team=token.team,
            relay=token.relay.key,
            author=self.identity.member_id,
            signer=self.identity,
            transport=transport,
            replica=self.replica,
            clock=clock,
            random=random,
            client=client,
            patient=True,
        )
        self._reach = reach
        self._at = token.relay
        self._snapshot: Snapshot | None = None

    @property
    def me(self) -> str:
        """The app's member id."""
        return self.identity.member_id

    def now(self) -> int:
        """This computer's clock."""
        return self.courier.clock()

    def refresh(self) -> Snapshot:
        """The state from the pinned checkpoint on, verified; fetched once for a program's run."""
        if self._snapshot is None:
            self._snapshot = self._start()
        return self._snapshot

    def _start(self) -> Snapshot:
        """From the relay that is asked now, and where the ledger names another, from that one.

        The token leads to the first only: what counts is who an owner has signed last, and each
        relay that the team has left knows of one more.
        """
        shown = self._begin()
        while self._reach is not None and shown.state.relay != self._at:
            transport = reach_named(self._reach, shown.state.relay)
            self.courier.transport.close()
            self.courier.transport, self.courier.relay = transport, shown.state.relay.key
            self._at = shown.state.relay
            shown = self._begin(shown.state.head)
        return shown

    def _begin(self, known: Position | None = None) -> Snapshot:
        """What one relay shows; Tampered(E_FORK, E_ROLLBACK) where it does not go on from `known`.

        Nothing but the head is kept of what came between.
        """
        reply = self.courier.ask(SnapshotOperation(until=self._token.pinned.seq))
        if not isinstance(reply, Start):
            raise Tampered(Code.E_FIELD, "The relay answered something else than was asked.")
        state, page, _ = fold_page(self._pinned_state(reply), (reply.checkpoint, *reply.events))
        hashes = [hash_ for _, hash_ in page]
        head = history.check_head(state.team, relay_keys(state), reply.head)
        while head.ledger.seq > state.head.seq:
            state, head = self._go_on(state, head, hashes)
        if head.ledger != state.head:
            raise Tampered(Code.E_FORK)
        if known is not None:
            place = known.seq - self._token.pinned.seq
            if place >= len(hashes):
                raise Tampered(Code.E_ROLLBACK)
            if hashes[place] != known.hash:
                raise Tampered(Code.E_FORK)
        require_readable(state)
        self.replica.head = state.head
        return Snapshot(
            me=self.me,
            state=state,
            names=labelled(Names(), state, self.identity),
            access=NOWHERE,
            checked=head.at,
        )

    def _go_on(self, state: State, head: Head, hashes: list[bytes]) -> tuple[State, Head]:
        """One more page of what came after the checkpoint."""
        self.replica.head = state.head
        news = self.courier.ask(Fetch(lines_after=head.access.seq, limit=PAGE))
        if not isinstance(news, News) or not news.events:
            raise Tampered(Code.E_FORK)
        state, page, _ = fold_page(state, news.events)
        hashes += [hash_ for _, hash_ in page]
        return state, history.check_head(state.team, relay_keys(state), news.head)

    def _pinned_state(self, reply: Start) -> State:
        """The state before the pinned checkpoint, which must commit to it."""
        checkpoint = read_event(reply.checkpoint.body)
        pinned = Position(seq=checkpoint.seq, hash=chain.link(reply.checkpoint))
        data = checkpoint.data
        if pinned != self._token.pinned or not isinstance(data, LedgerCheckpoint):
            raise Tampered(Code.E_ROLLBACK)
        if tagged_hash("keylease/state/v1", reply.document) != data.state:
            raise Tampered(Code.E_CHECKPOINT)
        return read_state(reply.document)

    def key_named(self, name: str) -> KeyId:
        """The key of that name or id among those granted to this app; else E_SCOPE."""
        now = self.refresh()
        granted = {now.state.grants[id_].key for id_ in grants_of_member(now.state, self.me)}
        try:
            return now.names.find(name, granted, "key")
        except Refused:
            raise Refused(Code.E_SCOPE) from None

    def open(self, key: KeyId, purpose: Purpose) -> ValueRecord:
        """The value in use of a key, at the relay where the team is by now."""
        try:
            return Values(self).open(key, purpose)
        except Refused as refused:
            if refused.code is not Code.E_MOVED:
                raise
        self._snapshot = self._start()
        return Values(self).open(key, purpose)

    def close(self) -> None:
        """Forget the token's keys."""
        self.identity.wipe()
        self.replica.close()
        self.courier.transport.close()
