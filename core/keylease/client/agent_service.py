"""What an agent does with a session for the programs of its OS user (PROTOCOL.md, "Identity").

It opens keys, each opening on record as if the person had asked, and never hands out the
seed. When its time is over, or it is told to lock, it forgets the identity.
"""

from collections.abc import Callable
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
from keylease.client.session import Session
from keylease.client.transport import Clock
from keylease.errors import Code, Refused, Usage
from keylease.launch.environment import build_environment
from keylease.model.access import Purpose

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

    def handle(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reply to one request; raises KeyleaseError where the answer is no."""
        if self._until is not None and self._clock() >= self._until:
            self._lock()
        if self._locked:
            raise Refused(Code.E_LOCKED)
        match request.get("op"):
            case "open":
                return {"opened": self._open(request)}
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
        self._tell_locked()

    def _status(self) -> dict[str, Any]:
        now = self._session.snapshot
        return {"team": now.names.team, "member": now.names.of(now.me), "until": self._until}

    def _open(self, request: dict[str, Any]) -> list[dict[str, str]]:
        """Values of the keys named, in order; all of them or a refusal."""
        names, purpose = _names(request), request.get("purpose")
        if not isinstance(purpose, str) or purpose not in set(Purpose):
            raise Usage(Code.E_USAGE)
        self._require_team(request.get("team"))
        return [self._opened(name, Purpose(purpose)) for name in names]

    def _run(self, request: dict[str, Any]) -> dict[str, Any]:
        """Variables and values for a program, and what its person is to be told."""
        names = _names(request)
        self._require_team(request.get("team"))
        now = self._session.refresh()
        now.require_active()
        asked = [wanted(now, text) for text in names]
        mock, live = request.get("mock") is True, request.get("live") is True
        made_up = [mock or (prefers_mock(now, one.key) and not live) for one in asked]
        for one in asked:
            variable_of(now, one)  # whatever can be wrong is told before a key is opened
        pairs: Pairs = []
        for one, is_mock in zip(asked, made_up, strict=True):
            if is_mock:
                pairs += mock_pairs(now, one)
            else:
                record = self._session.values.open(one.key, Purpose.RUN)
                pairs += real_pairs(now, one, record)
        build_environment({}, pairs)
        unasked = zip(asked, made_up, strict=True) if not mock else ()
        return {"pairs": pairs, "said": [mock_told(now, one.key) for one, yes in unasked if yes]}

    def _require_team(self, wanted: object) -> None:
        now = self._session.snapshot
        if wanted is not None and wanted not in (now.names.team, now.state.team.hex()[:16]):
            raise Usage(Code.E_NO_TEAM, "What is unlocked is another team.")

    def _opened(self, name: str, purpose: Purpose) -> dict[str, str]:
        now = self._session.refresh()
        now.require_active()
        key = now.key_named(name)
        record = self._session.values.open(key, purpose)
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
