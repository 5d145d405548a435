"""The place Keys as a person uses it: real keys and clicks over a real team."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from keylease.model.access import Purpose
from keylease_desktop.dialogs.add_key import AddKeyDialog
from keylease_desktop.dialogs.import_env import ImportDialog
from keylease_desktop.dialogs.renew import RenewDialog
from keylease_desktop.dialogs.replace_value import ReplaceDialog
from keylease_desktop.dialogs.revoke import RevokeDialog
from keylease_desktop.dialogs.share import ShareDialog
from keylease_desktop.navigation import Place
from keylease_desktop.screens import keys
from keylease_desktop.screens.context import Services
from keylease_desktop.screens.key_panel import Part
from keylease_desktop.screens.keys import KeysScreen
from keylease_desktop.services.team import TeamService
from keylease_desktop.widgets.dialog_frame import DialogFrame
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam
from support.terms import DAY

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(qtbot: QtBot, services: Services, team_service: TeamService) -> Stage:
    services.settings.set_switch("first_copy_told", True)
    return set_stage(qtbot, services, keys.make)


def screen(stage: Stage) -> KeysScreen:
    assert isinstance(stage.view.widget, KeysScreen)
    return stage.view.widget


def names(stage: Stage) -> list[str]:
    return [row.name for row in screen(stage).table.model().shown]  # type: ignore[attr-defined]


def choose(stage: Stage, name: str) -> str:
    key = stage.now.key_named(name)
    screen(stage).show_key(key)
    return key


def test_lists_every_key(stage: Stage) -> None:
    assert names(stage) == ["anthropic-dev", "mistral-eval", "openai-prod"]


def test_slash_filters_and_escape_shows_all_again(stage: Stage) -> None:
    screen(stage).table.setFocus()
    stage.type("/")
    assert stage.focused is screen(stage).search
    stage.type("anth")
    assert names(stage) == ["anthropic-dev"]
    stage.press(Qt.Key.Key_Escape)
    assert len(names(stage)) == 3


def test_says_where_nothing_fits(stage: Stage) -> None:
    screen(stage).search.setText("nothing like it")
    assert names(stage) == []
    screen(stage)._no_match.acted.emit()
    assert len(names(stage)) == 3


def test_filters_by_environment_and_by_what_ends_soon(stage: Stage) -> None:
    place = screen(stage)
    place.environment.setCurrentIndex(place.environment.findData("production"))
    assert names(stage) == ["openai-prod"]
    place.environment.setCurrentIndex(0)
    place.soon.click()
    assert names(stage) == ["openai-prod"]


def test_panel_tells_all_about_a_key(stage: Stage) -> None:
    choose(stage, "openai-prod")
    panel = screen(stage).panel
    assert panel.isVisible()
    assert panel.value.text_shown.startswith("sk-proj-")
    for part in Part:
        panel.tabs.choose(part)
    facts = screen(stage).panel_facts.facts
    assert facts is not None
    assert [row.person for row in facts.access] == ["Ana", "Ben"]


def test_shares_by_keyboard_alone(stage: Stage, little_team: LittleTeam) -> None:
    key = choose(stage, "openai-prod")
    screen(stage).table.setFocus()
    stage.ctrl(Qt.Key.Key_S)
    dialog = stage.dialog(ShareDialog)
    stage.type("de")
    stage.press(Qt.Key.Key_Return)
    stage.press(Qt.Key.Key_Tab)
    stage.type("3")
    stage.press(Qt.Key.Key_Tab)
    stage.type("release 2.1")
    assert "Dee" in [chip.name for chip in dialog.who.chips]
    stage.ctrl(Qt.Key.Key_Return)
    dee = little_team.id("Dee")
    stage.qtbot.waitUntil(lambda: dee in {grant.to for _, grant in stage.now.grants()})
    grants = [grant for _, grant in stage.now.grants() if (grant.key, grant.to) == (key, dee)]
    assert len(grants) == 1
    # a day from a Thursday's midnight: the next working morning
    assert DAY <= grants[0].expires - little_team.clock() <= 4 * DAY
    stage.qtbot.waitUntil(lambda: stage.dialog(DialogFrame).primary.caption.startswith("Copy"))
    stage.click(stage.dialog(DialogFrame).primary)
    note = QGuiApplication.clipboard().text()
    assert "openai-prod" in note
    assert f"keylease:key?id={key}" in note
    value = little_team.session("Ana").values.open(key, Purpose.COPY).value
    assert value not in note


def test_refuses_to_share_with_nobody(stage: Stage) -> None:
    choose(stage, "openai-prod")
    stage.ctrl(Qt.Key.Key_S)
    dialog = stage.dialog(ShareDialog)
    stage.ctrl(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "who" in dialog._refusal.text()
    stage.press(Qt.Key.Key_Escape)
    assert stage.nothing_open()


def test_copies_a_value_and_a_name(stage: Stage, little_team: LittleTeam) -> None:
    key = choose(stage, "openai-prod")
    screen(stage).table.setFocus()
    stage.ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "openai-prod"
    QTest.keyClick(screen(stage).table, Qt.Key.Key_C, CTRL | SHIFT)
    value = little_team.session("Ana").values.open(key, Purpose.CHECK).value
    stage.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == value)
    assert stage.context.clipboard.left > 0


def test_says_once_that_the_name_goes_on_record(
    stage: Stage, services: Services, little_team: LittleTeam
) -> None:
    services.settings.set_switch("first_copy_told", False)
    choose(stage, "openai-prod")
    stage.click(screen(stage).panel.copy)
    told = stage.dialog(DialogFrame)
    assert QGuiApplication.clipboard().text() == ""
    stage.click(told.primary)
    stage.qtbot.waitUntil(lambda: stage.context.clipboard.left > 0)
    assert services.settings.switch("first_copy_told")


def test_shows_a_value_while_space_is_down(stage: Stage) -> None:
    choose(stage, "openai-prod")
    field = screen(stage).panel.value
    field.setFocus()
    QTest.keyPress(field, Qt.Key.Key_Space)
    stage.qtbot.waitUntil(lambda: field.is_open)
    QTest.keyRelease(field, Qt.Key.Key_Space)
    assert not field.is_open


def test_renews_in_one_step(stage: Stage, little_team: LittleTeam) -> None:
    choose(stage, "openai-prod")
    row = next(row for row in screen(stage).panel_facts.facts.access if row.grant)  # type: ignore[union-attr]
    screen(stage).panel.renew_asked.emit(row)
    stage.dialog(RenewDialog)
    stage.ctrl(Qt.Key.Key_Return)
    assert row.grant is not None
    assert row.until is not None
    stage.qtbot.waitUntil(lambda: stage.now.grant(row.grant or "").expires > (row.until or 0))


def test_revoking_says_what_it_cannot_take_back_and_can_be_undone(
    stage: Stage, little_team: LittleTeam
) -> None:
    key, ben = choose(stage, "openai-prod"), little_team.id("Ben")
    little_team.act("Ben", lambda session: session.values.open(key, Purpose.COPY))
    with stage.qtbot.waitSignal(stage.context.team.snapshot_changed):
        stage.context.team.refresh()
    row = next(row for row in screen(stage).panel_facts.facts.access if row.grant)  # type: ignore[union-attr]
    screen(stage).panel.revoke_asked.emit(row)
    dialog = stage.dialog(RevokeDialog)
    assert dialog.both.isChecked()
    stage.click(dialog.only)
    stage.click(dialog.primary)
    stage.qtbot.waitUntil(lambda: stage.now.grant(row.grant or "").revoked is not None)
    stage.qtbot.waitUntil(lambda: stage.context.toasts.current is not None)
    assert stage.context.toasts.undo()
    stage.qtbot.waitUntil(
        lambda: any(
            grant.revoked is None and (grant.key, grant.to) == (key, ben)
            for _, grant in stage.now.grants()
        )
    )


def test_never_opened_means_revoking_is_enough(stage: Stage) -> None:
    choose(stage, "anthropic-dev")
    row = next(row for row in screen(stage).panel_facts.facts.access if row.grant)  # type: ignore[union-attr]
    screen(stage).panel.revoke_asked.emit(row)
    dialog = stage.dialog(RevokeDialog)
    assert not dialog.both.isVisible()
    assert "no opening" in dialog._presenter.consequence.text
    stage.press(Qt.Key.Key_Escape)


def test_replaces_a_value(stage: Stage) -> None:
    key = choose(stage, "openai-prod")
    stage.ctrl(Qt.Key.Key_R)
    dialog = stage.dialog(ReplaceDialog)
    assert stage.focused is dialog.value
    stage.type("sk-proj-another-value-1234")
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: len(stage.now.key(key).versions) == 2)
    stage.qtbot.waitUntil(lambda: screen(stage).panel.value.text_shown.endswith("1234"))


def test_adds_a_pasted_key(stage: Stage) -> None:
    screen(stage).table.setFocus()
    stage.ctrl(Qt.Key.Key_N)
    dialog = stage.dialog(AddKeyDialog)
    assert stage.focused is dialog.value
    stage.type("sk-or-v1-" + "ab" * 32)
    assert dialog.provider.currentText() == "OpenRouter"
    assert dialog.variable.text() == "OPENROUTER_API_KEY"
    dialog.environment.setCurrentIndex(dialog.environment.findText("staging"))
    dialog.cap.setText("50 USD")
    dialog.elsewhere.setText("posted in Slack")
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: "openrouter" in names(stage))
    key = stage.now.key_named("openrouter")
    assert stage.now.names.field(key, "monthly_cap") == "50 USD"
    assert screen(stage).chosen == key


def test_flags_a_value_that_is_here_already(stage: Stage, little_team: LittleTeam) -> None:
    key = little_team.id("openai-prod")
    value = little_team.session("Ana").values.open(key, Purpose.CHECK).value
    screen(stage).acts.add(value)
    dialog = stage.dialog(AddKeyDialog)
    stage.qtbot.waitUntil(lambda: "openai-prod" in dialog.said.text())
    stage.ctrl(Qt.Key.Key_Return)
    assert "here already" in dialog._refusal.text()
    assert dialog.anyway.isVisible()
    stage.press(Qt.Key.Key_Escape)


def test_imports_a_dropped_env_file(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "staging.env"
    path.write_text(f"PORT=80\nGROQ_API_KEY=gsk_{'a1' * 26}\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen(stage).dropEvent(drop)
    dialog = stage.dialog(ImportDialog)
    assert [row.entry.variable for row in dialog.rows] == ["GROQ_API_KEY"]
    assert dialog.rows[0].environment.currentText() == "staging"
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: "groq" in names(stage))
    assert "staging.env still holds" in stage.said[-1]


def test_shows_within_two_seconds_what_another_program_did(
    stage: Stage, little_team: LittleTeam
) -> None:
    key = choose(stage, "openai-prod")
    little_team.act("Ana", lambda session: session.keys.freeze(key))
    row = screen(stage).keys.row
    stage.qtbot.waitUntil(lambda: bool((known := row(key)) and known.trouble))
    assert screen(stage).chosen == key


def test_locking_puts_dialogs_and_panel_away(stage: Stage) -> None:
    choose(stage, "openai-prod")
    stage.ctrl(Qt.Key.Key_S)
    stage.dialog(ShareDialog)
    stage.context.team.lock()
    assert stage.nothing_open()
    assert names(stage) == []


def test_the_palette_finds_keys_and_acts_on_the_chosen_one(stage: Stage) -> None:
    key = choose(stage, "openai-prod")
    offered = {entry.title: entry for entry in stage.view.entries()}
    assert {"Share openai-prod", "Replace openai-prod", "Add a key", "mistral-eval"} <= set(offered)
    offered["Share openai-prod"].run()
    assert stage.dialog(ShareDialog)._presenter.key == key
    stage.press(Qt.Key.Key_Escape)
    with stage.qtbot.waitSignal(stage.context.navigator.went) as went:
        offered["mistral-eval"].run()
    assert went.args == [Place.KEYS, stage.now.key_named("mistral-eval")]


@pytest.mark.attack("F03")
def test_markup_is_shown_as_it_is(stage: Stage, little_team: LittleTeam) -> None:
    key = choose(stage, "openai-prod")
    note = "<b>bold</b> <img src=file:///etc/hostname>"
    little_team.act("Ana", lambda session: session.keys.edit(key, {"note": note}))
    panel = screen(stage).panel
    panel.tabs.choose(Part.OVERVIEW)

    def labels() -> list[QLabel]:
        return stage.window.findChildren(QLabel)

    stage.qtbot.waitUntil(lambda: note in {label.text() for label in labels()})
    assert {label.textFormat() for label in labels()} == {Qt.TextFormat.PlainText}
