"""The forms of the entrance: what founding, joining and restoring ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from keylease.errors import Code, KeyleaseError
from keylease_desktop.dialogs.passphrase_block import Missing, PassphraseBlock
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Card, Scroll, in_the_middle
from keylease_desktop.widgets.inputs import CheckBox, TextField
from keylease_desktop.widgets.label import Label, Line
from keylease_desktop.widgets.progress import Working
from keylease_desktop.widgets.text_area import TextArea

if TYPE_CHECKING:
    from keylease.client.invitation import Signpost

WIDTH = 480
FLUSH = 13
"""What a quiet button keeps free before its text: without it the text stands below the fields."""


class Form(QWidget):
    """A card in the middle: title, sentence, `body`, Back and one primary action.

    `asked` when the primary was pressed and nothing is missing; `back` the other.
    """

    asked = Signal()
    back = Signal()

    def __init__(self, title: str, text: str, primary: str) -> None:
        super().__init__()
        card = Card(24)
        card.setFixedWidth(WIDTH)
        card.column.addWidget(Line(title, Type.TITLE))
        self.text = Label(text, Type.BODY, Tone.MUTED, wrap=True)
        card.column.addWidget(self.text)
        self.body = card.column
        self._feet = QHBoxLayout()
        self._feet.setContentsMargins(-FLUSH, 0, 0, 0)
        self._refusal = Label("", Type.CAPTION, Tone.DANGER, wrap=True)
        self._refusal.hide()
        self._working = Working(primary, 20)
        self._working.hide()
        self.back_button = Button(
            QCoreApplication.translate("Form", "Back"), Kind.QUIET, "arrow-left", tall=True
        )
        self.back_button.clicked.connect(self.back)
        self.primary = Button(primary, Kind.PRIMARY)
        self.primary.clicked.connect(self.ask)
        self._feet.addWidget(self.back_button)
        self._feet.addStretch(1)
        self._feet.addWidget(self._working)
        self._feet.addWidget(self.primary)
        scroll = Scroll(24)
        scroll.column.addStretch(1)
        scroll.column.addLayout(in_the_middle(card))
        scroll.column.addStretch(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def finish(self) -> None:
        """Put the feet below the body; call it last."""
        self.body.addWidget(self._refusal)
        self.body.addSpacing(4)
        self.body.addLayout(self._feet)

    def field(self, caption: str, widget: QWidget) -> None:
        """Add a labelled row."""
        row = QVBoxLayout()
        row.setSpacing(5)
        label = Label(caption, Type.CAPTION, Tone.MUTED, wrap=True)
        label.setBuddy(widget)
        row.addWidget(label)
        row.addWidget(widget)
        self.body.addLayout(row)

    def missing(self) -> Missing | None:
        """What is missing still; None if nothing is."""
        return None

    def ask(self) -> None:
        """As the primary button does."""
        if not self.primary.isEnabled():
            return
        missing = self.missing()
        self.refuse("" if missing is None else missing.sentence)
        if missing is None:
            self.asked.emit()
        else:
            missing.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self, on: bool) -> None:
        """Show that it works."""
        self._working.setVisible(on)
        self.primary.setEnabled(not on)
        self.back_button.setEnabled(not on)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong, and what to do next; "" takes that back."""
        self.busy(False)
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def words_for(self, error: KeyleaseError) -> str:
        """The sentence for what was refused behind this form."""
        return refusal(error)

    def forget(self) -> None:
        """Empty what was typed that is secret."""


class FoundForm(Form):
    """Team, person, passphrase."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("FoundForm", "Found a team"),
            QCoreApplication.translate(
                "FoundForm",
                "It lives on this computer: no server, no account. It can move to a team server "
                "later and keeps everything.",
            ),
            QCoreApplication.translate("FoundForm", "Found the team"),
        )
        self.team = TextField(self.tr("Name of the team"), self.tr("Acme AI"))
        self.person = TextField(self.tr("Your name"), self.tr("Ada"))
        self.passphrase = PassphraseBlock()
        self.field(self.tr("Name of the team"), self.team)
        self.field(self.tr("Your name, as colleagues know you"), self.person)
        self.body.addWidget(self.passphrase)
        self.passphrase.again.returnPressed.connect(self.ask)
        for field in (self.team, self.person):
            field.textChanged.connect(self._known)
        self.finish()

    def _known(self) -> None:
        self.passphrase.set_known(self.team.text(), self.person.text())

    def missing(self) -> Missing | None:
        """What is still missing; None if nothing is."""
        if not self.team.text().strip():
            return Missing(self.tr("Give the team a name."), self.team)
        if not self.person.text().strip():
            nameless = self.tr("Say your name: colleagues see it beside everything you do.")
            return Missing(nameless, self.person)
        return self.passphrase.what_is_missing()

    def forget(self) -> None:
        """Empty every field."""
        self.passphrase.forget()


class LinkForm(Form):
    """Where an invite link is pasted."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("LinkForm", "Join a team"),
            QCoreApplication.translate(
                "LinkForm", "Somebody has sent you a link that begins with keylease:join. Paste it."
            ),
            QCoreApplication.translate("LinkForm", "Continue"),
        )
        self.link = TextArea(self.tr("Invite link"), 4, mono=True)
        self.field(self.tr("Invite link"), self.link)
        self.finish()

    def missing(self) -> Missing | None:
        """What is still missing; None if nothing is."""
        if not self.link.toPlainText().strip():
            return Missing(self.tr("Paste the link first."), self.link)
        return None

    def forget(self) -> None:
        """Empty every field."""
        self.link.forget()


class JoinForm(Form):
    """Confirms where a link leads and what joining means, before anything happens."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("JoinForm", "Join this team?"),
            "",
            QCoreApplication.translate("JoinForm", "Join"),
        )
        self.where = Label("", Type.STRONG, wrap=True)
        self.body.insertWidget(self.body.indexOf(self.text), self.where)
        self.body.addWidget(
            Label(
                self.tr(
                    "Your name, this computer's address and a new public key go there. Until "
                    "somebody lets you in you can open nothing; you read six words to each other "
                    "first. From then on the team sees what you open, and when."
                ),
                Type.CAPTION,
                Tone.MUTED,
                wrap=True,
            )
        )
        self.person = TextField(self.tr("Your name"))
        self.passphrase = PassphraseBlock()
        self.field(self.tr("Your name, as colleagues know you"), self.person)
        self.body.addWidget(self.passphrase)
        self.passphrase.again.returnPressed.connect(self.ask)
        self.person.textChanged.connect(self.passphrase.set_known)
        self.finish()

    def show_signpost(self, where: Signpost) -> None:
        """Where the link leads."""
        if where.folder is not None:
            self.where.setText(self.tr("A team on this computer"))
            place = self.tr("Its team server runs in {}.").format(where.folder)
        else:
            self.where.setText(where.host)
            place = self.tr("That is the host of its team server. Is it the one you expect?")
        number = self.tr("The team’s number is {}.").format(where.team)
        self.text.setText(" ".join((place, number)))

    def missing(self) -> Missing | None:
        """What is still missing; None if nothing is."""
        if not self.person.text().strip():
            nameless = self.tr("Say your name: colleagues see it beside everything you do.")
            return Missing(nameless, self.person)
        return self.passphrase.what_is_missing()

    def forget(self) -> None:
        """Empty every field."""
        self.passphrase.forget()


class RestoreForm(Form):
    """The recovery kit's groups, a backup, a new passphrase."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("RestoreForm", "Come back with kit and backup"),
            QCoreApplication.translate(
                "RestoreForm",
                "The sheet is you; the backup is the team. Together they bring back every value "
                "that you keep.",
            ),
            QCoreApplication.translate("RestoreForm", "Bring it back"),
        )
        self.backup: Path | None = None
        self.kit = TextArea(self.tr("Recovery kit"), 4, mono=True)
        self.field(self.tr("The 16 groups of the recovery kit, or its 24 words"), self.kit)
        self.choose = Button(self.tr("Choose the backup's folder…"), Kind.PLAIN, "archive")
        self.choose.clicked.connect(self._choose)
        self._chosen = Line("", Type.CAPTION, Tone.MUTED)
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._chosen)
        self._chosen.hide()
        self.lost = CheckBox(self.tr("The team server is lost for good"))
        self.body.addWidget(self.lost, 0, Qt.AlignmentFlag.AlignLeft)
        text = self.tr("Then an owner makes a new place for the team here, and colleagues follow "
                       "by a link. Anybody else gets back only their own values.")  # fmt: skip
        self.body.addWidget(Label(text, Type.CAPTION, Tone.MUTED, wrap=True))
        self.passphrase = PassphraseBlock()
        self.body.addWidget(self.passphrase)
        self.finish()

    def _choose(self) -> None:
        chooser = QFileDialog(self, self.tr("The backup's folder"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda path: self.set_backup(Path(path)))
        chooser.open()

    def set_backup(self, folder: Path) -> None:
        """Take that folder."""
        self.backup = folder
        self._chosen.set_text(str(folder))
        self._chosen.show()

    def words_for(self, error: KeyleaseError) -> str:
        """A server that does not answer may be lost, and only a person can say so."""
        if error.code is Code.E_UNREACHED:
            return self.tr("The team server does not answer. Try again when it runs; if it is lost "
                           "for good, say so above.")  # fmt: skip
        return super().words_for(error)

    def missing(self) -> Missing | None:
        """What is still missing; None if nothing is."""
        if not self.kit.toPlainText().strip():
            return Missing(self.tr("Type the groups that stand on the sheet."), self.kit)
        if self.backup is None:
            return Missing(self.tr("Choose the folder of the backup."), self.choose)
        return self.passphrase.what_is_missing()

    def forget(self) -> None:
        """Empty every field."""
        self.kit.forget()
        self.lost.setChecked(False)
        self.passphrase.forget()
