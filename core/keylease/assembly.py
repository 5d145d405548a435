"""The one composition root: from a home folder to a session, over whatever relay serves it.

Here, and only here, the clock, the source of randomness, the disk and the relay are chosen. What
only some ways need is imported where that way is gone: a `get` and a window wait for every import.
"""

from __future__ import annotations

import importlib
import secrets
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import structs

from keylease import __version__
from keylease.client.address import is_remote, place_of
from keylease.client.profile import EmbeddedRelay, Home, Profile, TeamFolder, folder_of
from keylease.crypto.identity import Identity
from keylease.crypto.passphrase import MODERATE, Cost
from keylease.errors import Code, KeyleaseError, Refused, Tampered, Unreachable, Usage
from keylease.model.events import RelayIdentity
from keylease.model.secret import Secret

if TYPE_CHECKING:
    from keylease.client.app_session import AppSession
    from keylease.client.replica import Replica
    from keylease.client.session import Session
    from keylease.client.transport import Arrival, Clock, Random, Transport
    from keylease.client.way import Way
    from keylease.embedded import InProcess
    from keylease.relay.desk import Desk
    from keylease.store.base import Store
    from keylease.wire.invite import InviteLink

SESSION_ROOMS = ("keylease.client.session", "keylease.store.sqlite")
HTTPS, EMBEDDED = "keylease.client.https", "keylease.embedded"
_LIVES_ELSEWHERE = (
    "This link leads to a team that lives on the computer where the link was made, and is reached "
    "from that one only. Its owner has to host it (`keylease relay host`) or move it to a team "
    "server (`keylease relay move`), and send a new link."
)
OpenStore: TypeAlias = "Callable[[Path], Store]"
"""Opens the store at a path, made if it is not there."""


def system_clock() -> int:
    """This computer's clock, milliseconds UTC."""
    return time.time_ns() // 1_000_000


def open_file(path: Path) -> Store:
    """The store in a file of a home."""
    from keylease.store.sqlite import SqliteStore

    return SqliteStore.open(path)


@dataclass(frozen=True)
class Assembly:
    """Builds sessions for one home. Tests and the demo pass their own clock and cost."""

    home: Home
    clock: Clock = system_clock
    random: Random = secrets.token_bytes
    client: str = f"keylease/{__version__}"
    cost: Cost = MODERATE
    open_store: OpenStore = open_file

    def read_ahead(self, folder: TeamFolder) -> None:
        """Import what a session of that team takes, while something else is waited for."""
        rooms = [*SESSION_ROOMS]
        with suppress(KeyleaseError):  # what is wrong with the folder, unlocking it tells
            relay = folder.profile().relay
            rooms.append(HTTPS if self.is_elsewhere(relay) else EMBEDDED)
        for room in rooms:
            importlib.import_module(room)

    def found(self, team: str, person: str, passphrase: Secret) -> Session:
        """Found a team on an embedded relay in this home, with the usual environments."""
        from keylease.client.joining import DEFAULT_ENVIRONMENTS, Founding, first_entry
        from keylease.ledger.chain import team_id
        from keylease.model.access import Refusal

        self.home.prepare()
        identity = Identity.generate()
        relay = self.new_relay()
        creation = first_entry(identity, Founding(team, person, relay), self.clock, self.random)
        desk, transport = self.desk(self.hosted(relay))
        reply = desk.found((creation,))
        transport.close()
        if isinstance(reply, Refusal):
            raise Refused(Code[reply.code])
        profile = Profile(
            v=1,
            team=team_id(creation),
            member=identity.member_id,
            team_name=team,
            own_name=person,
            relay=relay,
        )
        folder = self.home.add(profile, identity, passphrase, cost=self.cost)
        way = self.way(folder, identity)
        session = self.session(folder, profile, identity, self.transport(relay), way)
        for name, policy in DEFAULT_ENVIRONMENTS.items():
            session.team.add_environment(name, policy)
        return session

    def new_relay(self) -> RelayIdentity:
        """Make the folder and the signing key of an embedded relay in this home."""
        from keylease.embedded import make_relay

        return make_relay(self.home)

    def desk(self, relay: EmbeddedRelay) -> tuple[Desk, InProcess]:
        """An embedded relay's desk, its store made if it is not there, and the way to it."""
        from keylease.embedded import open_desk

        return open_desk(relay, self.open_store, self.clock)

    def hosted(self, relay: RelayIdentity) -> EmbeddedRelay:
        """The relay's folder in this home, though the home may have been moved since."""
        return self.home.relay(relay.key)

    def lives_here(self, relay: RelayIdentity) -> bool:
        """Whether its folder is in this home."""
        return self.hosted(relay).path.exists()

    def at_home(self, relay: RelayIdentity) -> EmbeddedRelay:
        """The relay's folder in this home. Refused(E_MOVED) where the team lives elsewhere."""
        if not self.lives_here(relay):
            raise Refused(Code.E_MOVED, "The team does not live on this computer.")
        return self.hosted(relay)

    def embedded(self, relay: RelayIdentity) -> EmbeddedRelay:
        """The relay's folder here, or the one that its address names."""
        if self.lives_here(relay):
            return self.hosted(relay)
        folder = folder_of(relay.address)
        if folder is None:
            raise Usage(Code.E_LINK, "The team's relay does not run on this computer.")
        if not (folder / "ledger.db").exists():
            raise Unreachable(Code.E_UNREACHED, f"There is no relay in {folder}.")
        return EmbeddedRelay(folder)

    def require_usable(self, relay: RelayIdentity) -> None:
        """Refuse a relay that has no folder here, or no address that may be asked.

        Nothing is to be made for one: Unreachable, Usage(E_LINK, E_PATH).
        """
        if self.is_elsewhere(relay):
            place_of(relay.address)
            return
        try:
            self.embedded(relay)
        except Unreachable:
            raise Unreachable(Code.E_UNREACHED, _LIVES_ELSEWHERE) from None

    def is_elsewhere(self, relay: RelayIdentity) -> bool:
        """Whether it is reached over the network: one that is hosted here is not, for who hosts."""
        return is_remote(relay.address) and not self.lives_here(relay)

    def transport(self, relay: RelayIdentity) -> Transport:
        """The way to a relay; whatever was due while nobody ran it is done first.

        Where the relay waits to be told the date, or is behind its own last record, the way is
        there all the same: it says so itself to whoever asks for something.
        """
        if self.is_elsewhere(relay):
            from keylease.client.https import HttpsTransport  # an embedded relay needs no TLS

            return HttpsTransport(relay)
        try:
            place = self.embedded(relay)
        except Unreachable as missing:
            from keylease.client.transport import Nowhere

            return Nowhere(missing)
        desk, transport = self.desk(place)
        with suppress(Refused):
            desk.sweep()
        return transport

    def arrival(self, relay: RelayIdentity) -> Arrival:
        """The way to a relay on a network that a team may come to. Usage(E_LINK) for another."""
        if not is_remote(relay.address):
            raise Usage(Code.E_LINK, "A team moves to a relay on a network, and this is none.")
        from keylease.client.https import HttpsTransport

        return HttpsTransport(relay)

    def confirm_date(self, today: int, *, team: str | None = None) -> None:
        """Tell the embedded relay that the clock, which has jumped ahead, shows the right day.

        Refused(E_TIME_RAN) where `today` (milliseconds UTC) is another day than the clock's.
        """
        desk, transport = self.desk(self.embedded(self.home.choose(team).profile().relay))
        try:
            desk.confirm_date(today)
            desk.sweep()
        finally:
            transport.close()

    def unlock(self, passphrase: Secret, *, team: str | None = None) -> Session:
        """A session in the only team of this home, or the one of that name or id."""
        folder = self.home.choose(team)
        return self.open(folder, folder.unlock(passphrase, floor=self.cost))

    def unlock_by_key_ring(self, *, team: str | None = None) -> Session:
        """The same by the system's key ring, where that was wanted. Refused(E_UNLOCK) otherwise."""
        from keylease.client.key_ring import identity_by_key_ring

        folder = self.home.choose(team)
        return self.open(folder, identity_by_key_ring(folder))

    def open(self, folder: TeamFolder, identity: Identity) -> Session:
        """A session of an identity that its folder has given out, over the team's relay."""
        profile = folder.profile()
        session = self.session(
            folder, profile, identity, self.transport(profile.relay), self.way(folder, identity)
        )
        known = session.connection.known
        if known is not None and known.names.team not in ("", profile.team_name):
            folder.write_profile(structs.replace(profile, team_name=known.names.team), identity)
        return session

    def way(self, folder: TeamFolder, identity: Identity) -> Way:
        """From the relay that the profile knows to the one that the ledger names."""
        from keylease.client.way import Way

        def settle(relay: RelayIdentity) -> None:
            folder.write_profile(structs.replace(folder.profile(), relay=relay), identity)

        return Way(folder.profile().relay, self.transport, settle)

    def session(
        self,
        folder: TeamFolder,
        profile: Profile,
        identity: Identity,
        transport: Transport,
        way: Way | None = None,
    ) -> Session:
        """A session of an identity that is open, over its folder's replica.

        Without a `way` it stays with the relay that `transport` leads to. Where there cannot be
        one, whatever was opened for it is closed again.
        """
        from keylease.client.replica import Replica

        def anew() -> Store:
            replica.close()
            folder.set_replica_aside()
            return self.open_store(folder.replica)

        with ExitStack() as undo:
            undo.callback(transport.close)
            undo.callback(identity.wipe)
            replica = Replica(self.open_store(folder.replica), anew)
            undo.callback(replica.close)
            session = self._session(profile, identity, transport, replica, way)
            undo.pop_all()
        return session

    def _session(
        self,
        profile: Profile,
        identity: Identity,
        transport: Transport,
        replica: Replica,
        way: Way | None,
    ) -> Session:
        from keylease.client.courier import Courier
        from keylease.client.session import Session

        courier = Courier(
            team=profile.team,
            relay=profile.relay.key,
            author=identity.member_id,
            signer=identity,
            transport=transport,
            replica=replica,
            clock=self.clock,
            random=self.random,
            client=self.client,
        )
        return Session(identity, courier, replica, way)

    def join(self, link: str, person: str, passphrase: Secret) -> Session:
        """Join a team by an invite link; one is pending until somebody lets one in.

        The new identity is on disk before the relay hears of it, so that a join cut short can
        be repeated with the same link and passphrase.
        """
        from keylease.wire.invite import read_link

        invite = read_link(link)
        self.require_usable(invite.relay)
        begun = self.home.folder(invite.team).path.exists()
        folder, identity = self._newcomer(invite, person, passphrase)
        try:
            self._enter(invite, folder, identity, person)
            transport = self.transport(invite.relay)
            way = self.way(folder, identity)
            session = self.session(folder, folder.profile(), identity, transport, way)
            self._settle(session)
        except (Refused, Usage, Tampered):
            # Only after a clear no is nothing lost: what was not answered may have been heard.
            if not begun:
                folder.remove()
            raise
        return session

    def _settle(self, session: Session) -> None:
        """The newcomer's first look; whom the relay does not know has come with a used invite."""
        try:
            session.refresh()
        except KeyleaseError as error:
            session.close()
            if error.code is Code.E_SIG and isinstance(error, Refused):
                raise Refused(Code.E_INVITE_USED) from None
            raise

    def _newcomer(
        self, invite: InviteLink, person: str, passphrase: Secret
    ) -> tuple[TeamFolder, Identity]:
        """The folder and identity to join with: new ones, or those of a join cut short."""
        from keylease.client.replica import Replica
        from keylease.wire.names import check_name

        folder = self.home.folder(invite.team)
        if folder.path.exists():
            identity = folder.unlock(passphrase, floor=self.cost)
            with self.open_store(folder.replica) as store:
                joined = Replica(store).joined(identity.member_id)
            if joined:
                raise Usage(Code.E_TEAM_EXISTS, "You have joined this team here already.")
            return folder, identity
        identity = Identity.generate()
        profile = Profile(
            v=1,
            team=invite.team,
            member=identity.member_id,
            team_name=folder.path.name,
            own_name=check_name(person),
            relay=invite.relay,
        )
        return self.home.add(profile, identity, passphrase, cost=self.cost), identity

    def _enter(
        self,
        invite: InviteLink,
        folder: TeamFolder,
        identity: Identity,
        person: str,
    ) -> None:
        """Say the join with the invite's key, unless this identity said it before."""
        from keylease.client.courier import Courier
        from keylease.client.joining import Joiner
        from keylease.client.replica import Replica
        from keylease.crypto.metadata import invite_signing_key

        transport = self.transport(invite.relay)
        with closing(transport), self.open_store(folder.replica) as store:
            courier = Courier(
                team=invite.team,
                relay=invite.relay.key,
                author=invite.invite,
                signer=invite_signing_key(invite.secret),
                transport=transport,
                replica=Replica(store),
                clock=self.clock,
                random=self.random,
                client=self.client,
                patient=True,
            )
            try:
                Joiner(invite, identity, courier).join(person)
            except Refused as refused:
                # The join of this very identity may have arrived when its answer was lost; the
                # synchronisation that follows shows whether it did.
                if refused.code is not Code.E_INVITE_USED:
                    raise

    def app(self, token: str) -> AppSession:
        """What a program with a token can do; nothing is kept on disk."""
        from keylease.client.app_session import AppSession
        from keylease.wire.token import read_token

        parsed = read_token(token)
        transport = self.transport(parsed.relay)
        return AppSession(
            parsed, transport, self.clock, self.random, self.client, reach=self.transport
        )
