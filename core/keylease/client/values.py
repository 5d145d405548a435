"""Reading values: by a grant, on the relay's record, or as a custodian, on one's own.

The checks after an opening are those of core/PROTOCOL.md, "Values and envelopes", in that
order; whatever fails, nothing is shown, the evidence is kept, and the error names who lied.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Protocol

from keylease.client.courier import Courier, RelayFailed, RelayRefusal
from keylease.client.kept_uses import strike_off, waiting_uses
from keylease.client.replica import Receipt, Replica
from keylease.client.snapshot import Snapshot
from keylease.crypto.envelope import (
    context,
    envelope_hash,
    open_custody,
    open_grant,
    release_key_hash,
)
from keylease.crypto.identity import Identity
from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, KeyleaseError, Refused, Tampered, Unreachable
from keylease.ledger.propose import grants_to_open
from keylease.ledger.standing import active_version, live, must_acknowledge, seal_for
from keylease.model.access import (
    RECORDED,
    RELEASED,
    KeepCustody,
    Kept,
    Note,
    Open,
    Purpose,
    Recorded,
    Released,
    Report,
    WantedEnvelope,
)
from keylease.model.base import GrantId, KeyId, Time
from keylease.model.events import Event, KeyCustodian, KeyVersion
from keylease.model.signed import Signed
from keylease.model.state import Custody, Grant
from keylease.wire.record import ValueRecord, read_record
from keylease.wire.requests import ENTRY, LARGEST_OFFSET, REQUEST

ONE_OF_SEVERAL = (Code.E_NO_USES, Code.E_IDLE, Code.E_NET, Code.E_GONE)
"""Refusals of one grant that say nothing about another one of the same key."""


class Opener(Protocol):
    """Whoever opens values: a member's connection, or an app with nothing but its token."""

    @property
    def identity(self) -> Identity:
        """Whose keys open the envelopes."""
        ...

    @property
    def courier(self) -> Courier:
        """The way to the relay."""
        ...

    @property
    def replica(self) -> Replica:
        """Where receipts, evidence and custody envelopes are kept."""
        ...

    def now(self) -> Time:
        """This computer's clock."""
        ...

    def refresh(self) -> Snapshot:
        """What is so now."""
        ...


class Values:
    """Opens values for one member."""

    def __init__(self, connection: Opener) -> None:
        self._connection = connection
        self.opened: Callable[[Snapshot, GrantId, int, ValueRecord], None] = _nobody
        """Told of what a grant has opened: the snapshot, grant, version and value."""

    def open(self, key: KeyId, purpose: Purpose) -> ValueRecord:
        """The value in use of a key, by custody or by grant; every opening is on record.

        Raises Refused with the reason why not, Tampered where the relay or a custodian lied.
        """
        now = self._connection.refresh()
        if now.frozen is not None:
            raise Tampered(Code.E_TEAM_FROZEN)
        now.require_active()
        version = active_version(now.key(key))
        if version is not None and self._custody(now, key, version) is not None:
            return self.kept(now, key, version, purpose)
        grants = grants_to_open(now.state, key, now.me, self._connection.now())
        if not grants:
            raise Refused(Code.E_NO_GRANT)
        grants.sort(key=lambda id_: self._is_spent(now.grant(id_), id_))
        for grant in grants[:-1]:
            try:
                return self.granted(now, grant, purpose)
            except Refused as refused:
                if refused.code not in ONE_OF_SEVERAL:
                    raise
        return self.granted(now, grants[-1], purpose)

    def _is_spent(self, grant: Grant, id_: GrantId) -> bool:
        """Whether all uses are spent, as far as the lines held here tell."""
        if grant.max_uses is None:
            return False
        with self._connection.replica.read() as tx:
            return tx.uses(id_).released >= grant.max_uses

    def granted(self, now: Snapshot, grant: GrantId, purpose: Purpose) -> ValueRecord:
        """The value in use, opened by this grant."""
        own_view = self._own_view(now, grant)
        version = active_version(now.key(now.grant(grant).key)) or 1
        courier = self._connection.courier
        request = courier.request(Open(grant=grant, version=version, purpose=purpose))
        try:
            reply = courier.insist(request)
        except RelayRefusal as refusal:
            self._remember_refused(now, request, refusal)
            # The attempt is on record; our own reason is the one we can vouch for.
            raise Refused(own_view or refusal.code, refusal.detail) from None
        if not isinstance(reply, Released):
            raise Tampered(Code.E_FIELD, "The relay answered something else than was asked.")
        if own_view is not None:
            raise Refused(own_view)
        record = self._judge(now, grant, version, request, reply)
        self.opened(now, grant, version, record)
        return record

    def _own_view(self, now: Snapshot, grant: GrantId) -> Code | None:
        if must_acknowledge(now.state, now.me):
            return Code.E_RULES
        return live(now.state, grant, self._connection.now())

    def _judge(
        self, now: Snapshot, grant: GrantId, version: int, request: Signed, reply: Released
    ) -> ValueRecord:
        try:
            self._check_entry(now, request, reply.entry, RELEASED)
            self._remember(reply.entry)
            return read_record(self._unseal(now, grant, version, reply))
        except Tampered as lie:
            self._keep_evidence(lie, request, reply.entry)
            raise

    def _check_entry(self, now: Snapshot, request: Signed, signed: Signed, outcome: str) -> None:
        """The relay's signature, one's own request inside, and what it says came of it."""
        key = now.state.relay.key
        if not verify(key, SignatureType.ENTRY, signed.body, signed.sig):
            raise Tampered(Code.E_RELAY_KEY)
        entry = ENTRY.read(signed.body)
        if entry.request != request or entry.outcome != outcome or entry.team != now.state.team:
            raise Tampered(Code.E_RECEIPT)
        if abs(entry.at - REQUEST.read(request.body).ts) > LARGEST_OFFSET:
            raise Tampered(Code.E_RECEIPT, "It has another time than yours.")

    def _unseal(self, now: Snapshot, id_: GrantId, version: int, reply: Released) -> bytes:
        grant = now.state.grants[id_]
        seal = seal_for(grant, version)
        if seal is None or envelope_hash(reply.envelope) != seal.envelope:
            raise Tampered(Code.E_BLOB_HASH)
        if release_key_hash(reply.release) != seal.release:
            raise Tampered(Code.E_RK)
        commitment = now.state.keys[grant.key].versions[version - 1].commitment
        ctx = grant_context(now, id_, grant, version, seal.by)
        identity = self._connection.identity
        return open_grant(identity, ctx, reply.envelope, reply.release, commitment)

    def _remember(self, entry: Signed) -> None:
        """Hold the relay to this line at the next synchronisation."""
        seq = ENTRY.read(entry.body).seq
        self._connection.replica.promise(Receipt(seq=seq, entry=entry))

    def _remember_refused(self, now: Snapshot, request: Signed, refusal: RelayRefusal) -> None:
        """A refused attempt is a line of one's own too, where the relay has signed one."""
        entry = refusal.reply.entry
        if entry is None:
            return
        self._check_entry(now, request, entry, refusal.code.name)
        self._remember(entry)

    def _keep_evidence(self, lie: Tampered, request: Signed, entry: Signed) -> None:
        content = request.body + b"\n" + entry.body + b"\n" + lie.code.name.encode()
        self._connection.replica.keep_blob("evidence:opening", content)

    def kept(self, now: Snapshot, key: KeyId, version: int, purpose: Purpose) -> ValueRecord:
        """A value this member keeps as a custodian; the reading is put on record first."""
        custody = self._custody(now, key, version)
        if custody is None:
            raise Refused(Code.E_NO_VALUE)
        self.note(now, key, version, purpose)
        return read_record(self.kept_bytes(now, key, version))

    def kept_bytes(self, now: Snapshot, key: KeyId, version: int) -> bytes:
        """The record R of a version this member keeps, with nothing put on record."""
        custody = self._custody(now, key, version)
        if custody is None:
            raise Refused(Code.E_NO_VALUE)
        commitment = now.state.keys[key].versions[version - 1].commitment
        ctx = custody_context(now, key, version, custody, commitment)
        envelope = self.envelope(key, version, custody)
        return open_custody(self._connection.identity, ctx, envelope, commitment)

    def note(self, now: Snapshot, key: KeyId, version: int, purpose: Purpose) -> None:
        """Put on record that this custodian reads a value they keep."""
        self._record(now, Note(key=key, version=version, purpose=purpose))

    def tell_uses(self, now: Snapshot, events: Sequence[Event]) -> None:
        """Put on record the uses of kept values that had to wait for the relay.

        One that was told and not struck off, as after a crash, is told twice rather than never.
        """
        connection = self._connection
        waiting = () if now.frozen is not None else waiting_uses(connection.replica)
        with suppress(Unreachable, RelayFailed):
            for use in waiting:
                try:
                    self._record(now, use)
                except RelayRefusal as refusal:
                    if refusal.reply.entry is None:
                        return  # it was not judged at all: at the next occasion
                strike_off(connection.replica, use)

    def _record(self, now: Snapshot, op: Note | Report) -> None:
        request = self._connection.courier.request(op)
        try:
            reply = self._connection.courier.insist(request)
        except RelayRefusal as refusal:
            self._remember_refused(now, request, refusal)
            raise
        if not isinstance(reply, Recorded):
            raise Tampered(Code.E_FIELD, "The relay answered something else than was asked.")
        self._check_entry(now, request, reply.entry, RECORDED)
        self._remember(reply.entry)

    def _custody(self, now: Snapshot, key: KeyId, version: int) -> Custody | None:
        record = now.key(key)
        if now.me not in record.custodians or not 1 <= version <= len(record.versions):
            return None
        kept = record.versions[version - 1].custody
        return next((custody for custody in kept if custody.member == now.me), None)

    def envelope(self, key: KeyId, version: int, custody: Custody) -> bytes:
        """The custody envelope, from this computer's copy or else from the relay."""
        replica = self._connection.replica
        held = replica.envelope(custody.envelope)
        if held is not None and envelope_hash(held) == custody.envelope:
            return held
        reply = self._connection.courier.ask(
            KeepCustody(wanted=(WantedEnvelope(key=key, version=version),))
        )
        envelopes = reply.envelopes if isinstance(reply, Kept) else ()
        for kept in envelopes:
            if envelope_hash(kept.envelope) == custody.envelope:
                replica.keep_envelope(kept.envelope)
                return kept.envelope
        raise Tampered(Code.E_BLOB_HASH)

    def keep_new(self, now: Snapshot, events: Sequence[Event]) -> None:
        """Bring the custody envelopes that these events gave to this member into the copy here."""
        for event in events:
            data = event.data
            if isinstance(data, KeyVersion) and now.me in {seal.to for seal in data.seals}:
                self._keep(now, data.key, [data.version])
            elif isinstance(data, KeyCustodian) and data.member == now.me:
                self._keep(now, data.key, [seal.version for seal in data.seals])

    def keep(self, envelopes: Iterable[bytes]) -> None:
        """Keep custody envelopes of one's own making before they are sent anywhere."""
        for envelope in envelopes:
            self._connection.replica.keep_envelope(envelope)

    def _keep(self, now: Snapshot, key: KeyId, versions: Iterable[int]) -> None:
        for version in versions:
            custody = self._custody(now, key, version)
            if custody is None or self._connection.replica.envelope(custody.envelope) is not None:
                continue
            with suppress(KeyleaseError):  # asked for again when it is wanted
                self.envelope(key, version, custody)


def _nobody(now: Snapshot, grant: GrantId, version: int, record: ValueRecord) -> None:
    """Nobody asked to be told."""


def grant_context(now: Snapshot, id_: GrantId, grant: Grant, version: int, by: str) -> bytes:
    """What a grant's envelope is bound to."""
    return context(
        team=now.state.team,
        key=grant.key,
        version=version,
        grant=id_,
        recipient=grant.to,
        box_public=now.state.members[grant.to].box,
        author=by,
        commitment=now.state.keys[grant.key].versions[version - 1].commitment,
    )


def custody_context(
    now: Snapshot, key: KeyId, version: int, custody: Custody, commitment: bytes
) -> bytes:
    """What a custody envelope is bound to."""
    return context(
        team=now.state.team,
        key=key,
        version=version,
        grant=None,
        recipient=custody.member,
        box_public=now.state.members[custody.member].box,
        author=custody.by,
        commitment=commitment,
    )
