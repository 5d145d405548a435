"""How a member comes into being: founding a team, joining one by link, starting as an app."""

from dataclasses import dataclass

from keylease.client.courier import Courier
from keylease.client.keychain import Keychain
from keylease.client.names import name_aad
from keylease.client.sync import Synchroniser
from keylease.client.transport import Clock, Random
from keylease.crypto.identity import Identity, seal
from keylease.crypto.metadata import (
    encrypt_meta,
    epoch_commitment,
    invite_signing_key,
    name_key_from_invite,
    new_epoch_key,
)
from keylease.crypto.signing import SignatureType, SigningKey
from keylease.errors import Code, Refused, Tampered
from keylease.ledger.chain import NOTHING, NOWHERE
from keylease.ledger.rules.team import SUITE
from keylease.model.access import Append, Appended, Conflict
from keylease.model.events import (
    EnvironmentPolicy,
    Event,
    Lapse,
    MemberJoin,
    Policy,
    RelayIdentity,
    TeamCreate,
)
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.model.spans import DAY, HOUR
from keylease.model.state import State
from keylease.wire.events import PROTOCOL_VERSION, write_event
from keylease.wire.invite import InviteLink
from keylease.wire.names import check_name

ATTEMPTS = 64

DEFAULT_POLICY = Policy(lapse=Lapse.END, adders=(Role.MEMBER,), review_every=91 * DAY)
DEFAULT_ENVIRONMENTS: dict[str, EnvironmentPolicy] = {
    "development": EnvironmentPolicy(
        longest=90 * DAY,
        verified_only=False,
        reason_required=False,
        second_approver=False,
        mock=True,
        agent_keeps=12 * HOUR,
        rotate_every=180 * DAY,
    ),
    "staging": EnvironmentPolicy(
        longest=90 * DAY,
        verified_only=False,
        reason_required=False,
        second_approver=False,
        mock=False,
        agent_keeps=4 * HOUR,
        rotate_every=90 * DAY,
    ),
    "production": EnvironmentPolicy(
        longest=30 * DAY,
        verified_only=True,
        reason_required=False,
        second_approver=False,
        mock=False,
        agent_keeps=0,
        rotate_every=90 * DAY,
    ),
}
"""What a new team starts with; owners change it at any time."""


@dataclass(frozen=True)
class Founding:
    """What founding needs: names, and who the relay is."""

    team: str
    person: str
    relay: RelayIdentity
    policy: Policy = DEFAULT_POLICY


def first_entry(identity: Identity, founding: Founding, clock: Clock, random: Random) -> Signed:
    """The signed `team.create` with epoch 0's metadata key sealed to the founder."""
    epoch_key, nonce = new_epoch_key(), random(16)
    fields = {"team": check_name(founding.team), "name": check_name(founding.person)}
    parts = (b"", "team.create", identity.member_id, nonce)
    meta, commitments = Keychain(b"", {0: epoch_key}).write(0, parts, fields, random)
    data = TeamCreate(
        sign=identity.sign_public,
        box=identity.box_public,
        relay=founding.relay,
        suite=SUITE,
        policy=founding.policy,
        epoch_commitment=epoch_commitment(b"", 0, epoch_key),
        epoch_seal=seal(identity.box_public, epoch_key),
    )
    event = Event(
        v=PROTOCOL_VERSION,
        team=b"",
        seq=0,
        prev=NOTHING,
        author=identity.member_id,
        ts=clock(),
        nonce=nonce,
        seen=NOWHERE,
        data=data,
        commitments=commitments,
        meta=meta,
    )
    body = write_event(event)
    return Signed(body=body, sigs=(identity.sign(SignatureType.EVENT, body),))


class Joiner:
    """Joins a team by an invite link; `courier` speaks with the invite's key."""

    def __init__(self, link: InviteLink, identity: Identity, courier: Courier) -> None:
        self._link = link
        self._identity = identity
        self._courier = courier
        self._proof: SigningKey = invite_signing_key(link.secret)

    def join(self, name: str) -> None:
        """Enter the team as pending; E_INVITE_NOT_IN_LOG where the history lacks the invite."""
        checked = check_name(name)
        state: State | None = None
        synchroniser = Synchroniser(self._courier, self._courier.replica)
        for _ in range(ATTEMPTS):
            state = synchroniser.sync(state).state
            self._check_invite(state)
            reply = self._courier.ask(Append(events=(self._entry(state, checked),)))
            if isinstance(reply, Appended):
                return
            if not isinstance(reply, Conflict):
                raise Tampered(Code.E_FIELD, "The relay answered something else than was asked.")
        raise Refused(Code.E_CONFLICT, "Others were faster at every attempt.")

    def _check_invite(self, state: State) -> None:
        """The history must hold the very invite that the link names (THREATS.md B02)."""
        invite = state.invites.get(self._link.invite)
        held = None if invite is None else self._courier.replica.event_hash(invite.seq)
        if held is None or held != self._link.event:
            raise Tampered(Code.E_INVITE_NOT_IN_LOG)

    def _entry(self, state: State, name: str) -> Signed:
        """The join, on top of the newest head the relay has shown."""
        identity, team, invite = self._identity, self._link.team, self._link.invite
        key = name_key_from_invite(self._link.secret)
        box = encrypt_meta(key, name.encode(), name_aad(team, invite))
        pinned = self._courier.newest_head()
        event = Event(
            v=PROTOCOL_VERSION,
            team=team,
            seq=pinned.ledger.seq + 1,
            prev=pinned.ledger.hash,
            author=identity.member_id,
            ts=self._courier.clock(),
            nonce=self._courier.random(16),
            seen=NOWHERE,
            data=MemberJoin(invite, identity.sign_public, identity.box_public, box),
        )
        body = write_event(event)
        own = identity.sign(SignatureType.EVENT, body)
        proof = self._proof.sign(SignatureType.INVITE_PROOF, body)
        return Signed(body=body, sigs=(own, proof))
