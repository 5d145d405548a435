"""Uses of kept values that the relay has not been told of: durable, so that none is lost."""

from keylease.client.replica import Replica
from keylease.model.access import Report
from keylease.model.base import Value
from keylease.wire.canonical import Reader, encode

USES = "kept-uses"
MOST_USES = 512
"""Uses that may wait to go on record; beyond them nothing kept is handed out."""


class Uses(Value):
    """What is kept on disk of them: no value, only which grant was used for what and when."""

    uses: tuple[Report, ...]


_USES: Reader[Uses] = Reader(Uses, largest=256 * 1024)


def put_off(replica: Replica, use: Report) -> bool:
    """Write a use down, to be told later; False where too many wait already."""
    waiting = waiting_uses(replica)
    if len(waiting) >= MOST_USES:
        return False
    _keep(replica, (*waiting, use))
    return True


def waiting_uses(replica: Replica) -> tuple[Report, ...]:
    """Uses that are not on record yet, in order."""
    content = replica.blob(USES)
    return () if content is None else _USES.read(content).uses


def strike_off(replica: Replica, use: Report) -> None:
    """That one is on record."""
    _keep(replica, tuple(one for one in waiting_uses(replica) if one != use))


def _keep(replica: Replica, uses: tuple[Report, ...]) -> None:
    replica.keep_blob(USES, encode(Uses(uses)) if uses else None)
