"""One campaign: a row a decision, a key each, and ten seconds to take it back."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from keylease.insight.review_advice import Advice
from keylease.model.events import Verdict
from keylease_desktop.models.cells import Cell
from keylease_desktop.models.groups import GroupedModel, Grouping
from keylease_desktop.models.rows import Column
from keylease_desktop.presenters.campaign import CampaignPresenter
from keylease_desktop.presenters.campaign_rows import CampaignRow, group_of
from keylease_desktop.screens.campaign_cells import ends_cell, last_cell, what_cell, who_cell
from keylease_desktop.screens.campaign_foot import CampaignFoot
from keylease_desktop.screens.campaign_head import CampaignHead
from keylease_desktop.screens.campaign_panel import CampaignPanel
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets.buttons import Button
from keylease_desktop.widgets.detail_panel import DetailHost
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.inputs import CheckBox, SearchField
from keylease_desktop.widgets.segmented import Segmented
from keylease_desktop.widgets.sheet import shortcut
from keylease_desktop.widgets.table import RowsView

ABOVE = 14
SEARCH_WIDTH, SEARCH_AT_LEAST = 190, 60
WHY = 180
"""Pixels that are left to the reason before the other columns give way."""
ENDS, LAST = 3, 4
ROOM_FOR_LAST, ROOM_FOR_ENDS = 960, 880
KEYS = {
    Qt.Key.Key_K: Verdict.KEEP,
    Qt.Key.Key_E: Verdict.END,
    Qt.Key.Key_S: Verdict.SHORTEN,
    Qt.Key.Key_P: Verdict.REPLACE,
    Qt.Key.Key_A: Verdict.REASSIGN,
}


class By(Enum):
    """What the rows are grouped by."""

    ADVICE = auto()
    PERSON = auto()
    KEY = auto()


class CampaignScreen(QWidget):
    """`left` goes back to all reviews; `finish_asked`, `evidence_asked`, `date_asked(subjects)`,
    `heir_asked(subjects)`, `reason_asked(subjects)` and `replace_asked(key)` want a dialog.
    """

    left = Signal()
    finish_asked = Signal()
    evidence_asked = Signal()
    date_asked = Signal(object)
    heir_asked = Signal(object)
    reason_asked = Signal(object)
    replace_asked = Signal(str)

    def __init__(self, campaign: CampaignPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.campaign = campaign
        self._arrived = False
        self._model: GroupedModel[CampaignRow] = GroupedModel(
            self._columns(), lambda row: row.id, lambda row: row.words, self
        )
        self._main = QWidget()
        self.panel = CampaignPanel()
        self._host = DetailHost(self._main, self.panel)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._host)
        self._build()
        self._connect()
        self._group(By.ADVICE)

    # What it is made of ------------------------------------------------------------------------

    def _build(self) -> None:
        page = QVBoxLayout()
        page.setContentsMargins(Metrics.PAGE, ABOVE, Metrics.PAGE, 16)
        page.setSpacing(14)
        self.head = CampaignHead()
        page.addWidget(self.head)
        page.addLayout(self._tools())
        name = self.tr("What is decided on")
        self.table = RowsView(self._model, name, many=True, first_at_least=WHY)
        self._no_match = EmptyState(
            "search",
            self.tr("No row fits"),
            self.tr("Nothing here has all of these words, or all of it is decided."),
            self.tr("Show all"),
        )
        self._loading = LoadingState(self.tr("Reading who has what"))
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addStretch(1)
        self._listed = listed
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for part in (listed, self._no_match, self._loading):
            self._stack.addWidget(part)
        page.addWidget(holder, 1)
        self.foot = CampaignFoot()
        whole = QVBoxLayout(self._main)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(page, 1)
        whole.addWidget(self.foot)

    def _tools(self) -> QHBoxLayout:
        self.search = SearchField(
            self.tr("Filter the rows"), self.tr("Filter"), (self.tr("Ctrl"), "F")
        )
        # what there is beside the captions of the others
        self.search.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.search.setMinimumWidth(SEARCH_AT_LEAST)
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self.by = Segmented(
            self.tr("Grouped by"),
            [
                (By.ADVICE, self.tr("Advice")),
                (By.PERSON, self.tr("Person")),
                (By.KEY, self.tr("Key")),
            ],
        )
        self.undecided = CheckBox(self.tr("To do"))
        self.routine = Button("", caps=(self.tr("Shift"), "K"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 2)
        row.addWidget(self.by)
        row.addWidget(self.undecided)
        row.addStretch(1)
        row.addWidget(self.routine)
        return row

    def _connect(self) -> None:
        self.campaign.rows_changed.connect(self._show)
        self.campaign.standing_changed.connect(self._show_standing)
        self.campaign.taken_back.connect(self._go_back_to)
        self.search.textChanged.connect(lambda _: self._filter())
        self.undecided.toggled.connect(lambda _: self._filter())
        self.by.changed.connect(self._group)
        self.routine.clicked.connect(self.keep_routine)
        self.head.finish.clicked.connect(self.finish_asked)
        self.head.evidence.clicked.connect(self.evidence_asked)
        self.head.back.clicked.connect(self.left)
        self.campaign.hindered.connect(self.foot.show_hindrance)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self._open_panel())
        self._no_match.acted.connect(self._show_all)
        self.foot.pressed.connect(self.press)
        self.foot.reason.clicked.connect(self._ask_why)
        self.foot.undone.connect(self.campaign.undo)
        self.panel.closed.connect(self._spare)
        shortcut("Ctrl+F", self, self.focus_filter)
        shortcut("Alt+Left", self, self.left.emit)

    # What it shows -----------------------------------------------------------------------------

    def arrive(self) -> None:
        """Another review is shown from here on, from its first undecided row."""
        self._arrived = False
        self._show_panel(False)
        self.search.clear()
        self.undecided.setChecked(False)
        self._show()

    def _show(self) -> None:
        self._model.set_rows(self.campaign.rows)
        if not self.undecided.isChecked():
            self._model.prepare()
        self._show_standing()
        self._settle()
        if self.campaign.rows and not self._arrived:
            self._arrived = True
            self._choose_next()

    def _filter(self) -> None:
        accept = (lambda row: self._open(row)) if self.undecided.isChecked() else None
        self._model.set_filter(self.search.text(), accept)
        self._settle()
        if self.table.current_id() is None:
            self._choose_next()

    def _open(self, row: CampaignRow) -> bool:
        return self.campaign.verdict(row.id) is None

    def _settle(self) -> None:
        if not self.campaign.ready:
            shown: QWidget = self._loading
        else:
            shown = self._listed if self._model.rowCount() else self._no_match
        self._stack.setCurrentWidget(shown)
        self._show_routine()

    def _show_standing(self) -> None:
        """Verdicts and seconds; the rows are where they were."""
        head, campaign = self.campaign.head, self.campaign
        self._model.say_anew()
        self.head.show_head(head)
        self.undecided.set_caption(self.tr("Not decided") if head.closed else self.tr("To do"))
        self.foot.show_held(campaign.deciding.held.count, campaign.deciding.held.seconds_left)
        self._show_routine()
        self._show_chosen()

    def _show_routine(self) -> None:
        left = len(self.campaign.routine(self._model.shown))
        self.routine.set_caption(self.tr("Keep routine ({})").format(left))
        self.routine.setVisible(self.campaign.head.decides)
        self.routine.setEnabled(bool(left))

    def _chosen(self, _: object) -> None:
        self.foot.show_hindrance("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        current = self.table.current_id()
        facts = self.campaign.facts(str(current)) if current is not None else None
        row = self.campaign.by_id.get(str(current))
        ends = None if row is None else self.campaign.shortens_to(row)
        chosen = self.table.selected_ids()
        decides = self.campaign.head.decides
        self.foot.show_row(facts, len(chosen), ends, self.campaign.team.now(), decides=decides)
        rows = (self.campaign.by_id.get(str(one)) for one in chosen)
        self.foot.show_fitting({row.fact.kind for row in rows if row is not None})
        self.panel.show_facts(facts)
        if facts is None:
            self._show_panel(False)

    def _show_all(self) -> None:
        self.search.clear()
        self.undecided.setChecked(False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._model.prepare()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _open_panel(self) -> None:
        self._show_panel(True)

    def _show_panel(self, shown: bool) -> None:
        self._host.show_panel(shown)
        self._spare()

    # Groups ------------------------------------------------------------------------------------

    def _group(self, by: By) -> None:
        self._by = by
        self._model.group(Grouping(self._key_of, self._heading))
        self._settle()

    def _key_of(self, row: CampaignRow) -> tuple[int, str, str]:
        if self._by is By.ADVICE:
            return (row.fact.advice, "", "")
        if self._by is By.PERSON:
            return (0, row.who.casefold(), row.fact.member)
        return (row.fact.key is None, (row.key or row.what).casefold(), row.fact.key or "")

    def _heading(self, key: tuple[int, str, str], rows: Sequence[CampaignRow]) -> Cell:
        left = sum(self._open(row) for row in rows)
        closed = self.campaign.head.closed
        text = self.tr("{} of {} not decided") if closed else self.tr("{} of {} left")
        counts = text.format(left, len(rows)) if left else str(len(rows))
        if self._by is By.ADVICE:
            name, says, tone = group_of(Advice(key[0]))
            return Cell(name, self.tr("{} · {}").format(counts, says), heading=True, tone=tone)
        first = rows[0]
        name = first.who if self._by is By.PERSON else first.key or first.what
        worst = min(row.fact.advice for row in rows)
        return Cell(name, counts, heading=True, tone=group_of(worst)[2])

    # Columns -----------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column[CampaignRow], ...]:
        return (
            Column(self.tr("Who"), who_cell, lambda row: row.who.casefold(), 200),
            Column(self.tr("What"), what_cell, lambda row: row.what.casefold(), 240),
            Column(self.tr("What speaks for the advice"), self._why, lambda row: row.why),
            Column(self.tr("Ends"), ends_cell, lambda row: row.fact.ends, 190),
            Column(self.tr("Last opened"), last_cell, lambda row: row.fact.last_opened, 120),
            Column(self.tr("Decision"), self._standing, None, 140, right=True),
        )

    def _why(self, row: CampaignRow) -> Cell:
        if self._by is By.ADVICE:
            return Cell(row.why)
        name, _, tone = group_of(row.fact.advice)
        icon = "circle-check" if row.fact.advice is Advice.ROUTINE else "circle-alert"
        return Cell(self.tr("{}: {}").format(name, row.why), icon=icon, tone=tone)

    def _standing(self, row: CampaignRow) -> Cell:
        how = self.campaign.standing(row)
        return Cell(how.text, badge=how.verdict is not None, tone=how.tone, tip=how.tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare()

    def _spare(self) -> None:
        """Where there is little room, what the foot and the panel tell as well goes first."""
        taken = Metrics.DETAIL if self._host.panel_shown and self._host.beside else 0
        room = self.width() - taken
        self.table.spare(LAST, room < ROOM_FOR_LAST)
        self.table.spare(ENDS, room < ROOM_FOR_ENDS)

    # Keys --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters come here from the table, which has no use for them."""
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        verdict = KEYS.get(Qt.Key(event.key()))
        if event.text() == "/":
            self.focus_filter()
        elif event.key() == Qt.Key.Key_Escape and self._host.panel_shown:
            self._show_panel(False)
        elif event.key() == Qt.Key.Key_Escape and self.search.hasFocus():
            self._show_all()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_R and not event.modifiers() and not event.isAutoRepeat():
            self._ask_why()
        elif verdict is None or not (shift or not event.modifiers()) or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif shift and verdict is Verdict.KEEP:
            self.keep_routine()
        elif shift and verdict is Verdict.SHORTEN:
            self.date_asked.emit(self.chosen)
        elif not shift:
            self.press(verdict)

    def _ask_why(self) -> None:
        self.reason_asked.emit(self.chosen)

    @property
    def chosen(self) -> list[str]:
        """The rows that a key decides on: those selected, else the current one."""
        selected = [str(row_id) for row_id in self.table.selected_ids()]
        current = self.table.current_id()
        return selected or ([] if current is None else [str(current)])

    def press(self, verdict: Verdict) -> None:
        """Decide on what is chosen, and go on to the next undecided row."""
        chosen = self.chosen
        if not chosen:
            return
        if verdict is Verdict.REASSIGN:
            self.heir_asked.emit(chosen)
            return
        self.foot.show_hindrance("")
        keys = {self.campaign.by_id[one].fact.key for one in chosen}
        self.after(chosen, self.campaign.decide(chosen, verdict))
        key = keys.pop() if len(keys) == 1 else None
        if verdict is Verdict.REPLACE and key is not None:
            self._replace(key, chosen[0])

    def _replace(self, key: str, subject: str) -> None:
        if self.campaign.verdict(subject) is not Verdict.REPLACE:
            return
        if self.campaign.replaces(key):
            self.replace_asked.emit(key)
        else:
            self.campaign.said.emit(
                self.tr("It is recorded as asked for: one of its key managers replaces the value.")
            )

    def keep_routine(self) -> None:
        """Keep what is advised as routine, of the rows that are shown."""
        routine = self.campaign.routine(self._model.shown)
        if routine:
            self.after(routine, self.campaign.decide(routine, Verdict.KEEP))

    def after(self, subjects: Sequence[str], held: bool) -> None:
        """Something was decided, or not: go on from there."""
        if not held:
            return
        left_out = self.foot.hindrance
        following = self._next_after(subjects[-1])
        if self.undecided.isChecked():
            self._filter()
        if following is not None:
            self.table.choose(following)
            self.foot.show_hindrance(left_out)

    def _next_after(self, subject: str) -> str | None:
        """The next row that is left for this member, from that one on and round."""
        rows = self._model.shown
        place = next((n for n, row in enumerate(rows) if row.id == subject), -1)
        for row in (*rows[place + 1 :], *rows[: place + 1]):
            if self.campaign.is_left(row):
                return row.id
        return None

    def _choose_next(self) -> None:
        rows = self._model.shown
        following = self._next_after("") or (rows[0].id if rows else None)
        if following is not None:
            self.table.choose(following)

    def _go_back_to(self, subject: str) -> None:
        if self.undecided.isChecked():
            self._filter()
        self.table.choose(subject)
