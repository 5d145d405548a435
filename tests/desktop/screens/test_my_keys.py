"""What a member sees and does."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from keylease.client.lending import Terms
from keylease.client.names import KeyFacts
from keylease_desktop.dialogs.ask import AskDialog
from keylease_desktop.dialogs.value import LookDialog, RunDialog, run_command
from keylease_desktop.main_window import SMALLEST
from keylease_desktop.screens.context import Services
from keylease_desktop.screens.my_keys import MyKeysScreen, my_keys, my_requests
from keylease_desktop.services.team import TeamService
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets.lease_bar import LeaseBar
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam, passphrase
from support.stretched import Stretcher, cut_off
from support.terms import DAY


@pytest.fixture
def ben(services: Services, little_team: LittleTeam) -> Services:
    """The same window, at Ben's."""
    little_team.session("Ben")
    team = TeamService(little_team.assembly("Ben"), services.team._jobs)
    return Services(team, services.clipboard, services.settings, services.hosting)


@pytest.fixture
def stage(qtbot: QtBot, ben: Services) -> Stage:
    with qtbot.waitSignal(ben.team.snapshot_changed):
        ben.team.unlock(passphrase())
    ben.settings.set_switch("first_copy_told", True)
    made = set_stage(qtbot, ben, my_keys)
    yield made  # type: ignore[misc]
    ben.team.lock()


def test_in_a_longer_language_and_the_smallest_window_nothing_is_cut_off(
    qtbot: QtBot, qapp: QApplication, ben: Services
) -> None:
    stretcher = Stretcher()
    qapp.installTranslator(stretcher)
    with qtbot.waitSignal(ben.team.snapshot_changed):
        ben.team.unlock(passphrase())
    window = set_stage(qtbot, ben, my_keys).window
    window.resize(SMALLEST[0] - Metrics.NAVIGATION, SMALLEST[1])
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(LeaseBar)))
    qtbot.wait(30)
    assert list(cut_off(window)) == []
    ben.team.lock()
    qapp.removeTranslator(stretcher)


def button(stage: Stage, text: str) -> QPushButton:
    found = stage.window.findChildren(QPushButton)
    return next(one for one in found if text in one.accessibleName() and one.isVisible())


def test_shows_what_one_has(stage: Stage) -> None:
    screen = stage.view.widget
    assert isinstance(screen, MyKeysScreen)
    assert screen.mine.page is not None
    (row,) = screen.mine.page.keys
    assert (row.name, row.left, row.opens) == ("openai-prod", "6 days left", True)


def test_copies_on_record(stage: Stage, little_team: LittleTeam) -> None:
    stage.click(button(stage, "Copy"))
    stage.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("sk-"))
    ana = little_team.session("Ana")
    assert any(one.times for one in ana.exposures() if one.member == little_team.id("Ben"))


def test_shows_while_held_and_runs(stage: Stage) -> None:
    stage.click(button(stage, "Show openai-prod"))
    dialog = stage.dialog(LookDialog)
    assert not dialog.value.is_open
    stage.press(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: dialog.value.is_open)
    stage.press(Qt.Key.Key_Escape)
    assert not dialog.value.is_open
    stage.press(Qt.Key.Key_Escape)
    stage.click(button(stage, "Run…"))
    command = stage.dialog(RunDialog).command
    stage.ctrl(Qt.Key.Key_Return)
    assert command.startswith("keylease run --key openai-prod")
    assert QGuiApplication.clipboard().text() == command


@pytest.mark.attack("F10")
@pytest.mark.parametrize(
    ("name", "variable", "argument"),
    [
        ("openai-prod", "", "openai-prod"),
        ("openai-prod", "OPENAI_KEY", "openai-prod=OPENAI_KEY"),
        ("OpenAI (billing) & more", "", "OpenAI (billing) & more"),
        ("prod&(touch${IFS}PWNED)", "", None),
        ('prod"; touch PWNED; echo "', "", None),
        ("prod`touch PWNED`", "A", None),
        ("prod & touch PWNED", "$(touch PWNED)", "prod & touch PWNED"),
        ("prod", "A;touch${IFS}PWNED", "prod"),
        ("prod", "A\ntouch PWNED\n", "prod"),
        ("prod", "A' ; touch PWNED; '", "prod"),
    ],
)
def test_a_copied_command_runs_nothing_that_others_have_written(
    little_team: LittleTeam, tmp_path: Path, name: str, variable: str, argument: str | None
) -> None:
    """Pasted into a shell, with a `keylease` that tells how it was called."""
    key = little_team.id("openai-prod")
    now = little_team.session("Ana").snapshot
    facts = KeyFacts({"variable": variable})
    names = structs.replace(
        now.names, by_id=now.names.by_id.set(key, name), keys=now.names.keys.set(key, facts)
    )
    command = run_command(replace(now, names=names), key)
    told = f"keylease() {{ printf '%s' \"$3\"; }}\n{command}"
    ended = subprocess.run(
        ["/bin/sh", "-c", told], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    expected = argument or (f"{key}={variable}" if variable else key)
    assert (ended.stdout, ended.stderr) == (expected, "")
    assert not (tmp_path / "PWNED").exists()


def test_asks_and_sees_the_answer(stage: Stage, little_team: LittleTeam) -> None:
    stage.click(button(stage, "Ask for a key"))
    dialog = stage.dialog(AskDialog)
    dialog.key.setCurrentIndex(dialog.key.findData(little_team.id("mistral-eval")))
    stage.ctrl(Qt.Key.Key_Return)
    assert dialog.isVisible()  # a reason is wanted
    dialog.why.setText("rerank trial")
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: len(stage.now.state.requests) == 1)
    (request,) = stage.now.state.requests
    little_team.act("Ana", lambda session: session.lending.deny(request, "use openai-prod"))
    view = my_requests(stage.context).widget
    stage.qtbot.addWidget(view)
    mine = view.mine  # type: ignore[attr-defined]
    stage.qtbot.waitUntil(
        lambda: mine.page is not None and "use openai-prod" in mine.page.requests[0].second
    )


def test_more_time_asks_for_the_same_key(stage: Stage, little_team: LittleTeam) -> None:
    stage.click(button(stage, "More time"))
    dialog = stage.dialog(AskDialog)
    assert dialog.key.currentData() == little_team.id("openai-prod")
    stage.press(Qt.Key.Key_Escape)


def test_what_was_given_meanwhile_appears(stage: Stage, little_team: LittleTeam) -> None:
    terms = Terms(little_team.clock() + DAY)
    key, ben = little_team.id("mistral-eval"), little_team.id("Ben")
    little_team.act("Ana", lambda session: session.lending.issue(key, [ben], terms))
    screen = stage.view.widget
    assert isinstance(screen, MyKeysScreen)
    stage.qtbot.waitUntil(lambda: screen.mine.page is not None and len(screen.mine.page.keys) == 2)


def test_a_key_by_its_id_is_within_reach_or_can_be_asked_for(
    stage: Stage, little_team: LittleTeam
) -> None:
    stage.view.focus(little_team.id("openai-prod"))
    assert stage.focused.accessibleName() == "Copy"
    stage.view.focus(little_team.id("mistral-eval"))
    assert stage.dialog(AskDialog).isVisible()


def test_says_that_access_ended_where_it_was_the_only_one(
    stage: Stage, little_team: LittleTeam
) -> None:
    ben, key = little_team.id("Ben"), little_team.id("openai-prod")
    ana = little_team.session("Ana")
    (grant,) = [
        id_ for id_, one in ana.snapshot.state.grants.items() if (one.to, one.key) == (ben, key)
    ]
    ana.lending.revoke([grant])
    stage.context.team.refresh()
    screen = stage.view.widget
    assert isinstance(screen, MyKeysScreen)
    stage.qtbot.waitUntil(lambda: screen.mine.page is not None and not screen.mine.page.keys)
    shown = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    assert "You have no keys now" in shown
    assert any(text.startswith("Your access to openai-prod was revoked.") for text in shown)
