"""A relay whose line to its database is cut at COMMIT: one use, one line; asking again helps."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from keylease.model import access as a
from support.cut_line import Cut, CutLine
from support.postgres import Cluster
from support.relay_harness import NewRelay, RelayHarness, expect, opening

pytestmark = pytest.mark.attack("G10")


@pytest.fixture
def line(postgres: Cluster) -> Iterator[CutLine]:
    with CutLine(postgres.folder) as line:
        yield line


@pytest.fixture
def relay(new_relay: NewRelay, postgres: Cluster, line: CutLine) -> RelayHarness:
    """A relay at the other end of the line."""
    return new_relay(url=line.through(postgres.team()))


@contextmanager
def cut_at(line: CutLine, cut: Cut, for_good: bool) -> Iterator[None]:
    """The line is cut at the next commit within; for good, nobody waits for it to come back."""
    line.cut, line.for_good = cut, for_good
    with pytest.MonkeyPatch.context() as impatient:
        if for_good:
            impatient.setattr("keylease.store.postgres.store.BUSY_SECONDS", 0.0)
        yield
    line.open = True


def uses(relay: RelayHarness, grant: str) -> int:
    with relay.store.read() as tx:
        return tx.uses(grant).released


@pytest.mark.parametrize("for_good", [False, True], ids=["for a moment", "for longer"])
@pytest.mark.parametrize("cut", [Cut.ANSWER, Cut.COMMIT], ids=lambda cut: cut.name)
def test_the_last_use_is_given_once_and_asked_for_again(
    relay: RelayHarness, line: CutLine, cut: Cut, for_good: bool
) -> None:
    team = relay.team
    grant = team.grant(team.key(), team.ana, max_uses=1)
    request = relay.sign(team.ana, opening(grant))
    with cut_at(line, cut, for_good):
        first = relay.hand_in(request)
    if cut is Cut.ANSWER and not for_good:
        expect(a.Released, first)  # looked up, found, and so handed over
    else:
        assert expect(a.Refusal, first).code == "E_AUDIT"
    again = expect(a.Released, relay.hand_in(request))
    assert relay.entry(again.entry).seq == 1
    assert (relay.outcomes(), uses(relay, grant)) == (["released"], 1)
    assert relay.open(team.ana, grant) == "E_NO_USES"


@pytest.mark.parametrize("for_good", [False, True], ids=["for a moment", "for longer"])
@pytest.mark.parametrize("cut", [Cut.ANSWER, Cut.COMMIT], ids=lambda cut: cut.name)
def test_an_event_is_appended_once_and_asked_for_again(
    relay: RelayHarness, line: CutLine, cut: Cut, for_good: bool
) -> None:
    team = relay.team
    entry = team.draft_grant(team.key(), team.ana)
    relay.stage(team.ana, entry)
    with cut_at(line, cut, for_good):
        first = relay.append(team.ana, entry)
    if cut is Cut.ANSWER and not for_good:
        expect(a.Appended, first)
    else:
        wanted = "E_UNSETTLED" if for_good else "E_DATABASE"
        assert expect(a.Refusal, first).code == wanted
    again = expect(a.Appended, relay.append(team.ana, entry))
    with relay.store.read() as tx:
        head = tx.head()
        assert head is not None
        assert relay.head(again.head).ledger.seq == head.seq == len(team.log)
