"""Acts of lending: request, grant, approve, renew, limit, revoke."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keylease.client.acting import Plan
from keylease.client.connection import Connection
from keylease.client.snapshot import Snapshot
from keylease.client.subjects import Subject, both, nothing, person, record
from keylease.client.values import Values
from keylease.crypto.envelope import (
    context,
    envelope_hash,
    new_release_key,
    release_key_hash,
    seal_grant,
)
from keylease.crypto.identity import seal
from keylease.errors import Code, Refused, Usage
from keylease.ledger.propose import Draft, chunks
from keylease.ledger.standing import active_version, open_versions, waiting_requests
from keylease.model.access import Purpose, StageItem
from keylease.model.base import GrantId, KeyId, ListId, MemberId, RequestId, Time
from keylease.model.events import (
    AccessDeny,
    AccessRequest,
    GrantApprove,
    GrantIssue,
    GrantLimit,
    GrantRenew,
    GrantRevoke,
    GrantSeal,
    Recipient,
)
from keylease.model.roles import Role
from keylease.model.state import State

RECIPIENTS_AT_ONCE = 64


@dataclass(frozen=True)
class Terms:
    """How long and how a key is lent; times in milliseconds UTC, `idle` a span."""

    expires: Time
    not_before: Time | None = None
    max_uses: int | None = None
    idle: int | None = None
    networks: tuple[str, ...] = ()
    via: ListId | None = None
    request: RequestId | None = None
    reason: str = ""


class Lending:
    """What this member may do about access to keys."""

    def __init__(self, connection: Connection, values: Values) -> None:
        self._connection = connection
        self._values = values

    def issue(
        self,
        key: KeyId,
        recipients: Sequence[MemberId],
        terms: Terms,
        *,
        seen: Snapshot | None = None,
    ) -> list[GrantId]:
        """Lend a key to people and apps until `terms.expires`; the new grants' ids.

        Who among them had asked for it is answered by that.
        """
        connection = self._connection
        if not recipients:
            raise Usage(Code.E_USAGE, "Say whom to share with.")
        ids = {member: connection.new_id("grt") for member in recipients}

        def plan(now: Snapshot) -> Plan:
            connection.require_fresh(now)
            contents = self._contents(now, key)
            drafts, staged = [], []
            for part, request in _parts(now.state, key, list(ids), terms.request):
                lent = []
                for member in part:
                    recipient, items = self._seal(now, key, member, ids[member], contents)
                    lent.append(recipient)
                    staged.extend(items)
                drafts.append(self._draft(key, tuple(lent), terms, request))
            return Plan(drafts, staged, first=lambda: self._on_record(now, key))

        connection.perform(plan, lending_subject(key, recipients), seen=seen)
        return list(ids.values())

    def _contents(self, now: Snapshot, key: KeyId) -> dict[int, bytes]:
        """The values to seal."""
        known = now.key(key)
        if now.me not in known.custodians:
            raise Refused(Code.E_NOT_CUSTODIAN)
        if active_version(known) is None:
            raise Refused(Code.E_NO_VERSION)
        kept = self._values.kept_bytes
        return {version: kept(now, key, version) for version in open_versions(known)}

    def _on_record(self, now: Snapshot, key: KeyId) -> None:
        """Put on record that the value was read to be shared."""
        self._values.note(now, key, open_versions(now.key(key))[0], Purpose.SHARE)

    def _draft(
        self, key: KeyId, lent: tuple[Recipient, ...], terms: Terms, request: RequestId | None
    ) -> Draft:
        begins = self._connection.now() if terms.not_before is None else terms.not_before
        data = GrantIssue(
            key=key,
            not_before=begins,
            expires=terms.expires,
            recipients=lent,
            networks=terms.networks,
            max_uses=terms.max_uses,
            idle=terms.idle,
            via=terms.via,
            request=request,
        )
        return Draft(data, {"reason": terms.reason} if terms.reason else {})

    def _seal(
        self,
        now: Snapshot,
        key: KeyId,
        member: MemberId,
        grant: GrantId,
        contents: dict[int, bytes],
    ) -> tuple[Recipient, list[StageItem]]:
        """One recipient's grant, and the envelopes to stage for it."""
        box = now.member(member).box
        seals, items = [], []
        for version, content in contents.items():
            ctx = context(
                team=now.state.team,
                key=key,
                version=version,
                grant=grant,
                recipient=member,
                box_public=box,
                author=now.me,
                commitment=now.state.keys[key].versions[version - 1].commitment,
            )
            release = new_release_key()
            envelope = seal_grant(ctx, box, content, release)
            seals.append(GrantSeal(version, envelope_hash(envelope), release_key_hash(release)))
            items.append(StageItem(envelope, release))
        return Recipient(grant, member, tuple(seals), self._label(now, key, member)), items

    def _label(self, now: Snapshot, key: KeyId, member: MemberId) -> bytes | None:
        """The key's name, sealed to those who hold no metadata key."""
        receiver = now.member(member)
        if receiver.role not in (Role.APP, Role.GUEST):
            return None
        label = f"{now.names.of(key)}\n{now.names.field(key, 'provider')}"
        return seal(receiver.box, label.encode())

    def renew(
        self,
        grant: GrantId,
        expires: Time,
        *,
        request: RequestId | None = None,
        seen: Snapshot | None = None,
    ) -> Snapshot:
        """Give a standing grant a later end; that answers whoever holds it and asked for more."""
        connection = self._connection

        def plan(now: Snapshot) -> Plan:
            connection.require_fresh(now)
            held = now.state.grants.get(grant)
            asked = request
            if asked is None and held is not None:
                asked = open_requests(now.state, held.key).get(held.to)
            return Plan([Draft(GrantRenew(grant, expires, asked))])

        return connection.perform(plan, record("grants", grant), seen=seen)

    def limit(
        self, grant: GrantId, *, expires: Time | None = None, max_uses: int | None = None
    ) -> Snapshot:
        """Lower a grant's end or uses."""
        draft = Draft(GrantLimit(grant, expires, max_uses))
        return self._connection.say(draft, record("grants", grant))

    def revoke(
        self, grants: Sequence[GrantId], *, reason: str = "", seen: Snapshot | None = None
    ) -> Snapshot:
        """End grants for good."""
        fields = {"reason": reason} if reason else {}
        if not grants:
            raise Usage(Code.E_USAGE, "Say which access to end.")
        drafts = [Draft(GrantRevoke(part), fields) for part in chunks(list(grants), 256)]
        # Revoking makes sense whatever else was changed about a grant meanwhile.
        return self._connection.perform(lambda _: Plan(drafts), nothing, seen=seen)

    def approve(self, grant: GrantId, *, seen: Snapshot | None = None) -> Snapshot:
        """Be the second who says yes to a grant or its renewal."""
        draft = Draft(GrantApprove(grant))
        return self._connection.say(draft, record("grants", grant), seen=seen)

    def request(self, key: KeyId, span: int, reason: str) -> RequestId:
        """Ask for a key for `span` milliseconds."""
        id_ = self._connection.new_id("req")
        fields = {"reason": reason} if reason else {}
        self._connection.say(Draft(AccessRequest(id_, key, span), fields), nothing)
        return id_

    def deny(self, request: RequestId, reason: str, *, seen: Snapshot | None = None) -> Snapshot:
        """Deny a request, saying why."""
        fields = {"reason": reason} if reason else {}
        draft = Draft(AccessDeny(request), fields)
        return self._connection.say(draft, record("requests", request), seen=seen)


def open_requests(state: State, key: KeyId) -> dict[MemberId, RequestId]:
    """What people ask for of that key."""
    waiting = waiting_requests(state).items()
    return {one.by: id_ for id_, one in waiting if one.key == key}


def _parts(
    state: State, key: KeyId, members: Sequence[MemberId], request: RequestId | None
) -> Iterator[tuple[Sequence[MemberId], RequestId | None]]:
    """Who is lent the key by one event, and the request it answers: an event answers one."""
    if request is not None:
        yield members, request
        return
    asked = open_requests(state, key)
    for part in chunks([member for member in members if member not in asked], RECIPIENTS_AT_ONCE):
        yield part, None
    for member in members:
        if member in asked:
            yield [member], asked[member]


def lending_subject(key: KeyId, recipients: Sequence[MemberId]) -> Subject:
    """What a person decides on when they share: the key, its environment, and each recipient."""

    def policy(state: State) -> object:
        known = state.keys.get(key)
        return None if known is None else state.environments[known.environment]

    return both(record("keys", key), policy, *(person(member) for member in recipients))
