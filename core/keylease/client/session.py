"""The one façade for the command line and the desktop: one member in one team.

Down go a person's wishes as calls on its rooms; up come immutable snapshots. Every call
synchronises first, verifies all it is told, and leaves nothing half done.
"""

from dataclasses import dataclass

from keylease.client.activity import Activity
from keylease.client.apps import Apps
from keylease.client.connection import Connection
from keylease.client.courier import Courier, RelayFailed
from keylease.client.keys import Keys
from keylease.client.lending import Lending
from keylease.client.people import People
from keylease.client.replica import Replica
from keylease.client.reviews import Incidents, Reviews
from keylease.client.snapshot import Snapshot
from keylease.client.team import Team
from keylease.client.values import Values
from keylease.client.way import Way
from keylease.crypto.identity import Identity
from keylease.errors import KeyleaseError, Unreachable
from keylease.insight.exposure import Exposure, ExposureIndex


@dataclass(frozen=True)
class Look:
    """What is so; with `trouble`, what was so at the time of the snapshot's `checked`, and why."""

    snapshot: Snapshot
    trouble: KeyleaseError | None = None


class Session:
    """A member at work in a team; made by `assembly`."""

    def __init__(
        self, identity: Identity, courier: Courier, replica: Replica, way: Way | None = None
    ) -> None:
        self.connection = Connection(identity, courier, replica, way)
        self.values = Values(self.connection)
        self.connection.watch(self.values.keep_new)
        self.connection.watch(self.values.tell_uses)
        self.team = Team(self.connection)
        self.people = People(self.connection)
        self.keys = Keys(self.connection, self.values)
        self.lending = Lending(self.connection, self.values)
        self.apps = Apps(self.connection)
        self.reviews = Reviews(self.connection)
        self.incidents = Incidents(self.connection)
        self.activity = Activity(self.connection)
        self._exposure = ExposureIndex()
        self._openings_to = 0
        self._revealed = 0

    @property
    def me(self) -> str:
        """One's own member id."""
        return self.connection.me

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot held here, without asking the relay."""
        return self.connection.snapshot

    def refresh(self, *, patient: bool = True) -> Snapshot:
        """Synchronise with the relay and return what is so now."""
        return self.connection.refresh(patient=patient)

    def listen(self) -> None:
        """Return as soon as there may be news, or in vain after half a minute at most.

        For a second thread, beside everything else. What the relay says is only a hint: `refresh`
        fetches and verifies. Raises Unreachable, also when the session is hushed or closed.
        """
        self.connection.listen()

    def hush(self) -> None:
        """End whoever listens, within a moment and for good; from any thread, without waiting."""
        self.connection.courier.transport.hush()

    def look(self) -> Look:
        """The same for whoever only looks: where the relay is not reached, what was known before.

        Raises as `refresh` where nothing is known, and whatever is no matter of reaching it.
        """
        try:
            return Look(self.connection.refresh(patient=False))
        except (Unreachable, RelayFailed) as why:
            known = self.connection.known
            if known is None:
                raise
            return Look(known, why)

    def exposures(self) -> list[Exposure]:
        """Who has seen, keeps, entered or is declared to know which version."""
        if self._revealed != self.connection.revealed:
            self._exposure, self._openings_to = ExposureIndex(), 0
            self._revealed = self.connection.revealed
        openings = self.connection.replica.openings(after=self._openings_to)
        if openings:
            self._exposure.add(openings)
            self._openings_to = openings[-1][0]
        return self._exposure.exposures(self.snapshot.state)

    def close(self) -> None:
        """Lock: forget the identity and let go of the files."""
        self.hush()
        self.connection.identity.wipe()
        self.connection.replica.close()
        self.connection.courier.transport.close()
