"""Coming back: kit and backup bring back a team, colleagues follow, and a database gets back what
it lost.

What is checked stands in `client/restoring.py` and `client/copies.py`; here homes and relays are
put together (core/PROTOCOL.md, "Export").
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import structs

from keylease.assembly import Assembly
from keylease.client.address import is_remote, place_of
from keylease.client.copies import History, copy_in, own_copy, unite
from keylease.client.kit import read_kit
from keylease.client.profile import Profile
from keylease.client.replica import Replica
from keylease.client.restoring import fill, homecoming, own_values, require_extension, reseal_all
from keylease.client.session import Session
from keylease.client.sync import Synchroniser
from keylease.client.transport import Clock, Nowhere
from keylease.crypto.identity import Identity
from keylease.errors import Code, KeyleaseError, Refused, Tampered, Unreachable, Usage
from keylease.model.base import KeyId
from keylease.model.events import RelayIdentity
from keylease.model.roles import Role, Status
from keylease.model.secret import Secret
from keylease.relay.desk import Desk
from keylease.relay.folder import StateFolder
from keylease.relay.settings import Settings
from keylease.relay.vault import Vault
from keylease.store.base import Store
from keylease.store.memory import MemoryStore
from keylease.store.opening import open_store
from keylease.wire.relay_link import read_relay_link, write_relay_link


@dataclass(frozen=True)
class Restored:
    """What came back.

    `link` is for colleagues, where there is a new relay; `resealed` grants open again; `missing`
    are versions whose value no backup had, `waiting` keys lent out that others have to seal anew.
    """

    session: Session
    link: str | None
    events: int
    lines: int
    values: int
    resealed: int
    missing: tuple[tuple[KeyId, int], ...]
    waiting: tuple[KeyId, ...]


def restore(
    assembly: Assembly,
    kit: str,
    backups: Sequence[Path],
    passphrase: Secret,
    *,
    relay_lost: bool = False,
) -> Restored:
    """Bring an identity, its team and its values back from recovery kit and exports.

    Where the team's relay is still there, it is used. Where it is lost, an owner makes a new
    one, and others get their values alone; of one on a network that has to be said
    (`relay_lost`), since it may only be silent. Raises Usage(E_KIT, E_IMPORT, E_TEAM,
    E_TEAM_EXISTS), Refused(E_AUTHOR_INACTIVE), Unreachable, Tampered; then nothing is left behind.
    """
    paper = read_kit(kit)
    history = unite([copy_in(folder) for folder in backups])
    if paper.team not in (None, history.state.team):
        raise Usage(Code.E_TEAM, "This kit is of another team than the backup.")
    identity = Identity.from_seed(paper.seed)
    member = history.state.members.get(identity.member_id)
    if member is None or member.status is not Status.ACTIVE:
        raise Refused(Code.E_AUTHOR_INACTIVE, "This kit is of nobody active in this team.")
    alive = not relay_lost and _is_there(assembly, history.state.relay)
    makes_one = member.role is Role.OWNER and not alive
    relay = assembly.new_relay() if makes_one else history.state.relay
    try:
        return _come_back(assembly, identity, history, relay, passphrase, alive or makes_one)
    except KeyleaseError:
        if makes_one:
            shutil.rmtree(assembly.hosted(relay).path)
        raise


def _is_there(assembly: Assembly, relay: RelayIdentity) -> bool:
    """Whether the relay is still where it was; one on a network is, until it is said to be lost."""
    if assembly.is_elsewhere(relay):
        return True
    try:
        assembly.embedded(relay)
    except Unreachable:
        return False
    return True


def _come_back(
    assembly: Assembly,
    identity: Identity,
    history: History,
    relay: RelayIdentity,
    passphrase: Secret,
    served: bool,
) -> Restored:
    profile = Profile(
        v=1,
        team=history.state.team,
        member=identity.member_id,
        team_name=history.state.team.hex(),
        own_name=identity.member_id,
        relay=relay,
    )
    folder = assembly.home.add(profile, identity, passphrase, cost=assembly.cost)
    try:
        with assembly.open_store(folder.replica) as store:
            fill(Replica(store), history, identity.member_id)
        session = assembly.session(folder, profile, identity, assembly.transport(relay))
        try:
            return _settle(assembly, session, history, profile, served)
        except KeyleaseError:
            session.close()
            raise
    except KeyleaseError:
        folder.remove()
        raise


def _settle(
    assembly: Assembly, session: Session, history: History, profile: Profile, served: bool
) -> Restored:
    """Bring the relay into step, seal the grants anew, and say what there is."""
    relay, link = profile.relay, None
    resealed, waiting = 0, tuple[KeyId, ...]()
    if relay != history.state.relay:
        _begin(assembly, session, history, relay)
        link = write_relay_link(relay)
    if served:
        _synchronise(session, relay)
    if link is not None:
        resealed, waiting = reseal_all(session)
    there, missing = own_values(session)
    now = session.snapshot
    named = structs.replace(profile, team_name=now.names.team, own_name=now.names.of(now.me))
    folder, identity = assembly.home.folder(profile.team), session.connection.identity
    folder.write_profile(named, identity)
    session.connection.way = assembly.way(folder, identity)
    return Restored(
        session=session,
        link=link,
        events=now.state.head.seq + 1,
        lines=now.access.seq,
        values=len(there),
        resealed=resealed,
        missing=missing,
        waiting=waiting,
    )


def _synchronise(session: Session, relay: RelayIdentity) -> None:
    try:
        session.refresh()
    except Unreachable as silent:
        if not is_remote(relay.address):
            raise
        detail = f"{relay.address} does not answer; if it is lost for good, add --relay-lost."
        raise Unreachable(silent.code, detail) from silent


def _begin(assembly: Assembly, session: Session, history: History, relay: RelayIdentity) -> None:
    """Load the new relay with the history and the owner's word that it is the team's now."""
    own = homecoming(session, relay)
    desk, transport = assembly.desk(assembly.hosted(relay))
    try:
        events = [*(entry for entry, _ in history.events), *own]
        desk.restore_missing(events, history.lines, history.envelopes)
    finally:
        transport.close()


def followed(link: str) -> str:
    """Where the link of an owner leads, as a person reads it; nothing is sent. Usage(E_LINK)."""
    return str(place_of(read_relay_link(link).address))


def follow(
    assembly: Assembly, link: str, passphrase: Secret, *, team: str | None = None
) -> Session:
    """Go over to the relay that an owner has brought the team back on.

    It has to show a history that goes on from this member's copy, and in it an owner's word:
    Tampered(E_ROLLBACK, E_FORK, E_RELAY_KEY), and nothing has changed.
    """
    relay = read_relay_link(link)
    folder = assembly.home.choose(team)
    identity = folder.unlock(passphrase, floor=assembly.cost)
    profile = structs.replace(folder.profile(), relay=relay)
    session = assembly.session(folder, profile, identity, assembly.transport(relay))
    try:
        named, goes_on = _shown_by(session, relay)
        if named != relay:  # where it is, and by which certificate, an owner has signed otherwise
            courier = session.connection.courier
            courier.transport.close()
            courier.transport = assembly.transport(named)
            _, goes_on = _shown_by(session, named)
        if not goes_on:
            session.connection.start_anew()
        session.refresh()
        folder.write_profile(structs.replace(profile, relay=named), identity)
        session.connection.way = assembly.way(folder, identity)
    except KeyleaseError:
        session.close()
        raise
    return session


def _shown_by(session: Session, relay: RelayIdentity) -> tuple[RelayIdentity, bool]:
    """Whom the history there names as the team's relay, and whether it goes on from ours."""
    with MemoryStore() as store:
        shown = Replica(store)
        courier = replace(session.connection.courier, replica=shown)
        found = Synchroniser(courier, shown).sync(None).state
        if found.relay.key != relay.key:
            raise Tampered(Code.E_RELAY_KEY)
        return found.relay, require_extension(session, found, shown)


def bring_back(
    assembly: Assembly, passphrase: Secret, copies: Sequence[Path] = (), *, team: str | None = None
) -> tuple[int, int]:
    """Give the relay hosted here back what its database has lost: from one's own copy and
    from exports; how many events and access lines that were.

    Refused(E_BEHIND) where all copies together do not reach far enough.
    """
    folder = assembly.home.choose(team)
    identity = folder.unlock(passphrase, floor=assembly.cost)
    profile = folder.profile()
    place = assembly.embedded(profile.relay)
    session = assembly.session(folder, profile, identity, Nowhere(Unreachable(Code.E_UNREACHED)))
    try:
        own = own_copy(session)
        given = [copy_in(path) for path in copies]
        history = unite(given if own is None else [own, *given])
    finally:
        session.close()
    vault = Vault.open(place.vault)
    with assembly.open_store(place.ledger) as store:
        return _give_back(store, Desk(store, vault, assembly.clock), history)


def bring_back_served(settings: Settings, clock: Clock, copies: Sequence[Path]) -> tuple[int, int]:
    """The same for a relay that is served, by whoever runs it: from exports alone.

    Its processes are stopped meanwhile. Usage(E_USAGE) where the vault is not of the relay that
    the exports name: that relay is lost, and `restore` makes another.
    """
    history = unite([copy_in(path) for path in copies])
    folder = StateFolder(settings.state).vault
    vault = Vault.open(folder) if folder.exists() else None
    if vault is None or vault.public != history.state.relay.key:
        raise Usage(
            Code.E_USAGE,
            f"The key of this team's relay is not in {folder}. Where it is lost, an owner makes a "
            "new relay: keylease team restore.",
        )
    with open_store(settings.database) as store:
        return _give_back(store, Desk(store, vault, clock), history)


def _give_back(store: Store, desk: Desk, history: History) -> tuple[int, int]:
    with store.read() as tx:
        head, last = tx.head(), tx.access_head()
    after, line = 0 if head is None else head.seq + 1, 0 if last is None else last.seq
    events, lines = history.events[after:], history.lines[line:]
    desk.restore_missing([entry for entry, _ in events], lines, history.envelopes)
    return len(events), len(lines)
