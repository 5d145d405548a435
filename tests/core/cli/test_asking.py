from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.cli.asking import without_line_feed
from support.members import PASSPHRASE
from support.terminal import Seat
from support.typed import typed

UNSET = {"KEYLEASE_PASSPHRASE": ""}


def test_a_passphrase_is_typed_unseen(ada: Seat) -> None:
    status, shown = typed(ada, "team", "show", answers=[PASSPHRASE], environ=UNSET)
    assert status == 0, shown
    assert "Passphrase:" in shown
    assert PASSPHRASE.decode() not in shown
    assert "Acme" in shown


def test_a_new_one_is_typed_twice_and_told_where_it_is_weak(nobody: Seat) -> None:
    answers = [
        b"weak",
        b"n",
        b"copper lunar tulip ferry",
        b"another",
        b"copper lunar tulip ferry",
        b"copper lunar tulip ferry",
    ]
    words = ("team", "create", "Acme", "--as", "Ada")
    status, shown = typed(nobody, *words, answers=answers, environ=UNSET)
    assert status == 0, shown
    assert "That passphrase is weak" in shown
    assert "two different ones" in shown
    assert "copper" not in shown
    assert answers == []


def test_a_value_is_typed_unseen(ada: Seat) -> None:
    words = ("key", "add", "chat", "--environment", "staging")
    status, shown = typed(ada, *words, answers=[b"sk-proj-CANARY"], environ={})
    assert status == 0, shown
    assert "CANARY" not in shown
    assert ada("get", "chat").out == "sk-proj-CANARY\n"


def test_a_yes_is_asked_for_where_somebody_sits(bob: Seat) -> None:
    status, shown = typed(bob, "team", "leave", answers=[b"n"], environ={})
    assert (status, "Nothing was done" in shown) == (2, True)
    status, shown = typed(bob, "team", "leave", answers=[b"y"], environ={})
    assert status == 0, shown


def test_a_link_is_asked_for_and_is_one_line(ada: Seat, nobody: Seat) -> None:
    link = ada("member", "invite").out.strip()
    words = ("team", "join", "-", "--as", "Cai")
    status, shown = typed(nobody, *words, answers=[link.encode()], environ={})
    assert status == 0, shown
    assert shown.startswith("Paste the link, then Enter: ")
    for verb in ("team", "relay"), ("relay", "move"):
        status, shown = typed(ada, *verb, "-", answers=[b"half a link"], environ={})
        assert (status, "Paste the link" in shown) == (2, True), shown


def test_who_is_removed_is_asked_about_at_a_terminal(ada: Seat) -> None:
    words = ("member", "remove", "Bob")
    status, shown = typed(ada, *words, answers=[b"n"], environ={})
    assert (status, "Remove Bob for good? [y/N]" in shown) == (2, True)
    assert "Nothing was done" in shown
    assert "Bob" in ada("member", "list").out
    status, shown = typed(ada, *words, "--yes", environ={})
    assert (status, "[y/N]" in shown) == (0, False)


def test_words_are_shown_and_asked_about(ada: Seat, nobody: Seat) -> None:
    link = ada("member", "invite").out
    nobody("team", "join", "-", "--as", "Cai", stdin=link)
    status, shown = typed(ada, "member", "admit", "Cai", answers=[b"yes"], environ={})
    assert status == 0, shown
    assert "The safety words of Cai: " in shown
    (cai,) = [one for one in ada.json("member", "list") if one["name"] == "Cai"]
    assert cai["words_compared"] is True


def test_entries_of_a_file_are_asked_about(ada: Seat, tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("OPENAI_API_KEY=sk-proj-CANARY0123456789\nANTHROPIC_API_KEY=sk-ant-CANARY012\n")
    words = ("key", "import", str(path), "--environment", "staging")
    status, shown = typed(ada, *words, answers=[b"y", b"n"], environ={})
    assert status == 0, shown
    assert "CANARY" not in shown
    assert [one["name"] for one in ada.json("key", "list")] == ["openai"]


def test_where_nobody_sits_it_says_what_to_do(ada: Seat) -> None:
    said = ada.given(**UNSET).refused("key", "list", status=2)
    assert "KEYLEASE_PASSPHRASE_FILE" in said


@pytest.mark.attack("E12")
def test_a_passphrase_may_lie_in_a_private_file(ada: Seat, tmp_path: Path) -> None:
    path = tmp_path / "passphrase"
    path.write_bytes(PASSPHRASE + b"\n")
    path.chmod(0o600)
    seat = ada.given(**UNSET, KEYLEASE_PASSPHRASE_FILE=str(path))
    seat("key", "list")
    for mode in (0o640, 0o604, 0o620, 0o602):
        path.chmod(mode)
        assert "Others may read" in seat.refused("key", "list", status=1)
    path.chmod(0o600)
    path.write_bytes(b"\n")
    assert "holds no passphrase" in seat.refused("key", "list", status=2)
    path.unlink()
    assert f"names {path}, which cannot be read" in seat.refused("key", "list", status=2)


def test_a_weak_passphrase_from_outside_is_taken_and_told(nobody: Seat) -> None:
    weak = nobody.given(KEYLEASE_PASSPHRASE="password1")
    answer = weak("team", "create", "Acme", "--as", "Ada")
    assert "That passphrase is weak" in answer.err
    assert "password1" not in answer.err


@given(st.binary(max_size=20))
def test_exactly_one_line_ending_goes(content: bytes) -> None:
    if content.endswith(b"\r"):
        content += b"."
    assert without_line_feed(content + b"\n") == content
    assert without_line_feed(content + b"\r\n") == content
