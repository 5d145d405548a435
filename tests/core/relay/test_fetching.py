"""What is new, page by page, and who sees which lines."""

import pytest

from keylease.ledger.chain import access_leaf, access_link, access_root
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.roles import Role
from keylease.relay.limits import Limits
from keylease.relay.paging import Page
from support.relay_harness import NewRelay, RelayHarness, expect
from support.terms import Person


def everything(relay: RelayHarness, who: Person, limit: int) -> tuple[a.News, ...]:
    """All pages, as a client asks for them."""
    pages: list[a.News] = []
    head: Position | None = None
    lines = 0
    while not pages or pages[-1].more:
        fetch = a.Fetch(lines_after=lines, limit=limit)
        pages.append(expect(a.News, relay.ask(who, fetch, head=head)))
        lines += len(pages[-1].lines)
        seq = sum(len(page.events) for page in pages) - 1
        with relay.store.read() as tx:
            row = tx.event_at(seq)
        assert row is not None
        head = Position(seq=seq, hash=row.hash)
        assert len(pages) < 100
    return tuple(pages)


@pytest.mark.parametrize("limit", [1, 2, 3, 1000])
def test_pages_are_the_whole_in_order(any_relay: RelayHarness, limit: int) -> None:
    team = any_relay.team
    key = team.key()
    for _ in range(3):
        assert any_relay.open(team.ana, team.grant(key, team.ana)) == "released"
    pages = everything(any_relay, team.ana, limit)
    assert [entry for page in pages for entry in page.events] == team.log
    assert len([line for page in pages for line in page.lines]) == 3
    assert all(len(page.events) <= limit and len(page.lines) <= limit for page in pages)


def test_a_page_has_so_many_bytes(new_relay: NewRelay) -> None:
    relay = new_relay(limits=Limits(page_bytes=2000))
    for _ in range(5):
        relay.team.add_environment()
    pages = everything(relay, relay.team.ana, 1000)
    assert len(pages) > 2
    assert [entry for page in pages for entry in page.events] == relay.team.log


def test_a_page_takes_one_row_however_large() -> None:
    page = Page(Limits(page_bytes=10))
    assert page.take(1000, 0)
    assert not page.take(1, 1)
    assert page.cut


def test_lines_are_for_those_they_concern(relay: RelayHarness) -> None:
    team = relay.team
    people = {
        "admin": team.member("Adam", Role.ADMIN),
        "auditor": team.member("Aud", Role.AUDITOR),
        "custodian": team.member("Cus"),
        "other": team.member("Oth"),
        "opener": team.member("Ope"),
        "guest": team.member("Gus", Role.GUEST),
    }
    key, theirs = team.key(), team.key()
    team.add_custodian(key, people["custodian"])
    for who in ("opener", "guest"):
        assert relay.open(people[who], team.grant(key, people[who])) == "released"
    assert relay.open(team.ana, team.grant(theirs, team.ana)) == "released"
    seen = {}
    for who, person in {"owner": team.ana, **people}.items():
        fetch = a.Fetch(lines_after=0, limit=100)
        news = expect(a.News, relay.ask(person, fetch, head=team.state.head))
        seen[who] = [line.entry is not None for line in news.lines]
        chain = access_root(team.state.team)
        for line in news.lines:
            assert line.entry is None or access_leaf(line.entry) == line.leaf
            chain = access_link(chain, line.leaf)
        assert relay.head(news.head).access == Position(seq=3, hash=chain)
    assert seen == {
        "owner": [True, True, True],
        "admin": [True, True, True],
        "auditor": [True, True, True],
        "custodian": [True, True, False],
        "other": [False, False, False],
        "opener": [True, False, False],
        "guest": [False, True, False],
    }
