"""The agent's socket: private, for one OS user, alive through whatever clients send."""

import os
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from keylease.agent.frames import peer_uid, socket_path
from keylease.agent.server import AgentServer
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


@pytest.mark.attack("E12")
def test_it_listens_in_no_folder_in_which_others_may_put_another_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where XDG_RUNTIME_DIR is a folder of everybody's, and somebody was first."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    path = socket_path(str(tmp_path))
    path.parent.mkdir()
    path.parent.chmod(0o777)
    with pytest.raises(StorageFailed) as refused:
        AgentServer(path, answer)
    assert refused.value.code is Code.E_PERMISSIONS
    path.parent.rmdir()
    path.parent.symlink_to(tmp_path)
    with pytest.raises(StorageFailed) as refused:
        AgentServer(path, answer)
    assert refused.value.code is Code.E_PERMISSIONS


LIES = """
import os, socket, sys
os.setuid(65534)
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen()
print("ready", flush=True)
connection, _ = listener.accept()
print(connection.recv(1000))
body = b'{"v":1,"opened":[{"value":"theirs"}],"said":[]}'
connection.sendall(len(body).to_bytes(4, "big") + body)
"""


@pytest.mark.attack("E12")
@pytest.mark.skipif(os.getuid() != 0, reason="only root can be two users")
def test_another_users_socket_that_passes_for_ours_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changed between the look at it and the connecting: it has our name on it, they listen."""
    with tempfile.TemporaryDirectory(dir="/tmp") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        path = socket_path(str(tmp_path))
        path.parent.mkdir()
        for folder in (Path(runtime), path.parent):
            folder.chmod(0o777)
        with subprocess.Popen(
            [sys.executable, "-c", LIES, str(path)], stdout=subprocess.PIPE, text=True
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
            os.chown(path, 0, 0)
            assert ask(str(tmp_path), {"op": "open", "keys": ["prod"]}) is None
            assert other.stdout.readline() == "b''\n"


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
