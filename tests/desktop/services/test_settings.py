"""Settings are remembered, bounded, and hold nothing that hurts when somebody edits them."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from keylease_desktop.services.settings import NAMES, NUMBERS, SWITCHES, Settings, Theme


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "desktop.ini"


def test_what_is_set_is_there_the_next_time(path: Path) -> None:
    first = Settings(path)
    first.set_theme(Theme.DARK)
    first.set_number("clipboard_seconds", 45)
    first.set_switch("lock_on_sleep", False)
    first.set_name("last_team", "Acme AI")
    first.set_window_geometry(QByteArray(b"\x01\xd9\xd0\xcb"))
    first.save()
    second = Settings(path)
    assert second.theme is Theme.DARK
    assert second.number("clipboard_seconds") == 45
    assert second.switch("lock_on_sleep") is False
    assert second.name("last_team") == "Acme AI"
    assert second.window_geometry == QByteArray(b"\x01\xd9\xd0\xcb")


def test_what_is_there_at_first(path: Path) -> None:
    fresh = Settings(path)
    assert fresh.theme is Theme.SYSTEM
    assert {name: fresh.number(name) for name in NUMBERS} == {
        "clipboard_seconds": 30,
        "lock_minutes": 5,
    }
    assert {name: fresh.switch(name) for name in SWITCHES} == SWITCHES
    assert fresh.window_geometry.isEmpty()


@pytest.mark.parametrize(("value", "kept"), [(1, 10), (10, 10), (120, 120), (99999, 120), (-5, 10)])
def test_numbers_stay_within_their_bounds(path: Path, value: int, kept: int) -> None:
    settings = Settings(path)
    settings.set_number("clipboard_seconds", value)
    assert settings.number("clipboard_seconds") == kept


@pytest.mark.attack("E11")
def test_an_edited_file_cannot_push_a_bound(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        "[General]\nclipboard_seconds=86400\nlock_minutes=0\nlock_on_sleep=perhaps\n"
        "theme=../../etc\nrelay=https://evil.example\nlast_team=" + "x" * 5000 + "\n"
        "window_geometry=@Variant(\\0\\0)\n"
    )
    settings = Settings(path)
    assert settings.number("clipboard_seconds") == 120
    assert settings.number("lock_minutes") == 1
    assert settings.switch("lock_on_sleep") is True
    assert settings.theme is Theme.SYSTEM
    assert len(settings.name("last_team")) == 200
    assert settings.window_geometry.isEmpty()
    with pytest.raises(KeyError):
        settings.name("relay")


@pytest.mark.attack("E11")
@given(content=st.binary(max_size=300))
def test_any_file_at_all_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("settings") / "desktop.ini"
    path.write_bytes(content)
    settings = Settings(path)
    for name, (least, most, _) in NUMBERS.items():
        assert least <= settings.number(name) <= most
    assert all(isinstance(settings.switch(name), bool) for name in SWITCHES)
    assert settings.theme in Theme
    assert all(len(settings.name(name)) <= 200 for name in NAMES)


def test_nothing_unknown_is_read_or_written(path: Path) -> None:
    settings = Settings(path)
    for call in (
        lambda: settings.number("nonsense"),
        lambda: settings.set_number("nonsense", 1),
        lambda: settings.switch("nonsense"),
        lambda: settings.set_switch("nonsense", True),
        lambda: settings.set_name("passphrase", "copper lunar"),
    ):
        with pytest.raises(KeyError):
            call()
    settings.save()
    assert not path.exists() or "nonsense" not in path.read_text()


def test_a_change_is_told(qtbot: QtBot, path: Path) -> None:
    settings = Settings(path)
    with qtbot.waitSignal(settings.changed) as told:
        settings.set_theme(Theme.LIGHT)
    assert told.args == ["theme"]


@pytest.mark.attack("E12")
def test_the_folder_is_the_person_s_own(path: Path) -> None:
    Settings(path)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
