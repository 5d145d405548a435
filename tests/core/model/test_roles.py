from itertools import product

from keylease.model.roles import BELOW_ADMIN, LEADERS, Role, may_manage


def test_who_stands_above_whom() -> None:
    manages = {(a, b) for a, b in product(Role, Role) if may_manage(a, b)}
    owners = {(Role.OWNER, role) for role in Role}
    admins = {(Role.ADMIN, role) for role in Role if role not in (Role.OWNER, Role.ADMIN)}
    assert manages == owners | admins


def test_leaders_and_the_rest_are_everybody() -> None:
    assert set(Role) == LEADERS | BELOW_ADMIN
    assert not LEADERS & BELOW_ADMIN
