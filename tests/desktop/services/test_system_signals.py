"""Sleep and screen lock, told over a real bus."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from keylease_desktop.services.system_signals import SystemSignals


@pytest.fixture
def bus() -> Iterator[str]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("wants dbus-daemon")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    for name in ("listener", "speaker"):
        QDBusConnection.disconnectFromBus(name)
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def listener(bus: str) -> SystemSignals:
    connection = QDBusConnection.connectToBus(bus, "listener")
    return SystemSignals(None, connection, connection)


@pytest.fixture
def speaker(bus: str, listener: SystemSignals) -> QDBusConnection:
    return QDBusConnection.connectToBus(bus, "speaker")


def say(speaker: QDBusConnection, interface: str, name: str, *arguments: object) -> None:
    message = QDBusMessage.createSignal("/any/path", interface, name)
    message.setArguments(list(arguments))
    assert speaker.send(message)


@pytest.mark.parametrize(
    ("interface", "name", "arguments", "heard"),
    [
        ("org.freedesktop.login1.Manager", "PrepareForSleep", [True], "going_to_sleep"),
        ("org.freedesktop.login1.Session", "Lock", [], "screen_locked"),
        ("org.freedesktop.ScreenSaver", "ActiveChanged", [True], "screen_locked"),
        ("org.gnome.ScreenSaver", "ActiveChanged", [True], "screen_locked"),
    ],
)
def test_what_desktops_say_is_heard(
    qtbot: QtBot,
    listener: SystemSignals,
    speaker: QDBusConnection,
    interface: str,
    name: str,
    arguments: list[object],
    heard: str,
) -> None:
    assert listener.heard
    with qtbot.waitSignal(getattr(listener, heard)):
        say(speaker, interface, name, *arguments)


def test_waking_up_locks_nothing(
    qtbot: QtBot, listener: SystemSignals, speaker: QDBusConnection
) -> None:
    slept, locked = (QSignalSpy(s) for s in (listener.going_to_sleep, listener.screen_locked))
    with qtbot.waitSignal(listener.screen_locked):
        say(speaker, "org.freedesktop.login1.Manager", "PrepareForSleep", False)
        say(speaker, "org.freedesktop.ScreenSaver", "ActiveChanged", False)
        say(speaker, "org.freedesktop.login1.Session", "Lock")  # heard after those before it
    assert (slept.count(), locked.count()) == (0, 1)


def test_without_a_bus_it_says_so() -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nonexistent/bus", "nowhere")
    assert not SystemSignals(None, nowhere, nowhere).heard
    QDBusConnection.disconnectFromBus("nowhere")
