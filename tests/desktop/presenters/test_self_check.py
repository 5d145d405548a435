"""What is told of this machine is what it says of itself."""

from pathlib import Path

import pytest

from keylease.agent.hardening import Hardening
from keylease_desktop.presenters.self_check import Finding, self_check
from keylease_desktop.services.machine import Machine, is_encrypted
from keylease_desktop.services.screen_guard import Capture
from keylease_desktop.theme.tokens import Tone


def check(tmp_path: Path, name: str = "", used: bool = False, **more: object) -> dict[str, Finding]:
    found = self_check(Machine(**more), tmp_path, name, used)  # type: ignore[arg-type]
    return {finding.id: finding for finding in found}


@pytest.mark.attack("E10")
@pytest.mark.parametrize("capture", Capture)
def test_what_screenshots_see_is_told_in_each_case(tmp_path: Path, capture: Capture) -> None:
    finding = check(tmp_path, capture=lambda: capture)["capture"]
    assert finding.text
    assert (finding.tone is Tone.GOOD) is (capture is Capture.HIDDEN)


@pytest.mark.attack("E02")
@pytest.mark.parametrize(
    ("hardening", "tone"),
    [
        (Hardening(True, True), Tone.GOOD),
        (Hardening(True, False), Tone.WARNING),
        (Hardening(None, None), Tone.MUTED),
    ],
)
def test_core_dumps_and_debuggers(tmp_path: Path, hardening: Hardening, tone: Tone) -> None:
    assert check(tmp_path, hardening=hardening)["memory"].tone is tone


def test_a_key_ring_in_use_is_a_door(tmp_path: Path) -> None:
    assert check(tmp_path, "Keychain", used=True)["key-ring"].tone is Tone.WARNING
    assert "not used" in check(tmp_path, "Keychain")["key-ring"].text
    assert check(tmp_path)["key-ring"].tone is Tone.GOOD


def test_a_desktop_that_tells_nothing(tmp_path: Path) -> None:
    assert check(tmp_path, hears_session=False)["session"].tone is Tone.WARNING
    assert check(tmp_path, hears_session=True)["session"].tone is Tone.GOOD


def blocks(tmp_path: Path, device: int) -> Path:
    place = tmp_path / "dev" / f"{device >> 8 & 0xFFF}:{device & 0xFF}"
    place.mkdir(parents=True)
    return place


@pytest.mark.attack("E04")
def test_a_disk_over_dm_crypt_is_encrypted(tmp_path: Path) -> None:
    block = blocks(tmp_path, tmp_path.stat().st_dev)
    assert is_encrypted(tmp_path, tmp_path / "dev") is False
    lower = tmp_path / "crypt"
    (lower / "dm").mkdir(parents=True)
    (lower / "dm" / "uuid").write_text("CRYPT-LUKS2-abc")
    (block / "slaves").mkdir()
    (block / "slaves" / "dm-0").symlink_to(lower)
    assert is_encrypted(tmp_path, tmp_path / "dev") is True


def test_what_cannot_be_told_is_not_guessed(tmp_path: Path) -> None:
    assert is_encrypted(tmp_path, tmp_path / "nothing") is None
