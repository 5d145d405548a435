"""What an agent keeps of opened values, for the hours in which the relay is not reached.

The environment's policy says for how long after its opening; 0, as in production, is not at all.
A value is kept in memory alone, and only where the relay counts nothing that we could not: not
under a limit of uses or of networks. Where the relay answers, every opening goes through it. A
use without it is written down on disk before the value is handed out, and put on record by
whichever program of this home reaches the relay next (core/DECISIONS.md, "Kept values").
"""

import time
from dataclasses import dataclass

from keylease.client.kept_uses import put_off
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.client.transport import Clock
from keylease.errors import Code, Unreachable
from keylease.ledger.standing import active_version, live, must_acknowledge
from keylease.model.access import Purpose, Report
from keylease.model.base import GrantId, KeyId, Time
from keylease.wire.record import ValueRecord


@dataclass(frozen=True)
class _Kept:
    record: ValueRecord
    grant: GrantId
    version: int
    at: Time
    ticks: float


class KeptValues:
    """Opens keys for an agent: by the relay, or where that is silent, from what was opened."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._kept: dict[KeyId, _Kept] = {}
        session.values.opened = self._keep

    def __len__(self) -> int:
        return len(self._kept)

    def open(self, key: KeyId, purpose: Purpose) -> tuple[ValueRecord, Time | None]:
        """The value in use, and when it was opened if it was kept since.

        Raises as `Values.open`; Unreachable where nothing usable is kept either.
        """
        try:
            record = self._session.values.open(key, purpose)
        except Unreachable as silence:
            kept = self._usable(key)
            if kept is None or silence.code is not Code.E_UNREACHED:
                raise
            use = Report(kept.grant, kept.version, purpose, self._clock())
            if not put_off(self._session.connection.replica, use):
                raise
            return kept.record, kept.at
        return record, None

    def drop_ended(self) -> None:
        """Forget what may not be used any more, as far as is known here."""
        self._kept = {key: one for key in self._kept if (one := self._usable(key)) is not None}

    def forget(self) -> None:
        """Forget all of them."""
        self._kept.clear()

    def _keep(self, now: Snapshot, id_: GrantId, version: int, record: ValueRecord) -> None:
        grant = now.grant(id_)
        if _hours(now, grant.key) and grant.max_uses is None and not grant.networks:
            at, ticks = self._clock(), time.monotonic()
            self._kept[grant.key] = _Kept(record, id_, version, at, ticks)

    def _usable(self, key: KeyId) -> _Kept | None:
        """What is kept of a key, if by all that is known it could still be opened."""
        kept, now, t = self._kept.get(key), self._session.connection.known, self._clock()
        if kept is None or now is None or now.frozen is not None:
            return None
        hours = _hours(now, key)
        # two clocks: one can be set back, the other stands while the computer sleeps
        in_time = 0 <= t - kept.at < hours and (time.monotonic() - kept.ticks) * 1000 < hours
        ended = live(now.state, kept.grant, t) or must_acknowledge(now.state, now.me)
        same = active_version(now.key(key)) == kept.version
        return kept if in_time and same and not ended else None


def _hours(now: Snapshot, key: KeyId) -> int:
    """How long (milliseconds) an agent may keep a value of this key."""
    return now.state.environments[now.key(key).environment].policy.agent_keeps
