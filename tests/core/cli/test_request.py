from support.terminal import Seat, Terminals
from support.terms import HOUR

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"


def test_asking_and_getting(ada: Seat, bob: Seat, key: str) -> None:
    asked = bob("request", key, "--for", "4h", "--reason", "benchmark run")
    assert asked.out == f"Asked for {key} (4 hours). Ada can answer.\n"
    (row,) = ada.json("request", "list")
    assert (row["who"], row["key"], row["for"], row["state"]) == ("Bob", key, 4 * 3600, "open")
    answer = ada("approve", row["request"])
    assert "This makes 2 holders" in answer.err
    assert f"{key} is shared with Bob. It ends in 4 hours" in answer.out
    assert bob("get", key).out == f"{VALUE}\n"
    assert ada.json("request", "list") == []
    assert ada.json("request", "list", "--all")[0]["state"] == "granted"
    assert "answered already" in ada.refused("approve", row["request"], status=1)


def test_a_grant_answers_what_was_asked_for(
    ada: Seat, bob: Seat, key: str, shell: Terminals
) -> None:
    bob("request", key, "--for", "4h", "--reason", "benchmark run")
    assert "answers what Bob asked for" in ada("grant", key, "--to", "Bob", "--for", "1h").err
    assert ada.json("request", "list") == []
    shell.wait(HOUR // 2)
    bob("request", key, "--for", "60d", "--reason", "a longer one")
    ada("renew", key, "--to", "Bob", "--for", "2d")
    assert ada.json("request", "list") == []
    assert {row["state"] for row in bob.json("request", "list", "--all")} == {"granted"}


def test_who_asks_anew_asks_instead(ada: Seat, bob: Seat, key: str, shell: Terminals) -> None:
    bob("request", key, "--for", "4h", "--reason", "x")
    shell.wait(HOUR)
    bob("request", key, "--for", "8h", "--reason", "longer")
    (row,) = ada.json("request", "list")
    assert row["for"] == 8 * 3600
    ada("grant", key, "--to", "Bob", "--for", "8h")
    assert ada.json("request", "list") == []
    states = [row["state"] for row in ada.json("request", "list", "--all")]
    assert states == ["no longer asked", "granted"]


def test_granting_another_length_by_the_beginning_of_an_id(
    ada: Seat, bob: Seat, key: str, shell: Terminals
) -> None:
    id_ = bob.json("request", key, "--for", "60d", "--reason", "x")["request"]
    (grant,) = ada.json("approve", id_[:12], "--for", "2h", "--uses", "1", "--reason", "short")
    assert (grant["ends_in"], grant["max_uses"]) == ("in 2 hours", 1)
    shell.wait(3 * HOUR)
    assert "ended" in bob.refused("get", key, status=3)


def test_a_wish_beyond_the_policy_is_granted_as_far_as_it_goes(
    ada: Seat, bob: Seat, key: str
) -> None:
    id_ = bob.json("request", key, "--for", "60d", "--reason", "x")["request"]
    (grant,) = ada.json("approve", id_)
    assert grant["ends_in"] == "in 30 days"


def test_denying_with_a_reason(ada: Seat, bob: Seat, key: str) -> None:
    id_ = bob.json("request", key, "--for", "1h", "--reason", "x")["request"]
    ada.refused("deny", id_, status=2)
    assert ada("deny", id_, "--reason", "use staging").out == f"Denied: {key} for Bob.\n"
    assert "use staging" in bob("log", "--what", "denied").out
    assert "answered already" in ada.refused("deny", id_, "--reason", "x", status=1)


def test_only_custodians_answer(ada: Seat, bob: Seat, key: str) -> None:
    id_ = bob.json("request", key, "--for", "1h", "--reason", "x")["request"]
    bob.refused("deny", id_, "--reason", "x", status=3)
    assert "Only a custodian" in bob("approve", id_, status=3).err


def test_what_is_no_request(ada: Seat, bob: Seat, key: str) -> None:
    assert "no such request" in ada.refused("approve", "req_nothing", status=1)
    assert "no such grant" in ada.refused("approve", "grt_nothing", status=1)
    assert "--reason" in bob.refused("request", key, "--for", "1h", status=2)
    assert "no key called" in bob.refused(
        "request", "none", "--for", "1h", "--reason", "x", status=1
    )
    assert "keylease request KEY" in ada("request", "list").err


def test_two_people_for_one_grant(ada: Seat, bob: Seat, key: str) -> None:
    ada("environment", "set", "production", "--second-approver")
    ada("member", "role", "Bob", "admin")
    (grant,) = ada.json("grant", key, "--to", "Ada", "--for", "1h")
    (waiting,) = bob.json("request", "list")
    assert waiting["request"] == grant["grant"]
    assert waiting["yours_to_approve"]
    assert "not you: you gave it" in ada("request", "list").out
    ada.refused("approve", grant["grant"], status=3)
    assert "no other terms" in bob.refused("approve", grant["grant"], "--uses", "1", status=2)
    assert f"Approved: {key} for Ada" in bob("approve", grant["grant"]).out
    answer = ada("renew", key, "--to", "Ada", "--for", "5h")
    assert "waits for a second approver" in answer.out
    bob("approve", grant["grant"])
    assert ada.json("request", "list") == []


def test_who_made_an_apps_token_is_no_second_person_for_it(ada: Seat, bob: Seat, key: str) -> None:
    ada("environment", "set", "production", "--second-approver")
    ada("member", "role", "Bob", "admin")
    bob("app", "create", "ci", "--for", "30d")
    (grant,) = ada.json("grant", key, "--to", "ci", "--for", "1h")
    (waiting,) = bob.json("request", "list")
    assert not waiting["yours_to_approve"]
    assert waiting["state"].endswith("not you: you made this app's token")
    assert "made an app's token" in bob.refused("approve", grant["grant"], status=3)
