import pytest

from support.cases.judged import judge, name, of
from support.cases.world import Case

TYPES = (
    "incident.open",
    "incident.note",
    "incident.close",
)


@pytest.mark.parametrize("case", of(*TYPES), ids=name)
def test_case(case: Case) -> None:
    judge(case)
