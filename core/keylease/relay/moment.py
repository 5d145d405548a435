"""What is looked at when a relay decides: one moment of its store."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from keylease.model.base import Time
from keylease.model.state import State
from keylease.store.base import ReadTransaction

Tx_co = TypeVar("Tx_co", bound=ReadTransaction, covariant=True)


@dataclass(frozen=True, slots=True)
class Moment(Generic[Tx_co]):
    """One moment of the store, the state in it, and the time to decide by."""

    tx: Tx_co
    state: State
    now: Time
