"""The frame of every dialog."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets.buttons import Kind
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import TextField
from keylease_desktop.widgets.label import Label


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture
def dialog(window: QWidget) -> DialogFrame:
    made = DialogFrame(window, "Share openai-prod", "Share", other="Ask first")
    made.field("Why", TextField("Why"))
    made.open()
    return made


def test_it_is_as_wide_as_all_and_what_is_asked_comes_first(dialog: DialogFrame) -> None:
    assert dialog.card.width() == Metrics.DIALOG_WIDTH
    field = dialog.findChild(TextField)
    assert field is not None
    assert field.hasFocus()


def test_three_ways_to_the_primary_action(qtbot: QtBot, dialog: DialogFrame) -> None:
    field = dialog.findChild(TextField)
    with qtbot.waitSignal(dialog.accepted_now):
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.accepted_now):
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(dialog.accepted_now):
        qtbot.keyClick(dialog.primary, Qt.Key.Key_Space)
    assert dialog.isVisible()


def test_the_other_action_and_cancel(qtbot: QtBot, dialog: DialogFrame) -> None:
    with qtbot.waitSignal(dialog.other_chosen):
        qtbot.mouseClick(dialog.other, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_while_it_works_it_is_not_asked_twice(qtbot: QtBot, dialog: DialogFrame) -> None:
    dialog.busy("Sharing with 6")
    with qtbot.assertNotEmitted(dialog.accepted_now):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    dialog.busy(None)
    with qtbot.waitSignal(dialog.accepted_now):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_refusal_makes_room_for_its_sentence(qtbot: QtBot, dialog: DialogFrame) -> None:
    before = dialog.card.height()
    dialog.refuse("Production wants the words compared first. Compare them with Cai.")
    qtbot.waitUntil(lambda: dialog.card.height() > before)
    dialog.refuse("")
    qtbot.waitUntil(lambda: dialog.card.height() == before)


def test_a_long_one_scrolls_and_keeps_its_buttons(qtbot: QtBot, window: QWidget) -> None:
    dialog = DialogFrame(window, "Rules", "Accept", kind=Kind.PRIMARY)
    dialog.body.addWidget(Label("A rule to be read. " * 400, wrap=True))
    dialog.open()
    qtbot.wait(1)
    assert dialog.card.height() <= window.height()
    bottom = dialog.primary.mapTo(window, dialog.primary.rect().bottomLeft()).y()
    assert bottom < window.height()


def test_wrapped_text_is_neither_cut_nor_scrolled(qtbot: QtBot, window: QWidget) -> None:
    dialog = DialogFrame(window, "Revoke", "Revoke access")
    text = Label("His copy works until the key is replaced at OpenAI. " * 4, wrap=True)
    dialog.body.addWidget(text)
    dialog.open()
    qtbot.wait(1)
    assert text.height() >= text.heightForWidth(text.width())
