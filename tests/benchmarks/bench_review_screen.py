"""Row 16: the rows of an access review of 10,000 decisions: filter them, decide one, group anew."""

from collections.abc import Iterator, Sequence
from random import Random

from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks.drawing import Drawing, application
from benchmarks.rows import Row, in_turn
from keylease.insight.review_advice import Why
from keylease.insight.review_rows import UNDECIDED, ReviewRow
from keylease.model.roles import Role
from keylease_desktop.models.cells import Cell, Tile
from keylease_desktop.models.groups import GroupedModel, Grouping
from keylease_desktop.models.rows import Column
from keylease_desktop.presenters.campaign_rows import CampaignRow, why
from keylease_desktop.widgets.table import RowsView

ROWS = 10_000
NEEDLES = ("b", "be", "ben", "ben o", "ben op")
GIVEN = ("Ana", "Ben", "Chloé", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Ivo", "Joana")
KEYS = ("openai-prod", "anthropic-dev", "gemini-ci", "mistral-eval", "bedrock-batch")


def rows() -> Iterator[Row]:
    """Each beside a reset and repaint of the same rows."""
    app = application()
    page, view, model = _page()
    drawing = Drawing(app, view, model)
    drawn = drawing.drawn
    for what, act in (
        ("filter, each letter typed", lambda: drawing.typed(NEEDLES) / len(NEEDLES)),
        ("say one decision", lambda: drawn(model.say_anew)),
        ("leave a decided row out", lambda: drawn(lambda: model.set_filter("", lambda _: True))),
    ):
        pair = in_turn(act, drawing.reset)
        yield Row(
            16,
            f"{ROWS:,} rows of a review: {what}",
            f"{pair.first * 1000:.1f} ms, {pair.ratio:.1f} × ({pair.spread})",
            f"reset + repaint {pair.second * 1000:.1f} ms",
            "≤ 50 ms",
            met=pair.first <= 0.05,
        )
        model.set_filter("")
    page.close()


def _page() -> tuple[QWidget, RowsView, GroupedModel[CampaignRow]]:
    columns = (
        Column[CampaignRow](
            "Who", lambda row: Cell(row.who, tile=Tile.of_person(row.who)), None, 200
        ),
        Column[CampaignRow]("What", lambda row: Cell(row.what, strong=True), None, 210),
        Column[CampaignRow]("What speaks for the advice", lambda row: Cell(row.why)),
        Column[CampaignRow]("Ends", lambda row: Cell(row.ends, lease=row.left), None, 190),
    )
    model = GroupedModel(columns, lambda row: row.id, lambda row: row.words)
    view = RowsView(model, "Rows", many=True)
    page = QWidget()
    below = QVBoxLayout(page)
    below.addWidget(view)
    page.resize(1280, 800)
    model.set_rows(_rows())
    model.prepare()
    model.group(Grouping(lambda row: row.fact.advice, _heading))
    page.show()
    return page, view, model


def _heading(key: object, members: Sequence[CampaignRow]) -> Cell:
    left = sum(row.fact.ruling.verdict is None for row in members)
    return Cell(str(key), f"{left} of {len(members)}", heading=True)


def _rows() -> list[CampaignRow]:
    rng, whys = Random(1), list(Why)
    made = []
    for number in range(ROWS):
        fact = ReviewRow(
            subject=f"grant:{number}",
            kind="grant",
            member=f"mem_{number % 500}",
            role=Role.MEMBER,
            verified=True,
            why=rng.choice(whys),
            ruling=UNDECIDED,
            mine=True,
            days=rng.randrange(1, 200),
        )
        who = f"{rng.choice(GIVEN)} {rng.choice(GIVEN)}"
        words = why(fact, 0)
        key = rng.choice(KEYS)
        made.append(
            CampaignRow(
                id=fact.subject,
                fact=fact,
                who=who,
                what=key,
                key=key,
                provider="OpenAI",
                environment="production",
                why=words,
                ends="until 1 Mar",
                left=rng.random(),
                last="never",
            )
        )
    return made
