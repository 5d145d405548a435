"""Acts on keys: add, new versions, rotation step by step, custody, freezing, exposure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec import structs

from keylease.client.acting import Plan
from keylease.client.connection import Connection
from keylease.client.snapshot import Snapshot
from keylease.client.subjects import both, nothing, person, record
from keylease.client.values import Values
from keylease.crypto.envelope import (
    context,
    envelope_hash,
    new_release_key,
    release_key_hash,
    seal_custody,
    seal_grant,
    value_commitment,
)
from keylease.crypto.metadata import value_fingerprint
from keylease.errors import Code, Refused, Usage
from keylease.ledger.propose import Draft, chunks, standing_grants, unsealed_grants
from keylease.ledger.standing import active_custodians, is_orphaned, open_versions, pending_version
from keylease.model.access import Purpose, StageItem
from keylease.model.base import EnvironmentId, KeyId, MemberId
from keylease.model.events import (
    CustodySeal,
    ExposureDeclare,
    GrantReseal,
    GrantResealed,
    KeyAdd,
    KeyCustodian,
    KeyEdit,
    KeyFreeze,
    KeyState,
    KeyThaw,
    KeyVersion,
    Proof,
    ProofKind,
    VersionSeal,
    VersionState,
)
from keylease.model.state import Grant
from keylease.wire.names import check_name
from keylease.wire.record import ValueRecord, ending_of, write_record

RESEALED_AT_ONCE = 200


@dataclass(frozen=True)
class NewKey:
    """What a person says about a key they add; `fields` are further facts for people."""

    name: str
    provider: str
    environment: EnvironmentId
    rotate_every: int | None = None
    fields: tuple[tuple[str, str], ...] = ()


class Keys:
    """What this member may do about keys."""

    def __init__(self, connection: Connection, values: Values) -> None:
        self._connection = connection
        self._values = values

    def add(self, new: NewKey, value: ValueRecord) -> KeyId:
        """Add a key with its first value, at once in use; this member becomes its custodian."""
        key = self._connection.new_id("key")

        def plan(now: Snapshot) -> Plan:
            name = check_name(new.name)
            now.names.require_unlike(name, now.state.keys)
            facts = {**dict(new.fields), "name": name, "provider": new.provider}
            added = KeyAdd(key, new.environment, new.rotate_every)
            version = self._version(now, key, 1, (now.me,), value)
            active = KeyState(key, 1, VersionState.ACTIVE)
            drafts = [Draft(added, facts), *version.drafts, Draft(active)]
            return structs.replace(version, drafts=drafts)

        self._connection.perform(plan, nothing)
        return key

    def edit(self, key: KeyId, fields: dict[str, str], **changes: object) -> Snapshot:
        """Change what is said of a key, its environment or its rotation period."""

        def plan(now: Snapshot) -> Plan:
            current = now.key(key)
            facts = dict(fields)
            if "name" in facts:
                facts["name"] = check_name(facts["name"])
                others = [other for other in now.state.keys if other != key]
                now.names.require_unlike(facts["name"], others)
            settled = {"environment": current.environment, "rotate_every": current.rotate_every}
            data = KeyEdit(key=key, **(settled | changes))  # type: ignore[arg-type]
            return Plan([Draft(data, facts)])

        return self._connection.perform(plan, record("keys", key))

    def _version(
        self,
        now: Snapshot,
        key: KeyId,
        number: int,
        custodians: Sequence[MemberId],
        value: ValueRecord,
    ) -> Plan:
        """A new version sealed to every custodian; one's own envelope is kept here, too."""
        content = write_record(value)
        commitment = value_commitment(content)
        seals, staged, own = [], [], []
        for member in custodians:
            ctx = self._context(now, key, number, None, member, commitment)
            envelope = seal_custody(ctx, now.state.members[member].box, content)
            seals.append(CustodySeal(member, envelope_hash(envelope)))
            staged.append(StageItem(envelope))
            if member == now.me:
                own.append(envelope)
        data = KeyVersion(key, number, commitment, tuple(seals))
        facts = {"fingerprint": self.fingerprint(now, value), "ending": ending_of(value.value)}
        draft = Draft(data, {field: text for field, text in facts.items() if text})
        return Plan([draft], staged, first=lambda: self._values.keep(own))

    def _context(
        self,
        now: Snapshot,
        key: KeyId,
        version: int,
        grant: str | None,
        recipient: MemberId,
        commitment: bytes,
    ) -> bytes:
        return context(
            team=now.state.team,
            key=key,
            version=version,
            grant=grant,
            recipient=recipient,
            box_public=now.state.members[recipient].box,
            author=now.me,
            commitment=commitment,
        )

    def fingerprint(self, now: Snapshot, value: ValueRecord) -> str:
        """By which this team finds a value of its own again (keyed, as hex)."""
        first = now.keychain.keys.get(0)
        if first is None:
            raise Refused(Code.E_ROLE)
        return value_fingerprint(first, value.value.encode()).hex()

    def put_version(self, key: KeyId, value: ValueRecord) -> int:
        """Put in a new value, pending, and seal it to all who have access; its number.

        The old value stays in use until `activate`.
        """

        def plan(now: Snapshot) -> Plan:
            current = now.key(key)
            custodians: Sequence[MemberId] = active_custodians(now.state, current)
            if is_orphaned(now.state, current):
                custodians = (now.me,)
            elif now.me not in custodians:
                raise Refused(Code.E_NOT_CUSTODIAN)
            number = len(current.versions) + 1
            return self._version(now, key, number, custodians, value)

        after = self._connection.perform(plan, record("keys", key))
        number = pending_version(after.state.keys[key])
        if number is None:
            raise Refused(Code.E_CONFLICT)
        self.seal_to_all(key, number)
        return number

    def seal_to_all(self, key: KeyId, version: int) -> Snapshot:
        """Seal a version to every standing grant that lacks it."""

        def plan(now: Snapshot) -> Plan:
            now.key(key)
            missing = unsealed_grants(now.state, key, version, self._connection.now())
            return self._reseal(now, key, [version], missing)

        return self._connection.perform(plan, nothing)

    def reseal(self, key: KeyId) -> Snapshot:
        """Seal what is open anew to every standing grant, after a relay lost its release keys."""

        def plan(now: Snapshot) -> Plan:
            versions = open_versions(now.key(key))
            return self._reseal(now, key, versions, self._standing(now, key))

        return self._connection.perform(plan, record("keys", key))

    def _standing(self, now: Snapshot, key: KeyId) -> list[tuple[str, Grant]]:
        return standing_grants(now.state, key, self._connection.now())

    def _reseal(
        self,
        now: Snapshot,
        key: KeyId,
        versions: Sequence[int],
        grants: Sequence[tuple[str, Grant]],
    ) -> Plan:
        if not grants:
            return Plan(())
        drafts: list[Draft] = []
        staged: list[StageItem] = []
        for version in versions:
            content = self._values.kept_bytes(now, key, version)
            seals = []
            for id_, grant in grants:
                seal, item = self._seal_again(now, version, id_, grant, content)
                seals.append(seal)
                staged.append(item)
            parts = chunks(seals, RESEALED_AT_ONCE)
            drafts.extend(Draft(GrantResealed(key, version, part)) for part in parts)
        return Plan(drafts, staged, first=self._on_record(now, key, versions))

    def _seal_again(
        self, now: Snapshot, version: int, id_: str, grant: Grant, content: bytes
    ) -> tuple[GrantReseal, StageItem]:
        commitment = now.state.keys[grant.key].versions[version - 1].commitment
        ctx = self._context(now, grant.key, version, id_, grant.to, commitment)
        release = new_release_key()
        envelope = seal_grant(ctx, now.state.members[grant.to].box, content, release)
        seal = GrantReseal(id_, envelope_hash(envelope), release_key_hash(release))
        return seal, StageItem(envelope, release)

    def _on_record(self, now: Snapshot, key: KeyId, versions: Sequence[int]) -> Callable[[], None]:
        """Puts on record that the values were read to be shared."""

        def note() -> None:
            for version in versions:
                self._values.note(now, key, version, Purpose.SHARE)

        return note

    def activate(self, key: KeyId, version: int) -> Snapshot:
        """Take a pending version into use; the one before is replaced, though it still works."""
        return self._move(key, version, VersionState.ACTIVE)

    def rotate(self, key: KeyId, value: ValueRecord) -> int:
        """Put in a new value, hand it out to all who have access, and take it into use."""
        number = self.put_version(key, value)
        self.activate(key, number)
        return number

    def compromised(self, key: KeyId, version: int, *, reason: str = "") -> Snapshot:
        """Record that a version is known to somebody it should not be known to."""
        return self._move(key, version, VersionState.COMPROMISED, reason=reason)

    def retire(self, key: KeyId, version: int, *, note: str) -> Snapshot:
        """Record that a version was found dead at its provider by hand, by this member."""
        proof = Proof(ProofKind.HAND, self._connection.now())
        return self._move(key, version, VersionState.DESTROYED, proof=proof, reason=note)

    def _move(
        self,
        key: KeyId,
        version: int,
        to: VersionState,
        *,
        proof: Proof | None = None,
        reason: str = "",
    ) -> Snapshot:
        fields = {"reason": reason} if reason else {}
        draft = Draft(KeyState(key, version, to, proof), fields)
        return self._connection.say(draft, record("keys", key))

    def add_custodian(
        self, key: KeyId, member: MemberId, *, seen: Snapshot | None = None
    ) -> Snapshot:
        """Let somebody else keep the value too; they can then lend and replace it."""

        def plan(now: Snapshot) -> Plan:
            current, box = now.key(key), now.member(member).box
            seals, staged = [], []
            for version in open_versions(current):
                content = self._values.kept_bytes(now, key, version)
                commitment = current.versions[version - 1].commitment
                ctx = self._context(now, key, version, None, member, commitment)
                envelope = seal_custody(ctx, box, content)
                seals.append(VersionSeal(version, envelope_hash(envelope)))
                staged.append(StageItem(envelope))
            data = KeyCustodian(key=key, member=member, add=True, seals=tuple(seals))
            first = self._on_record(now, key, open_versions(current))
            return Plan([Draft(data)], staged, first=first)

        subject = both(record("keys", key), person(member))
        return self._connection.perform(plan, subject, seen=seen)

    def remove_custodian(self, key: KeyId, member: MemberId) -> Snapshot:
        """Somebody keeps the value no longer; what they have seen stays seen."""
        data = KeyCustodian(key=key, member=member, add=False, seals=())
        return self._connection.say(Draft(data), record("keys", key))

    def freeze(self, key: KeyId, *, reason: str = "") -> Snapshot:
        """Hand nothing out of a key until it is thawed."""
        fields = {"reason": reason} if reason else {}
        return self._connection.say(Draft(KeyFreeze(key), fields), record("keys", key))

    def thaw(self, key: KeyId) -> Snapshot:
        """Let a frozen key be handed out again."""
        return self._connection.say(Draft(KeyThaw(key)), record("keys", key))

    def declare_exposure(
        self, key: KeyId, version: int, members: Sequence[MemberId], *, who: str = ""
    ) -> Snapshot:
        """Say who is known to hold a version by other ways; outsiders by `who`."""
        if not members and not who:
            raise Usage(Code.E_USAGE, "Say who knows this value.")
        fields = {"who": who} if who else {}
        data = ExposureDeclare(key, version, tuple(members))
        return self._connection.say(Draft(data, fields), record("keys", key))
