"""The place Today: the first screen, and the order of the morning."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from keylease_desktop.models.cells import Tile
from keylease_desktop.navigation import Place
from keylease_desktop.presenters.today import TodayPage, TodayPresenter
from keylease_desktop.presenters.today_look import Act, TodayRow, Wish
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Card, Scroll
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.progress import ProgressRing
from keylease_desktop.widgets.sparkline import Sparkline

MARGIN = 32
GAP = 24
SIDE = 300
ANY_WIDTH = 16_777_215
NARROW_UNDER = 900
MOST_ROWS = 6
"""Shown at first; what happened lately is to be seen without scrolling for long."""


class TodayScreen(QWidget):
    """`do(Wish)` is called with what was pressed."""

    def __init__(
        self,
        today: TodayPresenter,
        do: Callable[[Wish], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._do = do
        self._page = TodayPage()
        self._header = PageHeader("", " ", Type.GREETING)
        self._banners = QVBoxLayout()
        self._banners.setSpacing(12)
        self.rows = ItemList(self.tr("What needs doing"))
        self.rows.acted.connect(self._acted)
        self._all = False
        self.more = Button("", Kind.QUIET, "chevron-down")
        self.more.clicked.connect(self._show_all)
        self._calm = Card()
        self._calm.column.addWidget(
            EmptyState(
                "circle-check",
                self.tr("All done"),
                self.tr("Requests, ends and overdue replacements show up here by themselves."),
                tone=Tone.GOOD,
            )
        )
        self.review = _ReviewPart(lambda: do(Wish(Act.SEE_REVIEWS, (self.review.shown_id,))))
        self._openings = _OpeningsPart()
        self._lately = _LatelyPart(lambda: do(Wish(Act.SEE_ACTIVITY)))
        self._loading = LoadingState(self.tr("Reading what there is to do"))
        self._lay()
        today.page_changed.connect(self.show_page)
        self.show_page(today.page)

    def _lay(self) -> None:
        scroll = Scroll(at_top=True)
        scroll.column.setContentsMargins(MARGIN, 28, MARGIN, MARGIN)
        scroll.column.setSpacing(GAP)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        scroll.column.addWidget(self._header)
        scroll.column.addLayout(self._banners)
        scroll.column.addWidget(self._loading)
        self._content = QWidget()
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.rows)
        left.addWidget(self._calm)
        left.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        grid.addLayout(left, 0, 0)
        grid.addWidget(self._lately, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(3, 1)  # what is left over stays below
        self._grid = grid
        self._side = QWidget()
        side = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(16)
        side.addWidget(self.review, 0, Qt.AlignmentFlag.AlignTop)
        side.addWidget(self._openings, 0, Qt.AlignmentFlag.AlignTop)
        self._side_box = side
        self._lay_side(narrow=False)
        scroll.column.addWidget(self._content)

    def _lay_side(self, *, narrow: bool) -> None:
        """Beside what needs doing, or below it where there is no room."""
        self._narrow = narrow
        directions = QBoxLayout.Direction
        self._side_box.setDirection(directions.LeftToRight if narrow else directions.TopToBottom)
        for part in (self.review, self._openings):
            self._side_box.setStretchFactor(part, 1 if narrow else 0)
        self._grid.removeWidget(self._side)
        self._grid.setHorizontalSpacing(0 if narrow else GAP)
        if narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(ANY_WIDTH)
            self._grid.addWidget(self._side, 1, 0, 1, 2)
        else:
            self._side.setFixedWidth(SIDE)
            self._grid.addWidget(self._side, 0, 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_UNDER
        if narrow != self._narrow:
            self._lay_side(narrow=narrow)

    def show_page(self, page: TodayPage) -> None:
        """Show what there is to do now."""
        ready = bool(page.greeting)
        self._content.setVisible(ready)
        self._loading.setVisible(not ready)
        self._header.setVisible(ready)
        if page.incidents != self._page.incidents or page.may_act != self._page.may_act:
            self._show_banners(page)
        self._page = page
        self._header.set_title(page.greeting)
        self._header.set_subtitle(page.sentence)
        self.rows.setVisible(bool(page.rows))
        self._calm.setVisible(not page.rows)
        self._show_rows()
        self.review.show_card(page)
        self._openings.show_openings(page)
        self._lately.show_lately(page)

    def _show_rows(self) -> None:
        rows = self._page.rows
        hidden = 0 if self._all or len(rows) <= MOST_ROWS + 1 else len(rows) - MOST_ROWS
        shown = rows[: len(rows) - hidden]
        first = 0 if self._page.may_act else len(shown)
        self.rows.show_items([_item(row, primary=n == first) for n, row in enumerate(shown)])
        self.more.set_caption(self.tr("Show {} more").format(hidden))
        self.more.setVisible(hidden > 0)

    def _show_all(self) -> None:
        self._all = True
        self._show_rows()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_banners(self, page: TodayPage) -> None:
        while (taken := self._banners.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in page.incidents:
            banner = Banner(
                Tone.DANGER, line.title, line.text, self.tr("See what happened"), wide=True
            )
            wish = Wish(Act.SEE_ACTIVITY, (line.id,))
            banner.acted.connect(lambda wish=wish: self._do(wish))
            self._banners.addWidget(banner)

    def _acted(self, row_id: object, name: str) -> None:
        row = next((row for row in self._page.rows if row.id == row_id), None)
        for _, wish in () if row is None else row.acts:
            if wish.act.value == name:
                self._do(wish)


def _item(row: TodayRow, *, primary: bool) -> Item:
    """The first row's act is the primary one of the screen."""
    last = len(row.acts) - 1
    kind = Kind.PRIMARY if primary else Kind.PLAIN
    actions = tuple(
        Action(wish.act.value, text, kind if place == last else Kind.QUIET)
        for place, (text, wish) in enumerate(row.acts)
    )
    return Item(row.id, row.title, row.second, icon=row.icon, tone=row.tone, actions=actions)


def _head(title: str, trailing: QWidget) -> tuple[QHBoxLayout, Line]:
    row = QHBoxLayout()
    line = Line(title, Type.SECTION)
    row.addWidget(line, 1)
    row.addWidget(trailing)
    return row, line


class _ReviewPart(Card):
    """How far the review is."""

    def __init__(self, go_on: Callable[[], None]) -> None:
        super().__init__()
        self.shown_id = ""
        self._due = Label("", Type.CAPTION, Tone.MUTED)
        head, self._title = _head("", self._due)
        self.column.addLayout(head)
        self._ring = ProgressRing()
        self._decided = Label("", Type.STRONG)
        self._left = Label("", Type.CAPTION, Tone.MUTED)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._decided)
        words.addWidget(self._left)
        words.addStretch(1)
        middle.addWidget(self._ring)
        middle.addLayout(words, 1)
        self.column.addLayout(middle)
        self.go_on = Button(self.tr("Look"))
        self.go_on.clicked.connect(go_on)
        self.column.addWidget(self.go_on)

    def show_card(self, page: TodayPage) -> None:
        """Show the open review, or nothing."""
        card = page.review
        self.setVisible(card is not None)
        if card is None:
            return
        self.shown_id = card.id
        self._title.set_text(card.title)
        self._due.setText(card.due)
        self._decided.setText(card.decided)
        self._left.setText(card.left)
        self._ring.show_share(card.share, card.decided)
        self.go_on.set_caption(self.tr("Go on") if card.mine else self.tr("Look"))
        self.go_on.setAccessibleDescription(card.title)


class _OpeningsPart(Card):
    """Openings a day."""

    def __init__(self) -> None:
        super().__init__()
        self._days = Label(self.tr("30 days"), Type.CAPTION, Tone.MUTED)
        head, _ = _head(self.tr("Openings"), self._days)
        self.column.addLayout(head)
        self._plot = Sparkline()
        self._none = Label(
            self.tr("Nothing was opened in the last 30 days."), Type.CAPTION, Tone.MUTED, wrap=True
        )
        self.column.addWidget(self._plot)
        self.column.addWidget(self._none)

    def show_openings(self, page: TodayPage) -> None:
        """Show them."""
        shown = page.openings
        self._plot.setVisible(bool(shown.total))
        self._none.setVisible(not shown.total)
        self._plot.show_counts(shown.counts, shown.says, shown.tips)


class _LatelyPart(Card):
    """The newest happenings."""

    def __init__(self, more: Callable[[], None]) -> None:
        super().__init__()
        self.column.setSpacing(8)
        self.all = Button(self.tr("All activity"), Kind.LINK, "arrow-right")
        self.all.clicked.connect(more)
        head, _ = _head(self.tr("Lately"), self.all)
        self.column.addLayout(head)
        self.rows = ItemList(self.tr("Lately"), bare=True, dense=True)
        self.column.addWidget(self.rows)

    def show_lately(self, page: TodayPage) -> None:
        """Show them."""
        self.setVisible(bool(page.lately))
        self.rows.show_items(
            [
                Item(
                    row.id,
                    row.text,
                    row.second,
                    Tile.of_person(row.name),
                    strong=False,
                    tone=Tone.DANGER if row.refused else Tone.NEUTRAL,
                )
                for row in page.lately
            ]
        )


def make(context: Context) -> PlaceView:
    """The place, wired to the dialogs and places its acts lead to."""
    today = TodayPresenter(context.team, context.record, context)
    today.said.connect(context.say)
    today.refused.connect(context.refuse)
    screen = TodayScreen(today, lambda wish: _do(context, today, wish))

    def count(page: TodayPage) -> None:
        mine = 0 if page.review is None else page.review.mine
        context.navigator.show_count(Place.TODAY, today.things, alert=True)
        context.navigator.show_count(Place.REVIEWS, mine, alert=True)

    today.page_changed.connect(count)
    count(today.page)
    return PlaceView(screen, first=screen.rows)


def _do(context: Context, today: TodayPresenter, wish: Wish) -> None:
    """Carry out what was pressed: open its dialog, or go where it is done."""
    go, keys = context.navigator.go, context.key_dialogs
    acts: dict[Act, Callable[[], None]] = {
        Act.CONTINUE_LEAVER: lambda: go(Place.PEOPLE, wish.first),
        Act.REPLACE: lambda: keys.replace(wish.first),
        Act.ANSWER: lambda: keys.answer(wish.first),
        Act.APPROVE: lambda: keys.approve(wish.first),
        Act.LET_IN: lambda: context.people_dialogs.let_in(wish.first),
        Act.RENEW: lambda: keys.renew(wish.first),
        Act.ADD_MANAGER: lambda: keys.add_manager(wish.first),
        Act.RENEW_NAMES: today.renew_names,
        Act.SEE_KEY: lambda: go(Place.KEYS, wish.first),
        Act.SEE_SERVICES: lambda: go(Place.SERVICES, wish.first),
        Act.SEE_REVIEWS: lambda: go(Place.REVIEWS, wish.first),
        Act.SEE_PEOPLE: lambda: go(Place.PEOPLE),
        Act.SEE_ACTIVITY: lambda: go(Place.ACTIVITY, wish.first),
        Act.ADD_KEY: keys.add,
        Act.INVITE: context.people_dialogs.invite,
    }
    acts[wish.act]()
