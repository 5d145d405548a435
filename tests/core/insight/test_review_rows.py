"""The facts beside each decision."""

from keylease.insight.exposure import exposures
from keylease.insight.review_advice import Advice, Why
from keylease.insight.review_rows import ReviewRow, review_rows, rows_in
from keylease.insight.review_uses import NEVER, Use, Uses
from keylease.model import events as e
from keylease.model.access import Purpose
from keylease.model.roles import Role
from keylease.store.rows import Opening
from support.team import TeamBuilder, found_team
from support.terms import DAY, Person


def used(team: TeamBuilder, grant: str, *, at: int, purpose: Purpose = Purpose.COPY) -> Opening:
    record = team.state.grants[grant]
    return (1, record.to, record.key, 1, grant, purpose.value, at)


def reviewed(team: TeamBuilder, *subjects: str, by: tuple[Person, ...]) -> str:
    review = team.id("rev")
    team.act(team.ana, e.ReviewScope(review, 0, subjects))
    data = e.ReviewOpen(
        review=review,
        subjects=len(subjects),
        ledger=team.state.head,
        access=team.state.members[team.ana.id].seen,
        reviewers=tuple(one.id for one in by),
        due=team.now + 10 * DAY,
        lapse=e.Lapse.END,
    )
    team.act(team.ana, data, "title")
    return review


def row_of(rows: list[ReviewRow], subject: str) -> ReviewRow:
    return next(row for row in rows if row.subject == subject)


def test_what_is_known_of_a_grant() -> None:
    team = found_team()
    bob, key = team.member("Bob"), team.key()
    grant = team.grant(key, bob, expires=team.now + 60 * DAY)
    issued = team.now
    team.wait(5 * DAY)
    openings = [used(team, grant, at=issued + DAY), used(team, grant, at=issued + 2 * DAY)]
    row = row_of(rows_in(team.state, exposures(team.state, openings), team.now), f"grant:{grant}")
    assert (row.key, row.member, row.by, row.since) == (key, bob.id, team.ana.id, issued)
    assert (row.openings, row.last_opened, row.others) == (2, issued + 2 * DAY, 1)
    assert (row.ends, row.environment) == (issued + 60 * DAY, team.state.keys[key].environment)
    assert (row.why, row.days, row.advice) == (Why.IN_USE, 3, Advice.ROUTINE)
    assert (row.mine, row.ruling.verdict) == (False, None)


def test_nobody_decides_on_their_own_nor_twice_nor_too_late() -> None:
    team = found_team()
    otto = team.member("Otto", Role.OWNER)
    key = team.key()
    of_otto, of_ana = team.grant(key, otto), team.grant(key, team.ana)
    subjects = (f"grant:{of_otto}", f"grant:{of_ana}")
    review = reviewed(team, *subjects, by=(team.ana, otto))

    def mine(who: Person, t: int) -> set[str]:
        rows = review_rows(team.state, [], review, who.id, t)
        return {row.subject for row in rows if row.mine}

    assert mine(team.ana, team.now) == {subjects[0]}
    assert mine(otto, team.now) == {subjects[1]}
    assert mine(otto, team.now + 10 * DAY) == set()
    team.act(otto, e.ReviewDecide(review, (e.Decision(subjects[1], e.Verdict.END),)))
    assert mine(otto, team.now) == set()
    row = row_of(review_rows(team.state, [], review, otto.id, team.now), subjects[1])
    assert (row.ruling.verdict, row.ruling.by) == (e.Verdict.END, otto.id)


def test_it_says_what_is_ones_own_and_what_has_no_second_reviewer() -> None:
    team = found_team()
    otto, bob = team.member("Otto", Role.OWNER), team.member("Bob")
    subjects = tuple(f"role:{one.id}" for one in (team.ana, otto, bob))
    review = reviewed(team, *subjects, by=(team.ana,))
    rows = review_rows(team.state, [], review, team.ana.id, team.now)
    assert {row.member for row in rows if row.own} == {team.ana.id}
    assert {row.member for row in rows if not row.second} == {team.ana.id}
    both = [team.ana.id, otto.id]
    assert all(row.second for row in rows_in(team.state, [], team.now, reviewers=both))
    alone = rows_in(team.state, [], team.now, reviewers=both[:1])
    assert {row.member for row in alone if not row.second} == {team.ana.id}
    team.act(otto, e.MemberSuspend(team.ana.id))
    rows = review_rows(team.state, [], review, otto.id, team.now)
    assert not any(row.second for row in rows)


def test_an_exposure_counts_all_who_have_access_besides() -> None:
    team = found_team()
    bob, key = team.member("Bob"), team.key()
    grant = team.grant(key, bob)
    seen = exposures(team.state, [used(team, grant, at=team.now)])
    team.revoke(grant)
    row = row_of(rows_in(team.state, seen, team.now), f"exposure:{key}:1:{bob.id}")
    assert (row.why, row.advice, row.version, row.others) == (
        Why.SEEN_WITHOUT_ACCESS,
        Advice.END,
        1,
        1,
    )


def test_uses_are_counted_over_all_versions_and_not_through_an_app() -> None:
    team = found_team()
    key = team.key()
    app = team.app("nightly")
    grant = team.grant(key, app)
    ways = [used(team, grant, at=1), used(team, grant, at=9, purpose=Purpose.BROKERED)]
    found = Uses(exposures(team.state, ways))
    assert found.of(app.id, key) == Use(2, 9)
    assert found.of(team.ana.id, key) == NEVER


def test_a_service_is_in_it_with_when_it_was_last_used() -> None:
    team = found_team()
    key, app = team.key(), team.app("nightly", days=90)
    grant = team.grant(key, app, expires=team.now + 60 * DAY)
    begun = team.now
    team.wait(31 * DAY)
    seen = exposures(team.state, [used(team, grant, at=begun, purpose=Purpose.BROKERED)])
    row = row_of(rows_in(team.state, seen, team.now), f"grant:{grant}")
    assert (row.role, row.openings, row.last_opened) == (Role.APP, 1, begun)
    assert (row.why, row.days) == (Why.OPENED_LONG_AGO, 31)
