"""The tray, on a desktop that has none (as here) and in what it offers."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from keylease_desktop.services.tray import Tray
from keylease_desktop.theme.icons import icon


@pytest.fixture
def tray(qtbot: QtBot) -> Iterator[Tray]:
    made = Tray(icon("key"))
    yield made
    made.close()


def test_where_there_is_none_nothing_claims_to_be_shown(tray: Tray) -> None:
    assert not tray.available
    assert tray.show(True) is False
    assert not tray.shown
    tray.notify("Keylease", "One access ends today")


def test_every_entry_asks_for_its_thing(qtbot: QtBot, tray: Tray) -> None:
    entries = [action for action in tray._menu.actions() if not action.isSeparator()]
    asked = [tray.asked_to_clear, tray.asked_to_show, tray.asked_to_lock, tray.asked_to_quit]
    for entry, signal in zip(entries, asked, strict=True):
        with qtbot.waitSignal(signal):
            entry.trigger()


def test_the_countdown_can_be_cut_short_from_there(tray: Tray) -> None:
    clear = tray._menu.actions()[0]
    assert not clear.isVisible()
    tray.show_countdown(22)
    assert clear.isVisible()
    assert "22" in clear.text()
    tray.show_countdown(0)
    assert not clear.isVisible()
