"""Playing a case and holding the law to its verdict."""

from keylease.errors import KeyleaseError
from keylease.ledger.fold import apply
from keylease.wire.state import write_state
from support.cases import ORDER, RULES
from support.cases.world import Case


def of(*types: str) -> list[Case]:
    """The cases of these types of events."""
    return [case for case in (*RULES, *ORDER) if case.type in types]


def name(case: Case) -> str:
    """For pytest: which act, in one line."""
    return f"{case.type} {case.name}"


def judge(case: Case) -> None:
    """Accepted or refused as the case says, and either way the state before is as it was."""
    world, entry = case.play()
    before = world.state if world.team.log else None
    document = None if before is None else write_state(before)
    after, code = before, None
    try:
        after = apply(before, entry)
    except KeyleaseError as refusal:
        code = refusal.code
    assert code is case.code
    assert (None if before is None else write_state(before)) == document
    assert (after is before) == (code is not None)
