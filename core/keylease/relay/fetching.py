"""What is new: events, access lines as far as the reader may see them, seen statements, the head.

Lines that a reader may not see come as their leaf hashes, so that everybody follows the whole
chain (core/PROTOCOL.md, "The relay").
"""

from keylease.errors import Code, Refused
from keylease.model import access as a
from keylease.model.roles import OVERSEERS
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.relay.callers import Ask, Caller, Kind, admit
from keylease.relay.equipment import Equipment
from keylease.relay.heads import sign_head
from keylease.relay.paging import LEAF_SIZE, Page, lines_behind
from keylease.relay.starting import comes_in_late, joined, last_checkpoint
from keylease.store.base import ReadTransaction
from keylease.store.rows import LineRow


def fetch(relay: Equipment, ask: Ask, op: a.Fetch) -> a.AnyReply:
    """Events after the request's head, lines after `lines_after`; `more` if that is not all."""
    with relay.reading() as moment:
        tx, state = moment.tx, moment.state
        caller = admit(relay, moment, ask)
        head = ask.request.head
        if comes_in_late(caller):
            _require_start(tx, state, caller, ask)
        page = Page(relay.limits, op.limit)
        after = -1 if head is None else head.seq
        events = page.events(tx, after=after, until=_last_visible(caller))
        within = caller.kind not in (Kind.INVITED, Kind.PENDING)
        lines = _lines(tx, state, caller, page, op.lines_after) if within else ()
        seen = _seen(tx) if caller.kind is Kind.PERSON else ()
        return a.News(
            head=sign_head(relay.vault, tx, state.team, moment.now),
            events=tuple(events),
            lines=lines,
            seen=seen,
            more=page.cut,
        )


def _require_start(tx: ReadTransaction, state: State, caller: Caller, ask: Ask) -> None:
    """E_ROLE unless the head is given and not behind where an app or guest may start."""
    start = last_checkpoint(tx, state, joined(caller))
    earliest = joined(caller) if start is None else start.seq
    if ask.request.head is None or ask.request.head.seq < earliest:
        raise Refused(Code.E_ROLE)


def _last_visible(caller: Caller) -> int | None:
    """The invited see up to their invite, the pending up to their own join."""
    if caller.kind is Kind.INVITED and caller.invite is not None:
        return caller.invite.seq
    return joined(caller) if caller.kind is Kind.PENDING else None


def _lines(
    tx: ReadTransaction, state: State, caller: Caller, page: Page, after: int
) -> tuple[a.Line, ...]:
    taken: list[a.Line] = []
    if page.cut:
        return ()
    for row in lines_behind(tx, after):
        line = _line(state, caller, row)
        size = LEAF_SIZE + (0 if line.entry is None else len(line.entry.body))
        if not page.take(size, len(taken)):
            break
        taken.append(line)
    return tuple(taken)


def _line(state: State, caller: Caller, row: LineRow) -> a.Line:
    return line_of(row) if may_see(state, caller, row) else a.Line(leaf=row.leaf)


def line_of(row: LineRow) -> a.Line:
    """The whole line, as far as it is known here."""
    if row.entry is None or row.sig is None:
        return a.Line(leaf=row.leaf)
    return a.Line(leaf=row.leaf, entry=Signed(body=row.entry, sigs=(row.sig,)))


def may_see(state: State, caller: Caller, row: LineRow) -> bool:
    """Overseers see every line, others their own, custodians those of the keys they keep."""
    if row.author == caller.id:
        return True
    if caller.kind is not Kind.PERSON or caller.member is None:
        return False
    if caller.member.role in OVERSEERS:
        return True
    key = None if row.key is None else state.keys.get(row.key)
    return key is not None and caller.id in key.custodians


def _seen(tx: ReadTransaction) -> tuple[Signed, ...]:
    return tuple(Signed(body=row.body, sigs=(row.sig,)) for row in tx.seen())
