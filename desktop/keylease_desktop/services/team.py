"""The QObject around a session: wishes go down as jobs, snapshots come up as a signal.

Nothing else in the desktop touches a `Session`. One worker runs it; beside it a second one only
listens, so that what somebody else does shows within a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from keylease.assembly import Assembly
from keylease.errors import Code, KeyleaseError, StorageFailed
from keylease.model.events import RelayIdentity
from keylease.model.secret import Secret
from keylease_desktop.services.attention import Attention
from keylease_desktop.services.jobs import Jobs

if TYPE_CHECKING:
    from keylease.client.session import Session
    from keylease.client.snapshot import Snapshot

T = TypeVar("T")
Failed = Callable[[KeyleaseError], None]

PAUSES = (1_000, 2_000, 4_000, 8_000)
"""Milliseconds before a relay that was not reached is asked again; the last one for ever."""
SILENCE = (Code.E_UNREACHED, Code.E_STALE, Code.E_TEAM_FROZEN)
"""Of these is said that the team server is not reached, or that histories differ, and no more."""
A_MINUTE = 60_000
"""Milliseconds after which news are asked for in any case, and `minute_passed` is told."""
QUICK = 1_000
"""Milliseconds: whoever is told sooner, and finds nothing, listens again only after a pause."""


class TeamService(QObject):
    """One member's session in the window's terms.

    `snapshot_changed(Snapshot)` whenever something is new; `unlocked` and `locked`; `locking` while
    something can still be sent;
    `failed(KeyleaseError)` for what no caller handles; `busy_changed(str)` with what is being
    done, empty when nothing is; `reached_changed(bool)` with whether the relay answers;
    `moved(RelayIdentity)` when this member has gone over to where the ledger says the team is;
    `minute_passed` each minute while unlocked: "6 days" becomes "5 days" without anybody's doing.
    """

    snapshot_changed = Signal(object)
    unlocked = Signal()
    locking = Signal()
    locked = Signal()
    failed = Signal(object)
    busy_changed = Signal(str)
    reached_changed = Signal(bool)
    moved = Signal(object)
    minute_passed = Signal()

    def __init__(self, assembly: Assembly, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.assembly = assembly
        self._jobs = jobs
        self._session: Session | None = None
        self._snapshot: Snapshot | None = None
        self._reached = True
        self._trouble: KeyleaseError | None = None
        self._at: RelayIdentity | None = None
        self._asked_at = 0
        self._asking = False
        self._ear = Jobs(self)
        self._listening_since = 0.0
        self._in_vain = 0
        self._timer = QTimer(self, interval=A_MINUTE)
        self._timer.timeout.connect(self._ask_for_news)
        self._timer.timeout.connect(self.minute_passed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask_for_news)
        self.attention = Attention(self)

    @property
    def snapshot(self) -> Snapshot | None:
        """The newest snapshot; None while locked."""
        return self._snapshot

    @property
    def session(self) -> Session | None:
        """The open session, for the agent in this app; None while locked."""
        return self._session

    @property
    def is_open(self) -> bool:
        """Whether somebody is unlocked."""
        return self._session is not None

    @property
    def busy(self) -> bool:
        """Whether the worker has anything under way or waiting."""
        return not self._jobs.idle

    @property
    def reached(self) -> bool:
        """Whether the relay answered when it was last asked."""
        return self._reached

    @property
    def trouble(self) -> KeyleaseError | None:
        """Why the relay does not answer as it should: the one that is asked, or, while `reached`,
        the one that the ledger names and that cannot be gone over to yet. None for mere silence.
        """
        return self._trouble

    @property
    def asked_at(self) -> int:
        """When the relay last answered, by this computer's clock (milliseconds UTC)."""
        return self._asked_at

    def now(self) -> int:
        """This computer's clock, milliseconds UTC."""
        return self.assembly.clock()

    def unlock(
        self, passphrase: Secret, *, team: str | None = None, failed: Failed | None = None
    ) -> None:
        """Open the team of this home with a passphrase."""
        self.start(lambda: self.assembly.unlock(passphrase, team=team), failed=failed)

    def found(
        self, team: str, person: str, passphrase: Secret, *, failed: Failed | None = None
    ) -> None:
        """Found a team on an embedded relay."""
        self.start(lambda: self.assembly.found(team, person, passphrase), failed=failed)

    def join(
        self, link: str, person: str, passphrase: Secret, *, failed: Failed | None = None
    ) -> None:
        """Join a team by link."""
        self.start(lambda: self.assembly.join(link, person, passphrase), failed=failed)

    def restore(
        self,
        kit: str,
        backups: Sequence[Path],
        passphrase: Secret,
        *,
        failed: Failed | None = None,
    ) -> None:
        """Bring a team back from a kit and backups."""
        from keylease.recovery import restore  # seldom needed, and slow to read

        self.start(
            lambda: restore(self.assembly, kit, list(backups), passphrase).session, failed=failed
        )

    def start(
        self,
        make: Callable[[], Session],
        *,
        failed: Failed | None = None,
        before: Callable[[], None] | None = None,
    ) -> None:
        """Make a session in the worker and take it over, the one before locked; `before` is called
        in the window's thread just before it is told of.
        """

        def work() -> tuple[Session, Snapshot, bool]:
            session = make()
            known = session.connection.known
            try:
                # who knows nothing yet insists; else what is known is shown, and asked for again
                return session, session.refresh(patient=known is None), True
            except KeyleaseError:
                known = session.connection.known
                if known is None:
                    session.close()
                    raise
                return session, known, False  # offline or frozen: what is known is shown

        def take_over(opened: tuple[Session, Snapshot, bool]) -> None:
            if before is not None:
                before()
            self._take_over(opened)

        self._submit(work, take_over, failed, doing=self.tr("Unlocking…"))

    def aside(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Something slow that needs no team, in the worker; a failure is of no consequence."""
        self._jobs.submit(work, then, lambda _: None)

    def _take_over(self, opened: tuple[Session, Snapshot, bool]) -> None:
        self.lock()
        self._session, self._snapshot, reached = opened
        self._at = None
        self._set_reached(reached)
        self._timer.start()
        self.unlocked.emit()
        self.snapshot_changed.emit(self._snapshot)
        self._look_where()
        self._go_on(news=reached)

    def lock(self) -> None:
        """Forget the identity; the window shows nothing of the team from here on."""
        if self._session is None:
            return
        self.locking.emit()
        session, self._session, self._snapshot = self._session, None, None
        self._timer.stop()
        self._pause.stop()
        session.hush()
        self._ear.settle()
        self._asking, self._in_vain = False, 0
        self._trouble = None
        self._jobs.submit(session.close, kept=True)
        self.locked.emit()

    def close(self) -> None:
        """Lock, and end both lines of work: nothing of them is under way when this returns."""
        self.lock()
        self._jobs.close()
        self._ear.close()

    def act(
        self,
        work: Callable[[Session], T],
        *,
        doing: str,
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        kept: bool = False,
    ) -> None:
        """Carry out an act in the worker; the new snapshot is out before `then` runs. What is
        `kept` is done even where the app is closed before its turn.
        """

        def whole(session: Session) -> tuple[T, Snapshot]:
            result = work(session)
            return result, session.snapshot

        def done(outcome: tuple[T, Snapshot]) -> None:
            self._show(outcome[1])
            if then is not None and is_there(then):
                then(outcome[0])
            self._look_where()

        self._with_session(whole, done, failed, doing, kept=kept)

    def ask(
        self,
        work: Callable[[Session], T],
        then: Callable[[T], None],
        *,
        failed: Failed | None = None,
        doing: str = "",
    ) -> None:
        """Read something in the worker that the snapshot does not hold."""
        self._with_session(work, then, failed, doing)

    def refresh(self) -> None:
        """Look for news now."""
        self._ask_for_news()

    def _with_session(
        self,
        work: Callable[[Session], Any],
        then: Callable[[Any], None],
        failed: Failed | None,
        doing: str,
        *,
        kept: bool = False,
    ) -> None:
        session = self._session
        if session is None:
            return

        def still_open(result: object) -> None:
            if self._session is session and is_there(then):
                then(result)

        self._submit(lambda: work(session), still_open, failed, doing=doing, kept=kept)

    def _submit(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Failed | None,
        *,
        doing: str,
        kept: bool = False,
    ) -> None:
        def tell(what: str) -> None:
            if doing:
                self.busy_changed.emit(what)

        def done(result: object) -> None:
            tell("")
            then(result)

        def wrong(error: Exception) -> None:
            tell("")
            known = error if isinstance(error, KeyleaseError) else _unexpected(error)
            if failed is None or is_there(failed):
                (failed or self.failed.emit)(known)

        tell(doing)
        self._jobs.submit(work, done, wrong, kept=kept)

    def _ask_for_news(self) -> None:
        """One quiet question at a time; what goes wrong shows as a state, not as a dialog."""
        session = self._session
        if session is None or self._asking:
            return
        self._asking = True
        self._pause.stop()
        before = self._snapshot

        def answered(snapshot: Snapshot) -> None:
            self._asking = False
            if self._session is session:
                self._set_reached(True)
                self._show(snapshot)
                self._look_where()
                self._go_on(news=before is None or _differs(before, snapshot))

        def silent(error: Exception) -> None:
            self._asking = False
            if self._session is session:
                self._judge(error, session)
                self._go_on(news=False)

        self._jobs.submit(lambda: session.refresh(patient=False), answered, silent)

    def _go_on(self, *, news: bool) -> None:
        """Listen for the next news; after a pause where the relay is silent, or talks in vain."""
        lasted = (time.monotonic() - self._listening_since) * 1000
        if self._reached and (news or lasted > QUICK):
            self._in_vain = 0
            self._listen()
        else:
            self._pause.start(PAUSES[min(self._in_vain, len(PAUSES) - 1)])
            self._in_vain += 1

    def _listen(self) -> None:
        session = self._session
        if session is None or not self._ear.idle:
            return
        self._listening_since = time.monotonic()

        def heard(_: object) -> None:
            if self._session is session:
                self._ask_for_news()
            else:
                self._listen()  # somebody else was unlocked before this one had ended

        self._ear.submit(session.listen, heard, heard)

    def know_the_way(self) -> None:
        """Tell nobody of where the team is now: whoever has just brought it there knows."""
        if self._snapshot is not None:
            self._at = self._snapshot.state.relay

    def _look_where(self) -> None:
        """After an answer: whether it came from another place, and whether one is gone to yet."""
        way = None if self._session is None else self._session.connection.way
        self._trouble = None if way is None else way.trouble
        if way is None or self._snapshot is None or way.at != self._snapshot.state.relay:
            return  # not gone to yet
        before, self._at = self._at, way.at
        if way.moved if before is None else before != way.at:
            self.moved.emit(way.at)

    def _judge(self, error: Exception, session: Session) -> None:
        known = error if isinstance(error, KeyleaseError) else _unexpected(error)
        frozen = session.connection.known
        if frozen is not None:
            self._show(frozen)
        before = self._trouble
        self._trouble = None if known.code in SILENCE else known
        self._set_reached(frozen is not None and frozen.frozen is not None)
        if known.code is Code.E_INTERNAL and (before is None or before.code is not known.code):
            self.failed.emit(known)

    def _show(self, snapshot: Snapshot) -> None:
        if self._session is None or snapshot is self._snapshot:
            return
        before, self._snapshot = self._snapshot, snapshot
        if before is None or _differs(before, snapshot):
            self.snapshot_changed.emit(snapshot)

    def _set_reached(self, reached: bool) -> None:
        if reached:
            self._asked_at = self.now()
        if reached != self._reached:
            self._reached = reached
            self.reached_changed.emit(reached)


def is_there(callback: Callable[..., object]) -> bool:
    """Whether who is to be called back still exists: a dialog may have been closed meanwhile."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _differs(before: Snapshot, after: Snapshot) -> bool:
    """Whether there is anything new to show, beyond a younger head."""
    return (
        before.state.head != after.state.head
        or before.access != after.access
        or before.frozen != after.frozen
        or before.seen != after.seen
    )


def _unexpected(error: Exception) -> KeyleaseError:
    """A fault of our own, as a person may read it; its text may hold anything and is not shown."""
    internal = StorageFailed(Code.E_INTERNAL)
    internal.__cause__ = error
    return internal
