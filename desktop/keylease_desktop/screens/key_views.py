"""The other looks at all keys: when they are to be replaced, and who has seen what."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from keylease_desktop.models.cells import Cell
from keylease_desktop.models.matrix import MatrixModel
from keylease_desktop.models.rows import Column, RowsModel
from keylease_desktop.presenters import when
from keylease_desktop.presenters.key_rows import KeyRow
from keylease_desktop.presenters.keys import KeysPresenter
from keylease_desktop.presenters.seen_matrix import seen_matrix
from keylease_desktop.screens import key_cells
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.empty_state import EmptyState
from keylease_desktop.widgets.matrix import MatrixLegend, MatrixView
from keylease_desktop.widgets.table import RowsView


class Replacements(QWidget):
    """Keys by when their value is to be replaced, the most pressing first."""

    chosen = Signal(object)

    def __init__(self, keys: KeysPresenter) -> None:
        super().__init__()
        self._keys = keys
        columns = (
            Column(self.tr("Key"), key_cells.key, lambda row: row.name.casefold()),
            Column(self.tr("Environment"), key_cells.environment, lambda row: row.environment, 140),
            Column(self.tr("Replace by"), self._by, lambda row: row.due_at, 150),
            Column("", self._in, None, 210),
        )
        self._model: RowsModel[KeyRow] = RowsModel(
            columns, lambda row: row.id, lambda row: row.words, self
        )
        self.table = RowsView(self._model, self.tr("Replacements"))
        self.table.chosen.connect(self.chosen)
        self._none = EmptyState(
            "calendar",
            self.tr("Nothing is due"),
            self.tr("No environment asks for its keys to be replaced regularly."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self._none)
        column.addStretch(1)
        keys.rows_changed.connect(self._show)
        self._show(keys.rows)

    def _show(self, rows: tuple[KeyRow, ...]) -> None:
        due = [row for row in rows if row.due_at is not None]
        self._model.set_rows(sorted(due, key=lambda row: (row.due_at or 0, row.name)))
        self.table.setVisible(bool(due))
        self._none.setVisible(not due)

    def _by(self, row: KeyRow) -> Cell:
        return Cell(when.day(row.due_at or 0, self._keys.team.now()))

    def _in(self, row: KeyRow) -> Cell:
        left = (row.due_at or 0) - self._keys.team.now()
        if left <= 0:
            return Cell(self.tr("{} overdue").format(when.span(-left)), tone=Tone.DANGER)
        soon = left < 7 * when.DAY
        words = self.tr("in {}").format(when.span(left))
        return Cell(words, tone=Tone.WARNING if soon else Tone.MUTED)


class WhoHasSeen(QWidget):
    """People and services down, keys across."""

    def __init__(self, keys: KeysPresenter) -> None:
        super().__init__()
        self._keys = keys
        self.model = MatrixModel(self)
        self.view = MatrixView(self.model, self.tr("Who has seen what"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.view)
        column.addWidget(MatrixLegend())
        column.addStretch(1)
        keys.rows_changed.connect(self._show)
        self._show(keys.rows)

    def _show(self, rows: tuple[KeyRow, ...]) -> None:
        now = self._keys.snapshot
        if now is None:
            self.model.show((), (), {})
            return
        made = seen_matrix(now, rows, self._keys.exposures, self._keys.team.now())
        self.model.show(made.people, made.keys, made.seen)
