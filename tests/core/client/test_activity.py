"""What happened, in words: every kind of event has one, every line says who, what and when."""

from keylease.client.activity import NOTHING_READ, WORDS
from keylease.errors import Code
from keylease.model.access import Purpose
from keylease.model.roles import Role
from keylease.wire.events import EVENT_TYPES
from support.members import World, code_of, read
from support.terms import DAY, HOUR


def test_every_kind_of_event_has_its_word() -> None:
    assert set(WORDS) == EVENT_TYPES
    assert len(set(WORDS.values())) == len(WORDS)
    assert not {"opened", "refused"} & set(WORDS.values())


def test_what_happened_is_told_in_order(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    grant = world.lend(ada, key, bob)
    world.wait(60_000)
    read(bob, key)
    world.wait(60_000)
    ada.lending.revoke([grant], reason="project over")
    world.wait(60_000)
    assert code_of(lambda: read(bob, key)) is Code.E_REVOKED
    now = ada.refresh()
    told = ada.activity.happenings(now, key=key)
    assert [h.what for h in told if h.who == bob.me] == ["opened", "refused"]
    assert [h.at for h in told] == sorted(h.at for h in told)
    revoked = next(h for h in told if h.what == "revoked")
    assert (revoked.key, revoked.to, revoked.detail) == (key, (bob.me,), {"reason": "project over"})
    granted = next(h for h in told if h.what == "granted")
    assert granted.detail["expires"] == str(world.now - 180_000 + HOUR)


def test_a_part_of_it(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key, other = world.key(ada, "openai"), world.key(ada, "other")
    world.lend(ada, key, bob)
    read(bob, key)
    now = ada.refresh()
    about = ada.activity.happenings
    assert {h.key for h in about(now, key=other)} == {other}
    assert {h.what for h in about(now, member=bob.me)} == {
        "joined",
        "admitted",
        "granted",
        "opened",
    }
    assert about(now, since=world.now + DAY) == []


def test_no_key_is_told(world: World) -> None:
    ada = world.found()
    ada.people.invite(Role.MEMBER, DAY, note="for Bob")
    told = ada.activity.happenings(ada.refresh())
    assert told[-1].detail.get("note") == "for Bob"
    assert not [h for h in told if "name_key" in h.detail]


def test_who_may_not_read_a_line_is_not_told_of_it(world: World) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    read(bob, key)
    assert not [h for h in cleo.activity.happenings(cleo.refresh()) if h.log == "access"]
    assert [h.who for h in bob.activity.happenings(bob.refresh()) if h.log == "access"] == [bob.me]


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
