from keylease.insight.progress import Stage, campaigns, outcome, progress, stage
from keylease.ledger.rules.reviews import tally
from keylease.model import events as e
from keylease.model.roles import Role
from support.team import TeamBuilder, found_team
from support.terms import DAY, Person


def opened(team: TeamBuilder, due: int, *reviewers: Person, subjects: tuple[str, ...]) -> str:
    review = team.id("rev")
    team.act(team.ana, e.ReviewScope(review, 0, subjects))
    data = e.ReviewOpen(
        review=review,
        subjects=len(subjects),
        ledger=team.state.head,
        access=team.state.members[team.ana.id].seen,
        reviewers=tuple(one.id for one in reviewers),
        due=due,
        lapse=e.Lapse.END,
    )
    team.act(team.ana, data, "title")
    return review


def test_how_far_a_review_is_for_all_and_for_one() -> None:
    team = found_team()
    otto, bob = team.member("Otto", Role.OWNER), team.member("Bob")
    due = team.now + 10 * DAY
    subjects = tuple(f"role:{one.id}" for one in (team.ana, otto, bob))
    review = opened(team, due, team.ana, otto, subjects=subjects)
    found = progress(team.state, review, team.ana.id, team.now)
    assert (found.subjects, found.decided, found.left_to_me, found.share) == (3, 0, 2, 0.0)
    assert progress(team.state, review, bob.id, team.now).left_to_me == 0
    assert progress(team.state, review, otto.id, due).left_to_me == 0
    keep = e.Decision(f"role:{bob.id}", e.Verdict.KEEP)
    team.act(otto, e.ReviewDecide(review, (keep,)))
    found = progress(team.state, review, otto.id, team.now)
    assert (found.decided, found.left_to_me) == (1, 1)
    assert outcome(team.state.reviews[review]) == {"keep": 1}


def test_open_reviews_come_first_and_the_soonest_of_them() -> None:
    team = found_team()
    otto = team.member("Otto", Role.OWNER)
    role = (f"role:{otto.id}",)
    late = opened(team, team.now + 9 * DAY, team.ana, subjects=role)
    soon = opened(team, team.now + 3 * DAY, team.ana, subjects=role)
    keep = (e.Decision(role[0], e.Verdict.KEEP),)
    team.act(team.ana, e.ReviewDecide(soon, keep))
    assert [one.review for one in campaigns(team.state, otto.id, team.now)] == [soon, late]
    done = tally(team.state, team.state.reviews[soon])
    team.act(team.ana, e.ReviewClose(soon, done))
    assert [one.review for one in campaigns(team.state, otto.id, team.now)] == [late, soon]


def test_what_an_app_may_open_is_not_left_to_who_made_its_token() -> None:
    team = found_team()
    otto = team.member("Otto", Role.OWNER)
    grant = team.grant(team.key(), team.app("nightly"))
    review = opened(team, team.now + 3 * DAY, team.ana, otto, subjects=(f"grant:{grant}",))
    assert progress(team.state, review, team.ana.id, team.now).left_to_me == 0
    assert progress(team.state, review, otto.id, team.now).left_to_me == 1


def test_a_review_presses_in_its_last_three_days_and_then_is_over() -> None:
    team = found_team()
    id_ = opened(team, team.now + 9 * DAY, team.ana, subjects=(f"role:{team.ana.id}",))
    review = team.state.reviews[id_]
    stages = [stage(review, review.due + after) for after in (-3 * DAY - 1, -3 * DAY, -1, 0)]
    assert stages == [Stage.OPEN, Stage.DUE_SOON, Stage.DUE_SOON, Stage.OVER]
