"""An agent while the relay is silent: within the hours, said, and on record afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from keylease.client.agent_service import AgentService
from keylease.client.kept_uses import MOST_USES, put_off, waiting_uses
from keylease.client.session import Session
from keylease.errors import Code
from keylease.model.access import Purpose, Report
from keylease.model.base import KeyId
from support.members import OverTls, World, code_of, hostile_relay
from support.terms import DAY, HOUR
from support.tls_relay import Answer


class Desk:
    """Bob's agent, over TLS, with a key of an environment that lets agents keep values 4 hours."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ada = world.found()
        self.bob = world.bring(self.ada, "Bob")
        self.environment = world.environment(self.ada, "lab", agent_keeps=4 * HOUR)
        self.key = world.key(self.ada, "openai", "lab")
        self.grant = world.lend(self.ada, self.key, self.bob, lasts=DAY)
        self.bob.refresh()
        hostile_relay(self.bob).source = "127.0.0.1"
        self.agent = AgentService(self.bob, clock=world.clock("Bob"), until=None, lock=lambda: None)

    def get(self, name: str = "openai") -> dict[str, Any]:
        return self.agent.handle({"op": "open", "keys": [name], "purpose": "show"})

    def refused(self, name: str = "openai") -> Code:
        return code_of(lambda: self.get(name))

    @contextmanager
    def silence(self) -> Iterator[None]:
        """The relay does not answer Bob."""
        transport = self.bob.connection.courier.transport
        assert isinstance(transport, OverTls)
        transport.server.trick = lambda path, answer: Answer(200, b"", cut=True)
        before = transport.server.ask
        transport.server.ask = lambda _: b'{"reply":"done"}'
        yield
        transport.server.trick, transport.server.ask = None, before

    def purposes(self) -> list[tuple[str, str]]:
        """Bob's own lines, in order: what came of it, and for what."""
        self.bob.refresh()  # tells what had to wait
        self.bob.refresh()
        lines = self.bob.connection.replica.lines()
        return [
            (one.outcome or "", one.purpose or "") for one in lines if one.author == self.bob.me
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    world = World(tmp_path, memory=True, tls=True)
    yield Desk(world)
    world.close()


def value(reply: dict[str, Any]) -> str:
    return str(reply["opened"][0]["value"])


def test_a_kept_value_serves_while_the_relay_is_silent_and_says_so(desk: Desk) -> None:
    assert desk.get()["said"] == []
    desk.world.now += HOUR
    with desk.silence():
        reply = desk.get()
        assert value(reply) == "sk-openai-1"
        (said,) = reply["said"]
        assert "openai: the relay was not reached" in said
        assert "opened 60 min ago" in said
        assert "goes on record when" in said
        pairs = desk.agent.handle({"op": "run", "keys": ["openai"]})
        assert ["OPENAI_API_KEY", "sk-openai-1"] in [list(pair) for pair in pairs["pairs"]]
        assert pairs["said"]
        assert len(waiting_uses(desk.bob.connection.replica)) == 2
    assert desk.purposes() == [("released", "show"), ("recorded", "show"), ("recorded", "run")]
    assert waiting_uses(desk.bob.connection.replica) == ()
    assert desk.get()["said"] == []
    assert desk.purposes()[-1] == ("released", "show")


def test_what_was_never_opened_is_not_kept(desk: Desk) -> None:
    with desk.silence():
        assert desk.refused() is Code.E_UNREACHED


def test_the_hours_are_the_environments(desk: Desk) -> None:
    desk.get()
    desk.world.now += 4 * HOUR
    with desk.silence():
        assert desk.refused() is Code.E_UNREACHED
    desk.world.now -= 5 * HOUR
    with desk.silence():
        assert desk.refused() is Code.E_UNREACHED, "a clock that was set back"


@pytest.mark.parametrize("terms", [{"max_uses": 5}, {"networks": ("127.0.0.0/8",)}])
def test_what_the_relay_counts_or_sees_is_not_kept(desk: Desk, terms: dict[str, Any]) -> None:
    key = desk.world.key(desk.ada, "counted", "lab")
    asked = desk.world.terms(lasts=DAY, max_uses=terms.get("max_uses"))
    asked = replace(asked, networks=terms.get("networks", ()))
    desk.ada.lending.issue(key, [desk.bob.me], asked)
    assert value(desk.get("counted")) == "sk-counted-1"
    assert len(desk.agent._values) == 0
    with desk.silence():
        assert desk.refused("counted") is Code.E_UNREACHED


def test_production_keeps_nothing(desk: Desk) -> None:
    key = desk.world.key(desk.ada, "live", "production")
    desk.world.lend(desk.ada, key, desk.bob)
    desk.get("live")
    with desk.silence():
        assert desk.refused("live") is Code.E_UNREACHED


def end_by_revoking(ada: Session, key: KeyId, grant: str) -> None:
    ada.refresh()
    ada.lending.revoke([grant])


def end_by_freezing(ada: Session, key: KeyId, grant: str) -> None:
    ada.keys.freeze(key)


@pytest.mark.parametrize("end", [end_by_revoking, end_by_freezing])
def test_what_has_ended_is_dropped_at_the_next_contact(desk: Desk, end: Any) -> None:  # noqa: ANN401
    desk.get()
    end(desk.ada, desk.key, desk.grant)
    desk.agent.look_after()
    assert len(desk.agent._values) == 0
    with desk.silence():
        assert desk.refused() is Code.E_UNREACHED


def test_it_ends_by_itself_without_any_contact(desk: Desk) -> None:
    key = desk.world.key(desk.ada, "short", "lab")
    desk.world.lend(desk.ada, key, desk.bob, lasts=HOUR)
    desk.get("short")
    desk.world.now += HOUR
    with desk.silence():
        assert desk.refused("short") is Code.E_UNREACHED


def test_locking_forgets_what_was_kept(desk: Desk) -> None:
    desk.get()
    assert len(desk.agent._values) == 1
    desk.agent.handle({"op": "lock"})
    assert len(desk.agent._values) == 0


def test_uses_are_told_by_the_next_program_after_the_agent_has_gone(desk: Desk) -> None:
    desk.get()
    with desk.silence():
        desk.get()
    desk.bob.close()
    again = desk.world.unlock("Bob")
    again.refresh()
    assert waiting_uses(again.connection.replica) == ()
    desk.bob = again
    assert desk.purposes() == [("released", "show"), ("recorded", "show")]


def test_there_is_an_end_to_what_may_wait(desk: Desk) -> None:
    desk.get()
    replica = desk.bob.connection.replica
    use = Report(desk.grant, 1, Purpose.SHOW, desk.world.now)
    assert all(put_off(replica, use) for _ in range(MOST_USES))
    with desk.silence():
        assert desk.refused() is Code.E_UNREACHED
