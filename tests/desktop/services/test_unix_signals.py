"""Signals of the system, sent for real."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from keylease_desktop.services.unix_signals import UnixSignals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="of Unix alone")


@pytest.fixture
def signals() -> Iterator[UnixSignals]:
    made = UnixSignals()
    yield made
    made.close()


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_an_idle_loop_hears_it(qtbot: QtBot, signals: UnixSignals, which: signal.Signals) -> None:
    with qtbot.waitSignal(signals.asked_to_end):
        os.kill(os.getpid(), which)


def test_what_was_there_is_put_back() -> None:
    before = [signal.getsignal(which) for which in (signal.SIGTERM, signal.SIGINT)]
    made = UnixSignals()
    assert signal.getsignal(signal.SIGTERM) != before[0]
    made.close()
    made.close()
    assert [signal.getsignal(which) for which in (signal.SIGTERM, signal.SIGINT)] == before
    assert signal.set_wakeup_fd(-1) == -1
