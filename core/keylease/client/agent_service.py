"""What an agent does with a session for the programs of its OS user (PROTOCOL.md, "Identity").

It opens keys, each opening on record as if the person had asked, and never hands out the
seed. When its time is over, or it is told to lock, it forgets the identity.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any

from keylease.client.handing import (
    Pairs,
    mock_pairs,
    mock_told,
    prefers_mock,
    real_pairs,
    variable_of,
    wanted,
)
from keylease.client.kept_values import KeptValues
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.client.transport import Clock
from keylease.errors import Code, KeyleaseError, Refused, Usage
from keylease.launch.environment import build_environment
from keylease.model.access import Purpose
from keylease.model.base import KeyId
from keylease.model.plain import plain
from keylease.wire.record import ValueRecord

LARGEST_REQUEST = 64
"""Keys in one request."""


class AgentService:
    """Answers the agent's clients; `lock` is called when one asks for it."""

    def __init__(
        self, session: Session, *, clock: Clock, until: int | None, lock: Callable[[], None]
    ) -> None:
        self._session = session
        self._clock = clock
        self._until = until
        self._tell_locked = lock
        self._locked = False
        self._values = KeptValues(session, clock)
        self._turn = Lock()

    def handle(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reply to one request; raises KeyleaseError where the answer is no."""
        with self._turn:
            return self._handle(request)

    def look_after(self) -> None:
        """Once in a while: learn what was revoked, and drop what was kept of it."""
        with self._turn:
            if self._locked or not len(self._values):
                return
            with suppress(KeyleaseError):
                self._session.look()
            self._values.drop_ended()

    def _handle(self, request: dict[str, Any]) -> dict[str, Any]:
        if self._until is not None and self._clock() >= self._until:
            self._lock()
        if self._locked:
            raise Refused(Code.E_LOCKED)
        match request.get("op"):
            case "open":
                return self._open(request)
            case "run":
                return self._run(request)
            case "status":
                return self._status()
            case "lock":
                self._lock()
                return {"locked": True}
            case _:
                raise Usage(Code.E_USAGE)

    def _lock(self) -> None:
        """From here on nothing is answered, however long the ending takes."""
        self._locked = True
        self._values.forget()
        self._tell_locked()

    def _status(self) -> dict[str, Any]:
        now = self._session.snapshot
        return {"team": now.names.team, "member": now.names.of(now.me), "until": self._until}

    def _open(self, request: dict[str, Any]) -> dict[str, Any]:
        """Values of the keys named, in order, all of them or a refusal; and what is to be told."""
        names, purpose = _names(request), request.get("purpose")
        if not isinstance(purpose, str) or purpose not in set(Purpose):
            raise Usage(Code.E_USAGE)
        self._require_team(request.get("team"))
        said: list[str] = []
        opened = [self._opened(name, Purpose(purpose), said) for name in names]
        return {"opened": opened, "said": said}

    def _run(self, request: dict[str, Any]) -> dict[str, Any]:
        """Variables and values for a program, and what its person is to be told."""
        names = _names(request)
        self._require_team(request.get("team"))
        now = self._session.look().snapshot
        now.require_active()
        asked = [wanted(now, text) for text in names]
        mock, live = request.get("mock") is True, request.get("live") is True
        made_up = [mock or (prefers_mock(now, one.key) and not live) for one in asked]
        for one in asked:
            variable_of(now, one)  # whatever can be wrong is told before a key is opened
        pairs: Pairs = []
        said: list[str] = []
        for one, is_mock in zip(asked, made_up, strict=True):
            if is_mock:
                pairs += mock_pairs(now, one)
            else:
                record = self._value(now, one.key, Purpose.RUN, said)
                pairs += real_pairs(now, one, record)
        build_environment({}, pairs)
        unasked = zip(asked, made_up, strict=True) if not mock else ()
        said += [mock_told(now, one.key) for one, yes in unasked if yes]
        return {"pairs": pairs, "said": said}

    def _value(self, now: Snapshot, key: KeyId, purpose: Purpose, said: list[str]) -> ValueRecord:
        """The value of a key; where it was kept, that is said."""
        record, kept = self._values.open(key, purpose)
        if kept is not None:
            minutes = (self._clock() - kept) // 60_000
            said.append(
                f"{plain(now.names.of(key))}: the relay was not reached; this value was opened "
                f"{minutes} min ago. Its use goes on record when the relay is next reached."
            )
        return record

    def _require_team(self, wanted: object) -> None:
        now = self._session.snapshot
        if wanted is not None and wanted not in (now.names.team, now.state.team.hex()[:16]):
            raise Usage(Code.E_NO_TEAM, "What is unlocked is another team.")

    def _opened(self, name: str, purpose: Purpose, said: list[str]) -> dict[str, str]:
        now = self._session.look().snapshot
        now.require_active()
        key = now.key_named(name)
        record = self._value(now, key, purpose, said)
        opened = {
            "key": now.names.of(key),
            "provider": now.names.field(key, "provider"),
            "value": record.value,
        }
        return opened if record.base_url is None else {**opened, "base_url": record.base_url}


def _names(request: dict[str, Any]) -> list[str]:
    """The keys that a request names, some and not too many; Usage(E_USAGE) for anything else."""
    names = request.get("keys")
    if not isinstance(names, list) or not 1 <= len(names) <= LARGEST_REQUEST:
        raise Usage(Code.E_USAGE)
    return [str(name) for name in names]
