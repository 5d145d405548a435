"""Acts by name, each with its verdict: the vectors and the tests of the law are made from these."""

from support.cases import (
    apps,
    custody,
    epochs,
    form,
    grants,
    incidents,
    keys,
    members,
    order,
    reviews,
    rulings,
    signatures,
    standing,
    team,
    terms,
)
from support.cases.world import Case

RULES: tuple[Case, ...] = (
    *team.CASES,
    *members.CASES,
    *standing.CASES,
    *apps.CASES,
    *epochs.CASES,
    *keys.CASES,
    *custody.CASES,
    *grants.CASES,
    *terms.CASES,
    *reviews.CASES,
    *rulings.CASES,
    *incidents.CASES,
)
"""Cases of the rules, by type of event."""
ORDER: tuple[Case, ...] = (*form.CASES, *signatures.CASES, *order.CASES)
"""Cases of what is checked before and after any rule."""
