"""All that is known of one key."""

import secrets

import pytest

from keylease.client.entering import entered
from keylease.errors import Code, Refused
from keylease.model.access import Purpose
from keylease_desktop.presenters.key_facts import KeyFacts, key_facts
from support.desktop_team import LittleTeam, put_in_motion


def facts(team: LittleTeam, person: str = "Ana", key: str = "openai-prod") -> KeyFacts:
    session = team.session(person)
    return key_facts(session.refresh(), session.exposures(), team.id(key), team.clock())


def test_access_says_who_until_when_and_how_often(little_team: LittleTeam) -> None:
    put_in_motion(little_team)
    manager, ben = facts(little_team).access
    assert manager.name == "Ana (you)"
    assert manager.grant is None
    assert "key manager" in manager.second
    assert (ben.name, ben.times, ben.may_revoke, ben.may_renew) == ("Ben", "1×", True, True)
    assert "opened" in ben.second


def test_who_has_no_access_is_told_why(little_team: LittleTeam) -> None:
    assert facts(little_team, "Cai").why_closed is Code.E_NO_GRANT
    assert facts(little_team, "Ben").why_closed is None
    assert not facts(little_team, "Ben").manages


def test_an_old_version_is_not_proved_dead_until_it_is(little_team: LittleTeam) -> None:
    put_in_motion(little_team)
    key, ana = little_team.id("openai-prod"), little_team.session("Ana")
    ana.keys.rotate(key, entered("sk-proj-a-new-value-9876", secrets.token_bytes))
    told = facts(little_team)
    assert told.version == 2
    assert told.ending == "9876"
    assert "in use" in told.versions[0].title
    assert any("Version 1 is not proved dead" in alarm.title for alarm in told.alarms)
    ana.keys.retire(key, 1, note="deleted in the console")
    told = facts(little_team)
    assert "dead (by hand)" in told.versions[1].title
    assert not any("not proved" in alarm.title for alarm in told.alarms)


def test_who_has_seen_it_without_access_comes_first(little_team: LittleTeam) -> None:
    put_in_motion(little_team)
    ana, ben = little_team.session("Ana"), little_team.id("Ben")
    ana.lending.revoke([id_ for id_, grant in ana.snapshot.grants() if grant.to == ben])
    first, second = facts(little_team).seen
    assert (first.name, first.unaccounted) == ("Ben", True)
    assert "opened once" in first.second
    assert not second.unaccounted


def test_one_manager_is_warned_of(little_team: LittleTeam) -> None:
    assert any("One key manager only" in alarm.title for alarm in facts(little_team).alarms)
    key, dee = little_team.id("openai-prod"), little_team.id("Dee")
    little_team.session("Ana").keys.add_custodian(key, dee)
    assert not any("One key manager" in alarm.title for alarm in facts(little_team).alarms)
    little_team.act("Dee", lambda session: session.values.open(key, Purpose.SHOW))


def test_an_unknown_key_is_refused(little_team: LittleTeam) -> None:
    now = little_team.session("Ana").snapshot
    with pytest.raises(Refused):
        key_facts(now, [], "key_aaaaaaaaaaaaaaaaaaaaaaaaaa", little_team.clock())
