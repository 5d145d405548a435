import pytest

from support.cases.judged import judge, name, of
from support.cases.world import Case

TYPES = (
    "access.request",
    "access.deny",
    "grant.issue",
    "grant.approve",
    "grant.renew",
    "grant.limit",
    "grant.revoke",
)


@pytest.mark.parametrize("case", of(*TYPES), ids=name)
def test_case(case: Case) -> None:
    judge(case)
