"""Where the team lives, as a card of Settings, with the dialogs that change it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from keylease_desktop.dialogs.follow_team import FollowTeamDialog
from keylease_desktop.dialogs.host_team import HostTeamDialog
from keylease_desktop.dialogs.move_team import MoveTeamDialog
from keylease_desktop.dialogs.opener import Opener
from keylease_desktop.presenters.team_server import Lives, TeamServer, TeamServerPresenter
from keylease_desktop.screens.context import Context
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.card import Card
from keylease_desktop.widgets.command_palette import Entry
from keylease_desktop.widgets.facts import Facts
from keylease_desktop.widgets.label import Label


class TeamServerCard(QWidget):
    """Fills a card of Settings; `show_now` when one comes to the page."""

    def __init__(self, context: Context, card: Card) -> None:
        super().__init__(card)
        self.hide()
        self._context = context
        self._dialogs = Opener(context.window, context.team)
        self._now: TeamServer | None = None
        self.presenter = TeamServerPresenter(context.team, context.hosting, self)
        self.title = Label("", Type.STRONG, wrap=True)
        self.text = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self.facts = Facts()
        for widget in (self.title, self.text, self.facts):
            card.column.addWidget(widget)
        self.to_move = Button(self.tr("Move to a team server…"), Kind.PRIMARY, "server")
        self.to_host = Button(self.tr("Host from here…"), Kind.PLAIN, "globe")
        self.to_end = Button(self.tr("Stop hosting"), Kind.PLAIN)
        self.to_copy = Button(self.tr("Copy the link for colleagues"), Kind.PLAIN, "link")
        self.to_follow = Button(self.tr("I have a link to the team…"), Kind.PLAIN, "link")
        self._buttons(card)
        self.to_move.clicked.connect(self.move_away)
        self.to_host.clicked.connect(self.host)
        self.to_end.clicked.connect(self.presenter.hosting.end)
        self.to_copy.clicked.connect(self.copy_link)
        self.to_follow.clicked.connect(self.follow)
        self.presenter.shown.connect(self._show)
        self.presenter.show()

    def _buttons(self, card: Card) -> None:
        for buttons in ((self.to_move, self.to_host, self.to_follow), (self.to_copy, self.to_end)):
            line = QHBoxLayout()
            line.setSpacing(10)
            for button in buttons:
                button.setFixedHeight(Metrics.CONTROL)
                line.addWidget(button)
            line.addStretch(1)
            card.column.addLayout(line)

    def show_now(self) -> None:
        """Look afresh."""
        self.presenter.show()

    def _show(self, now: TeamServer) -> None:
        if now == self._now:
            return
        self._now = now
        self.title.setText(now.title)
        self.text.setText(now.text)
        self.text.set_tone(now.tone)
        self.facts.show_facts(now.facts)
        hosted = now.lives is Lives.HOSTED
        self.to_move.setVisible(now.may_move)
        self.to_host.setVisible(now.may_host and not hosted)
        self.to_end.setVisible(hosted)
        self.to_copy.setVisible(hosted)
        self.to_follow.setVisible(now.lives in (Lives.AWAY, Lives.BESIDE))

    def host(self) -> None:
        """Say what hosting means, and begin."""
        if self._context.hosting.is_taken:
            self._context.refuse(
                self.tr("One team at a time is hosted from here: stop hosting the other one first.")
            )
            return
        self._dialogs.show(HostTeamDialog(self._context.window, self.presenter))

    def move_away(self) -> None:
        """Ask for the server's link, and move there."""
        self._dialogs.show(MoveTeamDialog(self._context.window, self.presenter))

    def follow(self) -> None:
        """Ask for the link to where the team is now."""
        self._dialogs.show(FollowTeamDialog(self._context.window, self._context.team))

    def copy_link(self) -> None:
        """By which colleagues find it who knew another address."""
        QGuiApplication.clipboard().setText(self._context.hosting.link)
        self._context.say(
            self.tr("The link is copied. It is no secret; colleagues open it under Settings, Team.")
        )

    def entries(self) -> list[Entry]:
        """What the palette offers of it."""
        found = []
        if self._now is not None and self._now.may_move:
            found.append(Entry(self.tr("Move to a team server"), self.move_away, icon="server"))
        if self._now is not None and self._now.may_host and self._now.lives is not Lives.HOSTED:
            found.append(Entry(self.tr("Host from this computer"), self.host, icon="globe"))
        return found
