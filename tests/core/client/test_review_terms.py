"""A review as a person describes it: the part that is meant, who decides, until when."""

import pytest

from keylease.client.keys import NewKey
from keylease.client.review_terms import (
    Wanted,
    possible_lapses,
    possible_reviewers,
    require_second,
    scope_of,
    shortened,
    usual_due,
    usual_reviewers,
    usual_title,
)
from keylease.client.session import Session
from keylease.errors import Code
from keylease.insight.review_rows import rows_in
from keylease.model.base import KeyId
from keylease.model.events import Lapse, Policy
from keylease.model.roles import Role
from support.members import World, code_of, read
from support.terms import DAY, START


class Team:
    """Ada's; Bob and the service nightly have one key each, in places and projects of their own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ada = world.found()
        self.bob = world.bring(self.ada, "Bob")
        self.eve = world.bring(self.ada, "Eve", Role.AUDITOR)
        world.environment(self.ada, "live")
        self.search = self.key("search", "openai", "development", "search")
        self.billing = self.key("billing", "anthropic", "live", "billing")
        app = self.ada.apps.create("nightly", world.now + 60 * DAY).app
        self.of_bob = world.lend(self.ada, self.search, self.bob, lasts=50 * DAY)
        self.of_app = world.lend(self.ada, self.billing, app, lasts=50 * DAY)

    def key(self, name: str, provider: str, place: str, project: str) -> KeyId:
        where = self.ada.snapshot.environment_named(place)
        new = NewKey(name, provider, where, fields=(("project", project),))
        return self.ada.keys.add(new, self.world.value(f"sk-{name}-1"))

    def chosen(self, **wanted: object) -> tuple[set[str], str]:
        """Grants, custodies, roles of a review of that part; and the part in words."""
        now = self.ada.refresh()
        scope, words = scope_of(now, Wanted(**wanted))  # type: ignore[arg-type]
        rows = rows_in(now.state, self.ada.exposures(), self.world.now, scope)
        return {row.grant or f"{row.kind} {row.key or row.member}" for row in rows}, words


@pytest.fixture
def team(world: World) -> Team:
    return Team(world)


def office(of: Session) -> str:
    return f"role {of.me}"


def test_everything_where_nothing_is_said(team: Team) -> None:
    found, words = team.chosen()
    custodies = {f"custody {team.search}", f"custody {team.billing}"}
    assert found == {team.of_bob, team.of_app, office(team.ada), office(team.eve), *custodies}
    assert words == ""


@pytest.mark.parametrize(
    "wanted",
    [{"environment": "live"}, {"provider": "anthropic"}, {"project": "billing"}],
    ids=str,
)
def test_an_environment_a_provider_and_a_project(team: Team, wanted: dict[str, str]) -> None:
    found, words = team.chosen(**wanted)
    assert found == {team.of_app, f"custody {team.billing}"}
    assert words == " ".join(next(iter(wanted.items())))


def test_people_services_and_some_by_name(team: Team) -> None:
    assert team.chosen(apps=True) == ({team.of_app}, "services and CI")
    people, words = team.chosen(people=True)
    assert (team.of_bob in people, team.of_app in people, words) == (True, False, "people")
    assert team.chosen(only=["Bob", "nightly"]) == (
        {team.of_bob, team.of_app},
        "only Bob, nightly",
    )


def test_what_was_idle_for_so_many_days(team: Team) -> None:
    team.world.wait(31 * DAY)
    read(team.bob, team.search)
    assert team.chosen(idle_for=30 * DAY) == ({team.of_app}, "not opened for 30 days")


def test_parts_are_taken_together(team: Team) -> None:
    found, words = team.chosen(environment="live", people=True)
    assert found == {f"custody {team.billing}"}
    assert words == "environment live; people"


def test_what_cannot_be_meant_is_refused(team: Team) -> None:
    assert code_of(lambda: team.chosen(people=True, apps=True)) is Code.E_USAGE
    assert code_of(lambda: team.chosen(provider="nobody")) is Code.E_UNKNOWN
    assert code_of(lambda: team.chosen(environment="nowhere")) is Code.E_UNKNOWN
    assert code_of(lambda: team.chosen(only=["Nobody"])) is Code.E_UNKNOWN


def test_who_reviews_if_nobody_is_named(team: Team) -> None:
    now = team.ada.refresh()
    assert set(usual_reviewers(now)) == {team.ada.me, team.eve.me}
    assert set(possible_reviewers(now)) == {team.ada.me, team.eve.me, team.bob.me}
    assert require_second(now, usual_reviewers(now)) == ""
    assert "name a second" in require_second(now, [team.ada.me])
    team.ada.people.remove(team.eve.me)
    now = team.ada.refresh()
    assert set(usual_reviewers(now)) == {team.ada.me}
    assert "name a second" in require_second(now, [team.ada.me, team.eve.me])


def test_undecided_access_does_no_worse_than_the_team_has_agreed(team: Team) -> None:
    for lapse, may in (
        (Lapse.KEEP, (Lapse.KEEP,)),
        (Lapse.SHORTEN, (Lapse.KEEP, Lapse.SHORTEN)),
        (Lapse.END, (Lapse.KEEP, Lapse.SHORTEN, Lapse.END)),
    ):
        team.ada.team.set_policy(Policy(lapse=lapse, adders=(Role.MEMBER,)))
        assert possible_lapses(team.ada.refresh()) == may


def test_a_review_is_called_by_its_quarter_and_lasts_two_weeks() -> None:
    assert usual_title(START) == "Q1 2026 review"
    assert usual_title(START + 100 * DAY) == "Q2 2026 review"
    assert 14 * DAY <= usual_due(START) - START < 18 * DAY


def test_shorter_is_a_month_or_what_is_sooner_than_the_end() -> None:
    assert shortened(None, START) == START + 30 * DAY
    assert shortened(START + 20 * DAY, START) == START + 14 * DAY
    assert shortened(START + 20 * DAY, START, 3 * DAY) == START + 3 * DAY
    assert shortened(START + DAY // 2, START) is None
