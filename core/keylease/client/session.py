"""The one façade for the command line and the desktop: one member in one team.

Down go a person's wishes as calls on its rooms; up come immutable snapshots. Every call
synchronises first, verifies all it is told, and leaves nothing half done. A room for acts is
imported when somebody first acts in it: whoever only opens a key does not wait for the others.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from keylease.client.connection import Connection
from keylease.client.courier import Courier, RelayFailed
from keylease.client.replica import Replica
from keylease.client.snapshot import Snapshot
from keylease.client.values import Values
from keylease.client.way import Way
from keylease.crypto.identity import Identity
from keylease.errors import KeyleaseError, Unreachable

if TYPE_CHECKING:
    from keylease.client.activity import Activity
    from keylease.client.apps import Apps
    from keylease.client.keys import Keys
    from keylease.client.lending import Lending
    from keylease.client.people import People
    from keylease.client.reviews import Incidents, Reviews
    from keylease.client.team import Team
    from keylease.insight.exposure import Exposure, ExposureIndex


class Look(Struct, frozen=True):
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
        self._exposure: ExposureIndex | None = None
        self._openings_to = 0
        self._revealed = 0

    @cached_property
    def team(self) -> Team:
        """Team and environments, rules, lists, policy: what holds for all."""
        from keylease.client.team import Team

        return Team(self.connection)

    @cached_property
    def people(self) -> People:
        """Inviting, letting in, roles, taking out."""
        from keylease.client.people import People

        return People(self.connection)

    @cached_property
    def keys(self) -> Keys:
        """Putting keys in and replacing their values."""
        from keylease.client.keys import Keys

        return Keys(self.connection, self.values)

    @cached_property
    def lending(self) -> Lending:
        """Sharing, asking for, renewing, ending."""
        from keylease.client.lending import Lending

        return Lending(self.connection, self.values)

    @cached_property
    def apps(self) -> Apps:
        """Services and CI, and their tokens."""
        from keylease.client.apps import Apps

        return Apps(self.connection)

    @cached_property
    def reviews(self) -> Reviews:
        """Looking at everybody's access and deciding what stays."""
        from keylease.client.reviews import Reviews

        return Reviews(self.connection)

    @cached_property
    def incidents(self) -> Incidents:
        """What went wrong, and what was done about it."""
        from keylease.client.reviews import Incidents

        return Incidents(self.connection)

    @cached_property
    def activity(self) -> Activity:
        """What happened, in order."""
        from keylease.client.activity import Activity

        return Activity(self.connection)

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
        from keylease.insight.exposure import ExposureIndex

        if self._exposure is None or self._revealed != self.connection.revealed:
            self._exposure, self._openings_to = ExposureIndex(), 0
            self._revealed = self.connection.revealed
        openings = self.connection.replica.openings(after=self._openings_to)
        if openings:
            self._exposure.add(openings)
            self._openings_to = openings[-1][0]
        return self._exposure.exposures(self.snapshot.state)

    def held_back(self) -> int:
        """Lines of the access log that the relay keeps from this member, who may read them all.

        Nobody can tell what they say: there may have been as many openings more.
        """
        from keylease.client.sight import held_back

        return held_back(self.connection.replica, self.snapshot.state, self.connection.me)

    def close(self) -> None:
        """Lock: forget the identity and let go of the files."""
        self.hush()
        self.connection.identity.wipe()
        self.connection.replica.close()
        self.connection.courier.transport.close()
