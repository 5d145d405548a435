"""What members put on record themselves: reading a value they keep, using one an agent kept.

Nothing can enforce it, and the app says so; but it stands in the same log (core/PROTOCOL.md,
"Values and envelopes").
"""

from collections.abc import Callable

from keylease.errors import Code, Refused, StorageFailed
from keylease.model import access as a
from keylease.model.access import RECORDED
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.relay.callers import Ask
from keylease.relay.equipment import Equipment
from keylease.relay.moment import Moment
from keylease.relay.quota import spent
from keylease.relay.recording import earlier, entry_of, has_lines_left, inactive, write_line
from keylease.store.base import WriteTransaction
from keylease.wire.requests import LARGEST_OFFSET


def note(relay: Equipment, ask: Ask, op: a.Note) -> a.AnyReply:
    """On record: a custodian read a value they keep. E_UNKNOWN, E_NO_VALUE."""
    return _record(relay, ask, lambda moment: _judge_note(moment.state, ask.author, op))


def report(relay: Equipment, ask: Ask, op: a.Report) -> a.AnyReply:
    """On record: a value that an agent kept was used. E_NO_GRANT, E_UNKNOWN, E_STATE, E_CLOCK."""
    return _record(relay, ask, lambda moment: _judge_report(moment, ask.author, op))


def _judge_note(state: State, author: str, op: a.Note) -> Code | None:
    key = state.keys.get(op.key)
    if key is None or op.version > len(key.versions):
        return Code.E_UNKNOWN
    kept_by = {custody.member for custody in key.versions[op.version - 1].custody}
    return None if author in kept_by else Code.E_NO_VALUE


def _judge_report(moment: Moment[WriteTransaction], author: str, op: a.Report) -> Code | None:
    """The grant is or was the author's and has been opened; a use lies not in the future."""
    grant = moment.state.grants.get(op.grant)
    if grant is None or grant.to != author:
        return Code.E_NO_GRANT
    if op.version > len(moment.state.keys[grant.key].versions):
        return Code.E_UNKNOWN
    if moment.tx.uses(op.grant).released == 0:
        return Code.E_STATE
    return Code.E_CLOCK if op.used > moment.now + LARGEST_OFFSET else None


def _record(
    relay: Equipment, ask: Ask, judge: Callable[[Moment[WriteTransaction]], Code | None]
) -> a.AnyReply:
    """Write the line, refused or recorded; the same request again gets the same line."""
    try:
        (outcome, entry), head = relay.together.write(
            lambda moment: _decide(relay, moment, ask, judge)
        )
    except StorageFailed as failure:
        raise StorageFailed(Code.E_AUDIT, failure.detail) from failure
    if outcome == RECORDED:
        return a.Recorded(entry=entry, head=head)
    return a.Refusal(code=outcome, entry=entry, head=head)


def _decide(
    relay: Equipment,
    moment: Moment[WriteTransaction],
    ask: Ask,
    judge: Callable[[Moment[WriteTransaction]], Code | None],
) -> tuple[str, Signed]:
    code = inactive(relay, moment, ask)
    known, same = earlier(moment.tx, ask)
    if known is not None and same and known.outcome is not None:
        return known.outcome, entry_of(known)
    code = code or judge(moment) or (Code.E_REPLAY if known is not None else None)
    day = spent(moment.tx, ask.author, moment.now)
    if not has_lines_left(relay, day, refused=code is not None):
        raise Refused(code or Code.E_QUOTA)
    outcome = RECORDED if code is None else code.name
    entry = write_line(
        relay, moment.tx, moment.state, ask, outcome, moment.now, day=day, names_rid=known is None
    )
    return outcome, entry
