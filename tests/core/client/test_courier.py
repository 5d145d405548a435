"""Requests out, replies in: who is to blame for a no, and what is asked for again."""

import pytest

from keylease.client.courier import RelayFailed, RelayRefusal
from keylease.errors import Code, Refused, Tampered, Unreachable
from keylease.model.access import Append, Fetch, Refusal
from keylease.wire.requests import REQUEST
from support.members import Between, World, code_of
from support.terms import DAY, HOUR


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (Code.E_ROLE, RelayRefusal),
        (Code.E_REVOKED, RelayRefusal),
        (Code.E_UNREACHED, Unreachable),
        (Code.E_AUDIT, RelayFailed),
        (Code.E_BEHIND, RelayFailed),
        (Code.E_STORAGE, RelayFailed),
    ],
)
def test_a_refusal_says_whose_fault_it_is(code: Code, kind: type) -> None:
    error = RelayRefusal.of(Refusal(code.name), 0)
    assert type(error) is kind
    assert error.code is code


def test_a_reason_that_does_not_exist_is_a_lie() -> None:
    error = RelayRefusal.of(Refusal("E_MADE_UP"), 0)
    assert isinstance(error, Tampered)
    assert "MADE_UP" not in str(error)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (DAY + 10 * HOUR, "10 h 0 min ahead"),
        (DAY - 61 * 60_000, "1 h 1 min behind"),
        (DAY + 6 * 60_000, "6 min ahead"),
    ],
)
def test_how_far_the_clock_is_off(now: int, words: str) -> None:
    error = RelayRefusal.of(Refusal(Code.E_CLOCK.name, at=DAY), now)
    assert isinstance(error, Refused)
    assert words in str(error)


def test_what_goes_along_with_each_request(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    world.lend(ada, key, ada)
    ada.refresh()
    said = REQUEST.read(ada.connection.courier.request(Fetch(lines_after=0, limit=1)).body)
    assert said.head == ada.snapshot.state.head
    assert said.mine == ada.snapshot.access
    assert said.client == "test/1"
    assert (said.author, said.ts) == (ada.me, world.now)


def test_a_request_is_insisted_on_once(world: World) -> None:
    ada = world.found()
    for lose, code in ((1, None), (2, Code.E_UNREACHED)):
        Between(ada, kind=Append, lose=lose)
        before = len(ada.snapshot.state.environments)
        if code is None:
            world.environment(ada, "lab")
            assert len(ada.snapshot.state.environments) == before + 1
        else:
            assert code_of(lambda: world.environment(ada, "other")) is code
