"""No grant without its envelope, no envelope without its grant."""

import pytest

from keylease.model import access as a
from keylease.model.signed import Signed
from keylease.relay.staging import committed
from keylease.wire.events import read_event
from support.relay_harness import RelayHarness, expect
from support.terms import HOUR


def envelopes_of(relay: RelayHarness, entry: Signed) -> list[bytes]:
    return [item.envelope for item in committed(read_event(entry.body).data)]


def test_an_event_brings_in_what_it_commits_to(any_relay: RelayHarness) -> None:
    team = any_relay.team
    entry = team.draft_grant(team.key(), team.ana)
    (digest,) = envelopes_of(any_relay, entry)
    assert any_relay.refused(team.ana, a.Append(events=(entry,))) == "E_UNSEALED"
    any_relay.stage(team.ana, entry)
    with any_relay.store.read() as tx:
        assert tx.envelope(digest) is None
    expect(a.Appended, any_relay.append(team.ana, entry))
    with any_relay.store.read() as tx:
        assert tx.envelope(digest) == team.blobs[digest].envelope
        assert tx.staged(team.ana.id, digest) is None


def test_a_release_key_lies_in_the_store_only_wrapped(any_relay: RelayHarness) -> None:
    team = any_relay.team
    grant = team.grant(team.key(), team.ana)
    blob = team.blobs[team.state.grants[grant].seals[0].envelope]
    assert blob.release is not None
    with any_relay.store.read() as tx:
        row = tx.release(grant, 1)
    assert row is not None
    assert blob.release not in row.wrapped
    if any_relay.sqlite:
        files = [path for path in any_relay.folder.rglob("*") if path.is_file()]
        assert files
        assert not [path for path in files if blob.release in path.read_bytes()]


def test_only_ones_own_stage_counts(relay: RelayHarness) -> None:
    team = relay.team
    bea = team.member("Bea")
    entry = team.draft_grant(team.key(), team.ana)
    relay.stage(bea, entry)
    assert relay.refused(team.ana, a.Append(events=(entry,))) == "E_UNSEALED"


@pytest.mark.attack("B11")
def test_b11_a_release_key_has_to_be_the_one_committed_to(relay: RelayHarness) -> None:
    team = relay.team
    entry = team.draft_grant(team.key(), team.ana)
    (digest,) = envelopes_of(relay, entry)
    item = a.StageItem(team.blobs[digest].envelope, bytes(32))
    expect(a.Done, relay.ask(team.ana, a.Stage(items=(item,))))
    assert relay.refused(team.ana, a.Append(events=(entry,))) == "E_RK"
    expect(a.Done, relay.ask(team.ana, a.Stage(items=(a.StageItem(item.envelope),))))
    assert relay.refused(team.ana, a.Append(events=(entry,))) == "E_UNSEALED"
    with relay.store.read() as tx:
        assert tx.envelope(digest) is None


def test_a_stage_dies_within_the_hour(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    early = team.draft_grant(key, team.ana)
    relay.stage(team.ana, early)
    relay.wait(HOUR + 1)
    late = team.draft(team.ana, read_event(early.body).data, "reason")
    assert relay.refused(team.ana, a.Append(events=(late,))) == "E_UNSEALED"
    assert relay.desk.sweep().stages == 1
    relay.stage(team.ana, late)
    expect(a.Appended, relay.append(team.ana, late))


def test_custodians_get_back_their_own_envelopes(relay: RelayHarness) -> None:
    team = relay.team
    bea, cem = team.member("Bea"), team.member("Cem")
    key = team.key(versions=2)
    team.add_custodian(key, bea)
    wanted = tuple(a.WantedEnvelope(key, version) for version in (1, 2, 3))
    unknown = a.WantedEnvelope(team.id("key"), 1)
    kept = expect(a.Kept, relay.ask(bea, a.KeepCustody(wanted=(*wanted, unknown))))
    own = [c.envelope for c in team.state.keys[key].versions[1].custody if c.member == bea.id]
    assert [(one.version, one.envelope) for one in kept.envelopes] == [
        (2, team.blobs[own[0]].envelope)
    ]
    assert expect(a.Kept, relay.ask(cem, a.KeepCustody(wanted=wanted))).envelopes == ()
    mine = expect(a.Kept, relay.ask(team.ana, a.KeepCustody(wanted=wanted)))
    assert [one.version for one in mine.envelopes] == [1, 2]
