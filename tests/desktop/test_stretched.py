"""A longer language breaks nothing: every place and dialog of the frame in the smallest window."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

from keylease.model.events import Lapse, Verdict
from keylease_desktop.main_window import SMALLEST, MainWindow
from keylease_desktop.navigation import Place
from keylease_desktop.screens.places import PLACES
from keylease_desktop.screens.reviews import ReviewsScreen
from keylease_desktop.screens.workplace import Workplace
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService
from support.desktop_team import LittleTeam, put_in_motion
from support.stretched import Stretcher, cut_off
from support.terms import DAY


@pytest.fixture(autouse=True)
def longer(qapp: QApplication) -> Iterator[None]:
    stretcher = Stretcher()
    qapp.installTranslator(stretcher)
    yield
    qapp.removeTranslator(stretcher)


@pytest.fixture
def window(qtbot: QtBot, services: Services) -> Iterator[MainWindow]:
    made = MainWindow(services)
    qtbot.addWidget(made)
    made.resize(*SMALLEST)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.show_locked()


def whole(qtbot: QtBot, root: QWidget) -> None:
    """Nothing is cut off, once what the worker still told has been laid out too."""
    qtbot.wait(30)
    with suppress(QtTimeoutError):
        qtbot.waitUntil(lambda: not list(cut_off(root)))
    assert list(cut_off(root)) == []


def workplace(qtbot: QtBot, window: MainWindow, team: TeamService) -> Workplace:
    made = window.show_workplace()
    qtbot.waitUntil(lambda: not team.busy)
    return made


def settled(qtbot: QtBot, team: TeamService) -> None:
    qtbot.waitUntil(lambda: not team.busy)
    qtbot.wait(20)


@pytest.mark.parametrize("form", ["", "found", "join", "restore"])
def test_the_entrance(qtbot: QtBot, window: MainWindow, form: str) -> None:
    window.show_entrance(others=True)
    if form:
        getattr(window.entrance, f"to_{form}").click()
        if form != "join":
            getattr(window.entrance, form).passphrase.suggest.click()
            getattr(window.entrance, form).ask()
    whole(qtbot, window)


def test_the_locked_window(qtbot: QtBot, window: MainWindow) -> None:
    window.locked.show_locked(0, 7, 600_000)
    window.show_locked()
    window.locked.refuse("x" * 60)
    whole(qtbot, window)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.value)
def test_a_place(
    qtbot: QtBot,
    window: MainWindow,
    little_team: LittleTeam,
    team_service: TeamService,
    place: Place,
) -> None:
    put_in_motion(little_team)
    made = workplace(qtbot, window, team_service)
    view = made.view(place)
    made.stack.setCurrentWidget(view.widget)
    settled(qtbot, team_service)
    whole(qtbot, made)


@pytest.mark.parametrize("opens", ["", "open_review", "finish"])
def test_a_review(
    qtbot: QtBot,
    window: MainWindow,
    little_team: LittleTeam,
    team_service: TeamService,
    opens: str,
) -> None:
    ana, due = little_team.session("Ana"), little_team.clock() + 9 * DAY
    subjects = [f"grant:{grant}" for grant in ana.snapshot.state.grants]
    review = ana.reviews.open("Winter review", subjects, [ana.me], due, lapse=Lapse.END)
    made = workplace(qtbot, window, team_service)
    made.context.team.refresh()
    settled(qtbot, team_service)
    made.context.navigator.go(Place.REVIEWS, review)
    settled(qtbot, team_service)
    screen = made.view(Place.REVIEWS).widget
    assert isinstance(screen, ReviewsScreen)
    screen.campaign.press(Verdict.KEEP)
    if opens:
        getattr(screen._acts, opens)()
    settled(qtbot, team_service)
    whole(qtbot, made)


@pytest.mark.parametrize("page", ["general", "security", "team", "data", "about"])
def test_a_page_of_the_settings(
    qtbot: QtBot, window: MainWindow, team_service: TeamService, page: str
) -> None:
    made = workplace(qtbot, window, team_service)
    made.context.navigator.go(Place.SETTINGS, page)
    settled(qtbot, team_service)
    whole(qtbot, made)


@pytest.mark.parametrize("opens", ["show_shortcuts", "show_notices", "make_kit"])
def test_a_dialog_of_the_frame(
    qtbot: QtBot, window: MainWindow, team_service: TeamService, opens: str
) -> None:
    made = workplace(qtbot, window, team_service)
    act: Callable[[], None] = getattr(made, opens)
    act()
    settled(qtbot, team_service)
    whole(qtbot, made)
