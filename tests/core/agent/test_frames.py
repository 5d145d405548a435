"""Frames: what is written is read again, and nothing else is."""

import socket

import pytest

from keylease.agent.frames import LARGEST, VERSION, BadFrame, receive, send, socket_path


@pytest.fixture
def ends() -> tuple[socket.socket, socket.socket]:
    left, right = socket.socketpair()
    left.settimeout(5)
    right.settimeout(5)
    with left, right:
        yield left, right


def test_what_is_sent_is_received(ends: tuple[socket.socket, socket.socket]) -> None:
    send(ends[0], {"v": VERSION, "op": "open", "keys": ["π"]})
    assert receive(ends[1]) == {"v": VERSION, "op": "open", "keys": ["π"]}


@pytest.mark.parametrize(
    "raw",
    [
        (LARGEST + 1).to_bytes(4, "big"),
        b"\0\0\0\2[]",
        b"\0\0\0\2{}",
        b'\0\0\0\7{"v":9}',
        b"\0\0\0\4\xff\xff\xff\xff",
        b"\0\0\0\x09abc",
        b"\0\0",
        b"\0\x01\x86\xa0" + b"[" * 100_000,
    ],
)
def test_anything_else_is_a_bad_frame(
    ends: tuple[socket.socket, socket.socket], raw: bytes
) -> None:
    ends[0].sendall(raw)
    ends[0].shutdown(socket.SHUT_WR)
    with pytest.raises(BadFrame):
        receive(ends[1])


def test_homes_have_sockets_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1")
    assert socket_path("/a").parent == socket_path("/b").parent
    assert socket_path("/a") != socket_path("/b")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert str(socket_path("/a")).startswith("/a/run/")
