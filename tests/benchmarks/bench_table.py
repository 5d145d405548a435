"""Row 14: filter and sort a table of 100,000 rows while somebody types, drawn off screen."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks.drawing import Drawing, application
from benchmarks.rows import Row, in_turn
from keylease_desktop.models.cells import Cell, Tile
from keylease_desktop.models.rows import Column, RowsModel
from keylease_desktop.widgets.table import RowsView

ROWS = 100_000
NEEDLES = ("a", "an", "ana", "ana o", "ana op")
"""What is typed, letter by letter."""
GIVEN = ("Ana", "Ben", "Chloé", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Ivo", "Joana")
DEEDS = ("opened", "lent", "renewed", "revoked", "asked for", "froze")
PROVIDERS = ("OpenAI", "Anthropic", "Mistral", "Cohere", "Bedrock")


@dataclass(frozen=True)
class Line:
    """A line as the record has it: when, what happened, from where."""

    id: int
    at: int
    text: str
    source: str


def rows() -> Iterator[Row]:
    """Filter beside a reset and repaint of the same rows, and the first sort of each column."""
    app = application()
    page, view, model = _page()
    for what, ready in (("", False), (", sorted", True)):
        if ready:
            model.sort(1)
        yield _filtering(Drawing(app, view, model), what)
        model.sort(-1)
    yield _sorting(model)
    page.close()


def _lines() -> list[Line]:
    rng = Random(1)
    return [
        Line(
            number,
            1_700_000_000_000 + rng.randrange(10**10),
            f"{rng.choice(GIVEN)} {rng.choice(GIVEN)} {rng.choice(DEEDS)} "
            f"{rng.choice(PROVIDERS)} {rng.randrange(1000)}",
            f"10.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(256)}",
        )
        for number in range(ROWS)
    ]


def _page() -> tuple[QWidget, RowsView, RowsModel[Line]]:
    columns = (
        Column[Line]("When", lambda line: Cell(str(line.at)), lambda line: line.at, 148),
        Column[Line](
            "What happened",
            lambda line: Cell(line.text, tile=Tile.of_person(line.text)),
            lambda line: line.text.casefold(),
        ),
        Column[Line]("From", lambda line: Cell(line.source), lambda line: line.source, 128),
    )
    model = RowsModel(columns, lambda line: line.id, lambda line: f"{line.text} {line.source}")
    view = RowsView(model, "Record")
    page = QWidget()
    below = QVBoxLayout(page)
    below.addWidget(view)
    below.addStretch(1)
    page.resize(1280, 800)
    model.set_rows(_lines())
    model.prepare()
    page.show()
    return page, view, model


def _filtering(drawing: Drawing, how: str) -> Row:
    """A letter after the other, against Qt told of a reset and drawing anew, as often."""
    pair = in_turn(lambda: drawing.typed(NEEDLES), lambda: sum(drawing.reset() for _ in NEEDLES))
    letter, least = pair.first / len(NEEDLES) * 1000, pair.second / len(NEEDLES) * 1000
    return Row(
        14,
        f"filter {ROWS:,} rows{how}, each letter typed",
        f"{letter:.1f} ms, {pair.ratio:.1f} × ({pair.spread})",
        f"reset + repaint {least:.1f} ms",
        "≤ 2 × reset + repaint",
        met=pair.ratio <= 2,
    )


def _sorting(model: RowsModel[Line]) -> Row:
    """Each column sorted for the first time since the rows came."""
    spent: dict[str, float] = {}
    for _ in range(5):
        model.set_rows(list(model.rows))
        for number, column in enumerate(model.columns):
            began = time.perf_counter()
            model.sort(number, Qt.SortOrder.AscendingOrder)
            took = (time.perf_counter() - began) * 1000
            spent[column.title] = min(took, spent.get(column.title, took))
        model.sort(-1)
    slowest = max(spent.values())
    return Row(
        14,
        f"sort {ROWS:,} rows, each column the first time",
        f"{slowest:.0f} ms",
        "",
        "≤ 100 ms",
        ", ".join(f"{title} {took:.0f}" for title, took in spent.items()),
        met=slowest <= 100,
    )
