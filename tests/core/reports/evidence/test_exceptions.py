"""What an auditor asks about first."""

from keylease.client.reviewed import told
from keylease.model.events import Decision, Verdict
from keylease.reports.evidence.exceptions import WAITING, exceptions
from support.members import World
from support.reviewed_team import ReviewedTeam


def test_every_kind_is_named_and_what_is_in_order_is_not(world: World) -> None:
    team = ReviewedTeam(world, people=2, keys=1, opened=1)
    review = team.open()
    team.grace.refresh()
    rulings = team.grace.snapshot.state.reviews[review].rulings
    grants = {team.grace.snapshot.state.grants[s[6:]].to: s for s in rulings if s[:5] == "grant"}
    bob, chloe = (grants[one.me] for one in team.people)
    exposure = next(s for s in rulings if s.startswith("exposure:"))
    keep = [Decision(one, Verdict.KEEP) for one in (bob, chloe, exposure)]
    team.grace.reviews.decide(review, keep)
    story, said = told(team.ada.connection, team.ada.refresh(), review)
    found = exceptions(said.decisions, story.effects(said))
    kinds = {kind: [row.subject for row in rows] for kind, rows in found.items()}
    assert kinds["Has seen a value without access, and was left so"] == [exposure]
    assert kinds["Kept, though never opened"] == [chloe]
    assert kinds["Kept, though the person's safety words were never compared"] == [chloe]
    assert set(kinds["Not decided"]) == set(rulings) - {bob, chloe, exposure}
    assert WAITING not in kinds
    end = Decision(bob, Verdict.END)
    team.grace.reviews.decide(review, [end])
    story, said = told(team.ada.connection, team.ada.refresh(), review)
    again = exceptions(said.decisions, story.effects(said))
    assert [row.subject for row in again["Ended, after it had been kept or shortened first"]] == [
        bob
    ]
