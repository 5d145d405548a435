"""A review told from the ledger: the facts of its opening, the decisions that stand."""

from hashlib import sha256

from keylease.client.reviewed import evidence_hash, told
from keylease.model.events import Decision, Verdict
from keylease.reports.evidence.document import decisions_json
from support.members import World
from support.reviewed_team import ReviewedTeam
from support.terms import DAY


def test_closing_names_the_hash_of_what_is_told_afterwards(world: World) -> None:
    team = ReviewedTeam(world, people=2, keys=1)
    review = team.review()
    now = team.ada.refresh()
    _, said = told(team.ada.connection, now, review)
    assert now.state.reviews[review].evidence == sha256(decisions_json(said)).digest()
    assert evidence_hash(team.grace.connection, team.grace.refresh(), review) == (
        now.state.reviews[review].evidence
    )


def test_facts_are_those_of_the_opening(world: World) -> None:
    team = ReviewedTeam(world, people=2, keys=1)
    review = team.open()
    team.ada.people.set_role(team.people[1].me, team.ada.snapshot.self.role)
    world.wait(DAY)
    now = team.ada.refresh()
    rows = told(team.ada.connection, now, review)[1].decisions
    of_chloe = next(r for r in rows if r.member == team.people[1].me and r.kind == "grant")
    assert (of_chloe.role, of_chloe.words_compared) == ("member", False)
    assert (of_chloe.member_name, of_chloe.granted_by_name) == ("Chloé Dubois", "Ada")
    assert (of_chloe.reason, of_chloe.openings) == ("billing run", 2)
    assert (of_chloe.outcome, of_chloe.event) == ("undecided", None)


def test_the_last_decision_stands_and_the_one_before_is_told(world: World) -> None:
    team = ReviewedTeam(world, people=1, keys=1)
    review = team.open()
    (subject,) = (
        s for s in team.ada.snapshot.state.reviews[review].rulings if s.startswith("grant:")
    )
    team.grace.reviews.decide(review, [Decision(subject, Verdict.KEEP)], reasons=["in use"])
    team.grace.reviews.decide(review, [Decision(subject, Verdict.END)], reasons=["not any more"])
    story, said = told(team.ada.connection, team.ada.refresh(), review)
    row = next(row for row in said.decisions if row.subject == subject)
    assert (row.outcome, row.earlier_outcome) == ("end", "keep")
    assert (row.decision_reason, row.carried_out) == ("not any more", True)
    shown = {one.value for one in story.disclosures}
    assert "in use" not in shown
    assert {"not any more", "Grace", "billing run"} <= shown
