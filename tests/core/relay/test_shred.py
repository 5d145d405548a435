"""Release keys go when they have to: at once, at their time, and after a restart."""

import pytest

from keylease.ledger.chain import NOWHERE
from keylease.model import events as e
from keylease.model.roles import Role
from keylease.relay.shred import FEW, due
from keylease.store.rows import ReleaseRow, Uses
from support.logbook import Logbook
from support.relay_harness import RelayHarness
from support.terms import DAY, HOUR, MINUTE, Person


def test_a_revoked_grant_loses_its_key_at_once(any_relay: RelayHarness) -> None:
    team = any_relay.team
    key = team.key()
    gone, kept = team.grant(key, team.ana), team.grant(key, team.ana)
    team.revoke(gone)
    assert (any_relay.has_release(gone), any_relay.has_release(kept)) == (False, True)
    newest = any_relay.vault.newest()
    assert newest is not None
    assert newest.ledger == team.state.head


@pytest.mark.attack("G04")
def test_g04_a_disk_that_cannot_destroy_now_does_so_later(
    lasting_relay: RelayHarness, logbook: Logbook
) -> None:
    logbook.expect("release keys that are due are not destroyed yet")
    relay = lasting_relay
    team = relay.team
    grant = team.grant(team.key(), team.ana)
    relay.block("DELETE", "releases")
    team.revoke(grant)  # the revoke itself stands
    assert relay.has_release(grant)
    assert relay.open(team.ana, grant) == "E_REVOKED"
    relay.unblock("releases")
    relay.restart()
    assert relay.desk.sweep().destroyed == 1


def test_what_ends_of_itself_goes_at_its_time(any_relay: RelayHarness) -> None:
    team = any_relay.team
    key = team.key()
    grants = {
        "expires": team.grant(key, team.ana, expires=any_relay.now + HOUR),
        "idle": team.grant(key, team.ana, idle=2 * HOUR, expires=any_relay.now + DAY),
        "app": team.grant(key, team.app("ci", days=1), expires=any_relay.now + 9 * DAY),
    }
    alive = dict.fromkeys(grants, True)
    for wait, name in [(HOUR, "expires"), (HOUR, "idle"), (22 * HOUR, "app")]:
        assert any_relay.desk.next_due() == any_relay.now + wait
        any_relay.wait(wait - 1)
        any_relay.desk.sweep()
        assert {n: any_relay.has_release(grant) for n, grant in grants.items()} == alive
        any_relay.wait(1)
        any_relay.restart() if any_relay.url else None
        assert any_relay.desk.sweep().destroyed == 1
        alive[name] = False
        assert {n: any_relay.has_release(grant) for n, grant in grants.items()} == alive


def test_use_keeps_an_idle_grant_alive(relay: RelayHarness) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana, idle=2 * HOUR, expires=relay.now + DAY)
    relay.wait(HOUR)
    assert relay.open(team.ana, grant) == "released"
    relay.wait(2 * HOUR - 1)
    relay.desk.sweep()
    assert relay.open(team.ana, grant) == "released"
    relay.wait(2 * HOUR)
    assert relay.open(team.ana, grant) == "E_IDLE"
    relay.desk.sweep()
    assert not relay.has_release(grant)


def test_the_last_use_leaves_ten_minutes(relay: RelayHarness) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana, max_uses=2)
    assert relay.open(team.ana, grant) == "released"
    assert relay.desk.next_due() == relay.now + DAY
    assert relay.open(team.ana, grant) == "released"
    assert relay.desk.next_due() == relay.now + 10 * MINUTE
    relay.wait(10 * MINUTE)
    assert relay.desk.sweep().destroyed == 1


def test_a_lower_limit_counts_from_the_last_use(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    used, unused = team.grant(key, team.ana, max_uses=9), team.grant(key, team.ana, max_uses=9)
    assert relay.open(team.ana, used) == "released"
    team.act(team.ana, e.GrantLimit(grant=used, max_uses=1))
    team.act(team.ana, e.GrantLimit(grant=unused, max_uses=0))
    assert (relay.has_release(used), relay.has_release(unused)) == (True, False)


def test_a_new_version_takes_the_old_keys_with_it(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    grant = team.grant(key, team.ana)
    team.version(key, activate=False)
    assert relay.has_release(grant, 1)
    team.activate(key, 2)
    assert (relay.has_release(grant, 1), relay.has_release(grant, 2)) == (False, True)
    team.act(team.ana, e.KeyState(key=key, version=2, to=e.VersionState.COMPROMISED))
    assert not relay.has_release(grant, 2)


def test_leaving_removal_and_lists_take_the_keys_along(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    people = [team.member(name) for name in ("Bea", "Cem", "Dan")]
    list_ = team.id("lst")
    team.act(team.ana, e.ListSet(list=list_, members=(people[2].id,)), "name")
    grants = [team.grant(key, people[0]), team.grant(key, people[1])]
    grants.append(team.grant(key, people[2], via=list_))
    direct = team.grant(key, people[2])
    team.act(people[0], e.MemberLeave())
    team.rotate_epoch()
    team.remove(people[1])
    team.act(team.ana, e.ListSet(list=list_, members=()))
    assert [relay.has_release(grant) for grant in grants] == [False] * 3
    assert relay.has_release(direct)


def review(relay: RelayHarness, lapse: e.Lapse, *grants: str, reviewer: Person) -> str:
    team = relay.team
    id_ = team.id("rev")
    subjects = tuple(f"grant:{grant}" for grant in grants)
    team.act(team.ana, e.ReviewScope(review=id_, chunk=0, subjects=subjects))
    opened = e.ReviewOpen(
        review=id_,
        subjects=len(subjects),
        ledger=team.state.head,
        access=NOWHERE,
        reviewers=(reviewer.id,),
        due=relay.now + DAY,
        lapse=lapse,
        shorten_to=HOUR if lapse is e.Lapse.SHORTEN else None,
    )
    team.act(team.ana, opened, "title")
    return id_


def test_a_review_ends_what_it_was_told_to(relay: RelayHarness) -> None:
    team = relay.team
    bea = team.member("Bea", Role.ADMIN)
    key = team.key()
    ended, kept, lapsed = (team.grant(key, team.ana, expires=relay.now + 9 * DAY) for _ in range(3))
    id_ = review(relay, e.Lapse.END, ended, kept, lapsed, reviewer=bea)
    decisions = (
        e.Decision(subject=f"grant:{ended}", verdict=e.Verdict.END),
        e.Decision(subject=f"grant:{kept}", verdict=e.Verdict.KEEP),
    )
    team.act(bea, e.ReviewDecide(review=id_, decisions=decisions), "reason:0")
    assert [relay.has_release(grant) for grant in (ended, kept, lapsed)] == [False, True, True]
    relay.wait(DAY)
    assert relay.open(team.ana, lapsed) == "E_LAPSED"
    assert relay.open(team.ana, ended) == "E_LAPSED"
    assert relay.open(team.ana, kept) == "released"
    relay.desk.sweep()
    assert [relay.has_release(grant) for grant in (ended, kept, lapsed)] == [False, True, False]


def test_a_review_shortens(relay: RelayHarness) -> None:
    team = relay.team
    bea = team.member("Bea", Role.ADMIN)
    grant = team.grant(team.key(), team.ana, expires=relay.now + 9 * DAY)
    review(relay, e.Lapse.SHORTEN, grant, reviewer=bea)
    relay.wait(DAY)
    relay.desk.sweep()
    assert relay.desk.next_due() == relay.now + HOUR
    assert relay.open(team.ana, grant) == "released"
    relay.wait(HOUR)
    relay.desk.sweep()
    assert not relay.has_release(grant)


def test_a_review_of_many_ends_each_that_it_was_told_to(any_relay: RelayHarness) -> None:
    relay, team = any_relay, any_relay.team
    bea = team.member("Bea", Role.ADMIN)
    key = team.key()
    grants = [team.grant(key, team.ana, expires=relay.now + 9 * DAY) for _ in range(FEW + 3)]
    apart = team.grant(key, team.ana, expires=relay.now + 9 * DAY)
    id_ = review(relay, e.Lapse.END, *grants, reviewer=bea)
    ended, lapsing = grants[: FEW + 1], grants[FEW + 1 :]
    decisions = tuple(e.Decision(f"grant:{one}", e.Verdict.END) for one in ended)
    team.act(bea, e.ReviewDecide(review=id_, decisions=decisions))
    assert not any(relay.has_release(grant) for grant in ended)
    assert all(relay.has_release(grant) for grant in (*lapsing, apart))
    relay.wait(DAY)
    assert relay.desk.sweep().destroyed == len(lapsing)
    assert relay.has_release(apart)


def test_a_later_end_puts_it_off(relay: RelayHarness) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana, expires=relay.now + HOUR)
    team.act(team.ana, e.GrantRenew(grant=grant, expires=relay.now + DAY))
    relay.wait(HOUR)
    assert relay.desk.sweep().destroyed == 0
    assert relay.open(team.ana, grant) == "released"


def test_a_key_of_no_grant_goes(relay: RelayHarness) -> None:
    row = ReleaseRow(relay.team.id("grt"), 1, b"", "outer-000001")
    assert due(relay.team.state, row, Uses(0, 0), relay.now) == 0


@pytest.mark.attack("C09")
def test_c09_a_backup_does_not_bring_a_key_back(relay: RelayHarness) -> None:
    """An old copy of the database and the folder as it is now: the wrapping key is gone."""
    team = relay.team
    grant = team.grant(team.key(), team.ana, expires=relay.now + 60 * DAY)
    with relay.store.read() as tx:
        backup = tx.release(grant, 1)
    assert backup is not None
    assert relay.vault.holds(backup.kek)
    team.revoke(grant)
    relay.wait(7 * DAY)
    relay.desk.confirm_date(relay.now)
    relay.desk.sweep()
    relay.wait(2 * HOUR)
    assert relay.desk.sweep().outers == 1
    assert not relay.vault.holds(backup.kek)
    for outer in relay.vault.outers():
        assert relay.vault.unwrap(outer.name, backup.wrapped, b"") is None
