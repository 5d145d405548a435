"""Decisions that can still be taken back: each is held for ten seconds, then sent with others.

They live in this program alone. What was not sent is not decided, and goes with it if it dies.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from keylease.model.events import Decision

SECONDS = 10
"""For how long each can be taken back, at least."""
AT_LATEST = 20
"""Whoever decides without a pause has the oldest sent after so many seconds, and not one by one."""
A_SECOND = 1000


@dataclass
class _Stroke:
    """What one keystroke has decided, and how many seconds ago."""

    decisions: tuple[Decision, ...]
    age: int = 0


class Held(QObject):
    """The newest word on a subject counts. `changed` with every second and every decision;
    `ripe(list of Decision)` are to be sent now.
    """

    changed = Signal()
    ripe = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[_Stroke] = []
        self.by_subject: dict[str, Decision] = {}
        self._timer = QTimer(self, interval=A_SECOND)
        self._timer.timeout.connect(self.tick)

    @property
    def count(self) -> int:
        """How many subjects wait."""
        return len(self.by_subject)

    @property
    def seconds_left(self) -> int:
        """How long the last stroke can be taken back at least."""
        return max(SECONDS - self._strokes[-1].age, 0) if self._strokes else 0

    def hold(self, decisions: Sequence[Decision]) -> None:
        """One keystroke's decisions."""
        if decisions:
            self._strokes.append(_Stroke(tuple(decisions)))
            self._timer.start()
            self._changed()

    def undo(self) -> tuple[Decision, ...]:
        """Take the last keystroke back; what it had decided, nothing if there is none."""
        if not self._strokes:
            return ()
        last = self._strokes.pop()
        self._changed()
        return last.decisions

    def drop(self, subjects: set[str]) -> None:
        """Forget these: somebody else has decided on them."""
        for stroke in self._strokes:
            stroke.decisions = tuple(d for d in stroke.decisions if d.subject not in subjects)
        self._strokes = [stroke for stroke in self._strokes if stroke.decisions]
        self._changed()

    def flush(self) -> None:
        """Send all of them now."""
        self._send(self._strokes)

    def tick(self) -> None:
        """A second has gone by."""
        for stroke in self._strokes:
            stroke.age += 1
        ripe = [stroke for stroke in self._strokes if stroke.age >= SECONDS]
        if ripe and (len(ripe) == len(self._strokes) or ripe[0].age >= AT_LATEST):
            self._send(ripe)
        else:
            self.changed.emit()

    def _send(self, strokes: list[_Stroke]) -> None:
        self._strokes = self._strokes[len(strokes) :]  # ripe are the first
        later = {one.subject for stroke in self._strokes for one in stroke.decisions}
        sent = {one.subject: one for stroke in strokes for one in stroke.decisions}
        going = [one for subject, one in sent.items() if subject not in later]
        if going:
            self.ripe.emit(going)
        self._changed()

    def _changed(self) -> None:
        self.by_subject = {one.subject: one for s in self._strokes for one in s.decisions}
        if not self._strokes:
            self._timer.stop()
        self.changed.emit()
