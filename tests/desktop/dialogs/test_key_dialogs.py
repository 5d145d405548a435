"""The dialogs about keys, opened as Today and the palette open them."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from keylease_desktop.dialogs.add_key import AddKeyDialog
from keylease_desktop.dialogs.add_manager import ManagerDialog
from keylease_desktop.dialogs.ask import DenyDialog
from keylease_desktop.dialogs.declare import DeclareDialog
from keylease_desktop.dialogs.import_env import ImportDialog
from keylease_desktop.dialogs.key_dialogs import KeyDialogs
from keylease_desktop.dialogs.share import A_DATE, ShareDialog
from keylease_desktop.screens import keys
from keylease_desktop.screens.context import Services
from keylease_desktop.services.team import TeamService
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam, put_in_motion


@pytest.fixture
def stage(
    qtbot: QtBot, services: Services, team_service: TeamService, little_team: LittleTeam
) -> Stage:
    made = set_stage(qtbot, services, keys.make)
    put_in_motion(little_team)
    team_service.refresh()
    qtbot.waitUntil(lambda: bool(made.now.state.requests))
    return made


def acts(stage: Stage) -> KeyDialogs:
    return stage.context.key_dialogs


def test_a_request_is_shown_with_its_reason_and_approved_otherwise(
    stage: Stage, little_team: LittleTeam
) -> None:
    (request,) = stage.now.state.requests
    little_team.session("Ana").people.verify(little_team.id("Cai"))
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: stage.now.member(little_team.id("Cai")).verified)
    acts(stage).answer(request)
    dialog = stage.dialog(ShareDialog)
    stage.qtbot.waitUntil(lambda: "benchmark run" in dialog._reason.text())
    assert dialog.primary.caption.startswith("Approve until")
    dialog.span.setFocus()
    dialog.span.choose(dialog.span._values[0])
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.now.state.requests[request].granted is not None)
    stage.qtbot.waitUntil(lambda: bool(stage.said))
    assert stage.said[-1].startswith("Cai has access until")


def test_saying_no_wants_a_reason(stage: Stage) -> None:
    (request,) = stage.now.state.requests
    acts(stage).answer(request)
    stage.dialog(ShareDialog).other.click()
    dialog = stage.dialog(DenyDialog)
    stage.ctrl(Qt.Key.Key_Return)
    assert dialog.isVisible()
    stage.type("ask again in May")
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.now.state.requests[request].denied_by is not None)


def test_an_end_can_be_a_date(stage: Stage, little_team: LittleTeam) -> None:
    acts(stage).share(little_team.id("openai-prod"))
    dialog = stage.dialog(ShareDialog)
    dialog.span.choose(A_DATE)
    assert stage.focused is dialog.day
    stage.type("2026-01-20")
    assert "20 Jan" in dialog.until.text()
    stage.press(Qt.Key.Key_Escape)


def test_who_knew_it_before_goes_on_record(stage: Stage, little_team: LittleTeam) -> None:
    key = little_team.id("mistral-eval")
    acts(stage).declare(key)
    dialog = stage.dialog(DeclareDialog)
    stage.type("de")
    stage.press(Qt.Key.Key_Return)
    dialog.elsewhere.setText("posted in Slack")
    stage.ctrl(Qt.Key.Key_Return)
    dee = little_team.id("Dee")
    stage.qtbot.waitUntil(lambda: dee in stage.now.key(key).versions[0].declared)


def test_a_second_manager_keeps_the_value_too(stage: Stage, little_team: LittleTeam) -> None:
    key, dee = little_team.id("openai-prod"), little_team.id("Dee")
    acts(stage).add_manager(key)
    dialog = stage.dialog(ManagerDialog)
    dialog.who.setCurrentIndex(dialog.who.findData(dee))
    assert dialog.who.findData(little_team.id("Cai")) == -1  # words not compared
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: dee in stage.now.key(key).custodians)


def test_freezing_can_be_undone(stage: Stage, little_team: LittleTeam) -> None:
    key = little_team.id("openai-prod")
    acts(stage).freeze(key)
    stage.qtbot.waitUntil(lambda: stage.now.key(key).frozen)
    stage.qtbot.waitUntil(lambda: stage.context.toasts.current is not None)
    assert stage.context.toasts.undo()
    stage.qtbot.waitUntil(lambda: not stage.now.key(key).frozen)


def test_a_pasted_value_is_one_key_and_pasted_lines_are_several(stage: Stage) -> None:
    acts(stage).take_text("gsk_" + "a1" * 26)
    assert stage.dialog(AddKeyDialog).provider.currentText() == "Groq"
    acts(stage).take_text("A_KEY=" + "x" * 40 + "\nB=1\n")
    dialog = stage.dialog(ImportDialog)
    assert len(dialog.rows) == 1
    stage.ctrl(Qt.Key.Key_Return)
    assert dialog.isVisible()  # a provider and an environment are wanted
    stage.press(Qt.Key.Key_Escape)


def test_what_cannot_be_read_is_refused_in_a_sentence(stage: Stage) -> None:
    acts(stage).take_text("# nothing\n# here\n")
    assert stage.nothing_open()
    assert len(stage.refused) == 1


def test_what_was_changed_meanwhile_is_not_shared_unseen(
    stage: Stage, little_team: LittleTeam
) -> None:
    key = little_team.id("openai-prod")
    acts(stage).share(key)
    dialog = stage.dialog(ShareDialog)
    stage.type("de")
    stage.press(Qt.Key.Key_Return)
    little_team.act("Ana", lambda session: session.keys.freeze(key))
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: bool(dialog._refusal.text()))
    assert dialog.isVisible()
    assert dialog.primary.isEnabled()
    stage.press(Qt.Key.Key_Escape)


def test_one_dialog_at_a_time_and_none_while_locked(stage: Stage, little_team: LittleTeam) -> None:
    key = little_team.id("openai-prod")
    acts(stage).share(key)
    first = stage.dialog(ShareDialog)
    acts(stage).declare(key)
    stage.dialog(DeclareDialog)
    stage.qtbot.waitUntil(lambda: not isValid(first))
    stage.context.team.lock()
    stage.qtbot.waitUntil(stage.nothing_open)
