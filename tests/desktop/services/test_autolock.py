"""Locking by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from keylease_desktop.services import autolock
from keylease_desktop.services.autolock import AutoLock, SessionSignals, Why


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    made = Hands()
    monkeypatch.setattr(autolock, "awake_seconds", made)
    return made


@pytest.fixture
def signals() -> SessionSignals:
    return SessionSignals()


@pytest.fixture
def lock(hands: Hands, signals: SessionSignals) -> Iterator[AutoLock]:
    made = AutoLock(signals)
    made.set_rules(5, on_sleep=True, on_screen=True)
    made.start()
    yield made
    made.stop()


def test_it_tells_what_is_left_and_locks_when_nothing_is(
    qtbot: QtBot, lock: AutoLock, hands: Hands
) -> None:
    hands.at += 299
    with qtbot.waitSignal(lock.ticked) as told:
        pass
    assert told.args == [1]
    with qtbot.waitSignal(lock.lock) as why:
        hands.at += 1
    assert why.args == [Why.IDLE]
    assert not lock.running


def test_a_key_and_the_mouse_put_it_off(qtbot: QtBot, lock: AutoLock, hands: Hands) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    hands.at += 200
    qtbot.keyClicks(field, "a")
    assert lock.seconds_left == 300
    hands.at += 200
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert lock.seconds_left == 300


def test_the_key_that_wakes_a_computer_does_not_put_it_off(
    qtbot: QtBot, lock: AutoLock, hands: Hands
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    hands.at += 8 * 3600
    with qtbot.waitSignal(lock.lock):
        qtbot.keyClicks(field, "a")
    assert field.text() == ""


@pytest.mark.parametrize(
    ("name", "why"), [("going_to_sleep", Why.SLEEP), ("screen_locked", Why.SCREEN)]
)
def test_sleep_and_the_locked_screen(
    qtbot: QtBot, lock: AutoLock, signals: SessionSignals, name: str, why: Why
) -> None:
    with qtbot.waitSignal(lock.lock) as told:
        getattr(signals, name).emit()
    assert told.args == [why]
    with qtbot.assertNotEmitted(lock.lock):
        getattr(signals, name).emit()


def test_either_can_be_switched_off(qtbot: QtBot, lock: AutoLock, signals: SessionSignals) -> None:
    lock.set_rules(5, on_sleep=False, on_screen=False)
    with qtbot.assertNotEmitted(lock.lock):
        signals.going_to_sleep.emit()
        signals.screen_locked.emit()
    assert lock.running


def test_the_clock_goes_on() -> None:
    before = autolock.awake_seconds()
    assert autolock.awake_seconds() >= before
