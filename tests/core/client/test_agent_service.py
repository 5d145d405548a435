"""What an agent answers, and what it never does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from keylease.client.agent_service import LARGEST_REQUEST, AgentService
from keylease.client.session import Session
from keylease.errors import Code, KeyleaseError
from support.desktop_team import LittleTeam, found
from support.terms import HOUR


@dataclass
class Served:
    team: LittleTeam
    session: Session
    service: AgentService
    locks: list[bool] = field(default_factory=list)

    def ask(self, op: str, **more: object) -> dict[str, Any]:
        return self.service.handle({"v": 1, "op": op, **more})

    def refused(self, op: str, **more: object) -> Code:
        with pytest.raises(KeyleaseError) as refused:
            self.ask(op, **more)
        return refused.value.code


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    team = found(tmp_path)
    session = team.session("Ana")
    locks: list[bool] = []
    service = AgentService(
        session,
        clock=team.clock,
        until=team.clock() + HOUR,
        lock=lambda: locks.append(True),
    )
    yield Served(team, session, service, locks)
    team.close()


def test_a_key_is_opened_on_record(served: Served) -> None:
    opened = served.ask("open", keys=["openai-prod"], purpose="show")["opened"]
    assert opened[0]["key"] == "openai-prod"
    assert opened[0]["value"]
    happened = served.session.activity.happenings(served.session.refresh())
    assert happened[-1].what == "opened"


def test_a_program_gets_variables(served: Served) -> None:
    reply = served.ask("run", keys=["openai-prod", "mistral-eval=OTHER"])
    assert [name for name, _ in reply["pairs"]] == ["OPENAI_API_KEY", "OTHER"]
    assert reply["said"] == []


def test_an_environment_that_prefers_mocks_gets_one_and_is_told(served: Served) -> None:
    made_up = served.ask("run", keys=["anthropic-dev"])
    assert "mock value" in made_up["said"][0]
    real = served.ask("run", keys=["anthropic-dev"], live=True)
    assert real["said"] == []
    assert real["pairs"] != made_up["pairs"]


def test_what_is_wrong_is_told_before_anything_opens(served: Served) -> None:
    before = served.session.refresh().access.seq
    assert served.refused("run", keys=["openai-prod", "mistral-eval=LD_PRELOAD"]) is Code.E_USAGE
    assert served.refused("run", keys=["openai-prod", "nothing"]) is Code.E_UNKNOWN
    assert served.refused("run", keys=["openai-prod=A", "mistral-eval=A"]) is Code.E_AMBIGUOUS
    assert served.session.refresh().access.seq <= before + 2


@pytest.mark.parametrize(
    "request_",
    [
        {"op": "seed"},
        {"op": "open", "keys": [], "purpose": "show"},
        {"op": "open", "keys": ["a"], "purpose": "whatever"},
        {"op": "open", "keys": "openai-prod", "purpose": "show"},
        {"op": "open", "keys": ["a"] * (LARGEST_REQUEST + 1), "purpose": "show"},
        {"op": "run", "keys": []},
    ],
)
def test_nothing_else_is_answered(served: Served, request_: dict[str, Any]) -> None:
    op = request_.pop("op")
    assert served.refused(op, **request_) is Code.E_USAGE


def test_another_team_is_told(served: Served) -> None:
    assert served.ask("status")["team"] == "Acme AI"
    code = served.refused("open", keys=["a"], purpose="show", team="Other")
    assert code is Code.E_NO_TEAM


def test_when_its_time_is_over_it_locks(served: Served) -> None:
    served.team.clock.wait(HOUR)
    assert served.refused("status") is Code.E_LOCKED
    assert served.locks == [True]


def test_once_locked_it_answers_nothing_more(served: Served) -> None:
    assert served.ask("lock") == {"locked": True}
    assert served.refused("open", keys=["openai-prod"], purpose="show") is Code.E_LOCKED
    assert served.refused("status") is Code.E_LOCKED
