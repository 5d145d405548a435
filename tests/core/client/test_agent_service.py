"""What the agent answers to requests that no program of ours makes."""

import pytest

from keylease.client.agent_service import AgentService
from keylease.errors import Code
from support.members import World, code_of


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"op": []},
        {"op": "open"},
        {"op": "open", "keys": "openai", "purpose": "copy"},
        {"op": "open", "keys": [], "purpose": "copy"},
        {"op": "open", "keys": ["openai"] * 65, "purpose": "copy"},
        {"op": "open", "keys": ["openai"], "purpose": []},
        {"op": "open", "keys": ["openai"], "purpose": {}},
        {"op": "open", "keys": ["openai"], "purpose": "steal"},
        {"op": "run"},
        {"op": "run", "keys": 5},
        {"op": "run", "keys": {"openai": 1}},
        {"op": "run", "keys": ["openai"] * 65},
        {"op": "seed"},
    ],
)
def test_what_is_no_request_is_refused_and_the_agent_lives(
    world: World, request_: dict[str, object]
) -> None:
    ada = world.found()
    world.key(ada, "openai")
    agent = AgentService(ada, clock=world.clock("Ada"), until=None, lock=lambda: None)
    lines = ada.snapshot.access
    assert code_of(lambda: agent.handle(request_)) is Code.E_USAGE
    assert ada.refresh().access == lines


@pytest.mark.parametrize("keys", [[None], [{}], [["openai"]], [5], ["\ud800"]])
@pytest.mark.parametrize("op", ["open", "run"])
def test_a_name_that_is_none_is_unknown(world: World, op: str, keys: list[object]) -> None:
    ada = world.found()
    agent = AgentService(ada, clock=world.clock("Ada"), until=None, lock=lambda: None)
    request = {"op": op, "keys": keys, "purpose": "copy"}
    assert code_of(lambda: agent.handle(request)) is Code.E_UNKNOWN
