"""The relay's time runs forwards, takes no leap unasked, begins anew only by an owner's word."""

from pathlib import Path

import pytest

from keylease.errors import Code, Refused
from keylease.ledger.chain import NOWHERE
from keylease.model import access as a
from keylease.model import events as e
from keylease.relay.timing import STEP, RelayTime
from keylease.relay.vault import Vault
from support.relay_harness import RelayHarness, expect, opening
from support.terms import DAY, HOUR, MINUTE, START


class Watch:
    """A clock to set."""

    def __init__(self, folder: Path) -> None:
        self.clock = START
        self.folder = folder
        self.time = self.another()

    def another(self) -> RelayTime:
        """Another process over the same vault, or this one started anew."""
        return RelayTime(lambda: self.clock, Vault.open(self.folder))

    def now(self, floor: int = 0) -> int:
        return self.time.now(floor, NOWHERE, NOWHERE)


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(tmp_path / "vault")


@pytest.mark.attack("B06")
def test_b06_time_never_runs_backwards(watch: Watch) -> None:
    assert watch.now() == START
    watch.clock += HOUR
    assert watch.now() == START + HOUR
    watch.clock -= DAY
    assert START + HOUR <= watch.now() <= START + HOUR + STEP


@pytest.mark.attack("B06")
def test_b06_nor_over_a_restart(watch: Watch) -> None:
    watch.clock += 1234
    told = watch.now()
    watch.clock -= DAY
    watch.time = watch.another()
    assert told <= watch.now() <= told + STEP
    watch.clock += 2 * DAY
    assert watch.now() == watch.clock


@pytest.mark.attack("B06")
def test_b06_nor_between_processes_that_share_the_vault(watch: Watch) -> None:
    other = watch.another()
    watch.now()
    watch.clock += HOUR
    other.now(0, NOWHERE, NOWHERE)
    watch.clock -= 2 * HOUR
    first = watch.now()
    assert first >= START + HOUR
    for _ in range(10):  # neither drives the other ahead
        assert other.now(0, NOWHERE, NOWHERE) == watch.now() <= START + HOUR + STEP


def test_signing_many_heads_writes_few_marks(watch: Watch) -> None:
    vault = Vault.open(watch.folder)
    watch.now()
    mark = vault.newest()
    for _ in range(100):
        watch.clock += STEP // 100
        watch.now()
    assert vault.newest() == mark
    watch.clock += 1
    watch.now()
    assert vault.newest() != mark


def test_a_leap_waits_for_somebody_who_knows_the_date(watch: Watch) -> None:
    watch.now()
    watch.clock += 7 * DAY
    assert watch.now() == watch.clock
    watch.clock += 7 * DAY + STEP + 1
    with pytest.raises(Refused) as refused:
        watch.now()
    assert refused.value.code is Code.E_TIME_RAN
    with pytest.raises(Refused):
        watch.time.confirm(watch.clock - 2 * DAY, 0, NOWHERE, NOWHERE)
    with pytest.raises(Refused):
        watch.another().now(0, NOWHERE, NOWHERE)
    assert watch.time.confirm(watch.clock - HOUR, 0, NOWHERE, NOWHERE) == watch.clock
    assert watch.now() == watch.clock
    assert watch.another().now(0, NOWHERE, NOWHERE) >= watch.clock


def test_a_process_that_slept_goes_by_what_others_signed(watch: Watch) -> None:
    other = watch.another()
    watch.now()
    for _ in range(9):
        watch.clock += DAY
        other.now(0, NOWHERE, NOWHERE)
    watch.clock += 1
    assert watch.now() == watch.clock


def test_a_new_floor_begins_a_new_time(watch: Watch) -> None:
    watch.clock += 6 * DAY
    watch.now()
    watch.clock = START
    assert watch.now() >= START + 6 * DAY
    assert watch.now(floor=START) == START
    watch.clock -= HOUR
    assert START <= watch.now(floor=START) <= START + STEP
    assert START <= watch.another().now(START, NOWHERE, NOWHERE) <= START + STEP


@pytest.mark.attack("B06")
def test_b06_a_clock_set_back_revives_no_grant(any_relay: RelayHarness) -> None:
    team = any_relay.team
    grant = team.grant(team.key(), team.ana, expires=any_relay.now + HOUR)
    any_relay.wait(HOUR)
    assert any_relay.open(team.ana, grant) == "E_EXPIRED"
    any_relay.now -= DAY
    for _ in range(2):
        # asked as of the relay's time, since the day before would be refused for the clock
        request = any_relay.sign(team.ana, opening(grant), ts=team.now)
        assert expect(a.Refusal, any_relay.hand_in(request)).code == "E_EXPIRED"
        any_relay.restart()


def test_nothing_is_signed_or_destroyed_before_the_date_is_confirmed(relay: RelayHarness) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana, expires=relay.now + DAY)
    relay.wait(30 * DAY)
    reply = expect(a.Refusal, relay.ask(team.ana, a.Fetch(lines_after=0, limit=1)))
    assert (reply.code, reply.head) == ("E_TIME_RAN", None)
    with pytest.raises(Refused, match="Confirm the date"):
        relay.desk.sweep()
    assert relay.has_release(grant)
    relay.desk.confirm_date(relay.now)
    assert relay.desk.sweep().destroyed == 1
    assert relay.open(team.ana, grant) == "E_EXPIRED"


def test_an_owner_sets_right_a_time_that_ran_ahead(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    short = team.grant(key, team.ana, expires=relay.now + DAY)
    longer = team.grant(key, team.ana, expires=relay.now + 30 * DAY)
    right = relay.now
    relay.wait(6 * DAY)  # the clock was wrong, and within what is taken unasked
    assert relay.open(team.ana, short) == "E_EXPIRED"
    relay.now = team.now = right + MINUTE
    assert relay.refused(team.ana, a.Fetch(lines_after=0, limit=1)) == "E_CLOCK"
    identity = team.state.relay
    team.act(team.ana, e.RelaySet(relay=identity, floor=relay.now))
    assert relay.open(team.ana, longer) == "released"
    assert relay.open(team.ana, short) == "E_GONE"  # what has ended stays ended
    relay.restart()
    assert relay.open(team.ana, longer) == "released"
