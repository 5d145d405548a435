"""A long history: the same state by everybody who reads it, and no bit of it changed unseen.

How long that takes is measured by `make bench`, rows 6, 7 and 14.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from keylease.client.names import Names
from keylease.client.replica import Replica
from keylease.client.snapshot_file import load, save
from keylease.crypto.identity import Identity
from keylease.crypto.signing import SignatureType
from keylease.errors import KeyleaseError
from keylease.ledger.chain import link
from keylease.ledger.fold import fold_page
from keylease.ledger.rules.team import state_hash
from keylease.ledger.signatures import PageVerifier
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.relay.desk import Desk
from keylease.relay.limits import Limits
from keylease.relay.settings import read_settings
from keylease.relay.vault import Vault
from keylease.reports.verifier.ledger import Ledger
from keylease.reports.verifier.team import state_hash as second_hash
from keylease.store.memory import MemoryStore
from keylease.store.sqlite import SqliteStore
from keylease.wire.canonical import encode
from keylease.wire.requests import REPLY
from support.large_team import history
from support.relay_server import HERE, RelayThread
from support.team import TeamBuilder

EVENTS = 10 * int(os.environ.get("KEYLEASE_TEST_CYCLES", "1000"))
PAGE, FLIPS = 1_000, 20

pytestmark = [pytest.mark.attack("G15"), pytest.mark.timeout(600 + EVENTS // 50)]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    return Vault.open(tmp_path_factory.mktemp("relay") / "vault")


@pytest.fixture(scope="module")
def team(vault: Vault) -> TeamBuilder:
    return history(events=EVENTS, relay=vault.public)


def pages(state: State | None, log: list[Signed]) -> Iterator[tuple[State | None, list[Signed]]]:
    """Each page with the state before it; last of all the state at the end, with none."""
    with ThreadPoolExecutor(2) as pool:
        verifier = PageVerifier(pool, 2)
        for start in range(0, len(log), PAGE):
            page = log[start : start + PAGE]
            yield state, page
            for step in fold_page(state, page, verifier):
                state = step.state
        yield state, []


def test_g15_in_pages_and_by_the_second_verifier_it_comes_to_the_same_state(
    team: TeamBuilder,
) -> None:
    *_, (state, _) = pages(None, team.log)
    assert state == team.state
    second = Ledger()
    for entry in team.log:
        second.take(entry.body, list(entry.sigs))
    assert second.state is not None
    assert second_hash(second.state) == state_hash(team.state)


def test_g15_opened_again_from_its_snapshot_it_is_the_same(team: TeamBuilder) -> None:
    identity, replica = Identity.generate(), Replica(MemoryStore())
    save(replica, identity, team.state, Names())
    opened = load(replica, identity, team.state.team)
    assert opened is not None
    assert opened[0] == team.state


def test_g15_one_bit_anywhere_is_found_where_it_is(team: TeamBuilder) -> None:
    chance = Random(2)
    chosen = {chance.randrange(len(team.log)) for _ in range(FLIPS)}
    done = 0
    for before, page in pages(None, team.log):
        for number in [n for n in chosen if done <= n < done + len(page)]:
            at = number - done
            damaged = [*page[:at], bent(page[at], chance), *page[at + 1 :]]
            assert folded(before, damaged) == at
        done += len(page)


def bent(entry: Signed, chance: Random) -> Signed:
    """The entry with one bit of its body or its signature the other way."""
    if chance.random() < 0.5:
        return Signed(body=flip(entry.body, chance), sigs=entry.sigs)
    return Signed(body=entry.body, sigs=(flip(entry.sig, chance), *entry.sigs[1:]))


def flip(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def folded(state: State | None, page: list[Signed]) -> int:
    """How many entries of a page are taken."""
    taken = 0
    try:
        for _ in fold_page(state, page):
            taken += 1
    except KeyleaseError:
        return taken
    return taken


def test_g15_a_newcomer_fetches_all_of_it_from_a_server(
    team: TeamBuilder, vault: Vault, tmp_path: Path
) -> None:
    """A server that was given the history back shows it page by page, as it is."""
    with SqliteStore.open(tmp_path / "team.db") as store:
        Desk(store, vault, lambda: team.now).restore_missing(team.log, ())
    given = {
        "database": f"sqlite:///{tmp_path / 'team.db'}",
        "listen": f"{HERE}:0",
        "state": str(vault.folder.parent),
    }
    served = RelayThread(read_settings(given, {}), lambda: team.now)
    try:
        fetched, rounds = [], 0
        head, more = None, True
        while more:
            news = REPLY.read(served.post("/v1/ask", fetch(team, vault, head)).body)
            assert isinstance(news, a.News)
            fetched += news.events
            head = Position(len(fetched) - 1, link(fetched[-1]))
            rounds, more = rounds + 1, news.more
    finally:
        served.close()
    assert fetched == team.log
    assert rounds >= EVENTS // Limits().page_rows


def fetch(team: TeamBuilder, vault: Vault, head: Position | None) -> bytes:
    """Ana asks for what comes behind that place."""
    request = a.AccessRequest(
        v=1,
        team=team.state.team,
        relay=vault.public,
        author=team.ana.id,
        rid=os.urandom(16),
        ts=team.now,
        client="test/1",
        op=a.Fetch(lines_after=0, limit=10_000),
        head=head,
    )
    body = encode(request)
    return encode(Signed(body, (team.ana.key.sign(SignatureType.REQUEST, body),)))
