"""Somebody who uses the app by keyboard alone, and is told of it by a screen reader alone."""

import re
import subprocess
import sys
import time
from pathlib import Path

from support.outside.desk import PATIENCE, PAUSE, Desk, Focus, Thing, until

STOPS_AT_MOST = 80
LOOKS = 4
"""So often in a row the focus is seen where it is before it is believed to stay there."""
LOOKS_AFTER_TAB = 2
"""The same after a Tab key, which moves it once: it is only waited for that nothing follows."""


class Person:
    """`python -m keylease_desktop` with a home of its own, at a desk that others may share.

    Whatever takes the focus has to have a name: `stops` gathers what did not.
    """

    def __init__(self, desk: Desk, home: Path, *words: str) -> None:
        self.desk = desk
        self.home = home
        self._errors = home.with_name(f"{home.name}.stderr").open("a+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "keylease_desktop", "--home", str(home), *words],
            env=desk.environ,
            stdin=subprocess.DEVNULL,
            stdout=self._errors,
            stderr=self._errors,
        )
        self.pid = self.process.pid
        self.window = until(lambda: desk.window_of(self.pid), lambda: f"no window: {self.told}")
        desk.turn_to(self.window)

    @property
    def told(self) -> str:
        """All that the app has printed."""
        self._errors.seek(0)
        return self._errors.read()

    # Seeing --------------------------------------------------------------------------------------

    def screen(self) -> list[Thing]:
        """All that is shown."""
        return self.desk.screen(self.pid)

    def find(self, pattern: str, role: str = "") -> Thing | None:
        """The first on the screen that is called so, or says so, if it is there now."""
        sought = re.compile(pattern)
        for thing in self.screen():
            if (not role or thing.role == role) and (
                sought.search(thing.name) or sought.search(thing.text)
            ):
                return thing
        return None

    def sees(self, pattern: str, role: str = "") -> Thing:
        """The same, once it is there."""
        return until(lambda: self.find(pattern, role), lambda: self._never(pattern))

    def sees_no_more(self, pattern: str) -> None:
        """Wait until nothing is called so."""
        until(lambda: self.find(pattern) is None, lambda: f"{pattern!r} stays")

    def hears(self, pattern: str) -> str:
        """What was announced, once it was."""

        def heard() -> str:
            said = self.desk.focus(self.pid).said
            return next((line for line in said if re.search(pattern, line)), "")

        return until(heard, lambda: f"never said {pattern!r}: {self.desk.focus(self.pid).said}")

    def _never(self, pattern: str) -> str:
        shown = [f"{t.role} {t.name!r} {t.text!r}" for t in self.screen() if t.name or t.text]
        return "\n".join([f"{pattern!r} never shows. There is:", *shown, self.told])

    # Keys ----------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: `Tab`, `ctrl+k`."""
        self.desk.keys(self.window, "key", *keys)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.desk.keys(self.window, "type", "--delay", "2", "--", text)

    def rest(self, looks: int = LOOKS) -> Focus:
        """What has the focus once it moves no more: every key that was pressed has done its work.

        Each look is answered by the app's own event loop, which takes the keys as well.
        """
        seen = [self.desk.focus(self.pid)]
        while len(seen) < looks or seen[-1].at != seen[-looks].at:
            time.sleep(PAUSE)
            seen.append(self.desk.focus(self.pid))
        return seen[-1]

    def stands_on(self, pattern: str) -> Thing:
        """Wait until what has the focus is called so, without a key."""

        def there() -> Thing | None:
            thing = self.rest().thing
            return thing if thing is not None and thing.is_called(pattern) else None

        return until(there, lambda: f"the focus is not on {pattern!r} but on {self.rest().thing}")

    def reach(self, pattern: str, *, about: str = "") -> Thing:
        """Go by the Tab key to what is called so, and is described so."""
        passed = []
        focus = self.rest()
        for _ in range(STOPS_AT_MOST):
            thing = focus.thing
            if thing is not None and thing.is_called(pattern, about):
                return thing
            passed.append(f"{thing.role} {thing.name!r}" if thing is not None else "nothing")
            self.press("Tab")
            until(
                lambda before=focus.at: self.desk.focus(self.pid).at != before,  # type: ignore[misc]
                lambda: f"the Tab key leads nowhere from {passed}",
            )
            focus = self.rest(LOOKS_AFTER_TAB)
        raise AssertionError(f"the Tab key never came to {pattern!r}: {passed}")

    def fill(self, pattern: str, text: str) -> None:
        """Go to a field and type into it."""
        self.reach(pattern)
        self.type(text)

    def choose(self, pattern: str, *, about: str = "") -> None:
        """Go to a button and press it."""
        self.reach(pattern, about=about)
        self.press("space")

    # Ends ----------------------------------------------------------------------------------------

    def end(self, how: int) -> int:
        """End the app by a signal; its exit status."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """Whatever happened, leave no process behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        self._errors.close()
