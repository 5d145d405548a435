"""Lines of the access log: signed, chained, counted (core/PROTOCOL.md, "The relay")."""

from dataclasses import dataclass

from keylease.crypto.signing import SignatureType
from keylease.errors import Code, Refused, StorageFailed
from keylease.ledger.chain import access_leaf, access_link, access_root
from keylease.model.access import Entry, Note, Open, Purpose, Report
from keylease.model.base import Time
from keylease.model.roles import Status
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.relay.callers import Ask, caller_of, require_in_place
from keylease.relay.equipment import Equipment
from keylease.relay.moment import Moment
from keylease.relay.quota import Day, charge_line
from keylease.store.base import Conflict, ReadTransaction, WriteTransaction
from keylease.store.rows import RELEASED, LineRow
from keylease.wire.canonical import encode
from keylease.wire.requests import ENTRY


@dataclass(frozen=True, slots=True)
class About:
    """What a line is about, as far as that exists."""

    grant: str | None
    key: str | None
    version: int
    purpose: Purpose


def about(state: State, op: Open | Note | Report) -> About:
    """The grant and key of an operation; None for what the team does not know."""
    if isinstance(op, Note):
        key = op.key if op.key in state.keys else None
        return About(None, key, op.version, op.purpose)
    grant = state.grants.get(op.grant)
    if grant is None:
        return About(None, None, op.version, op.purpose)
    return About(op.grant, grant.key, op.version, op.purpose)


def inactive(relay: Equipment, moment: Moment[ReadTransaction], ask: Ask) -> Code | None:
    """E_AUTHOR_INACTIVE for somebody suspended or gone, whose attempt goes on record too.

    Everybody else who may not ask this, or not like this, is refused without a line.
    """
    code = None
    try:
        caller_of(moment, ask)
    except Refused as refused:
        member = moment.state.members.get(ask.author)
        if member is None or member.status in (Status.ACTIVE, Status.PENDING):
            raise
        code = refused.code
    if relay.awaits(moment.state):
        raise Refused(Code.E_ARRIVING)
    try:
        require_in_place(relay, moment, ask)
    except Refused as refused:
        raise Refused(code or refused.code) from None
    if not relay.in_charge(moment.state):
        raise Refused(code or Code.E_MOVED)
    return code


def earlier(tx: ReadTransaction, ask: Ask) -> tuple[LineRow | None, bool]:
    """The line of this author that has the request's `rid`, and whether it is this very request."""
    row = tx.line_by_rid(ask.author, ask.request.rid)
    same = row is not None and ENTRY.read(entry_of(row).body).request.body == ask.signed.body
    return row, same


def has_lines_left(relay: Equipment, day: Day, *, refused: bool) -> bool:
    """Whether an author who has written that much today has lines left; of refused ones fewer."""
    if refused and day.refusals >= relay.limits.refusals_per_day:
        return False
    return day.lines < relay.limits.lines_per_day


def write_line(
    relay: Equipment,
    tx: WriteTransaction,
    state: State,
    ask: Ask,
    outcome: str,
    now: Time,
    *,
    day: Day,
    names_rid: bool = True,
) -> Signed:
    """Sign the entry and append it; what raises here is that the record cannot be written.

    `day` is what the author has written today. `names_rid` is off where another line of theirs has
    the request's `rid` already.
    """
    tip = tx.access_head()
    seq, before = (1, access_root(state.team)) if tip is None else (tip.seq + 1, tip.hash)
    entry = Entry(
        v=1,
        team=state.team,
        seq=seq,
        request=ask.signed,
        outcome=outcome,
        at=now,
        source=_printable(ask.source),
    )
    signed = relay.vault.sign(SignatureType.ENTRY, encode(entry))
    leaf = access_leaf(signed)
    operation = ask.request.op
    assert isinstance(operation, Open | Note | Report)
    subject = about(state, operation)
    row = LineRow(
        seq=seq,
        hash=access_link(before, leaf),
        leaf=leaf,
        entry=signed.body,
        sig=signed.sig,
        author=ask.author,
        grant=subject.grant,
        key=subject.key,
        version=subject.version,
        outcome=outcome,
        at=now,
        rid=ask.request.rid if names_rid else None,
        purpose=subject.purpose.value,
    )
    if isinstance(tx.append_lines(tip, [row]), Conflict):
        raise StorageFailed(Code.E_AUDIT, "The access log has moved within a transaction.")
    charge_line(tx, ask.author, day, refused=outcome.startswith("E_"))
    return signed


def entry_of(row: LineRow) -> Signed:
    """The line's entry as it was signed; a relay has it for every line that it wrote."""
    if row.entry is None or row.sig is None:
        raise StorageFailed(Code.E_DAMAGED, f"Line {row.seq} is not whole.")
    return Signed(body=row.entry, sigs=(row.sig,))


def was_released(row: LineRow) -> bool:
    """Whether a key was handed out on this line."""
    return row.outcome == RELEASED


def _printable(source: str) -> str:
    """The address as it may stand in an entry."""
    return "".join(letter if " " <= letter <= "~" else "?" for letter in source)[:128]
