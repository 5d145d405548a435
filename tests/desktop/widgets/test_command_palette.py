"""A few letters to anything."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.widgets.command_palette import MOST, CommandPalette, Entry, rank


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, ran: list[str]) -> Iterator[CommandPalette]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def entry(title: str, subtitle: str = "", more: str = "") -> Entry:
        return Entry(title, lambda: ran.append(title), subtitle, "key", more=more)

    entries = [
        entry("gemini-ci", "Google · staging"),
        entry("openai-prod", "OpenAI · production"),
        entry("anthropic-prod", "Anthropic · production"),
        entry("Add a key", more="new create"),
        entry("Lock"),
    ]
    made = CommandPalette(window, lambda: entries)
    made.open()
    yield made
    window.close()


def titles(palette: CommandPalette) -> list[str]:
    return [entry.title for entry in palette.found()]


def test_letters_then_enter(qtbot: QtBot, palette: CommandPalette, ran: list[str]) -> None:
    assert palette.field.hasFocus()
    assert palette.field.height() >= 30
    qtbot.keyClicks(palette.field, "prod ant")
    assert titles(palette) == ["anthropic-prod"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["anthropic-prod"]
    assert not palette.isVisible()


def test_arrows_and_pages_stop_at_the_ends(
    qtbot: QtBot, palette: CommandPalette, ran: list[str]
) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up):
        qtbot.keyClick(palette.field, key)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["Add a key"]


def test_what_starts_with_it_comes_first(qtbot: QtBot, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.field, "g")
    assert titles(palette)[0] == "gemini-ci"


def test_words_that_are_not_shown_find_it_too(qtbot: QtBot, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.field, "create")
    assert titles(palette) == ["Add a key"]


def test_nothing_found_runs_nothing(qtbot: QtBot, palette: CommandPalette, ran: list[str]) -> None:
    qtbot.keyClicks(palette.field, "zzz")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == []
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_click_runs_one(qtbot: QtBot, palette: CommandPalette, ran: list[str]) -> None:
    index = palette.list.model().index(1, 0)
    middle = palette.list.visualRect(index).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert ran == ["openai-prod"]


def test_it_opens_empty_again(qtbot: QtBot, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.field, "lock")
    palette.close()
    palette.open()
    assert palette.field.text() == ""
    assert len(palette.found()) == 5


def test_ten_thousand_entries_show_the_best_few(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    entries = [Entry(f"key-{number}", print) for number in range(10_000)]
    made = CommandPalette(window, lambda: entries)
    made.open()
    qtbot.keyClicks(made.field, "key")
    assert len(made.found()) == MOST


@pytest.mark.parametrize(
    ("words", "fit"), [(["open"], 0), (["prod"], 1), (["en"], 2), (["staging"], 3), (["x"], None)]
)
def test_rank(words: list[str], fit: int | None) -> None:
    assert rank(Entry("openai-prod", print, "staging"), words) == fit


def test_where_nothing_fits_it_says_so(qtbot: QtBot, palette: CommandPalette) -> None:
    assert not palette.nothing.isVisible()
    qtbot.keyClicks(palette.field, "zzz")
    assert palette.nothing.isVisible()
    assert not palette.list.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.field.clear()
    assert palette.list.isVisible()
    assert not palette.nothing.isVisible()
