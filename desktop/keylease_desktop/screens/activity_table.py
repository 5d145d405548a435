"""The table of the record: its columns, and the kinds of lines one can ask for."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from keylease_desktop.models.cells import Cell, Tile
from keylease_desktop.models.rows import Column
from keylease_desktop.presenters.activity_rows import ActivityRow, Kind, moment, tone_of
from keylease_desktop.theme.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("screens", text)


def captions() -> tuple[tuple[Kind | None, str], ...]:
    """The kinds as they stand in the list to choose from; None is every kind."""
    return (
        (None, _tr("Everything")),
        (Kind.OPENINGS, _tr("Openings")),
        (Kind.ACCESS, _tr("Access")),
        (Kind.KEYS, _tr("Keys")),
        (Kind.PEOPLE, _tr("People and services")),
        (Kind.OVERSEEING, _tr("Reviews and incidents")),
        (Kind.TEAM, _tr("The team")),
        (Kind.MACHINERY, _tr("Done by the program")),
    )


def columns(now: Callable[[], int]) -> tuple[Column[ActivityRow], ...]:
    """The columns; `now` is this computer’s clock."""
    return (
        Column(
            _tr("When"),
            lambda row: Cell(moment(row.happening.at, now()), tone=Tone.MUTED),
            lambda row: row.happening.at,
            190,
            tabular=True,
        ),
        Column(_tr("What happened"), _what_cell, lambda row: row.text.casefold()),
        Column(_tr("Why"), lambda row: Cell(row.note, tone=Tone.MUTED), None, 300),
        Column(_tr("From"), _from_cell, lambda row: row.source, 170),
    )


def _what_cell(row: ActivityRow) -> Cell:
    return Cell(row.text, tile=Tile.of_person(row.name), tone=tone_of(row))


def _from_cell(row: ActivityRow) -> Cell:
    return Cell(row.source, tone=Tone.MUTED)
