from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease.client.activity import NOTHING_READ
from keylease.model.access import Purpose
from keylease.model.roles import Role
from support.members import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, memory=True)
    yield made
    made.close()


def test_what_is_newer_is_told_once(world: World) -> None:
    ada = world.found("Ada")
    first = ada.activity.newer(ada.refresh())
    assert first.anew
    assert first.happenings == ada.activity.happenings(ada.snapshot)
    again = ada.activity.newer(ada.refresh(), first.read_to)
    assert (again.happenings, again.anew, again.read_to) == ([], False, first.read_to)
    key = world.key(ada, "openai")
    ada.values.open(key, Purpose.SHOW)
    later = ada.activity.newer(ada.refresh(), first.read_to)
    assert not later.anew
    assert [one.what for one in later.happenings][-1] == "opened"
    whole = ada.activity.happenings(ada.snapshot)
    assert [*first.happenings, *later.happenings] == whole
    assert ada.activity.newer(ada.snapshot, NOTHING_READ).happenings == whole


def test_all_is_told_anew_when_more_of_it_can_be_read(world: World) -> None:
    ada = world.found("Ada")
    bob, key = world.bring(ada, "Bob"), world.key(ada, "openai")
    ada.values.open(key, Purpose.SHOW)
    bob.refresh()
    before = bob.activity.newer(bob.snapshot)
    assert "opened" not in [one.what for one in before.happenings]
    ada.people.set_role(bob.me, Role.ADMIN)
    bob.refresh()
    after = bob.activity.newer(bob.snapshot, before.read_to)
    assert after.anew
    assert "opened" in [one.what for one in after.happenings]
