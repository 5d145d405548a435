import pytest

from support.cases.judged import judge, name, of
from support.cases.world import Case

TYPES = (
    "key.add",
    "key.edit",
    "key.version",
    "grant.reseal",
    "key.state",
    "key.custodian",
    "key.freeze",
    "key.thaw",
    "exposure.declare",
)


@pytest.mark.parametrize("case", of(*TYPES), ids=name)
def test_case(case: Case) -> None:
    judge(case)
