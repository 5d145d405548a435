"""From a decision to its effect: at once, by a later act, or not yet."""

from collections.abc import Callable

import pytest

from keylease.client.reviewed import told
from keylease.client.session import Session
from keylease.model.events import Decision, Verdict
from keylease.model.roles import Role
from keylease.reports.evidence.effects import Effect
from support.members import World
from support.reviewed_team import ReviewedTeam
from support.terms import DAY


def effect(team: ReviewedTeam, review: str, subject: str) -> Effect:
    story, said = told(team.ada.connection, team.ada.refresh(), review)
    return next(one for one in story.effects(said) if one.row.subject == subject)


def decided(team: ReviewedTeam, by: Session, review: str, decision: Decision) -> str:
    by.refresh()
    by.reviews.decide(review, [decision])
    return decision.subject


def test_an_end_takes_effect_by_itself(world: World) -> None:
    team = ReviewedTeam(world, people=1, keys=1)
    review = team.open()
    (grant,) = (s for s in team.ada.snapshot.state.reviews[review].rulings if s[:5] == "grant")
    found = effect(team, review, decided(team, team.grace, review, Decision(grant, Verdict.END)))
    assert found.at == found.decided == world.now
    assert found.event == found.row.event


Act = Callable[[ReviewedTeam], object]
LATER: dict[str, tuple[Verdict, Act, Act]] = {
    "grant replace": (
        Verdict.REPLACE,
        lambda team: team.ada.keys.put_version(team.keys[0], team.world.value("sk-a-new-value-of")),
        lambda team: team.ada.keys.activate(team.keys[0], 2),
    ),
    "exposure replace": (
        Verdict.REPLACE,
        lambda team: team.ada.keys.put_version(team.keys[0], team.world.value("sk-a-new-value-of")),
        lambda team: team.ada.keys.activate(team.keys[0], 2),
    ),
    "grant reassign": (
        Verdict.REASSIGN,
        lambda team: team.world.lend(team.ada, team.keys[1], team.people[1]),
        lambda team: team.world.lend(team.ada, team.keys[0], team.people[1]),
    ),
    "custody reassign": (
        Verdict.REASSIGN,
        lambda team: team.ada.keys.add_custodian(team.keys[0], team.grace.me),
        lambda team: team.ada.keys.add_custodian(team.keys[0], team.people[1].me),
    ),
}


@pytest.mark.parametrize("what", LATER)
def test_what_was_asked_for_takes_effect_by_the_act_that_does_it(world: World, what: str) -> None:
    (kind, _), (verdict, beside, act) = what.split(), LATER[what]
    team = ReviewedTeam(world, people=2, keys=2)
    review = team.open()
    subjects = team.ada.snapshot.state.reviews[review].rulings
    subject = next(s for s in sorted(subjects) if s.startswith(kind) and _of_first(team, s))
    to = team.people[1].me if verdict is Verdict.REASSIGN else None
    decided(team, team.grace, review, Decision(subject, verdict, to=to))
    world.wait(DAY)
    team.ada.refresh()
    beside(team)
    assert effect(team, review, subject).at is None
    world.wait(DAY)
    team.ada.refresh()
    act(team)
    found = effect(team, review, subject)
    assert found.at == world.now == found.decided + 2 * DAY
    assert found.event == team.ada.snapshot.state.head.seq


def _of_first(team: ReviewedTeam, subject: str) -> bool:
    if subject.startswith("grant:"):
        grant = team.ada.snapshot.state.grants[subject.removeprefix("grant:")]
        return (grant.key, grant.to) == (team.keys[0], team.people[0].me)
    return team.keys[0] in subject


def test_an_auditors_end_of_a_custody_waits_for_an_owner(world: World) -> None:
    team = ReviewedTeam(world, people=1, keys=1)
    team.ada.keys.add_custodian(team.keys[0], team.grace.me)
    audrey = world.bring(team.ada, "Audrey", Role.AUDITOR)
    state = team.ada.refresh().state
    subject = f"custody:{team.keys[0]}:{team.grace.me}"
    review = team.ada.reviews.open(
        "One",
        [subject],
        [audrey.me],
        world.now + 3 * DAY,
        lapse=state.policy.lapse,
        shorten_to=None,
    )
    decided(team, audrey, review, Decision(subject, Verdict.END))
    assert effect(team, review, subject).at is None
    team.ada.keys.remove_custodian(team.keys[0], team.grace.me)
    assert effect(team, review, subject).at == world.now
