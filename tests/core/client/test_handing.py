"""Under which variables keys are handed over."""

from collections.abc import Iterator

import pytest

from keylease.client.handing import (
    Wanted,
    mock_pairs,
    prefers_mock,
    real_pairs,
    variable_of,
    wanted,
)
from keylease.errors import Code, Usage
from keylease.launch.mock import is_mock
from keylease.wire.record import ValueRecord, new_record
from support.desktop_team import LittleTeam, found


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LittleTeam]:
    made = found(tmp_path_factory.mktemp("handing"))
    yield made
    made.close()


def record(**more: object) -> ValueRecord:
    return new_record("sk-value", lambda count: bytes(count), **more)  # type: ignore[arg-type]


def test_as_asked_else_the_usual_one(team: LittleTeam) -> None:
    now = team.session("Ana").snapshot
    assert variable_of(now, wanted(now, "openai-prod")) == "OPENAI_API_KEY"
    assert variable_of(now, wanted(now, "openai-prod=MINE")) == "MINE"


@pytest.mark.attack("F10")
def test_a_variable_that_steers_programs_is_refused(team: LittleTeam) -> None:
    now = team.session("Ana").snapshot
    with pytest.raises(Usage) as wrong:
        variable_of(now, wanted(now, "openai-prod=LD_PRELOAD"))
    assert wrong.value.code is Code.E_USAGE


def test_an_address_of_its_own_goes_along(team: LittleTeam) -> None:
    now = team.session("Ana").snapshot
    one = wanted(now, "openai-prod")
    pairs = dict(real_pairs(now, one, record(base_url="https://llm.example/v1")))
    assert pairs["OPENAI_API_KEY"] == "sk-value"
    assert "https://llm.example/v1" in pairs.values()


def test_a_mock_opens_nothing(team: LittleTeam) -> None:
    now = team.session("Ana").snapshot
    one = Wanted(team.id("anthropic-dev"))
    assert prefers_mock(now, one.key)
    ((_, value),) = mock_pairs(now, one)
    assert is_mock(value)
