"""Seen statements: each member's word on the newest heads they verified, left for the others.

core/PROTOCOL.md, "Nobody can be shown another history".
"""

from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, Refused
from keylease.model import access as a
from keylease.relay.callers import Ask, admit
from keylease.relay.equipment import Equipment
from keylease.relay.heads import require_access_prefix, require_prefix
from keylease.store.rows import SeenRow
from keylease.wire.requests import LARGEST_OFFSET, SEEN


def leave_seen(relay: Equipment, ask: Ask, op: a.LeaveSeen) -> a.AnyReply:
    """Keep the author's own statement in place of the one before.

    E_ROLE for somebody else's, E_SIG, E_TEAM, E_ARRIVAL, E_FORK where it is of another history,
    E_SEEN where it goes back.
    """
    statement = SEEN.read(op.statement.body)
    with relay.writing() as moment:
        caller = admit(relay, moment, ask)
        member = moment.state.members[caller.id]
        if statement.author != caller.id:
            raise Refused(Code.E_ROLE)
        if len(op.statement.sigs) != 1 or not verify(
            member.sign, SignatureType.SEEN, op.statement.body, op.statement.sig
        ):
            raise Refused(Code.E_SIG)
        if statement.team != moment.state.team:
            raise Refused(Code.E_TEAM)
        if abs(statement.at - moment.now) > LARGEST_OFFSET:
            raise Refused(Code.E_ARRIVAL)
        require_prefix(moment.tx, statement.ledger)
        require_access_prefix(moment.tx, statement.access, Code.E_FORK)
        before = next((row for row in moment.tx.seen() if row.member == caller.id), None)
        if before is not None and goes_back(SEEN.read(before.body), statement):
            raise Refused(Code.E_SEEN)
        moment.tx.put_seen(SeenRow(caller.id, op.statement.body, op.statement.sig, statement.at))
    return a.Done()


def goes_back(before: a.Seen, statement: a.Seen) -> bool:
    """Whether a statement claims less than the one before it."""
    return statement.ledger.seq < before.ledger.seq or statement.access.seq < before.access.seq
