"""A desk of its own: an X server, a session bus, a screen reader, a keyboard, a clipboard."""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

READER = Path(__file__).with_name("screen_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own, which has the GObject bindings; the tests' has not."""
REGISTRY = "/usr/libexec/at-spi2-registryd"
PATIENCE = 180.0
"""Seconds for anything to come about, on a machine with other things to do."""
PAUSE = 0.03

T = TypeVar("T")


def lacks() -> str:
    """What is missing for a desk here; "" where nothing is."""
    wanted = ("Xvfb", "dbus-daemon", "xdotool", "xclip", REGISTRY, SYSTEM_PYTHON)
    if missing := [program for program in wanted if shutil.which(program) is None]:
        return f"wants {', '.join(missing)}"
    knows = [SYSTEM_PYTHON, "-c", "from gi.repository import Gio"]
    if subprocess.run(knows, capture_output=True, check=False).returncode:
        return "wants python3-gi"
    return ""


def until(look: Callable[[], T | None], told: Callable[[], str]) -> T:
    """What `look` sees, once that is something. AssertionError with what `told` says if never."""
    end = time.monotonic() + PATIENCE
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(told())
        time.sleep(PAUSE)
    return seen


@dataclass(frozen=True)
class Thing:
    """Something on the screen, as a screen reader has it."""

    role: str
    name: str
    description: str
    text: str
    states: frozenset[str]

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Thing":
        """As the reader told it."""
        return cls(**{**told, "states": frozenset(told["states"])})

    def is_called(self, pattern: str, about: str = "") -> bool:
        """Whether its name fits, and its description fits `about`."""
        return bool(re.search(pattern, self.name) and re.search(about, self.description))


@dataclass(frozen=True)
class Focus:
    """What has the focus; how often it has moved; what was announced beside it."""

    thing: Thing | None
    moves: int
    said: tuple[str, ...]

    @property
    def at(self) -> tuple[int, str]:
        """What is another once it has moved; an app that has only just started tells of no move."""
        return self.moves, self.thing.name if self.thing is not None else ""


class Desk:
    """Programs are started with `environ`. `close` ends all that was started here."""

    def __init__(self, folder: Path) -> None:
        run = folder / "run"
        run.mkdir(mode=0o700, exist_ok=True)
        self.environ = os.environ | {
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(run),
        }
        with ExitStack() as started:
            screen = ("-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1280x1024x24")
            server = self._start(started, "Xvfb", *screen)
            self.environ["DISPLAY"] = f":{_line_of(server).strip()}"
            bus = self._start(started, "dbus-daemon", "--session", "--nofork", "--print-address")
            self.environ["DBUS_SESSION_BUS_ADDRESS"] = _line_of(bus).strip()
            self._reader = self._start(started, SYSTEM_PYTHON, str(READER))
            assert json.loads(_line_of(self._reader)) == "ready"
            self._started = started.pop_all()

    def _start(self, started: ExitStack, *command: str) -> "subprocess.Popen[str]":
        process = started.enter_context(
            subprocess.Popen(
                command,
                env=self.environ,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        )
        started.callback(process.terminate)
        return process

    def run(self, *command: str, text: str | None = None) -> str:
        """What a program at this desk prints, whatever its exit status."""
        ended = subprocess.run(
            command,
            env=self.environ,
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return ended.stdout

    # Eyes ----------------------------------------------------------------------------------------

    def screen(self, pid: int) -> list[Thing]:
        """All that a process shows, from the top."""
        return [Thing.of(told) for told in self._ask("screen", pid)]

    def focus(self, pid: int) -> Focus:
        """What has the focus in a process."""
        told = self._ask("focus", pid)
        thing = Thing.of(told["focus"]) if told["focus"] else None
        return Focus(thing, told["moves"], tuple(told["said"]))

    def _ask(self, what: str, pid: int) -> Any:  # noqa: ANN401  two shapes, told apart above
        assert self._reader.stdin is not None
        self._reader.stdin.write(json.dumps({"ask": what, "pid": pid}) + "\n")
        self._reader.stdin.flush()
        return json.loads(_line_of(self._reader))

    # Hands ---------------------------------------------------------------------------------------

    def window_of(self, pid: int) -> str:
        """The window that a process shows, besides an icon in a tray; "" for none."""
        named = ("--all", "--onlyvisible", "--pid", str(pid), "--name", "^Keylease$")
        found = self.run("xdotool", "search", *named).split()
        return found[0] if found else ""

    def on_top(self) -> str:
        """The window that covers the others; "" for none."""
        from_below = self.run("xdotool", "search", "--onlyvisible", "--name", "^Keylease$").split()
        return from_below[-1] if from_below else ""

    def turn_to(self, window: str) -> None:
        """Have a window take the keys from now on: there is no window manager to do so."""
        until(lambda: self._takes_keys(window), lambda: f"the window {window} takes no keys")

    def keys(self, window: str, *words: str) -> None:
        """Have `xdotool` press or type at a window."""
        self.turn_to(window)
        self.run("xdotool", *words)

    def _takes_keys(self, window: str) -> bool:
        # asked each time: another app may have got the number of one that has ended
        if self.run("xdotool", "getwindowfocus").strip() == window:
            return True
        self.run("xdotool", "windowfocus", window)
        return False

    # The clipboard -------------------------------------------------------------------------------

    def paste(self, which: str = "clipboard") -> str:
        """What another program finds on the clipboard, or in X11's selection (`primary`)."""
        return self.run("xclip", "-o", "-selection", which)

    def copy(self, text: str) -> None:
        """Put something on the clipboard, from another program."""
        subprocess.run(
            ["xclip", "-selection", "clipboard"],
            env=self.environ,
            input=text,
            stdout=subprocess.DEVNULL,
            text=True,
            timeout=PATIENCE,
            check=True,
        )

    def close(self) -> None:
        """Put everything away, the reader first and the screen last."""
        self._started.close()


def _line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line: str = process.stdout.readline()
    assert line, f"{process.args!r} has ended"
    return line
