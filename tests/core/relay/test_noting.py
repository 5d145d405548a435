"""What members put on record themselves."""

import pytest

from keylease.model import access as a
from keylease.relay.limits import Limits
from support.relay_harness import NewRelay, RelayHarness, expect
from support.terms import HOUR

SHOW, RUN = a.Purpose.SHOW, a.Purpose.RUN


def test_a_custodians_own_reading_is_a_line(any_relay: RelayHarness) -> None:
    team = any_relay.team
    key = team.key()
    request = any_relay.sign(team.ana, a.Note(key=key, version=1, purpose=SHOW))
    first = expect(a.Recorded, any_relay.hand_in(request))
    assert any_relay.entry(first.entry).outcome == "recorded"
    again = expect(a.Recorded, any_relay.hand_in(request))
    assert again.entry == first.entry
    assert any_relay.outcomes() == ["recorded"]
    with any_relay.store.read() as tx:
        row = tx.line_at(1)
        assert not list(tx.openings())
    assert row is not None
    assert (row.key, row.version, row.purpose, row.grant) == (key, 1, "show", None)


def test_only_of_what_one_keeps(relay: RelayHarness) -> None:
    team = relay.team
    bea = team.member("Bea")
    key = team.key()
    assert relay.refused(bea, a.Note(key=key, version=1, purpose=SHOW)) == "E_NO_VALUE"
    assert relay.refused(team.ana, a.Note(key=key, version=2, purpose=SHOW)) == "E_UNKNOWN"
    unknown = a.Note(key=team.id("key"), version=1, purpose=SHOW)
    assert relay.refused(team.ana, unknown) == "E_UNKNOWN"
    assert relay.outcomes() == ["E_NO_VALUE", "E_UNKNOWN", "E_UNKNOWN"]


def test_an_agents_use_is_a_line_and_no_opening(any_relay: RelayHarness) -> None:
    team = any_relay.team
    bea = team.member("Bea")
    grant = team.grant(team.key(), bea, max_uses=1)
    used = any_relay.now
    report = a.Report(grant=grant, version=1, purpose=RUN, used=used)
    assert any_relay.refused(bea, report) == "E_STATE"  # nothing has been opened yet
    assert any_relay.open(bea, grant) == "released"
    any_relay.wait(HOUR)
    team.revoke(grant)  # what was opened may have been used before the revoke
    expect(a.Recorded, any_relay.ask(bea, report))
    with any_relay.store.read() as tx:
        assert tx.uses(grant).released == 1


def test_only_of_ones_own_and_not_in_the_future(relay: RelayHarness) -> None:
    team = relay.team
    bea = team.member("Bea")
    grant = team.grant(team.key(), bea)
    assert relay.open(bea, grant) == "released"
    ahead = a.Report(grant=grant, version=1, purpose=RUN, used=relay.now + HOUR)
    assert relay.refused(bea, ahead) == "E_CLOCK"
    other = a.Report(grant=grant, version=9, purpose=RUN, used=relay.now)
    assert relay.refused(bea, other) == "E_UNKNOWN"
    own = a.Report(grant=grant, version=1, purpose=RUN, used=relay.now)
    assert relay.refused(team.ana, own) == "E_NO_GRANT"


@pytest.mark.attack("D07")
def test_d07_lines_have_a_quota(new_relay: NewRelay) -> None:
    relay = new_relay(limits=Limits(lines_per_day=2))
    note = a.Note(key=relay.team.key(), version=1, purpose=SHOW)
    for _ in range(2):
        expect(a.Recorded, relay.ask(relay.team.ana, note))
    assert relay.refused(relay.team.ana, note) == "E_QUOTA"
    assert len(relay.outcomes()) == 2
