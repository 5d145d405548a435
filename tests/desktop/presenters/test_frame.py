"""What the frame says, as pure functions of a snapshot."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from keylease.client.snapshot import Snapshot
from keylease.model.access import Seen
from keylease.model.roles import Role
from keylease_desktop.navigation import ADMIN_PLACES, MANAGER_PLACES, MEMBER_PLACES, Place
from keylease_desktop.presenters import frame
from keylease_desktop.presenters.notices import notices
from keylease_desktop.theme.tokens import Tone
from support.desktop_team import LittleTeam, found, passphrase
from support.terms import DAY, HOUR, MINUTE


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LittleTeam]:
    made = found(tmp_path_factory.mktemp("frame"))
    yield made
    made.close()


def seen_by(team: LittleTeam, person: str) -> Snapshot:
    return team.session(person).refresh()


def test_places_by_role(team: LittleTeam) -> None:
    assert frame.places(seen_by(team, "Ana")) == ADMIN_PLACES
    assert frame.places(seen_by(team, "Ben")) == MEMBER_PLACES


def test_a_member_who_manages_a_key_has_the_place_keys(team: LittleTeam) -> None:
    ana = team.session("Ana")
    ana.keys.add_custodian(team.id("mistral-eval"), team.id("Cai"))
    assert frame.places(seen_by(team, "Cai")) == MANAGER_PLACES


def test_head_and_counts(team: LittleTeam) -> None:
    now = seen_by(team, "Ben")
    assert frame.head(now) == frame.Head("Acme AI", "Ben · member")
    assert frame.counts(now)[Place.PEOPLE] == 4
    assert frame.counts(now)[Place.SERVICES] == 1


def test_what_is_not_reached_is_said_with_its_age(team: LittleTeam) -> None:
    now = seen_by(team, "Ana")
    assert frame.warning(now, True, team.clock()) is None
    offline = frame.warning(now, False, now.checked + 3 * HOUR)
    assert offline is not None
    assert offline.tone is Tone.WARNING
    assert "3 h ago" in offline.text


def test_freshness(team: LittleTeam) -> None:
    now = seen_by(team, "Ana")
    assert frame.freshness(now, True, 0, 12_000, "Here") == "Here · 12 s ago"
    assert frame.freshness(now, True, 0, 5 * MINUTE, "Here") == "Here · 5 min ago"
    offline = frame.freshness(now, False, 0, now.checked + 3 * HOUR, "Here")
    assert offline == "Here · offline, as of 3 h ago"


def test_who_confirms_the_history(team: LittleTeam) -> None:
    now = seen_by(team, "Ana")
    nobody = "No colleague has confirmed the same history yet"
    assert frame.confirmed(replace(now, seen=())) == nobody
    said = [
        Seen(1, now.state.team, author, now.state.head, now.access, now.checked)
        for author in (now.me, team.id("Ben"))
    ]
    assert frame.confirmed(replace(now, seen=tuple(said))) == "Same history confirmed by 1 of 3"


def test_who_waits_to_be_let_in_has_no_history_to_compare(tmp_path: Path) -> None:
    team = found(tmp_path)
    link = team.session("Ana").people.invite(Role.MEMBER, 7 * DAY).link
    team.assembly("Eve").join(link, "Eve", passphrase()).close()
    assert frame.confirmed(seen_by(team, "Eve")) == ""
    team.close()


def test_notices_are_for_whoever_can_mend_them(team: LittleTeam) -> None:
    leads = [one.about for one in notices(seen_by(team, "Ana"), rehearsed=False)]
    assert leads == ["kit", "owner", "managers"]
    assert [one.about for one in notices(seen_by(team, "Ben"), rehearsed=True)] == []
