"""What this computer really does for us: asked of the system, told in Settings."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from keylease.agent.hardening import Hardening
from keylease_desktop.services.screen_guard import Capture

SYSTEM_BLOCKS = Path("/sys/dev/block")


@dataclass(frozen=True)
class Machine:
    """What the app knows of the system it runs on. `hears_session` whether it would be told of
    sleep and of a locked screen; `serves` whether programs here can ask the app for values.
    """

    hardening: Hardening = field(default_factory=lambda: Hardening(None, None))
    hears_session: bool = False
    capture: Callable[[], Capture] = lambda: Capture.UNAVAILABLE
    has_tray: Callable[[], bool] = lambda: False
    serves: Callable[[], bool] = lambda: False


def is_encrypted(path: Path, blocks: Path = SYSTEM_BLOCKS) -> bool | None:
    """Whether the disk below `path` is encrypted; None where it cannot be told."""
    if sys.platform != "linux":
        return None
    try:
        device = path.stat().st_dev
        found = (blocks / f"{device >> 8 & 0xFFF}:{device & 0xFF}").resolve(strict=True)
    except OSError:
        return None  # a container, a network disk, btrfs: the system does not say what lies below
    return _is_crypt(found)


def _is_crypt(block: Path) -> bool:
    """Whether this device, or every one that it is made of, is dm-crypt's."""
    uuid = block / "dm" / "uuid"
    if uuid.exists() and uuid.read_text().startswith("CRYPT-"):
        return True
    below = block / "slaves"
    slaves = sorted(below.iterdir()) if below.exists() else []
    return bool(slaves) and all(_is_crypt(slave.resolve()) for slave in slaves)
