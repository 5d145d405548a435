"""What waits for an answer is named by its id, or by the names in it."""

import pytest

from support.terminal import Seat, Terminals


@pytest.fixture
def asked(ada: Seat, bob: Seat, key: str) -> str:
    """Bob asks for the key; its id."""
    return str(bob.json("request", key, "--for", "4h", "--reason", "benchmark run")["request"])


def granted(ada: Seat) -> list[str]:
    rows = ada.json("request", "list", "--all")
    return [row["request"] for row in rows if row["state"] == "granted"]


def test_the_name_of_the_key_is_enough(ada: Seat, asked: str, key: str) -> None:
    ada("approve", key)
    assert granted(ada) == [asked]


def test_so_is_the_name_of_whoever_asks(ada: Seat, asked: str) -> None:
    ada("approve", "Bob")
    assert granted(ada) == [asked]


def test_where_several_ask_it_says_what_to_type(
    ada: Seat, asked: str, key: str, shell: Terminals
) -> None:
    link = ada("member", "invite").out.strip()
    cleo = shell.person("Cleo")
    cleo("team", "join", "-", "--as", "Cleo", stdin=link)
    ada("member", "admit", "Cleo")
    cleo("request", key, "--for", "1h", "--reason", "x")
    said = ada.refused("approve", key, status=2)
    assert f"{key} for Bob" in said
    assert f"{key} for Cleo" in said
    assert f"Say which: {key} --to " in said
    ada("approve", key, "--to", "Bob")
    assert granted(ada) == [asked]
    assert ada("deny", key, "--reason", "no").out == f"Denied: {key} for Cleo.\n"


def test_a_second_approver_names_it_so_as_well(ada: Seat, bob: Seat, key: str) -> None:
    ada("environment", "set", "production", "--second-approver")
    ada("member", "role", "Bob", "admin")
    ada("grant", key, "--to", "Ada", "--for", "1h")
    assert f"Approved: {key} for Ada" in bob("approve", key).out
    assert "no key" not in bob.refused("approve", key, status=1)


def test_what_does_not_wait(ada: Seat, asked: str, key: str) -> None:
    assert "Nothing by the name 'Ada' waits" in ada.refused("approve", "Ada", status=1)
    assert "Nothing by the name 'none' waits" in ada.refused(
        "deny", "none", "--reason", "x", status=1
    )
    ada("approve", key)
    assert "Nothing by the name" in ada.refused("approve", key, status=1)
    assert "answered already" in ada.refused("approve", asked, status=1)
