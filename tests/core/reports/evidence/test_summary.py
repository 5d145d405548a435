"""The paper: every page drawn, whatever names people have."""

import re
from pathlib import Path

from keylease.client.reviewed import told
from keylease.reports.evidence.summary import summary_pdf
from support.members import World
from support.reader import read_pdf
from support.reviewed_team import ReviewedTeam


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def drawn(team: ReviewedTeam, review: str) -> bytes:
    story, said = told(team.ada.connection, team.ada.refresh(), review)
    return summary_pdf(story, said, story.effects(said), "Ada", team.world.now)


def test_it_has_a_front_and_the_table_of_all_decisions(world: World) -> None:
    few = ReviewedTeam(world, people=2, keys=1)
    pdf = drawn(few, few.review())
    assert pdf.startswith(b"%PDF-")
    assert pages(pdf) >= 2
    front, *_, table = read_pdf(pdf).rstrip("\f").split("\f")
    assert "Q1 2026 review" in front
    assert "Chloé Dubois" in table


def test_more_decisions_take_more_pages(tmp_path: Path) -> None:
    world = World(tmp_path, memory=True)
    many = ReviewedTeam(world, people=4, keys=12)
    assert pages(drawn(many, many.review())) >= 4
    world.close()


def test_a_review_that_is_open_or_empty_of_decisions_is_drawn_too(world: World) -> None:
    team = ReviewedTeam(world, people=1, keys=1)
    review = team.open("\u202e “twins” 李 " + "W" * 60)
    pdf = drawn(team, review)
    assert pages(pdf) >= 2
    assert "“twins” [U+674E]" in read_pdf(pdf)
