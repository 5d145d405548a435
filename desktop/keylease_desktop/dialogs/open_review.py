"""Open a review: its title, over what, by whom, until when, and what undecided access does."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease.errors import KeyleaseError
from keylease.model.base import MemberId
from keylease.model.events import Lapse
from keylease_desktop.models.cells import Chip, Tile
from keylease_desktop.presenters.review_opening import About, OpeningPresenter, Preview
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.chip_field import ChipField
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import Select, TextField
from keylease_desktop.widgets.label import Label

DUE_WIDTH = 160


class OpenReviewDialog(DialogFrame):
    """`opened(review id)` once it is on record."""

    opened = Signal(str)

    def __init__(self, window: QWidget, presenter: OpeningPresenter) -> None:
        super().__init__(window, self.tr("Open a review"), self.tr("Open the review"))
        self._presenter = presenter
        presenter.setParent(self)
        self._fields()
        self._terms()
        self.preview = Banner(Tone.NEUTRAL, " ", " ")
        self.body.addWidget(self.preview)
        self.warning = Label("", Type.CAPTION, Tone.WARNING, wrap=True)
        self.body.addWidget(self.warning)
        presenter.previewed.connect(self._show)
        presenter.opened.connect(self._done)
        presenter.refused.connect(self._refused)
        self.accepted_now.connect(self._accept)
        self._show(presenter.preview)

    # What it asks ------------------------------------------------------------------------------

    def _fields(self) -> None:
        presenter, wish = self._presenter, self._presenter.wish
        self.title = TextField(self.tr("Title"))
        self.title.setMaxLength(64)
        self.title.setText(wish.title)
        self.field(self.tr("Title"), self.title)
        self.about, self.which = Select(self.tr("What it covers")), Select(self.tr("Which"))
        for about, text in self._abouts():
            if about not in _NAMED or presenter.choices(about):
                self.about.addItem(text, about)
        self.which.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.about, 1)
        row.addWidget(self.which, 1)
        self._captioned(self.tr("What it covers"), row)
        self.who = ChipField(self.tr("Who decides"), self._suggest, self.tr("Type a name"))
        self.field(self.tr("Who decides"), self.who)
        for member in wish.reviewers:
            self.who.add(self._chip(member))
        self.title.textChanged.connect(lambda text: presenter.change(title=text))
        self.about.currentIndexChanged.connect(self._about_changed)
        self.which.currentIndexChanged.connect(
            lambda _: presenter.change(which=self.which.currentData() or "")
        )
        self.who.changed.connect(lambda ids: presenter.change(reviewers=tuple(ids)))

    def _terms(self) -> None:
        presenter, wish = self._presenter, self._presenter.wish
        self.due = TextField(self.tr("Due (date)"), "2027-01-31")
        self.due.setFixedWidth(DUE_WIDTH)
        self.due.setText("" if wish.due is None else wish.due.isoformat())
        self.lapse = Select(self.tr("What nobody decides by then"))
        for lapse, text in self._lapses():
            if lapse in presenter.lapses:
                self.lapse.addItem(text, lapse)
        self.lapse.setCurrentIndex(self.lapse.count() - 1)
        due, lapse_ = QVBoxLayout(), QVBoxLayout()
        for column, caption, widget in (
            (due, self.tr("Due (date)"), self.due),
            (lapse_, self.tr("What nobody decides by then"), self.lapse),
        ):
            column.setSpacing(5)
            label = Label(caption, Type.CAPTION, Tone.MUTED)
            label.setBuddy(widget)
            column.addWidget(label)
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(due)
        row.addLayout(lapse_, 1)
        self.body.addLayout(row)
        self.due.textEdited.connect(self._due_typed)
        self.lapse.currentIndexChanged.connect(
            lambda _: presenter.change(lapse=self.lapse.currentData())
        )

    def _captioned(self, caption: str, row: QHBoxLayout) -> None:
        column = QVBoxLayout()
        column.setSpacing(5)
        column.addWidget(Label(caption, Type.CAPTION, Tone.MUTED))
        column.addLayout(row)
        self.body.addLayout(column)

    def _abouts(self) -> list[tuple[About, str]]:
        return [
            (About.EVERYTHING, self.tr("Everything")),
            (About.ENVIRONMENT, self.tr("One environment")),
            (About.PROVIDER, self.tr("One provider")),
            (About.PROJECT, self.tr("One project")),
            (About.MEMBER, self.tr("One person or service")),
            (About.PEOPLE, self.tr("People only")),
            (About.SERVICES, self.tr("Services & CI only")),
            (About.IDLE, self.tr("Not opened for long")),
        ]

    def _lapses(self) -> list[tuple[Lapse, str]]:
        return [
            (Lapse.KEEP, self.tr("stays as it is")),
            (Lapse.SHORTEN, self.tr("ends a week later")),
            (Lapse.END, self.tr("ends")),
        ]

    def _about_changed(self, _: int) -> None:
        about = self.about.currentData()
        choices = self._presenter.choices(about)
        self.which.blockSignals(True)
        self.which.clear()
        for value, text in choices:
            self.which.addItem(text, value)
        self.which.blockSignals(False)
        self.which.setVisible(bool(choices))
        self._presenter.change(about=about, which=choices[0][0] if choices else "")

    def _due_typed(self, text: str) -> None:
        try:
            due: date | None = date.fromisoformat(text.strip())
        except ValueError:
            due = None
        self._presenter.change(due=due)

    def _suggest(self, typed: str) -> Sequence[Chip]:
        wanted = typed.casefold().strip()
        found = [id_ for id_, name in self._presenter.reviewers if wanted in name.casefold()]
        return [self._chip(member) for member in found]

    def _chip(self, member: MemberId) -> Chip:
        name = self._presenter.name(member)
        return Chip(member, name, Tile.of_person(name))

    # What it says ------------------------------------------------------------------------------

    def _show(self, preview: Preview) -> None:
        one, many = self.tr("{} decision"), self.tr("{} decisions")
        self.preview.title.setText((one if preview.total == 1 else many).format(preview.total))
        self.preview.text.setText(preview.text)
        self.preview.text.setVisible(bool(preview.text))
        self.preview.setVisible(bool(preview.total))
        self.warning.setText(preview.warning)
        self.warning.setVisible(bool(preview.warning))
        self.refuse("")

    def _accept(self) -> None:
        fault = self._presenter.preview.fault
        if fault:
            self.refuse(fault)
            return
        self.busy(self.tr("Opening the review…"))
        self._presenter.open()

    def _done(self, review: str) -> None:
        self.busy(None)
        self.close()
        self.opened.emit(review)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))


_NAMED = (About.ENVIRONMENT, About.PROVIDER, About.PROJECT, About.MEMBER)
