"""The place Reviews: how far the open ones are, and how the closed ones ended. To look at only."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from keylease_desktop.presenters.reviews import ReviewRow, ReviewsPresenter
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.badge import Badge
from keylease_desktop.widgets.card import Card, Scroll
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.item_list import Item, ItemList
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.progress import ProgressRing

ABOVE = 14


class ReviewsScreen(QWidget):
    """A card for each open review, and a line for each closed one."""

    def __init__(self, reviews: ReviewsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reviews = reviews
        self._shown: tuple[ReviewRow, ...] | None = None
        self._header = PageHeader(self.tr("Reviews"), " ")
        self._scroll = Scroll()
        self._scroll.column.setContentsMargins(Metrics.PAGE, ABOVE, Metrics.PAGE, Metrics.PAGE)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self._closed_title = Label(self.tr("Closed"), Type.SECTION)
        self.closed = ItemList(self.tr("Closed reviews"))
        self._empty = EmptyState(
            "clipboard-check",
            self.tr("No reviews yet"),
            self.tr("In a review, owners look at everybody’s access and decide what stays."),
        )
        self._loading = LoadingState(self.tr("Reading the reviews"))
        for part in (self._header, self._loading, self._empty):
            self._scroll.column.addWidget(part)
        self._scroll.column.addLayout(self._cards)
        self._scroll.column.addWidget(self._closed_title)
        self._scroll.column.addWidget(self.closed)
        self._scroll.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        reviews.rows_changed.connect(self._show)
        self._show(reviews.rows)

    def _show(self, rows: tuple[ReviewRow, ...]) -> None:
        ready = self._reviews.ready
        self._loading.setVisible(not ready)
        self._empty.setVisible(ready and not rows)
        every = self._reviews.next_by_rule
        self._header.set_subtitle(
            self.tr("The team’s rules want one every {}.").format(every) if every else ""
        )
        if rows == self._shown:
            return
        self._shown = rows
        self._show_cards([row for row in rows if row.open])
        closed = [row for row in rows if not row.open]
        self._closed_title.setVisible(bool(closed))
        self.closed.setVisible(bool(closed))
        self.closed.show_items(
            [
                Item(row.id, row.title, row.outcome, icon="file-check", trailing=row.due)
                for row in closed
            ]
        )

    def _show_cards(self, rows: list[ReviewRow]) -> None:
        while (taken := self._cards.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._cards.addWidget(_ReviewCard(row))


class _ReviewCard(Card):
    """One open review."""

    def __init__(self, row: ReviewRow) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(f"{row.title}, {row.decided}, {row.due}")
        head = QHBoxLayout()
        head.addWidget(Line(row.title, Type.SECTION), 1)
        head.addWidget(Badge(row.due, Tone.DANGER if row.late else Tone.NEUTRAL))
        self.column.addLayout(head)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        ring = ProgressRing(row.decided)
        ring.show_share(row.share, row.decided)
        middle.addWidget(ring)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Label(f"{row.decided}. {row.left}", Type.STRONG, wrap=True))
        words.addWidget(Label(f"{row.reviewers}. {row.lapse}", Type.BODY, Tone.MUTED, wrap=True))
        words.addWidget(Label(row.outcome, Type.CAPTION, Tone.MUTED, wrap=True))
        words.addStretch(1)
        middle.addLayout(words, 1)
        self.column.addLayout(middle)


def make(context: Context) -> PlaceView:
    """The place."""
    return PlaceView(ReviewsScreen(ReviewsPresenter(context.team, context)))
