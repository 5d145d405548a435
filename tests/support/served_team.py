"""A team on a relay that runs as a program of its own, reached over TLS like any other."""

import secrets
from contextlib import closing
from typing import Protocol

from keylease.assembly import Assembly
from keylease.client.joining import DEFAULT_ENVIRONMENTS, Founding, first_entry
from keylease.client.profile import Profile
from keylease.crypto.identity import Identity
from keylease.ledger.chain import team_id
from keylease.model.access import Appended
from keylease.model.events import RelayIdentity
from keylease.model.secret import Secret
from keylease.relay.desk import Desk
from keylease.store.base import Store


class Served(Protocol):
    """A relay that runs, whatever it runs on."""

    @property
    def identity(self) -> RelayIdentity:
        """Where it is, and by which key one knows it."""
        ...

    def desk(self) -> tuple[Desk, Store]:
        """A desk over its store; close the store."""
        ...


def found_there(
    assembly: Assembly, relay: Served, team: str, person: str, passphrase: Secret
) -> None:
    """A new team in the served relay's store, and its owner's home: nothing of it lies elsewhere.

    The first event goes in by the store; whatever follows goes over the network.
    """
    identity = Identity.generate()
    founding = Founding(team, person, relay.identity)
    creation = first_entry(identity, founding, assembly.clock, secrets.token_bytes)
    desk, store = relay.desk()
    with closing(store):
        assert isinstance(desk.found((creation,)), Appended)
    profile = Profile(
        v=1,
        team=team_id(creation),
        member=identity.member_id,
        team_name=team,
        own_name=person,
        relay=relay.identity,
    )
    folder = assembly.home.add(profile, identity, passphrase, cost=assembly.cost)
    with closing(assembly.open(folder, identity)) as session:
        for name, policy in DEFAULT_ENVIRONMENTS.items():
            session.team.add_environment(name, policy)
