"""Undo, for as long as it is offered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import LIGHT
from keylease_desktop.widgets.buttons import Button, IconButton
from keylease_desktop.widgets.toast import Toast, Toasts


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def toasts(window: QWidget) -> Toasts:
    return Toasts(window)


def offer(toasts: Toasts, heard: list[str], what: str = "", seconds: int = 10) -> Toast:
    return toasts.show(
        "Ben’s access is revoked",
        lambda: heard.append(f"undone{what}"),
        ended=lambda: heard.append(f"ended{what}"),
        seconds=seconds,
    )


def test_undo_by_mouse(qtbot: QtBot, toasts: Toasts, heard: list[str]) -> None:
    toast = offer(toasts, heard)
    qtbot.mouseClick(toast.findChild(Button), Qt.MouseButton.LeftButton)
    assert heard == ["undone"]
    assert toasts.current is None
    assert not toasts.undo()


def test_undo_by_the_shortcut(toasts: Toasts, heard: list[str]) -> None:
    offer(toasts, heard)
    assert toasts.undo()
    assert heard == ["undone"]


def test_when_the_time_is_out_it_is_done(qtbot: QtBot, toasts: Toasts, heard: list[str]) -> None:
    toast = offer(toasts, heard, seconds=1)
    qtbot.waitUntil(lambda: toasts.current is None)
    assert heard == ["ended"]
    assert not toast.undo()
    assert heard == ["ended"]


def test_seconds_count_down(qtbot: QtBot, toasts: Toasts, heard: list[str]) -> None:
    toast = offer(toasts, heard, seconds=3)
    button = toast.findChild(Button)
    assert button is not None
    assert "3" in button.caption
    qtbot.waitUntil(lambda: "2" in button.caption)
    toasts.finish()


def test_closing_and_a_new_one_end_the_one_before(
    qtbot: QtBot, toasts: Toasts, heard: list[str]
) -> None:
    offer(toasts, heard, " first")
    second = offer(toasts, heard, " second")
    assert heard == ["ended first"]
    qtbot.mouseClick(second.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert heard == ["ended first", "ended second"]


def test_one_that_only_tells_has_nothing_to_undo(toasts: Toasts) -> None:
    toast = toasts.show("Copied")
    assert toast.findChild(Button) is None
    assert not toasts.undo()
    toasts.finish()


def test_it_stays_within_a_window_that_shrinks(
    window: QWidget, toasts: Toasts, heard: list[str]
) -> None:
    toast = offer(toasts, heard)
    window.resize(300, 200)
    assert window.rect().contains(toast.geometry())
    toasts.finish()


def test_it_rises_where_motion_is_wanted(
    qtbot: QtBot, qapp: QApplication, toasts: Toasts, heard: list[str]
) -> None:
    look().apply(qapp, LIGHT, motion=True)
    toast = offer(toasts, heard)
    low = toast.y()
    qtbot.waitUntil(lambda: toast.y() < low)
    toasts.finish()
