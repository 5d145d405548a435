"""A review before somebody in the whole window, and the key strokes that they need."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from keylease.client.lending import Terms
from keylease.model.events import Lapse
from keylease.model.state import Ruling, State
from keylease_desktop.main_window import MainWindow
from keylease_desktop.navigation import Place
from keylease_desktop.presenters.held import SECONDS, Held
from keylease_desktop.screens.campaign import CampaignScreen
from keylease_desktop.screens.reviews import ReviewsScreen
from keylease_desktop.screens.workplace import Workplace
from support.desktop_team import LittleTeam
from support.terms import DAY


class Seat:
    """Ana before a campaign in the whole window, and the key strokes she needs."""

    def __init__(self, qtbot: QtBot, window: MainWindow, team: LittleTeam) -> None:
        self.qtbot, self.window, self.team = qtbot, window, team
        self.strokes = 0
        self.review = ""

    @property
    def workplace(self) -> Workplace:
        assert self.window.workplace is not None
        return self.window.workplace

    @property
    def place(self) -> ReviewsScreen:
        widget = self.workplace.view(Place.REVIEWS).widget
        assert isinstance(widget, ReviewsScreen)
        return widget

    @property
    def screen(self) -> CampaignScreen:
        return self.place.campaign

    @property
    def held(self) -> Held:
        return self.screen.campaign.deciding.held

    def opened(self, subjects: list[str], reviewers: tuple[str, ...] = ("Ana", "Dee")) -> str:
        ana = self.team.session("Ana")
        due = self.team.clock() + 14 * DAY
        ids = [self.team.id(name) for name in reviewers]
        return ana.reviews.open("Winter review", subjects, ids, due, lapse=Lapse.END)

    def enter(self, review: str) -> None:
        """Go there as Today's button does, once the window knows of it."""
        self.review = review
        team = self.workplace.context.team
        team.refresh()
        self.qtbot.waitUntil(lambda: review in self.state.reviews)
        self.workplace.context.navigator.go(Place.REVIEWS, review)
        self.settle()
        assert self.window.focusWidget() is self.screen.table

    @property
    def state(self) -> State:
        snapshot = self.workplace.context.team.snapshot
        assert snapshot is not None
        return snapshot.state

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.screen.campaign.ready)
        team = self.workplace.context.team
        self.qtbot.waitUntil(lambda: not team.busy)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        widget = self.window.focusWidget()
        assert widget is not None
        self.strokes += 1
        QTest.keyClick(widget, key, modifiers)

    def wait(self, seconds: int = SECONDS) -> None:
        """Let the seconds pass in which a decision can be taken back, and what follows."""
        for _ in range(seconds):
            self.held.tick()
        self.settle()

    def ruling(self, subject: str) -> Ruling:
        return self.team.session("Ana").snapshot.state.reviews[self.review].rulings[subject]

    def shown(self, subject: str) -> str:
        row = self.screen.campaign.by_id[subject]
        return self.screen.campaign.standing(row).text

    @property
    def current(self) -> str:
        return str(self.screen.table.current_id())

    def foot(self) -> str:
        return self.screen.foot._line.text()

    def toast(self) -> str:
        toast = self.workplace.context.toasts.current
        return "" if toast is None else toast.accessibleName()


def lent(team: LittleTeam, count: int, person: str = "Ben") -> list[str]:
    """So many accesses of one person to one key."""
    ana, key, to = team.session("Ana"), team.id("openai-prod"), team.id(person)
    terms = Terms(team.clock() + 6 * DAY, reason="evals")
    return [f"grant:{ana.lending.issue(key, [to], terms)[0]}" for _ in range(count)]
