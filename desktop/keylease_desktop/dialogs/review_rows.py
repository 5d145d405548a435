"""What one keystroke cannot say of a row in a review: another date, to whom, and why."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease.client.ends import end_after, end_on
from keylease.model.base import MemberId, Time
from keylease_desktop.dialogs.spans import short_span
from keylease_desktop.presenters import when
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import Select, TextField
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.segmented import Segmented

A_DATE = 0
LONGEST_REASON = 500
SPANS = tuple(days * when.DAY for days in (1, 7, 14, 30, 90))


class ShortenDialog(DialogFrame):
    """`until(Time)`: the new end, which is sooner than `ends`."""

    until = Signal(object)

    def __init__(self, window: QWidget, what: str, now: Time, ends: Time) -> None:
        super().__init__(window, self.tr("Shorten {}").format(what), self.tr("Shorten"))
        self._now, self._ends = now, ends
        options: list[tuple[object, str]] = [(span, short_span(span)) for span in SPANS]
        self.span = Segmented(self.tr("For"), [*options, (A_DATE, self.tr("Date…"))])
        sooner = [span for span in SPANS if end_after(span, now) < ends]
        for span in SPANS:
            self.span.offer(span, span in sooner)
        self.span.choose((sooner[1:2] or sooner or [A_DATE])[0])
        self.field(self.tr("It ends in"), self.span)
        self.day = TextField(self.tr("Until (date)"), "2027-01-31")
        self.body.addWidget(self.day)
        self.day.setVisible(self.span.value == A_DATE)
        self._said = Label("", Type.STRONG)
        self.body.addWidget(self._said)
        self.span.changed.connect(self._changed)
        self.day.textEdited.connect(self._show)
        self.accepted_now.connect(self._accept)
        self._show()

    @property
    def end(self) -> Time | None:
        """The end that is chosen; None where that is no date, a day of before or no sooner end."""
        if self.span.value != A_DATE:
            return end_after(self.span.value, self._now)
        try:
            end = end_on(date.fromisoformat(self.day.text().strip()))
        except ValueError:
            return None
        return end if self._now < end < self._ends else None

    def _changed(self, span: int) -> None:
        self.day.setVisible(span == A_DATE)
        if span == A_DATE:
            self.day.setFocus()
        self._show()

    def _show(self, _: object = None) -> None:
        end = self.end
        self._said.setText(
            self.tr("Type a day before {}, when it ends anyway.").format(when.full(self._ends))
            if end is None
            else self.tr("until {}").format(when.full(end))
        )
        self.primary.setEnabled(end is not None)

    def _accept(self) -> None:
        end = self.end
        if end is not None:
            self.close()
            self.until.emit(end)


class ReassignDialog(DialogFrame):
    """`to(MemberId)`: whom it is to be handed on to."""

    to = Signal(str)

    def __init__(self, window: QWidget, what: str, people: Sequence[tuple[MemberId, str]]) -> None:
        super().__init__(window, self.tr("Reassign {}").format(what), self.tr("Reassign"))
        self.who = Select(self.tr("To whom"))
        for id_, name in people:
            self.who.addItem(name, id_)
        self.field(self.tr("To whom"), self.who)
        self.body.addWidget(
            Label(
                self.tr(
                    "This is recorded as asked for: a key manager shares the key with them and "
                    "ends this access."
                ),
                Type.BODY,
                Tone.MUTED,
                wrap=True,
            )
        )
        self.primary.setEnabled(bool(people))
        self.accepted_now.connect(self._accept)

    def _accept(self) -> None:
        self.close()
        self.to.emit(self.who.currentData())


class ReasonDialog(DialogFrame):
    """`given(text)`: why it is decided so; "" takes back what was said."""

    given = Signal(str)

    def __init__(self, window: QWidget, what: str, said: str) -> None:
        super().__init__(window, self.tr("Say why: {}").format(what), self.tr("Note the reason"))
        self.why = TextField(self.tr("Why"))
        self.why.setMaxLength(LONGEST_REASON)
        self.why.setText(said)
        self.field(self.tr("Why"), self.why)
        self.body.addWidget(
            Label(
                self.tr(
                    "It goes on record with your decision on this, before or after it, and "
                    "stands in the evidence."
                ),
                Type.BODY,
                Tone.MUTED,
                wrap=True,
            )
        )
        self.why.returnPressed.connect(self.accepted_now)
        self.accepted_now.connect(self._accept)

    def _accept(self) -> None:
        self.close()
        self.given.emit(self.why.text())
