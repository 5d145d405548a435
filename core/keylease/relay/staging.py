"""Envelopes and release keys on their way in, and custody envelopes on their way out.

An append promotes what its events commit to: no grant without its envelope, no envelope without
its grant (core/PROTOCOL.md, "Values and envelopes").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from keylease.crypto.envelope import envelope_hash, release_key_hash
from keylease.errors import Code, Refused, Tampered
from keylease.model import access as a
from keylease.model import events as e
from keylease.model.base import Time
from keylease.model.events import Data
from keylease.model.secret import Secret
from keylease.model.state import State
from keylease.relay.callers import Ask, admit
from keylease.relay.equipment import Equipment
from keylease.relay.quota import charge
from keylease.relay.shred import due_here
from keylease.relay.sweep import STAGE_LIFE, wrapping_context
from keylease.relay.vault import OuterKey
from keylease.store.base import WriteTransaction
from keylease.store.rows import ReleaseRow, StageRow


@dataclass(frozen=True, slots=True)
class Committed:
    """An envelope that an event names; with grant, version and release key hash for a grant's."""

    envelope: bytes
    grant: str | None = None
    version: int | None = None
    release: bytes | None = None


def committed(data: Data) -> Iterator[Committed]:
    """The envelopes that an event commits to."""
    match data:
        case e.KeyVersion():
            yield from (Committed(seal.envelope) for seal in data.seals)
        case e.KeyCustodian():
            yield from (Committed(seal.envelope) for seal in data.seals)
        case e.GrantIssue():
            for recipient in data.recipients:
                for seal in recipient.seals:
                    yield Committed(seal.envelope, recipient.grant, seal.version, seal.release)
        case e.GrantResealed():
            for renewed in data.seals:
                yield Committed(renewed.envelope, renewed.grant, data.version, renewed.release)
        case _:
            return


def stage(relay: Equipment, ask: Ask, op: a.Stage) -> a.AnyReply:
    """Keep envelopes and release keys, each release key wrapped at once, for up to an hour."""
    with relay.writing() as moment:
        caller = admit(relay, moment, ask)
        size = sum(len(item.envelope) for item in op.items)
        charge(moment.tx, caller.id, moment.now, relay.limits, events=0, size=size)
        stage_items(relay, moment.tx, moment.state.team, caller.id, op.items, moment.now)
    return a.Done()


def stage_items(
    relay: Equipment,
    tx: WriteTransaction,
    team: bytes,
    author: str,
    items: Sequence[a.StageItem],
    now: Time,
) -> None:
    """Keep these for the author, each release key under the outer key in use."""
    outer = relay.vault.current(now)
    for item in items:
        digest = envelope_hash(item.envelope)
        kek, wrapped = None, None
        if item.release is not None:
            context = wrapping_context(team, digest)
            kek, wrapped = relay.vault.wrap(Secret(item.release), context, now, outer=outer)
        tx.stage(StageRow(author, digest, item.envelope, wrapped, kek, now))


def promote(
    relay: Equipment, tx: WriteTransaction, state: State, author: str, data: Data, now: Time
) -> bool:
    """Bring in what the event commits to, on the state after it; whether a key has to go at once.

    Each release key comes with the time to destroy it. E_UNSEALED where nothing is staged (any
    more) for one of its envelopes, E_RK where the staged release key is not the one committed to.
    """
    at_once = False
    outers = {outer.name: outer for outer in relay.vault.outers()}
    for item in committed(data):
        staged = tx.staged(author, item.envelope)
        if staged is None or staged.at < now - STAGE_LIFE:
            raise Refused(Code.E_UNSEALED, "An envelope is not staged.")
        release = None
        if item.release is not None:
            release = _release(relay, state.team, staged, item, outers.get(staged.kek or ""))
            doomed_at = due_here(relay, tx, state, release, now)
            release = structs.replace(release, doomed_at=doomed_at)
            at_once = at_once or doomed_at <= now
        tx.promote(staged, release)
    return at_once


def _release(
    relay: Equipment, team: bytes, staged: StageRow, item: Committed, outer: OuterKey | None
) -> ReleaseRow:
    """The staged release key as that of its grant and version, which the event commits to."""
    release = unwrapped(relay, team, staged, outer)
    if release is None:
        raise Refused(Code.E_UNSEALED, "A release key is not staged.")
    if release_key_hash(release.reveal()) != item.release:
        raise Tampered(Code.E_RK)
    assert item.grant is not None
    assert item.version is not None
    return as_release(staged, item.grant, item.version)


def as_release(staged: StageRow, grant: str, version: int) -> ReleaseRow:
    """The row of a release key that was staged and could be unwrapped."""
    assert staged.wrapped is not None
    assert staged.kek is not None
    return ReleaseRow(grant, version, staged.wrapped, staged.kek)


def unwrapped(
    relay: Equipment, team: bytes, staged: StageRow, outer: OuterKey | None = None
) -> Secret | None:
    """The release key that was staged; None where there is none, or none to be read any more."""
    if staged.wrapped is None or staged.kek is None:
        return None
    context = wrapping_context(team, staged.hash)
    return relay.vault.unwrap(staged.kek, staged.wrapped, context, outer=outer)


def custody(relay: Equipment, ask: Ask, op: a.KeepCustody) -> a.AnyReply:
    """The author's own custody envelopes of the versions asked for, as far as they are there."""
    with relay.reading() as moment:
        caller = admit(relay, moment, ask)
        kept = []
        for wanted in op.wanted:
            key = moment.state.keys.get(wanted.key)
            versions = () if key is None else key.versions[wanted.version - 1 : wanted.version]
            hashes = [
                kept_by.envelope
                for version in versions
                for kept_by in version.custody
                if kept_by.member == caller.id
            ]
            envelopes = (moment.tx.envelope(digest) for digest in hashes)
            kept += [
                a.KeptEnvelope(wanted.key, wanted.version, envelope)
                for envelope in envelopes
                if envelope is not None
            ]
    return a.Kept(envelopes=tuple(kept))
