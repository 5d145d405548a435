"""What a relay works with, handed to each of its handlers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from keylease.errors import Code, Refused
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.relay.folded import Folded
from keylease.relay.heads import position, sign_head
from keylease.relay.limits import Limits, Turnstile
from keylease.relay.moment import Moment
from keylease.relay.timing import RelayTime
from keylease.relay.together import Together
from keylease.relay.vault import Newest, Vault
from keylease.store.base import ReadTransaction, Store, WriteTransaction

Tx = TypeVar("Tx", bound=ReadTransaction)


@dataclass(slots=True)
class Equipment:
    """One team's relay: its store, its vault, its time, the folded state, its limits."""

    store: Store
    vault: Vault
    time: RelayTime
    folded: Folded
    limits: Limits
    turnstile: Turnstile
    together: Together = field(init=False)
    _checked: Newest | None = None

    def __post_init__(self) -> None:
        self.together = Together(self.writing, self._head_in)

    @contextmanager
    def reading(self) -> Iterator[Moment[ReadTransaction]]:
        """State and time in one moment of the store.

        Raises E_NO_TEAM while it is empty, E_BEHIND where it is older than the vault's last
        record, E_TIME_RAN where nobody knows what day it is.
        """
        newest = self.vault.newest()
        with self.store.read() as tx:
            yield self._moment(tx, newest)

    @contextmanager
    def writing(self) -> Iterator[Moment[WriteTransaction]]:
        """As `reading`, with the store to be written; what raises in the block undoes it all."""
        newest = self.vault.newest()
        with self.store.write() as tx:
            moment = self._moment(tx, newest)
            # nobody else writes now, so a state ahead of the store means that it was exchanged
            if position(tx.head()) != moment.state.head:
                raise Refused(Code.E_BEHIND)
            yield moment

    def _moment(self, tx: Tx, newest: Newest | None) -> Moment[Tx]:
        self._require_whole(tx, newest)
        state = self.folded.at(tx)
        if state is None:
            raise Refused(Code.E_NO_TEAM)
        now = self.time.now(state.floor, position(tx.head()), position(tx.access_head()))
        return Moment(tx, state, now)

    def _require_whole(self, tx: ReadTransaction, newest: Newest | None) -> None:
        """E_BEHIND unless the store holds the heads that the vault remembered before.

        `newest` was read before the transaction began, since the vault may run ahead of an
        older moment of the store.
        """
        if newest is None or newest is self._checked:
            return
        row = tx.event_at(newest.ledger.seq)
        whole = row is not None and row.hash == newest.ledger.hash
        if whole and newest.access.seq > 0:
            line = tx.line_at(newest.access.seq)
            whole = line is not None and line.hash == newest.access.hash
        if not whole:
            raise Refused(Code.E_BEHIND)
        self._checked = newest

    def in_charge(self, state: State) -> bool:
        """Whether the team has not moved to another relay."""
        return state.relay.key == self.vault.public

    def awaits(self, state: State) -> bool:
        """Whether the team is on its way here and has not arrived yet."""
        return all(known.key != self.vault.public for known in state.relays)

    def head(self) -> Signed:
        """The newest head, signed now."""
        with self.reading() as moment:
            return self._head_in(moment)

    def _head_in(self, moment: Moment[Tx]) -> Signed:
        return sign_head(self.vault, moment.tx, moment.state.team, moment.now)
