"""Each rule of advice by a case that it decides, and the order in which they are asked."""

import pytest
from msgspec import structs

from keylease.insight.review_advice import ADVICE, RULES, Advice, Facts, Why, advise
from keylease.model.spans import DAY

USUAL = Facts(
    kind="grant",
    active=True,
    verified=True,
    openings=9,
    age=100 * DAY,
    unused_for=2 * DAY,
    left=40 * DAY,
    issuer_here=True,
    managers=2,
)


@pytest.mark.parametrize(
    ("changes", "why", "days"),
    [
        ({}, Why.IN_USE, 2),
        ({"left": 14 * DAY}, Why.ENDS_SOON, 14),
        ({"openings": 0, "age": 13 * DAY, "unused_for": 13 * DAY}, Why.NEW, 13),
        ({"openings": 0, "age": 14 * DAY, "unused_for": 14 * DAY}, Why.NEVER_OPENED, 14),
        ({"unused_for": 29 * DAY}, Why.IN_USE, 29),
        ({"unused_for": 30 * DAY}, Why.OPENED_LONG_AGO, 30),
        ({"unused_for": 60 * DAY}, Why.NOT_OPENED_FOR_LONG, 60),
        ({"issuer_here": False}, Why.ISSUER_GONE, None),
        ({"verified": False}, Why.WORDS_NOT_COMPARED, None),
        ({"verified": False, "unused_for": 60 * DAY}, Why.NOT_OPENED_FOR_LONG, 60),
        ({"active": False}, Why.SUSPENDED, None),
        ({"kind": "custody"}, Why.KEEPS_IT, None),
        ({"kind": "custody", "managers": 1}, Why.ONLY_MANAGER, None),
        ({"kind": "custody", "verified": False}, Why.WORDS_NOT_COMPARED, None),
        ({"kind": "role"}, Why.OFFICE, None),
        ({"kind": "exposure", "active": False}, Why.SEEN_WITHOUT_ACCESS, None),
    ],
)
def test_the_first_rule_that_fits(changes: dict[str, object], why: Why, days: int | None) -> None:
    assert advise(structs.replace(USUAL, **changes)) == (why, days)


def test_every_rule_advises_something_and_the_last_always_fits() -> None:
    assert {why for why, _, _ in RULES} == set(Why) == set(ADVICE)
    assert RULES[-1][1](structs.replace(USUAL, kind="anything"))
    assert set(ADVICE.values()) == set(Advice)
