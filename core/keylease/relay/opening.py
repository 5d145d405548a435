"""Opening a grant: check, put on record, commit, and only then unwrap (core/PROTOCOL.md).

The order is the point. Checks, the line and reading the wrapped release key are one transaction;
the line is written before the wrapped key is even read; the key is unwrapped after the commit. If
the line cannot be written, nothing is released.
"""

from dataclasses import dataclass
from typing import Final

from keylease.errors import Code, Refused, StorageFailed
from keylease.model import access as a
from keylease.model.access import RELEASED
from keylease.model.secret import Secret
from keylease.model.signed import Signed
from keylease.relay.callers import Ask
from keylease.relay.equipment import Equipment
from keylease.relay.moment import Moment
from keylease.relay.quota import spent
from keylease.relay.recording import (
    earlier,
    entry_of,
    has_lines_left,
    inactive,
    was_released,
    write_line,
)
from keylease.relay.shred import depends_on_uses, due_here, schedule, uses_that_count
from keylease.relay.sweep import wrapping_context
from keylease.relay.verdict import seal_wanted, verdict
from keylease.store.base import WriteTransaction
from keylease.store.rows import LineRow, ReleaseRow

_TRIES: Final = 3
"""The outer key can change between commit and unwrapping, and hardly twice in a row."""


class _NotThereError(Exception):
    """Envelope or release key is destroyed or lost; what was written is taken back."""


@dataclass(frozen=True, slots=True)
class _Cleared:
    """An opening that is on record and may be answered."""

    entry: Signed
    envelope: bytes
    row: ReleaseRow
    context: bytes


def open_grant(relay: Equipment, ask: Ask, op: a.Open) -> a.AnyReply:
    """Hand out envelope and release key of a grant's version, on record.

    Refusals are on record too, up to a number a day. E_AUDIT where the record cannot be written.
    """
    try:
        decided = _decided(relay, ask, op)
    except StorageFailed as failure:
        raise StorageFailed(Code.E_AUDIT, failure.detail) from failure
    outcome, head = decided
    if isinstance(outcome, _Cleared):
        return _handed_over(relay, op, outcome, head)
    code, entry = outcome
    return a.Refusal(code=code, entry=entry, head=head)


_Decision = _Cleared | tuple[str, Signed | None]


def _decided(relay: Equipment, ask: Ask, op: a.Open) -> tuple[_Decision, Signed]:
    """What was decided, and the head with its line in it; durable."""
    try:
        return relay.together.write(lambda moment: _decide(relay, moment, ask, op))
    except _NotThereError:
        return relay.together.write(lambda moment: _decide(relay, moment, ask, op, gone=True))


def _decide(
    relay: Equipment,
    moment: Moment[WriteTransaction],
    ask: Ask,
    op: a.Open,
    *,
    gone: bool = False,
) -> _Decision:
    """Everything up to the commit; `gone` once it is known that there is nothing to hand out."""
    code = inactive(relay, moment, ask)
    known, same = earlier(moment.tx, ask)
    if known is not None and same:
        return _again(relay, moment, ask, op, known, code)
    code = code or _verdict(moment, ask, op)
    code = code or (Code.E_REPLAY if known is not None else None)
    code = code or (Code.E_GONE if gone else None)
    day = spent(moment.tx, ask.author, moment.now)
    if not has_lines_left(relay, day, refused=code is not None):
        return (code or Code.E_QUOTA).name, None
    outcome = RELEASED if code is None else code.name
    entry = write_line(
        relay, moment.tx, moment.state, ask, outcome, moment.now, day=day, names_rid=known is None
    )
    if code is not None:
        return code.name, entry
    if depends_on_uses(moment.state.grants[op.grant]):
        schedule(relay, moment.tx, moment.state, [op.grant], moment.now)
    return _cleared(relay, moment, op, entry)


def _verdict(
    moment: Moment[WriteTransaction], ask: Ask, op: a.Open, *, count_uses: bool = True
) -> Code | None:
    return verdict(
        moment.state,
        ask.author,
        op,
        now=moment.now,
        uses=uses_that_count(moment.tx, moment.state, op.grant),
        source=ask.source,
        count_uses=count_uses,
    )


def _cleared(
    relay: Equipment, moment: Moment[WriteTransaction], op: a.Open, entry: Signed
) -> _Cleared:
    """The line stands; now the wrapped key is read, in the same transaction."""
    seal = seal_wanted(moment.state, op)
    row = moment.tx.release(op.grant, op.version)
    envelope = None if seal is None else moment.tx.envelope(seal.envelope)
    if seal is None or row is None or envelope is None or not relay.vault.holds(row.kek):
        raise _NotThereError
    return _Cleared(entry, envelope, row, wrapping_context(moment.state.team, seal.envelope))


def _again(
    relay: Equipment,
    moment: Moment[WriteTransaction],
    ask: Ask,
    op: a.Open,
    known: LineRow,
    code: Code | None,
) -> _Decision:
    """The same request once more: the same refusal; or every check again, but no second line."""
    entry = entry_of(known)
    if not was_released(known):
        return known.outcome or Code.E_DAMAGED.name, entry
    code = code or _verdict(moment, ask, op, count_uses=False)
    if code is not None:
        return code.name, None
    row = moment.tx.release(op.grant, op.version)
    if row is None or due_here(relay, moment.tx, moment.state, row, moment.now) <= moment.now:
        return Code.E_GONE.name, None
    try:
        return _cleared(relay, moment, op, entry)
    except _NotThereError:
        return Code.E_GONE.name, None


def _handed_over(relay: Equipment, op: a.Open, cleared: _Cleared, head: Signed) -> a.AnyReply:
    """After the commit: unwrap and answer. E_GONE where the outer key above it is destroyed."""
    release = _unwrapped(relay, op, cleared)
    if release is None:
        raise Refused(Code.E_GONE)
    return a.Released(
        entry=cleared.entry,
        head=head,
        envelope=cleared.envelope,
        release=release.reveal(),
    )


def _unwrapped(relay: Equipment, op: a.Open, cleared: _Cleared) -> Secret | None:
    row: ReleaseRow | None = cleared.row
    for _ in range(_TRIES):
        if row is None:
            break
        release = relay.vault.unwrap(row.kek, row.wrapped, cleared.context)
        if release is not None:
            return release
        with relay.store.read() as tx:
            row = tx.release(op.grant, op.version)
    return None
