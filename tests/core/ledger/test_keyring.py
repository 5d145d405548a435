import pytest
from immutables import Map

from keylease.errors import Code, Refused
from keylease.ledger.keyring import (
    name_of_key,
    remember_keys,
    require_fit_pair,
    require_fresh,
    require_fresh_pair,
)
from support.cases.world import fresh_world
from support.points import ED25519_LOW_ORDER, X25519_LOW_ORDER


def refused() -> pytest.RaisesExc:
    return pytest.RaisesExc(Refused, check=lambda error: error.code is Code.E_KEY)


def test_a_key_is_known_by_its_base64() -> None:
    assert remember_keys(Map(), "mem_x", bytes(32)) == Map({name_of_key(bytes(32)): "mem_x"})


def test_a_pair_is_fit() -> None:
    w = fresh_world(1)
    new = w.team.person("Nia")
    require_fit_pair(new.key.public, new.box)
    require_fresh_pair(w.state, new.key.public, new.box)


@pytest.mark.parametrize("point", ED25519_LOW_ORDER)
def test_no_signing_key_of_low_order(point: bytes) -> None:
    with refused():
        require_fit_pair(point, fresh_world(1).mia.box)


@pytest.mark.parametrize("point", X25519_LOW_ORDER)
def test_no_box_key_of_low_order(point: bytes) -> None:
    with refused():
        require_fit_pair(fresh_world(1).mia.key.public, point)


def test_one_key_is_not_both() -> None:
    public = fresh_world(1).mia.key.public
    with refused():
        require_fit_pair(public, public)


def test_no_key_comes_twice_in_whatever_role() -> None:
    """A box key as signing key, an invite's key as a member's, a removed member's."""
    w = fresh_world(1)
    for public in (w.mia.key.public, w.mia.box, w.invite.key.public, w.ron.box, w.app.key.public):
        with refused():
            require_fresh(w.state, public)
