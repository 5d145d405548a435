"""What a relay does unasked."""

import pytest

from keylease.errors import Code, Refused
from keylease.relay.desk import Desk
from keylease.relay.folded import SNAPSHOT
from keylease.relay.sweep import Swept
from keylease.relay.vault import Vault
from keylease.store.memory import MemoryStore
from support.logbook import Logbook
from support.relay_harness import RelayHarness
from support.terms import DAY, HOUR


def test_a_sweep_with_nothing_to_do_does_nothing(any_relay: RelayHarness) -> None:
    assert any_relay.desk.sweep() == Swept(destroyed=0, stages=0, outers=0)
    assert any_relay.desk.next_due() == any_relay.now + DAY


def test_an_empty_store_has_nothing_to_sweep(relay: RelayHarness) -> None:
    desk = Desk(MemoryStore(), Vault.open(relay.folder / "other"), lambda: relay.now)
    with pytest.raises(Refused) as refused:
        desk.sweep()
    assert refused.value.code is Code.E_NO_TEAM


def test_the_outer_key_changes_weekly_and_everything_moves_under_it(
    any_relay: RelayHarness,
) -> None:
    team = any_relay.team
    grant = team.grant(team.key(), team.ana, expires=any_relay.now + 80 * DAY)
    for day in range(15):
        any_relay.wait(DAY)
        any_relay.desk.sweep()
        any_relay.wait(2 * HOUR)
        any_relay.desk.sweep()
        assert any_relay.open(team.ana, grant) == "released", day
    assert [outer.number for outer in any_relay.vault.outers()] == [3]
    with any_relay.store.read() as tx:
        assert [row.kek for row in tx.releases()] == ["outer-000003"]


def test_what_was_staged_before_the_change_can_still_be_promoted(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    relay.desk.sweep()
    relay.wait(6 * DAY)
    relay.desk.sweep()
    relay.wait(DAY - 1)
    entry = team.draft_grant(key, team.ana)
    relay.stage(team.ana, entry)
    relay.wait(1)
    relay.desk.sweep()
    assert len(relay.vault.outers()) == 2
    assert relay.desk.next_due() <= relay.now + 2 * HOUR
    team.take(entry)
    relay.wait(2 * HOUR)
    assert relay.desk.sweep().outers == 1
    grant = next(iter(team.state.grants))
    assert relay.open(team.ana, grant) == "released"


def test_what_is_staged_and_never_named_is_gone_within_the_hour(any_relay: RelayHarness) -> None:
    relay, team = any_relay, any_relay.team
    entry = team.draft_grant(team.key(), team.ana)
    relay.stage(team.ana, entry)
    assert relay.desk.next_due() == relay.now + HOUR + 1
    relay.now = relay.desk.next_due()
    assert relay.desk.sweep().stages == 1
    assert relay.desk.next_due() > relay.now + HOUR


def test_a_release_key_that_nobody_can_read_is_dropped(
    relay: RelayHarness, logbook: Logbook
) -> None:
    logbook.expect("could not be read")
    team = relay.team
    grant = team.grant(team.key(), team.ana, expires=relay.now + 60 * DAY)
    with relay.store.write() as tx:
        tx.rewrap(grant, 1, was="outer-000001", wrapped=bytes(72), kek="outer-000001")
    relay.wait(7 * DAY)
    relay.desk.sweep()
    assert not relay.has_release(grant)
    assert relay.open(team.ana, grant) == "E_GONE"


def test_every_day_has_a_head(relay: RelayHarness) -> None:
    for _ in range(20):
        relay.now = relay.desk.next_due()
        relay.desk.sweep()
    newest = relay.vault.newest()
    assert newest is not None
    assert newest.at == relay.now


def test_a_long_ledger_gets_a_snapshot(relay: RelayHarness) -> None:
    for _ in range(500):
        relay.team.add_environment()
    relay.desk.sweep()
    with relay.store.read() as tx:
        assert tx.fact(SNAPSHOT) is not None
