"""Opens the dialogs about keys over a window: from the list, the panel, Today or the palette."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.insight.exposure import Exposure
from keylease.model.base import GrantId, KeyId, RequestId
from keylease_desktop.dialogs.add_key import AddKeyDialog
from keylease_desktop.dialogs.add_manager import ManagerDialog
from keylease_desktop.dialogs.ask import AskDialog, DenyDialog
from keylease_desktop.dialogs.declare import DeclareDialog
from keylease_desktop.dialogs.import_env import ImportDialog
from keylease_desktop.dialogs.opener import Opener
from keylease_desktop.dialogs.renew import RenewDialog
from keylease_desktop.dialogs.replace_value import ReplaceDialog
from keylease_desktop.dialogs.revoke import RevokeDialog
from keylease_desktop.dialogs.share import ShareDialog
from keylease_desktop.dialogs.value import LookDialog, RunDialog
from keylease_desktop.presenters import when
from keylease_desktop.presenters.declaring import DeclarePresenter
from keylease_desktop.presenters.entering import EnterPresenter
from keylease_desktop.presenters.importing import ImportPresenter, Result
from keylease_desktop.presenters.managing import ManagerPresenter
from keylease_desktop.presenters.renewing import RenewPresenter
from keylease_desktop.presenters.requesting import AskPresenter, DenyPresenter
from keylease_desktop.presenters.revoking import RevokePresenter, shared_again
from keylease_desktop.presenters.sharing import Offer, SharePresenter, slack_note
from keylease_desktop.presenters.value import ValuePresenter
from keylease_desktop.services.team import TeamService
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.label import Label


class KeyDialogs(Opener):
    """`said(text, undo | None)` wants a toast; `refused_to(text)` one of what was not done.

    `compare_asked` wants to compare somebody's words; `added(KeyId)` tells of a new key.
    """

    said = Signal(str, object)
    refused_to = Signal(str)
    compare_asked = Signal()
    added = Signal(str)

    def __init__(self, window: QWidget, team: TeamService, values: ValuePresenter) -> None:
        super().__init__(window, team)
        self._values = values
        values.copied.connect(self._copied)
        values.refused.connect(self._refuse)
        values.announced.connect(self._announce)

    @property
    def now(self) -> Snapshot | None:
        """The newest snapshot; None while locked."""
        return self.team.snapshot

    # Values ------------------------------------------------------------------------------------

    def copy(self, key: KeyId, name: str) -> None:
        """Put a value on the clipboard, for a while."""
        self._values.copy(key, name)

    def show_value(self, key: KeyId, then: Callable[[str], None]) -> None:
        """Open a value to look at it."""
        self._values.show(key, then)

    def look(self, key: KeyId) -> None:
        """A value to hold open, on a dialog of its own."""
        now = self.now
        if now is None:
            return
        name = now.names.of(key)
        dialog = LookDialog(self.window, now, key, self.show_value)

        def copy() -> None:
            dialog.close()
            self.copy(key, name)

        dialog.accepted_now.connect(copy)
        self.show(dialog)

    def run(self, key: KeyId) -> None:
        """The command that runs a program with a key."""
        if self.now is None:
            return
        dialog = RunDialog(self.window, self.now, key)

        def copy() -> None:
            QGuiApplication.clipboard().setText(dialog.command)
            dialog.close()
            self._say(self.tr("The command is copied."))

        dialog.accepted_now.connect(copy)
        self.show(dialog)

    def _copied(self, name: str) -> None:
        self.said.emit(
            self.tr("{} is on the clipboard. Other programs may read it there.").format(name), None
        )

    def _announce(self, go_on: Callable[[], None]) -> None:
        """The first time: your name goes on record."""
        dialog = DialogFrame(
            self.window, self.tr("Your name goes on record"), self.tr("I understand")
        )
        dialog.body.addWidget(
            Label(
                self.tr(
                    "Whenever you copy or show a key, the team server writes down your name, this "
                    "computer's address and the time. Everyone who oversees the key can read that."
                ),
                wrap=True,
            )
        )
        dialog.body.addWidget(
            Label(
                self.tr(
                    "Prefer “keylease run” to copying: the key then never lies on the clipboard."
                ),
                Type.BODY,
                Tone.MUTED,
                wrap=True,
            )
        )

        def agreed() -> None:
            dialog.close()
            go_on()

        dialog.accepted_now.connect(agreed)
        self.show(dialog)

    # Sharing -----------------------------------------------------------------------------------

    def share(self, key: KeyId) -> None:
        """Ask with whom, how long, why."""
        if self.now is None:
            return
        presenter = SharePresenter(self.team, key)
        dialog = ShareDialog(self.window, presenter)
        dialog.compare_asked.connect(self._compare)
        dialog.shared.connect(lambda made, _: self._shared(key, made))
        self.show(dialog)

    def _compare(self) -> None:
        self.close()
        self.compare_asked.emit()

    def _shared(self, key: KeyId, made: Offer) -> None:
        """What was done, and a note to tell it with."""
        now = self.now
        if now is None or made.until is None:
            return
        note = slack_note(now, key, made.until)
        dialog = DialogFrame(
            self.window,
            self.tr("{} is shared").format(now.names.of(key)),
            self.tr("Copy a note for Slack"),
            cancel=self.tr("Close"),
        )
        names = ", ".join(now.names.of(member) for member in made.members)
        text = self.tr("{} can open it until {}.").format(names, made.until_text)
        dialog.body.addWidget(Label(text, wrap=True))
        dialog.body.addWidget(
            Banner(Tone.NEUTRAL, self.tr("The note holds a link and no secret."), note)
        )

        def copied() -> None:
            QGuiApplication.clipboard().setText(note)
            dialog.close()
            self.said.emit(self.tr("The note is copied."), None)

        dialog.accepted_now.connect(copied)
        self.show(dialog)
        dialog.primary.setFocus()

    def answer(self, request: RequestId) -> None:
        """Say yes to a request, with these or other terms."""
        if self.now is None:
            return
        presenter = SharePresenter(self.team, self.now.state.requests[request].key, request=request)
        dialog = ShareDialog(self.window, presenter, presenter.title)
        dialog.compare_asked.connect(self._compare)
        dialog.shared.connect(lambda made, _: self._answered(made))
        dialog.other_chosen.connect(lambda: self.deny(request))
        self.show(dialog)

    def _answered(self, made: Offer) -> None:
        names = ", ".join(self._name(member) for member in made.members)
        self.said.emit(self.tr("{} has access until {}.").format(names, made.until_text), None)

    def deny(self, request: RequestId) -> None:
        """Say no to a request, and why."""
        if self.now is None:
            return
        dialog = DenyDialog(self.window, DenyPresenter(self.team, request))
        dialog.denied.connect(self._say)
        self.show(dialog)

    def approve(self, grant: GrantId) -> None:
        """Be the second who says yes to an access or its later end."""
        self._do(
            lambda session: session.lending.approve(grant),
            self.tr("Approving…"),
            self.tr("Approved."),
        )

    def ask(self, key: KeyId | None = None) -> None:
        """Ask for a key, or for more time with one."""
        if self.now is None:
            return
        dialog = AskDialog(self.window, AskPresenter(self.team, key))
        dialog.asked.connect(self._say)
        self.show(dialog)

    # Access ------------------------------------------------------------------------------------

    def renew(self, grant: GrantId) -> None:
        """Give an access a later end."""
        if self.now is None:
            return
        dialog = RenewDialog(self.window, RenewPresenter(self.team, grant))
        dialog.renewed.connect(self._say)
        self.show(dialog)

    def revoke(self, grants: Sequence[GrantId]) -> None:
        """End accesses to one key, once it is known who has opened it."""

        def ask(exposures: list[Exposure]) -> None:
            if self.now is None:
                return
            presenter = RevokePresenter(self.team, exposures, grants)
            dialog = RevokeDialog(self.window, presenter)
            dialog.revoked.connect(
                lambda _, replace: self._revoked(presenter.key, list(grants), replace)
            )
            self.show(dialog)

        self.team.ask(lambda session: session.exposures(), ask, failed=self._refuse)

    def _revoked(self, key: KeyId, grants: list[GrantId], replace: bool) -> None:
        if replace:
            self.said.emit(self.tr("Access is revoked. Now replace the value."), None)
            self.replace(key)
            return
        self.said.emit(self.tr("Access is revoked."), self._undo_revoking(key, grants))

    def _undo_revoking(self, key: KeyId, grants: list[GrantId]) -> Callable[[], None] | None:
        """Gives the same access again: what was revoked is over for good."""
        now = self.now
        if now is None or now.me not in now.state.keys[key].custodians:
            return None
        terms = shared_again(now, grants, self.team.now())
        if not terms:
            return None

        def work(session: Session) -> object:
            return [session.lending.issue(key, [member], one) for member, one in terms]

        def undo() -> None:
            self._do(work, self.tr("Sharing it again…"), self.tr("Access is given again."))

        return undo

    # Values in ---------------------------------------------------------------------------------

    def add(self, value: str = "") -> None:
        """Ask for a new key; `value` is what was pasted."""
        if self.now is None:
            return
        dialog = AddKeyDialog(self.window, EnterPresenter(self.team))
        dialog.added.connect(self._added)
        self.show(dialog)
        if value:
            dialog.value.setText(value)

    def _added(self, key: KeyId) -> None:
        said = self.tr("{} is in. You are its only key manager.").format(self._name(key))
        self.said.emit(said, None)
        self.added.emit(key)

    def replace(self, key: KeyId) -> None:
        """Ask for a key's new value."""
        if self.now is None:
            return
        dialog = ReplaceDialog(self.window, EnterPresenter(self.team, key))
        dialog.replaced.connect(self._replaced)
        self.show(dialog)

    def _replaced(self, key: KeyId) -> None:
        said = self.tr("The new value of {} is in use. Now delete the old one at its provider.")
        self.said.emit(said.format(self._name(key)), None)

    def declare(self, key: KeyId) -> None:
        """Ask who knew a key's value before."""
        if self.now is None:
            return
        dialog = DeclareDialog(self.window, DeclarePresenter(self.team, key))
        dialog.declared.connect(self._say)
        self.show(dialog)

    def add_manager(self, key: KeyId) -> None:
        """Ask who else is to keep a key's value."""
        if self.now is None:
            return
        dialog = ManagerDialog(self.window, ManagerPresenter(self.team, key))
        dialog.added.connect(self._say)
        self.show(dialog)

    def choose_file(self) -> None:
        """Ask which `.env` to import."""
        chooser = QFileDialog(self.window, self.tr("Import a .env"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda name: self.take_file(Path(name)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def take_file(self, path: Path) -> None:
        """Show what a file holds, and import what is chosen."""
        self._take(lambda: ImportPresenter.of_file(self.team, path))

    def take_text(self, text: str) -> None:
        """A pasted value becomes a key, pasted lines of a `.env` several."""
        if "=" in text.split("\n", 1)[0] or len(text.strip().splitlines()) > 1:
            self._take(lambda: ImportPresenter.of_text(self.team, text))
        else:
            self.add(text.strip())

    def _take(self, read: Callable[[], ImportPresenter]) -> None:
        if self.now is None:
            return
        try:
            presenter = read()
        except KeyleaseError as error:
            self._refuse(error)
            return
        dialog = ImportDialog(self.window, presenter)
        dialog.imported.connect(lambda results: self._imported(presenter.source, results))
        self.show(dialog)

    def _imported(self, source: str, results: tuple[Result, ...]) -> None:
        taken = [result for result in results if not result.problem]
        if not taken:
            return
        said = when.counted(len(taken), self.tr("{} key is in."), self.tr("{} keys are in."))
        if source:
            said += " " + self.tr("{} still holds the values: delete it.").format(source)
        self.said.emit(said, None)

    # One step ----------------------------------------------------------------------------------

    def freeze(self, key: KeyId) -> None:
        """Hand nothing out of a key until it is thawed."""
        self._do(
            lambda session: session.keys.freeze(key),
            self.tr("Freezing…"),
            self.tr("{} is frozen: nothing is handed out.").format(self._name(key)),
            undo=lambda: self.thaw(key),
        )

    def thaw(self, key: KeyId) -> None:
        """Let a frozen key be handed out again."""
        self._do(
            lambda session: session.keys.thaw(key),
            self.tr("Thawing…"),
            self.tr("{} is handed out again.").format(self._name(key)),
        )

    def _do(
        self,
        work: Callable[[Session], object],
        doing: str,
        done: str,
        *,
        undo: Callable[[], None] | None = None,
    ) -> None:
        self.team.act(
            work, doing=doing, then=lambda _: self.said.emit(done, undo), failed=self._refuse
        )

    def _say(self, text: str) -> None:
        self.said.emit(text, None)

    def _refuse(self, error: KeyleaseError) -> None:
        self.refused_to.emit(refusal(error))

    def _name(self, id_: str) -> str:
        return id_ if self.now is None else self.now.names.of(id_)
