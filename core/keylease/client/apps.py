"""Acts on apps (services and CI): make one and its token, renew it, start as one."""

from dataclasses import dataclass

from keylease.client.acting import Plan
from keylease.client.connection import Connection
from keylease.client.snapshot import Snapshot
from keylease.client.subjects import nothing, person
from keylease.client.team import checkpoint_draft
from keylease.crypto.identity import Identity
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, Refused
from keylease.ledger.propose import Draft
from keylease.model.base import MemberId, Time
from keylease.model.events import AppAdd, AppRenew
from keylease.wire.names import check_name
from keylease.wire.token import AppToken, write_token


@dataclass(frozen=True)
class NewApp:
    """A fresh app: its id, and its token, which is shown once and kept nowhere."""

    app: MemberId
    token: str

    def __repr__(self) -> str:
        return f"NewApp({self.app}, <secret>)"


class Apps:
    """What this member may do about apps."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self, name: str, expires: Time, *, networks: tuple[str, ...] = ()) -> NewApp:
        """Make an app with an end; a checkpoint follows it, from which its token starts."""
        identity = Identity.generate()
        data = AppAdd(identity.sign_public, identity.box_public, expires, networks)

        def proof(body: bytes) -> bytes:
            return identity.sign(SignatureType.APP_PROOF, body)

        def plan(now: Snapshot) -> Plan:
            others = [id_ for id_, _ in now.here()]
            now.names.require_unlike(check_name(name), others)
            return Plan([Draft(data, {"name": name}, second=proof), checkpoint_draft()])

        after = self._connection.perform(plan, nothing)
        checkpoint = after.state.checkpoint
        if checkpoint is None:
            raise Refused(Code.E_CONFLICT)
        token = AppToken(
            team=after.state.team,
            relay=after.state.relay,
            seed=identity.seed().reveal(),
            pinned=checkpoint,
        )
        identity.wipe()
        return NewApp(identity.member_id, write_token(token))

    def renew(self, app: MemberId, expires: Time, networks: tuple[str, ...]) -> Snapshot:
        """Change an app's end and network ranges."""
        return self._connection.say(Draft(AppRenew(app, expires, networks)), person(app))
