"""The entrance: how one comes to a team on this computer.

What a way in takes is imported, and its form made, once it is chosen: the choices are on the screen
before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from keylease.client.key_ring import keep_in_key_ring, key_ring_name
from keylease.errors import KeyleaseError
from keylease_desktop.screens.entrance_forms import (
    Form,
    FoundForm,
    JoinForm,
    LinkForm,
    RestoreForm,
)
from keylease_desktop.services.arrival import Arrival
from keylease_desktop.services.services import Services
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Ground, in_the_middle
from keylease_desktop.widgets.choice import Choice
from keylease_desktop.widgets.empty_state import LoadingState
from keylease_desktop.widgets.label import Label

if TYPE_CHECKING:
    from keylease.client.session import Session

F = TypeVar("F", bound=Form)

WIDTH = 480


class EntranceScreen(Ground):
    """`left` when one goes back to the teams that are there; `arrived(Arrival)` before a team opens
    that was entered here.
    """

    left = Signal()
    arrived = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._team = services.team
        self._link = ""
        self.choices = self._choices()
        self._forms: list[Form] = []
        self._loading = LoadingState(self.tr("Making the example team; this takes some seconds"))
        self._stack = QStackedLayout(self)
        for page in (self.choices, self._loading):
            self._stack.addWidget(page)

    @cached_property
    def found(self) -> FoundForm:
        """What founding asks for."""
        return self._made(FoundForm(), self._found)

    @cached_property
    def link(self) -> LinkForm:
        """Where a link is pasted."""
        return self._made(LinkForm(), lambda: self.follow(self.link.link.toPlainText()))

    @cached_property
    def join(self) -> JoinForm:
        """What joining asks for."""
        return self._made(JoinForm(), self._join)

    @cached_property
    def restore(self) -> RestoreForm:
        """What coming back asks for."""
        return self._made(RestoreForm(), self._restore)

    def _made(self, form: F, asked: Callable[[], None]) -> F:
        """Take in a form, which is made when somebody first goes to it."""
        form.back.connect(self._back)
        form.asked.connect(asked)
        self._stack.addWidget(form)
        self._forms.append(form)
        return form

    def _choices(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Keylease"), Type.GREETING))
        column.addWidget(
            Label(
                self.tr("Lend your team its LLM keys. Every access ends."),
                Type.BODY,
                Tone.MUTED,
                wrap=True,
            )
        )
        column.addSpacing(14)
        self.to_found = Choice(
            "users", self.tr("Found a team"), self.tr("You hand out keys. Takes two minutes.")
        )
        self.to_join = Choice(
            "mail", self.tr("Join a team"), self.tr("Somebody has sent you an invite link.")
        )
        self.to_restore = Choice(
            "archive",
            self.tr("Come back with a recovery kit"),
            self.tr("A computer was lost, and you have the sheet and a backup."),
        )
        self.to_demo = Choice(
            "eye",
            self.tr("Look around in an example team"),
            self.tr("Half a year of a team's life. Nothing in it opens anything."),
        )
        for choice in (self.to_found, self.to_join, self.to_restore, self.to_demo):
            column.addWidget(choice)
        self.to_teams = Button(self.tr("Back to the teams on this computer"), Kind.QUIET)
        self.to_teams.clicked.connect(self.left)
        column.addSpacing(6)
        column.addWidget(self.to_teams, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QWidget()
        middle.setFixedWidth(WIDTH)
        middle.setLayout(column)
        outer = QVBoxLayout(page)
        outer.addStretch(2)
        outer.addLayout(in_the_middle(middle))
        outer.addStretch(3)
        self.to_found.clicked.connect(lambda: self._show(self.found, self.found.team))
        self.to_join.clicked.connect(lambda: self._show(self.link, self.link.link))
        self.to_restore.clicked.connect(lambda: self._show(self.restore, self.restore.kit))
        self.to_demo.clicked.connect(self._demo)
        return page

    def begin(self, *, others: bool = False) -> None:
        """Show the choices; `others` where there are teams to go back to."""
        self._forget()
        self.to_teams.setVisible(others)
        self._stack.setCurrentWidget(self.choices)
        self.to_found.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, link: str) -> None:
        """Ask whether to follow a link; nothing has happened yet, whoever handed it over."""
        from keylease.client.invitation import where_to

        try:
            where = where_to(link)
        except KeyleaseError as error:
            self._show(self.link, self.link.link)
            self.link.refuse(refusal(error))
            return
        self._link = link
        self.join.show_signpost(where)
        self._show(self.join, self.join.person)

    def _show(self, form: Form, first: QWidget) -> None:
        form.refuse("")
        self._stack.setCurrentWidget(form)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        block = getattr(form, "passphrase", None)
        if block is not None:
            self._team.aside(key_ring_name, block.show_key_ring)

    def _back(self) -> None:
        self.begin(others=not self.to_teams.isHidden())

    def _forget(self) -> None:
        self._link = ""
        for form in self._forms:
            form.forget()
            form.busy(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is not self._loading:
            self._back()
            return
        super().keyPressEvent(event)

    # The ways in -------------------------------------------------------------------------------

    def _found(self) -> None:
        form = self.found
        team, person = form.team.text().strip(), form.person.text().strip()
        wants, passphrase = form.passphrase.wants_key_ring, form.passphrase.take()
        assembly = self._team.assembly
        self._enter(
            form, lambda: (assembly.found(team, person, passphrase), Arrival(kit=True)), wants
        )

    def _join(self) -> None:
        form, link = self.join, self._link
        person = form.person.text().strip()
        wants, passphrase = form.passphrase.wants_key_ring, form.passphrase.take()
        assembly = self._team.assembly
        self._enter(
            form, lambda: (assembly.join(link, person, passphrase), Arrival(kit=True)), wants
        )

    def _restore(self) -> None:
        form = self.restore
        kit, backup, lost = form.kit.toPlainText(), form.backup, form.lost.isChecked()
        assert backup is not None
        wants, passphrase = form.passphrase.wants_key_ring, form.passphrase.take()

        def make() -> tuple[Session, Arrival]:
            from keylease.recovery import restore

            restored = restore(self._team.assembly, kit, [backup], passphrase, relay_lost=lost)
            return restored.session, Arrival(link=restored.link or "")

        self._enter(form, make, wants)

    def _demo(self) -> None:
        self._stack.setCurrentWidget(self._loading)

        def make() -> tuple[Session, Arrival]:
            from keylease_desktop.services.demo import open_demo

            return open_demo(self._team.now()), Arrival(demo=True)

        self._start(make, self._refuse_demo)

    def _refuse_demo(self, error: KeyleaseError) -> None:
        self.begin(others=not self.to_teams.isHidden())

    def _enter(
        self, form: Form, make: Callable[[], tuple[Session, Arrival]], key_ring: bool
    ) -> None:
        """Enter in the worker, and let the key ring know where that was wanted."""
        form.busy(True)

        def whole() -> tuple[Session, Arrival]:
            session, arrival = make()
            return session, (self._with_key_ring(session, arrival) if key_ring else arrival)

        def refused(error: KeyleaseError) -> None:
            form.refuse(form.words_for(error))

        self._start(whole, refused)

    def _with_key_ring(self, session: Session, arrival: Arrival) -> Arrival:
        """Let the key ring open it too. A key ring that says no stops nothing: it is told."""
        folder = self._team.assembly.home.folder(session.connection.courier.team)
        try:
            keep_in_key_ring(folder, session.connection.identity)
        except KeyleaseError as error:
            return replace(arrival, key_ring_failed=refusal(error))
        return arrival

    def _start(
        self,
        make: Callable[[], tuple[Session, Arrival]],
        failed: Callable[[KeyleaseError], None],
    ) -> None:
        arrivals: list[Arrival] = []

        def made() -> Session:
            session, arrival = make()
            arrivals.append(arrival)
            return session

        def before() -> None:
            self._forget()
            self.arrived.emit(arrivals[0])

        self._team.start(made, failed=failed, before=before)
