"""Share a key: who, how long, why; and what that comes to."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease.errors import KeyleaseError
from keylease_desktop.dialogs.spans import short_span
from keylease_desktop.models.cells import Chip, Tile
from keylease_desktop.presenters.sharing import Choice, Offer, SharePresenter, matching, spans
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.badge import Badge
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.chip_field import ChipField
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import TextField
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.segmented import Segmented

A_DATE = 0
"""Among the lengths: a day is typed instead."""
ICONS = {"service": "cpu", "list": "users"}


class ShareDialog(DialogFrame):
    """`shared(Offer, grant ids)` once it is done; `compare_asked` wants to compare words first."""

    shared = Signal(object, object)
    compare_asked = Signal()

    def __init__(self, window: QWidget, presenter: SharePresenter, title: str = "") -> None:
        now, key = presenter.now, presenter.key
        name = now.names.of(key)
        made = presenter.offer
        super().__init__(
            window,
            title or self.tr("Share {}").format(name),
            made.primary,
            other=self.tr("Deny…") if presenter.answers else "",
        )
        self._presenter = presenter
        presenter.setParent(self)
        record = now.state.keys[key]
        strict = now.state.environments[record.environment].policy.verified_only
        badge = Badge(now.names.of(record.environment), Tone.ACCENT if strict else Tone.NEUTRAL)
        self.header.addWidget(badge)
        self._fields()
        presenter.offered.connect(self._show)
        presenter.shared.connect(self._done)
        presenter.refused.connect(self._refused)
        self.accepted_now.connect(self._accept)
        for id_ in presenter.wish.chosen:
            self._add(id_)
        self._show(presenter.offer)

    # What it asks ------------------------------------------------------------------------------

    def _fields(self) -> None:
        presenter = self._presenter
        self.who = ChipField(self.tr("Who"), self._suggest, self.tr("Type a name"))
        self._reason = Label("", Type.BODY, Tone.MUTED, wrap=True)
        self._reason.hide()
        if presenter.answers:
            self.body.addWidget(self._reason)
            presenter.reason_known.connect(self._show_reason)
            presenter.read_reason()
            self.who.setParent(self)
            self.who.hide()
        else:
            self.field(self.tr("Who"), self.who)
        self._left_out = _LeftOut(self.tr("Compare now"))
        self._left_out.acted.connect(self.compare_asked)
        self.body.addWidget(self._left_out)
        options: list[tuple[object, str]] = [
            (span, short_span(span)) for span in spans(presenter.now, presenter.key)
        ]
        self.span = Segmented(self.tr("For"), [*options, (A_DATE, self.tr("Date…"))])
        self.span.choose(presenter.wish.span)
        self.field(self.tr("For"), self.span)
        self.day = TextField(self.tr("Until (date)"), "2027-01-31")
        self.day.setVisible(False)
        self.body.addWidget(self.day)
        self.until = Label("", Type.STRONG)
        self.body.addWidget(self.until)
        self.why = TextField(self.tr("Why"))
        self.why.setMaxLength(500)
        self.field(self._why_caption(), self.why)
        self.consequence = Banner(Tone.NEUTRAL, "", " ")
        self.body.addWidget(self.consequence)
        self.who.changed.connect(lambda ids: presenter.change(chosen=tuple(ids)))
        self.span.changed.connect(self._span_changed)
        self.day.textEdited.connect(self._day_typed)
        self.why.textChanged.connect(lambda text: presenter.change(reason=text))

    def first_focus(self) -> QWidget:
        """Who it is for is asked first; in an answer that is known."""
        proxy = self.span.focusProxy() if self._presenter.answers else None
        return proxy or super().first_focus()

    def _why_caption(self) -> str:
        now, key = self._presenter.now, self._presenter.key
        environment = now.state.keys[key].environment
        if not now.state.environments[environment].policy.reason_required:
            return self.tr("Why")
        return self.tr("Why (asked for in {})").format(now.names.of(environment))

    def _suggest(self, typed: str) -> Sequence[Chip]:
        return [_chip(choice) for choice in matching(self._presenter.choices, typed)]

    def _add(self, id_: str) -> None:
        for choice in self._presenter.choices:
            if choice.id == id_:
                self.who.add(_chip(choice))

    def _span_changed(self, span: int) -> None:
        dated = span == A_DATE
        self.day.setVisible(dated)
        if dated:
            self._day_typed(self.day.text())
            self.day.setFocus()
        else:
            self._presenter.change(span=span, day=None)

    def _day_typed(self, text: str) -> None:
        try:
            day = date.fromisoformat(text.strip())
        except ValueError:
            day = None
        self._presenter.change(span=None, day=day)

    def _show_reason(self, reason: str) -> None:
        self._reason.setText(self.tr("“{}”").format(reason))
        self._reason.setVisible(bool(reason))

    # What it says ------------------------------------------------------------------------------

    def _show(self, made: Offer) -> None:
        self.until.setText(
            self.tr("until {}").format(made.until_text) if made.until_text else made.fault
        )
        self._left_out.show_text(made.left_out)
        self.consequence.title.setText(made.title)
        self.consequence.text.setText(made.text)
        self.consequence.setVisible(bool(made.members))
        self.primary.set_caption(made.primary)
        self.refuse("")

    def _accept(self) -> None:
        made = self._presenter.offer
        if made.fault:
            self.refuse(made.fault)
            return
        self.busy(self.tr("Sealing it to {}…").format(len(made.members)))
        self._presenter.share()

    def _done(self, made: Offer, grants: object) -> None:
        self.busy(None)
        self.close()
        self.shared.emit(made, grants)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))


class _LeftOut(QWidget):
    """Who is left out and why, with what can be done about it."""

    def __init__(self, action: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        self._text = Label("", Type.CAPTION, Tone.WARNING, wrap=True)
        column.addWidget(self._text)
        row.addLayout(column, 1)
        button = Button(action, Kind.LINK)
        self.acted = button.clicked
        row.addWidget(button)
        self.hide()

    def show_text(self, text: str) -> None:
        """Change it; "" hides it."""
        self._text.setText(text)
        self.setVisible(bool(text))


def _chip(choice: Choice) -> Chip:
    if choice.kind == "person":
        return Chip(choice.id, choice.name, Tile.of_person(choice.name), note=choice.note)
    return Chip(choice.id, choice.name, icon=ICONS[choice.kind], note=choice.note)
