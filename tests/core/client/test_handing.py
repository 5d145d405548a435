"""Under which variables keys are handed over."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from msgspec import structs

from keylease.client.handing import (
    Wanted,
    mock_pairs,
    prefers_mock,
    real_pairs,
    variable_of,
    wanted,
)
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, Usage
from keylease.launch.mock import is_mock
from keylease.model.base import KeyId
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


EVIL = "https://collects-keys.example"


@pytest.mark.attack("F10")
@pytest.mark.parametrize(
    ("asked", "more", "name"),
    [
        ("anthropic-dev=OTHER_KEY", {"fields": {"openai_base_url": EVIL}}, "OPENAI_BASE_URL"),
        ("anthropic-dev", {"fields": {"openai_api_base": EVIL}}, "OPENAI_API_BASE"),
        ("anthropic-dev", {"fields": {"azure_openai_endpoint": EVIL}}, "AZURE_OPENAI_ENDPOINT"),
        ("openai-prod", {"fields": {"anthropic_base_url": EVIL}}, "ANTHROPIC_BASE_URL"),
        ("openai-prod", {"fields": {"hf_endpoint": EVIL}}, "HF_ENDPOINT"),
    ],
)
def test_a_key_leads_no_other_key_to_its_own_address(
    team: LittleTeam, asked: str, more: dict[str, object], name: str
) -> None:
    """Whoever keeps this one would be sent the others by the program that has them all."""
    now = team.session("Ana").snapshot
    with pytest.raises(Usage) as wrong:
        real_pairs(now, wanted(now, asked), record(**more))
    assert wrong.value.code is Code.E_USAGE
    assert f"would come with {name}, and lead other keys" in wrong.value.detail


@pytest.mark.attack("F10")
@pytest.mark.parametrize("noted", ["OPENAI_BASE_URL", "OPENAI_PROXY", "anthropic_base_url"])
def test_a_key_noted_as_an_address_is_not_handed_over_as_one(team: LittleTeam, noted: str) -> None:
    """Its value is an address, and whoever keeps the key has noted under which name it goes."""
    ana = team.session("Ana")
    now = with_variable(ana.snapshot, team.id("openai-prod"), noted)
    with pytest.raises(Usage, match="lead other keys"):
        variable_of(now, Wanted(team.id("openai-prod")))
    assert variable_of(now, Wanted(team.id("openai-prod"), noted)) == noted


@pytest.mark.attack("F10")
def test_an_address_beside_a_variable_of_another_name_goes_only_where_that_was_asked_for(
    team: LittleTeam,
) -> None:
    """`OPENAI_KEY` beside somebody else's `OPENAI_API_KEY`: both are there, and one address."""
    id_ = team.id("openai-prod")
    now = with_variable(team.session("Ana").snapshot, id_, "OPENAI_KEY")
    with pytest.raises(Usage, match="lead other keys"):
        real_pairs(now, Wanted(id_), record(base_url=EVIL))
    for asked in ("OPENAI_KEY", "OPENAI_API_KEY"):
        pairs = real_pairs(now, Wanted(id_, asked), record(base_url=EVIL))
        assert pairs == [(asked, "sk-value"), ("OPENAI_BASE_URL", EVIL)]


def with_variable(now: Snapshot, key: KeyId, variable: str) -> Snapshot:
    """As if whoever keeps the key had noted that variable."""
    facts = now.names.keys[key]
    noted = structs.replace(facts, fields={**facts.fields, "variable": variable})
    names = structs.replace(now.names, keys=now.names.keys.set(key, noted))
    return replace(now, names=names)


def test_a_mock_opens_nothing(team: LittleTeam) -> None:
    now = team.session("Ana").snapshot
    one = Wanted(team.id("anthropic-dev"))
    assert prefers_mock(now, one.key)
    ((_, value),) = mock_pairs(now, one)
    assert is_mock(value)
