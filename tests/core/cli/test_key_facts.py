from support.terminal import Seat, Terminals
from support.terms import HOUR


def test_the_next_end_is_that_of_the_first_to_end(ada: Seat, key: str, shell: Terminals) -> None:
    ada("grant", key, "--to", "Bob", "--for", "5h")
    ada("grant", key, "--to", "Bob", "--for", "2h")
    (row,) = ada.json("key", "list")
    assert row["next_end_in"] == "in 2 hours"
    shell.wait(3 * HOUR)
    assert ada.json("key", "list")[0]["next_end_in"] == "in 2 hours"


def test_a_key_nobody_can_use_says_so(ada: Seat, key: str) -> None:
    ada("key", "compromised", key, "1")
    assert ada.json("key", "list")[0]["state"] == "no value"
    ada("key", "freeze", key)
    assert ada.json("key", "list")[0]["state"] == "frozen"
    assert "frozen" in ada("key", "list").out


def test_the_page_tells_what_the_environment_asks_for(ada: Seat, key: str) -> None:
    ada("environment", "set", "production", "--reason-required", "--second-approver")
    shown = ada("key", "show", key).out
    assert "words were compared, a reason, a second approver" in shown
