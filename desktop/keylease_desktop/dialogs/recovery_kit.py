"""The recovery kit: saved or written down, then rehearsed by typing two groups back."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from keylease_desktop.presenters.recovery_kit import ASKED, RecoveryKitPresenter
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import TextField
from keylease_desktop.widgets.label import Label

COLUMNS = 4
WIDTH = 700


class RecoveryKitDialog(DialogFrame):
    """First the sheet, then two groups from it. Escape or Later leaves it for another time."""

    def __init__(self, window: QWidget, presenter: RecoveryKitPresenter) -> None:
        super().__init__(
            window,
            self.tr("Your recovery kit"),
            self.tr("I have it on paper"),
            other=self.tr("Save as PDF…"),
            cancel=self.tr("Later"),
        )
        self._presenter = presenter
        presenter.setParent(self)
        self._shown = self._sheet()
        self._asked = self._rehearsal()
        self.body.addWidget(self._shown)
        self.body.addWidget(self._asked)
        self._asked.hide()
        self.primary.setEnabled(False)
        self.other.setEnabled(False)
        self.other_chosen.connect(self._save)
        self.accepted_now.connect(self._go_on)
        presenter.made.connect(self._show_groups)
        presenter.saved.connect(self._saved)
        presenter.refused.connect(lambda error: self.refuse(refusal(error)))
        presenter.rehearsed.connect(self.close)
        self.covered.connect(lambda on: None if on else presenter.forget())
        presenter.make()

    def card_width(self) -> int:
        """Four groups in a line, and three buttons below."""
        return WIDTH

    def _sheet(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        text = self.tr(
            "No server can bring you back. These 16 groups can, together with a backup. Print "
            "them or write them down, and keep the paper away from this computer."
        )
        column.addWidget(Label(text, wrap=True))
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(10)
        column.addLayout(self._grid)
        self._note = Banner(
            Tone.WARNING,
            self.tr("Whoever has these groups is you."),
            self.tr("Photograph nothing. Delete the PDF when it is printed."),
        )
        column.addWidget(self._note)
        return page

    def _rehearsal(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        text = self.tr("Take the paper and type these two groups, to be sure it can be read.")
        column.addWidget(Label(text, wrap=True))
        self._captions = [Label("", Type.CAPTION, Tone.MUTED) for _ in range(ASKED)]
        self.fields = [TextField(self.tr("A group of the kit")) for _ in range(ASKED)]
        for caption, field in zip(self._captions, self.fields, strict=True):
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field)
            field.returnPressed.connect(self._go_on)
        if self._presenter.on_one_computer:
            text = self.tr(
                "Then invite your colleagues. If they sit at other computers, move the team to a "
                "team server first, or host it from here: Settings, Team."
            )
            column.addSpacing(4)
            column.addWidget(Label(text, Type.CAPTION, Tone.MUTED, wrap=True))
        return page

    def _show_groups(self, groups: tuple[str, ...]) -> None:
        for place, group in enumerate(groups):
            row, across = divmod(place, COLUMNS)
            number = Label(str(place + 1), Type.CAPTION, Tone.MUTED)
            number.setFixedWidth(18)
            self._grid.addWidget(number, row, 2 * across)
            self._grid.addWidget(Label(group, Type.MONO), row, 2 * across + 1)
            self._grid.setColumnStretch(2 * across + 1, 1)
        # to be heard without eyes: the sheet is the first stop, and is called what stands on it
        self._shown.setAccessibleName(
            ", ".join(f"{place} {group}" for place, group in enumerate(groups, 1))
        )
        self._shown.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self.primary.setEnabled(True)
        self.other.setEnabled(True)
        QTimer.singleShot(0, self, self._lay_again)  # once the layout knows what was put in

    def _save(self) -> None:
        chooser = QFileDialog(self.window(), self.tr("Save the recovery kit"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(self.tr("PDF (*.pdf)"))
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile("keylease-recovery-kit.pdf")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda path: self._presenter.save(Path(path)))
        chooser.open()

    def _saved(self, path: Path) -> None:
        self._note.text.setText(
            self.tr("Saved as {}. Print it, then delete the file.").format(path.name)
        )

    def _go_on(self) -> None:
        if not self.primary.isEnabled():
            return
        if self._asked.isHidden():
            self._ask()
            return
        right = self._presenter.check(tuple(field.text() for field in self.fields))
        for field, well in zip(self.fields, right, strict=True):
            field.set_wrong(not well)
        if not all(right):
            self.refuse(self.tr("That is not what the kit says there. Look at the paper again."))

    def _ask(self) -> None:
        places = self._presenter.choose_groups()
        for caption, field, place in zip(self._captions, self.fields, places, strict=True):
            caption.setText(self.tr("Group {}").format(place))
            field.setAccessibleName(caption.text())
        self._shown.setAccessibleName("")
        self._shown.hide()
        self._asked.show()
        QTimer.singleShot(0, self, self._lay_again)  # once the layout knows what was put in
        self.other.hide()
        self.primary.set_caption(self.tr("Done"))
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
