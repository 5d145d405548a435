"""The place Reviews: how far the open ones are, how the closed ones ended; and one of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from keylease_desktop.dialogs.review_dialogs import ReviewDialogs
from keylease_desktop.navigation import Place
from keylease_desktop.presenters.campaign import CampaignPresenter
from keylease_desktop.presenters.reviews import ReviewRow, ReviewsPresenter
from keylease_desktop.screens.campaign import CampaignScreen
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.badge import Badge
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Card, Scroll
from keylease_desktop.widgets.command_palette import Entry
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.progress import ProgressRing

ABOVE = 14
IN_THE_MIDDLE = 4
"""How much of the height a state takes, to the one part below it."""


class ReviewsList(QWidget):
    """A card for each open review, and a line for each closed one. `chosen(review id)` wants to be
    in it, `compare_asked(closed rows)` two of them beside each other, `open_asked` a new one.
    """

    chosen = Signal(str)
    compare_asked = Signal(object)
    open_asked = Signal()

    def __init__(self, reviews: ReviewsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reviews = reviews
        self._shown: tuple[ReviewRow, ...] | None = None
        self.open_one = Button(self.tr("Open a review"), Kind.PRIMARY, "clipboard-check")
        self._header = PageHeader(self.tr("Reviews"), " ")
        self._header.add(self.open_one)
        self._scroll = Scroll()
        self._scroll.column.setContentsMargins(Metrics.PAGE, ABOVE, Metrics.PAGE, Metrics.PAGE)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self.closed = ItemList(self.tr("Closed reviews"))
        self.compare = Button(self.tr("Compare two…"), Kind.QUIET)
        self._empty = EmptyState(
            "clipboard-check",
            self.tr("No reviews yet"),
            self.tr(
                "In a review, owners look at everybody’s access and decide what stays: one "
                "keystroke a row. Whoever leads or audits the team opens it."
            ),
        )
        self._loading = LoadingState(self.tr("Reading the reviews"))
        self._scroll.column.addWidget(self._header)
        for part in (self._loading, self._empty):
            self._scroll.column.addWidget(part, IN_THE_MIDDLE)
        self._scroll.column.addLayout(self._cards)
        self._closed_title = QWidget()
        title = QHBoxLayout(self._closed_title)
        title.setContentsMargins(0, 0, 0, 0)
        title.addWidget(Label(self.tr("Closed"), Type.SECTION))
        title.addStretch(1)
        title.addWidget(self.compare)
        self._none_closed = Label(
            self.tr("None yet. A review that is closed stays here, with its evidence."),
            Type.BODY,
            Tone.MUTED,
            wrap=True,
        )
        self._scroll.column.addWidget(self._closed_title)
        self._scroll.column.addWidget(self._none_closed)
        self._scroll.column.addWidget(self.closed)
        self._scroll.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self.closed.acted.connect(lambda id_, _: self.chosen.emit(str(id_)))
        self.compare.clicked.connect(self._compare)
        self.open_one.clicked.connect(self.open_asked)
        reviews.rows_changed.connect(self._show)
        self._show(reviews.rows)

    def _compare(self) -> None:
        self.compare_asked.emit([row for row in self._reviews.rows if not row.open])

    def _show(self, rows: tuple[ReviewRow, ...]) -> None:
        ready = self._reviews.ready
        self._loading.setVisible(not ready)
        self._empty.setVisible(ready and not rows)
        self._header.set_subtitle(self._reviews.planned)
        self.open_one.setVisible(self._reviews.may_open)
        if rows == self._shown:
            return
        self._shown = rows
        self._show_cards([row for row in rows if row.open])
        closed = [row for row in rows if not row.open]
        self._closed_title.setVisible(bool(rows))
        self._none_closed.setVisible(bool(rows) and not closed)
        self.compare.setVisible(len(closed) > 1)
        self.closed.setVisible(bool(closed))
        look = (Action("look", self.tr("Look"), Kind.QUIET),)
        self.closed.show_items(
            [
                Item(
                    row.id,
                    row.title,
                    row.outcome,
                    icon="file-check",
                    trailing=row.due,
                    actions=look,
                )
                for row in closed
            ]
        )

    def _show_cards(self, rows: list[ReviewRow]) -> None:
        while (taken := self._cards.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            card = _ReviewCard(row)
            card.go_on.clicked.connect(partial(self.chosen.emit, row.id))
            self._cards.addWidget(card)


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
        self.go_on = Button(self.tr("Go on") if row.mine else self.tr("Look"))
        self.go_on.setAccessibleDescription(row.title)
        middle.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(middle)


class ReviewsScreen(QWidget):
    """All reviews, or the one that was gone into."""

    def __init__(
        self,
        reviews: ReviewsPresenter,
        campaign: CampaignPresenter,
        acts: ReviewDialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.reviews, self.presenter, self._acts = reviews, campaign, acts
        self.all = ReviewsList(reviews)
        self.campaign = CampaignScreen(campaign)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.all)
        self._stack.addWidget(self.campaign)
        self.all.chosen.connect(self.show_review)
        self.all.compare_asked.connect(acts.compare)
        self.all.open_asked.connect(acts.open_review)
        self.campaign.left.connect(self.show_all)
        self.campaign.finish_asked.connect(acts.finish)
        self.campaign.evidence_asked.connect(acts.pack)
        self.campaign.date_asked.connect(partial(acts.shorten, then=self.campaign.after))
        self.campaign.heir_asked.connect(partial(acts.reassign, then=self.campaign.after))
        self.campaign.reason_asked.connect(acts.reason)
        self.campaign.replace_asked.connect(acts.replace)
        acts.opened.connect(self.show_review)
        acts.team.locked.connect(self.show_all)

    def show_review(self, review: str) -> None:
        """Go into a review; "" stays where one is."""
        if not review:
            return
        self._stack.setCurrentWidget(self.campaign)
        self.presenter.show(review)
        self.campaign.arrive()
        self.campaign.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Back to all of them."""
        self.presenter.show(None)
        self._stack.setCurrentWidget(self.all)

    def undo(self) -> bool:
        """Take the last decision back, where that is what one looks at."""
        return self.campaign.isVisible() and self.presenter.undo()

    def entries(self) -> Sequence[Entry]:
        """What the command palette offers from here."""
        found: list[Entry] = [
            Entry(
                self.tr("Review: {}").format(row.title),
                self._going(row.id),
                row.due,
                "clipboard-check",
            )
            for row in self.reviews.rows
            if row.open
        ]
        if self.reviews.may_open:
            found.append(
                Entry(self.tr("Open a review"), self._acts.open_review, "", "clipboard-check")
            )
        return found

    def _going(self, review: str) -> Callable[[], None]:
        def go() -> None:
            self._acts.go_to(review)

        return go


def make(context: Context) -> PlaceView:
    """The place, wired to what its keys open."""
    reviews = ReviewsPresenter(context.team, context)
    campaign = CampaignPresenter(context.team, context)
    acts = ReviewDialogs(context.window, campaign)
    screen = ReviewsScreen(reviews, campaign, acts)
    acts.go.connect(lambda review: context.navigator.go(Place.REVIEWS, review))
    acts.replace_asked.connect(context.key_dialogs.replace)
    for teller in (campaign, acts):
        teller.said.connect(context.say)
        teller.refused.connect(context.refuse)
    context.undos.append(screen.undo)
    return PlaceView(screen, focus=screen.show_review, entries=screen.entries)
