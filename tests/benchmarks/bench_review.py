"""Row 16: an access review of 10,000 grants, from opening it to its evidence."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row
from keylease.client.evidence_pack import pack_review
from keylease.client.session import Session
from keylease.insight.review_rows import review_rows, rows_in
from keylease.model.base import ReviewId
from keylease.model.events import Decision, Lapse, Verdict
from support.members import World
from support.reviewed_team import ReviewedTeam
from support.terms import DAY

PEOPLE, KEYS, OPENED = 25, 400, 25
GOAL = 20


def rows() -> list[Row]:
    """Takes about five minutes, most of it to lend the keys."""
    with tempfile.TemporaryDirectory() as name:
        world = World(Path(name) / "world")
        try:
            team = ReviewedTeam(world, people=PEOPLE, keys=KEYS, opened=OPENED)
            return list(measured(team, Path(name) / "pack"))
        finally:
            world.close()


def measured(team: ReviewedTeam, folder: Path) -> Iterator[Row]:
    ada, grace = team.ada, team.grace
    now, began = ada.refresh(), time.perf_counter()
    found = rows_in(now.state, ada.exposures(), team.world.now)
    yield row(f"preview of {len(found):,} subjects: facts and advice", began)
    began = time.perf_counter()
    review = ada.reviews.open(
        "Q1",
        [one.subject for one in found],
        [ada.me, grace.me],
        team.world.now + 14 * DAY,
        lapse=Lapse.END,
    )
    yield row("open it: signed, appended, folded", began)
    grace.refresh()
    began = time.perf_counter()
    mine = kept(grace, review, team.world.now)
    yield row("look at it: facts, advice, what is mine", began)
    began = time.perf_counter()
    grace.reviews.decide(review, mine)
    yield row(f"decide {len(mine):,} in bulk", began)
    ada.reviews.decide(review, kept(ada, review, team.world.now))
    began = time.perf_counter()
    ada.reviews.close(review)
    closing = time.perf_counter() - began
    yield row("close it, with the hash of its decisions", began)
    began = time.perf_counter()
    heard: list[float] = []
    packed = pack_review(ada, review, folder, lambda *_: heard.append(time.perf_counter()))
    spent = time.perf_counter() - began
    size = sum(path.stat().st_size for path in folder.iterdir())
    yield Row(
        16,
        f"evidence pack of {packed.decisions:,} decisions, folder and zip",
        f"{spent:.1f} s",
        "",
        f"≤ {GOAL} s",
        f"{len(heard)} steps told; {size / 1e6:.0f} MB; with closing {spent + closing:.1f} s",
        spent + closing <= GOAL,
    )


def kept(by: Session, review: ReviewId, t: int) -> list[Decision]:
    found = review_rows(by.refresh().state, by.exposures(), review, by.me, t)
    return [decision(n, one.subject) for n, one in enumerate(one for one in found if one.mine)]


def decision(n: int, subject: str) -> Decision:
    if subject.startswith("grant:") and n % 10 == 0:
        return Decision(subject, Verdict.END)
    exposed = subject.startswith("exposure:")
    return Decision(subject, Verdict.REPLACE if exposed else Verdict.KEEP)


def row(what: str, began: float) -> Row:
    return Row(16, what, f"{time.perf_counter() - began:.1f} s", "", "")
