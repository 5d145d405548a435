"""An older database is not served, until exactly what is missing is brought back."""

from pathlib import Path

import pytest
from msgspec import structs

from keylease.crypto.envelope import envelope_hash
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, KeyleaseError
from keylease.ledger.chain import access_leaf
from keylease.model import access as a
from keylease.model.events import KeyFreeze
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.vault import Vault
from keylease.store.memory import MemoryStore
from keylease.store.rows import EnvelopeRow
from keylease.wire.canonical import encode
from keylease.wire.requests import ENTRY
from support.lies import branch_of
from support.relay_harness import RelayHarness, expect, opening
from support.terms import DAY

FETCH = a.Fetch(lines_after=0, limit=10_000)


class Lost:
    """A relay whose store was put back to an older copy, and a client's copy of the whole."""

    def __init__(self, relay: RelayHarness) -> None:
        team = relay.team
        self.relay = relay
        self.key = team.key()
        self.kept = team.grant(self.key, team.ana, expires=relay.now + 5 * DAY)
        assert relay.open(team.ana, self.kept) == "released"
        older = branch_of(relay.store)
        self.events = len(team.log)
        self.revoked = team.grant(self.key, team.ana)
        assert relay.open(team.ana, self.revoked) == "released"
        assert relay.open(team.member("Bea"), self.revoked) == "E_NO_GRANT"
        team.revoke(self.revoked)
        relay.wait(DAY)
        relay.desk.sweep()
        self.copy = expect(a.News, relay.ask(team.ana, FETCH))
        relay.store = older
        relay.vault = Vault.open(relay.folder / "relay" / "vault")
        relay.desk = relay.new_desk()

    @property
    def missing(self) -> tuple[Signed, ...]:
        return self.copy.events[self.events :]


@pytest.fixture
def lost(relay: RelayHarness) -> Lost:
    return Lost(relay)


@pytest.mark.attack("G08")
def test_g08_an_older_database_serves_nothing(lost: Lost) -> None:
    relay, ana = lost.relay, lost.relay.team.ana
    for op in (FETCH, opening(lost.revoked), opening(lost.kept)):
        reply = expect(a.Refusal, relay.ask(ana, op))
        assert (reply.code, reply.head, reply.entry) == ("E_BEHIND", None, None)
    with pytest.raises(KeyleaseError) as refused:
        relay.desk.sweep()
    assert refused.value.code is Code.E_BEHIND


@pytest.mark.attack("G08")
def test_g08_it_goes_on_once_the_missing_is_back(lost: Lost) -> None:
    relay, ana = lost.relay, lost.relay.team.ana
    relay.desk.restore_missing(lost.missing, lost.copy.lines[1:])
    news = expect(a.News, relay.ask(ana, FETCH))
    assert (news.events, news.lines) == (lost.copy.events, lost.copy.lines)
    assert relay.open(ana, lost.revoked) == "E_REVOKED"
    with relay.store.read() as tx:
        assert tx.uses(lost.revoked).released == 1
        row = tx.line_at(2)
    assert row is not None
    assert (row.grant, row.key, row.outcome) == (lost.revoked, lost.key, "released")
    relay.team.add_environment()


def broken(lost: Lost) -> dict[str, tuple[tuple[Signed, ...], tuple[a.Line, ...]]]:
    """What a careless or dishonest owner might bring, by the code it gets."""
    events, lines = lost.missing, lost.copy.lines[1:]
    first = lines[0]
    assert first.entry is not None
    key = lost.relay.team.ana.key
    forged_body = encode(structs.replace(ENTRY.read(first.entry.body), outcome="recorded"))
    forged = Signed(forged_body, (key.sign(SignatureType.ENTRY, forged_body),))
    return {
        "E_BEHIND": (events[:-1], lines),
        "E_CHAIN": (events[1:], lines),
        "E_SIG": ((Signed(events[0].body, (bytes(64),)), *events[1:]), lines),
        "E_RELAY_KEY": (events, (a.Line(access_leaf(forged), forged), *lines[1:])),
    }


def test_nothing_else_is_taken_in(lost: Lost) -> None:
    for code, (events, lines) in broken(lost).items():
        with pytest.raises(KeyleaseError) as refused:
            lost.relay.desk.restore_missing(events, lines)
        assert refused.value.code.name == code
    events, lines = lost.missing, lost.copy.lines[1:]
    for short in (lines[:-1], (), lines[::-1], (lines[0], lines[0])):
        with pytest.raises(KeyleaseError) as refused:
            lost.relay.desk.restore_missing(events, short)
        assert refused.value.code in (Code.E_BEHIND, Code.E_CHAIN)
    assert lost.relay.refused(lost.relay.team.ana, FETCH) == "E_BEHIND"
    lost.relay.desk.restore_missing(events, lines)
    expect(a.News, lost.relay.ask(lost.relay.team.ana, FETCH))


def test_lines_that_nobody_kept_whole_come_back_as_hashes(lost: Lost) -> None:
    hashes = tuple(a.Line(line.leaf) for line in lost.copy.lines[1:])
    lost.relay.desk.restore_missing(lost.missing, hashes)
    news = expect(a.News, lost.relay.ask(lost.relay.team.ana, FETCH))
    assert [line.leaf for line in news.lines] == [line.leaf for line in lost.copy.lines]


@pytest.mark.attack("G08")
@pytest.mark.parametrize("whole", [True, False])
def test_g08_what_is_good_for_so_many_uses_opens_only_where_all_lines_are_whole(
    relay: RelayHarness, whole: bool
) -> None:
    """Whoever brings lines back could leave out which of them were openings."""
    team = relay.team
    key = team.key()
    counted = team.grant(key, team.ana, max_uses=2, expires=relay.now + 5 * DAY)
    endless = team.grant(key, team.ana, expires=relay.now + 5 * DAY)
    older = branch_of(relay.store)
    with relay.store.read() as reading, older.write() as writing:
        for blob in team.blobs.values():
            if reading.envelope(envelope_hash(blob.envelope)) is not None:
                writing.put_envelope(EnvelopeRow(envelope_hash(blob.envelope), blob.envelope))
    assert relay.open(team.ana, counted) == "released"
    relay.wait(DAY)
    relay.desk.sweep()
    copy = expect(a.News, relay.ask(team.ana, FETCH))
    relay.store = older
    relay.restart()
    lines = copy.lines if whole else tuple(a.Line(line.leaf) for line in copy.lines)
    relay.desk.restore_missing((), lines)
    assert relay.open(team.ana, endless) == "released"
    assert relay.open(team.ana, counted) == ("released" if whole else "E_GONE")
    assert relay.open(team.ana, counted) == ("E_NO_USES" if whole else "E_GONE")


def test_a_copy_fills_an_empty_store_and_custody_with_it(relay: RelayHarness) -> None:
    """The relay's machine burned, its vault was kept elsewhere, the database was not."""
    lost = Lost(relay)
    team = relay.team
    relay.store = MemoryStore()
    relay.desk = relay.new_desk()
    assert relay.refused(team.ana, FETCH) == "E_BEHIND"
    own = [blob.envelope for blob in team.blobs.values()]
    relay.desk.restore_missing(lost.copy.events, lost.copy.lines, own)
    news = expect(a.News, relay.ask(team.ana, FETCH))
    assert news.events == lost.copy.events
    wanted = a.KeepCustody(wanted=(a.WantedEnvelope(lost.key, 1),))
    assert len(expect(a.Kept, relay.ask(team.ana, wanted)).envelopes) == 1
    assert relay.open(team.ana, lost.kept) == "E_GONE"
    entry = team.draft_grant(lost.key, team.ana)
    relay.stage(team.ana, entry)
    expect(a.Appended, relay.append(team.ana, entry))


@pytest.mark.attack("G08")
def test_g08_nor_is_a_database_exchanged_under_a_running_relay(relay: RelayHarness) -> None:
    team = relay.team
    older = branch_of(relay.store)
    key = team.key()
    relay.store._contents = older._contents  # type: ignore[attr-defined]
    freeze = team.draft(team.ana, KeyFreeze(key=key))
    assert relay.refused(team.ana, a.Append(events=(freeze,))) == "E_BEHIND"
    assert relay.refused(team.ana, a.Note(key=key, version=1, purpose=a.Purpose.SHOW)) == "E_BEHIND"


@pytest.mark.attack("G08")
def test_g08_no_new_team_takes_the_place_of_a_lost_one(relay: RelayHarness) -> None:
    relay.team.add_environment()
    assert expect(a.Refusal, relay.desk.found(relay.team.log)).code == "E_TEAM_EXISTS"
    relay.store = MemoryStore()
    relay.desk = relay.new_desk()
    assert expect(a.Refusal, relay.desk.found(relay.team.log)).code == "E_BEHIND"


def test_a_vault_that_remembers_nothing_takes_the_store_as_it_is(
    relay: RelayHarness, tmp_path: Path
) -> None:
    vault = Vault.open(tmp_path / "other")
    desk = Desk(relay.store, vault, lambda: relay.now)
    request = relay.sign(relay.team.ana, FETCH, relay=vault.public)
    expect(a.News, desk.handle(request, source="local"))
