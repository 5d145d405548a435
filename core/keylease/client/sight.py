"""What of the access log a member may read grows with their role and the keys they keep.

Lines that came as hashes are asked for again when it has grown: an admin has to see who opened
what before they became one. To whoever may read all of it a hash says that something is kept from
them.
"""

from keylease.client import history
from keylease.client.courier import Courier
from keylease.client.replica import Replica, line_row
from keylease.client.sync import PAGE, check_entry, key_of
from keylease.errors import Code, Tampered
from keylease.model.access import Fetch, Line, News
from keylease.model.base import Value
from keylease.model.roles import OVERSEERS, Status
from keylease.model.state import State
from keylease.store.rows import LineRow
from keylease.wire.canonical import Reader, encode

KEPT_AS = "sight"


class Sight(Value):
    """Whose lines a member may read: everybody's, or those of these keys."""

    all: bool
    keys: tuple[str, ...]

    def reaches_beyond(self, other: "Sight") -> bool:
        """Whether there are lines to be read that the other may not read."""
        return not other.all and (self.all or not set(self.keys) <= set(other.keys))


_READER: Reader[Sight] = Reader(Sight, largest=16 * 1024 * 1024)


def sight_of(state: State, me: str) -> Sight:
    """What a member may read now; keys of their own making had no line before them."""
    member = state.members.get(me)
    if member is None or member.status is not Status.ACTIVE:
        return Sight(all=False, keys=())
    keys = (id_ for id_, key in state.keys.items() if me in key.custodians and me != key.added_by)
    return Sight(all=member.role in OVERSEERS, keys=tuple(sorted(keys)))


def look_again(courier: Courier, replica: Replica, state: State) -> bool:
    """Fetch what may be read since the last look, or was held back then; says whether there was
    anything new to see.

    Raises what synchronising raises; then it is tried again at the next occasion.
    """
    now = sight_of(state, courier.author)
    kept = replica.blob(KEPT_AS)
    same = kept == encode(now)
    if same and not held_back(replica, state, courier.author):
        return False
    wider = kept is not None and (same or now.reaches_beyond(_READER.read(kept)))
    revealed = _reveal(courier, replica, state) if wider else 0
    replica.keep_blob(KEPT_AS, encode(now))
    return revealed > 0


def held_back(replica: Replica, state: State, me: str) -> int:
    """Of how many lines a member who may read them all is shown the hash alone.

    Only of the present relay's lines, which it wrote itself: what those before them said may have
    been lost when the team came there, and an owner has signed that it did.
    """
    if not sight_of(state, me).all:
        return 0
    with replica.read() as tx:
        return tx.hidden(after=state.relays[-1].since)


def _reveal(courier: Courier, replica: Replica, state: State) -> int:
    after, count = 0, 0
    while True:
        news = courier.ask(Fetch(lines_after=after, limit=PAGE))
        if not isinstance(news, News):
            raise Tampered(Code.E_FIELD, "The relay answered something else than was asked.")
        if not news.lines or replica.line(after + 1) is None:
            return count  # what is not held yet comes with the next synchronisation
        rows = [
            row
            for seq, line in enumerate(news.lines, after + 1)
            if (row := _readable(replica, state, seq, line, news)) is not None
        ]
        replica.reveal(rows)
        count += len(rows)
        after += len(news.lines)


def _readable(replica: Replica, state: State, seq: int, line: Line, news: News) -> LineRow | None:
    """The line in full, if it is held as a hash and can be read now."""
    held = replica.line(seq)
    if held is None:
        return None
    if held.leaf != line.leaf:
        history.freeze(replica, Code.E_FORK, news.head)
    if held.entry is not None or line.entry is None:
        return None
    check_entry(state, seq, line)
    return line_row(seq, held.hash, line, lambda id_: key_of(state, id_))
