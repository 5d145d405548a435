"""What is really protected on this machine, told as it is."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from keylease_desktop.services.machine import Machine, is_encrypted
from keylease_desktop.services.screen_guard import Capture
from keylease_desktop.theme.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("self_check", text)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: GOOD, WARNING, or MUTED where nothing can be told."""

    id: str
    tone: Tone
    title: str
    text: str


def self_check(machine: Machine, home: Path, key_ring: str, used: bool) -> tuple[Finding, ...]:
    """What was found. `key_ring` is the name of the system's, `used` whether it opens this team."""
    return (
        _clipboard(),
        _capture(machine.capture()),
        _key_ring(key_ring, used),
        _session(machine.hears_session),
        _memory(machine),
        _disk(home),
        _agent(machine.serves()),
    )


def _clipboard() -> Finding:
    text = {
        "linux": _tr("Copies are marked as secret and cleared in time. KDE's history heeds the "
                     "mark; others, CopyQ among them, may keep what they saw."),
        "darwin": _tr("Copies are marked as concealed and cleared in time. Histories that heed the "
                      "mark leave them out."),
        "win32": _tr("Copies are kept out of Windows' history and its cloud, and cleared in time. "
                     "Other programs may still read them meanwhile."),
    }.get(sys.platform, _tr("Copies are cleared in time."))  # fmt: skip
    tone = Tone.WARNING if sys.platform == "linux" else Tone.GOOD
    return Finding("clipboard", tone, _tr("Clipboard"), text)


def _capture(capture: Capture) -> Finding:
    tone, text = {
        Capture.OPEN: (Tone.WARNING, _tr("Switched off: screenshots show the window.")),
        Capture.HIDDEN: (Tone.GOOD, _tr("The window is left out of screenshots and screen sharing. "
                                        "A camera always works.")),
        Capture.BEST_EFFORT: (Tone.WARNING, _tr("macOS is asked to leave the window out; newer "
                                                "ways of capturing pass that by.")),
        Capture.UNAVAILABLE: (Tone.MUTED, _tr("This system has no way to keep a window out of "
                                              "screenshots. Values are masked until you hold "
                                              "them open.")),
        Capture.REFUSED: (Tone.WARNING, _tr("The system could hide the window and did not.")),
    }[capture]  # fmt: skip
    return Finding("capture", tone, _tr("Screenshots"), text)


def _key_ring(name: str, used: bool) -> Finding:
    title = _tr("Key ring of the system")
    if used:
        text = _tr("{} opens this team as well: whoever is logged in as you can unlock it.")
        return Finding("key-ring", Tone.WARNING, title, text.format(name or _tr("It")))
    if name:
        text = _tr("{} is there and not used: only your passphrase unlocks.").format(name)
        return Finding("key-ring", Tone.GOOD, title, text)
    text = _tr("None that the system guards was found: only your passphrase unlocks.")
    return Finding("key-ring", Tone.GOOD, title, text)


def _session(heard: bool) -> Finding:
    title = _tr("Sleep and locked screen")
    if heard:
        return Finding(
            "session", Tone.GOOD, title, _tr("This desktop tells of both; it locks then.")
        )
    text = _tr("This desktop does not tell of them. It locks when idle, and on waking.")
    return Finding("session", Tone.WARNING, title, text)


def _memory(machine: Machine) -> Finding:
    done = (machine.hardening.core_dumps_off, machine.hardening.not_dumpable)
    title = _tr("Memory")
    if None in done:
        text = _tr("This system offers nothing here. A program running as you can take what you "
                   "can open.")  # fmt: skip
        return Finding("memory", Tone.MUTED, title, text)
    if all(done):
        text = _tr("No core dumps, and no debugger of your other programs. A hurdle, not a wall: "
                   "malware running as you can take what you can open.")  # fmt: skip
        return Finding("memory", Tone.GOOD, title, text)
    text = _tr("The system did not switch off core dumps or debugging.")
    return Finding("memory", Tone.WARNING, title, text)


def _disk(home: Path) -> Finding:
    tone, text = {
        True: (Tone.GOOD, _tr("The disk below Keylease's folder is encrypted.")),
        False: (Tone.WARNING, _tr("The disk is not encrypted. What is stored is sealed, but memory "
                                  "may have reached swap: encrypt the disk.")),
        None: (Tone.MUTED, _tr("It cannot be told from here whether the disk is encrypted.")),
    }[is_encrypted(home)]  # fmt: skip
    return Finding("disk", tone, _tr("Disk"), text)


def _agent(serves: bool) -> Finding:
    title = _tr("Programs of yours")
    if serves:
        text = _tr("While a team is open here, keylease get and keylease run get values from this "
                   "window, each opening on record.")  # fmt: skip
        return Finding("agent", Tone.MUTED, title, text)
    text = _tr("Another agent of yours serves them, or none does.")
    return Finding("agent", Tone.MUTED, title, text)
