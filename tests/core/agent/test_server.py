"""The agent's socket: private, for one OS user, alive through whatever clients send."""

import os
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from keylease.agent.frames import socket_path
from keylease.agent.server import AgentServer, peer_uid
from keylease.agent.thin import AgentRefused, ask
from keylease.errors import Code, Refused, StorageFailed


def answer(request: dict[str, Any]) -> dict[str, Any]:
    if request["op"] == "refuse":
        raise Refused(Code.E_EXPIRED)
    return {"echo": request["op"]}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A home with a running agent; the socket's path has to be short."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    server = AgentServer(socket_path(str(tmp_path)), answer)
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield str(tmp_path)
    server.stop()
    thread.join()


def test_it_answers(home: str) -> None:
    assert ask(home, {"op": "hello"}) == {"v": 1, "echo": "hello"}


def test_a_refusal_arrives_with_code_sentence_and_status(home: str) -> None:
    with pytest.raises(AgentRefused) as refused:
        ask(home, {"op": "refuse"})
    assert (refused.value.code, refused.value.exit_status) == ("E_EXPIRED", 3)
    assert "ended" in refused.value.sentence


@pytest.mark.attack("E12")
def test_socket_and_folder_are_private(home: str) -> None:
    path = socket_path(home)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_it_survives_clients_that_break_off_or_talk_nonsense(home: str) -> None:
    for raw in (b"", b"\0", b"\xff" * 64, b"\0\0\0\2{}"):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(socket_path(home)))
            client.sendall(raw)
    assert ask(home, {"op": "still"}) == {"v": 1, "echo": "still"}


def test_a_second_agent_of_a_home_is_refused(home: str) -> None:
    with pytest.raises(StorageFailed):
        AgentServer(socket_path(home), answer)


def test_a_dead_agents_socket_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.sock"
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(path))
    dead.close()
    server = AgentServer(path, answer)
    server.stop()
    server.serve()
    assert not path.exists()


def test_no_agent_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert ask(str(tmp_path), {"op": "hello"}) is None


def test_the_peer_is_known() -> None:
    left, right = socket.socketpair()
    with left, right:
        assert peer_uid(left) == os.getuid()
