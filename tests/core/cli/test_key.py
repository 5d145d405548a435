import pytest

from support.terminal import Seat, Terminals
from support.terms import DAY

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"


def test_no_keys_yet(ada: Seat) -> None:
    assert "keylease key add" in ada("key", "list").err
    assert ada.json("key", "list") == []


def test_the_provider_is_known_by_the_value(ada: Seat) -> None:
    answer = ada("key", "add", "chat", "--environment", "production", stdin=VALUE)
    assert answer.out == "chat is in: OpenAI, production. You are its only custodian.\n"
    assert "custodian add" in answer.err
    said = ada.refused("key", "add", "odd", "--environment", "staging", stdin="qwe123", status=2)
    assert "--provider" in said
    assert "anthropic" in said


def test_a_provider_that_is_not_known_or_seems_another(ada: Seat) -> None:
    words = ("key", "add", "chat", "--environment", "staging", "--provider")
    assert "not known" in ada.refused(*words, "acme", stdin=VALUE, status=2)
    anthropic = f"sk-ant-api03-{'a' * 93}AA"
    assert "looks like one of Anthropic" in ada(*words, "openai", stdin=anthropic).err


def test_an_admin_key_is_taken_with_a_warning(ada: Seat) -> None:
    admin = f"sk-ant-admin01-{'a' * 93}AA"
    assert "admin key" in ada("key", "add", "x", "--environment", "staging", stdin=admin).err


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_one_line_ending_is_no_part_of_the_value(ada: Seat, ending: str) -> None:
    ada("key", "add", "chat", "--environment", "staging", stdin=VALUE + ending)
    assert ada("get", "chat").out == f"{VALUE}\n"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (b"", "No value came in"),
        (b"\n", "No value came in"),
        (b" sk-proj-x", "white space"),
        (b"sk-proj-x\n\n", "white space"),
        ("sk-proj-x\u200b".encode(), "invisible"),
        (b"sk-proj-\x07", "control characters"),
        (b"sk-proj-\xff", "no UTF-8"),
        (b"sk-proj-" + b"x" * 70_000, "longer than any key"),
        (b"sk-proj-" + b"x" * 40_000, "longer than 32 KiB"),
    ],
)
def test_what_is_no_value(ada: Seat, value: bytes, said: str) -> None:
    words = ("key", "add", "chat", "--environment", "staging", "--provider", "openai")
    assert said in ada.refused(*words, stdin=value, status=2)
    assert ada.json("key", "list") == []


def test_the_environment_has_to_be_said(ada: Seat) -> None:
    said = ada.refused("key", "add", "chat", stdin=VALUE, status=2)
    assert "development" in said
    said = ada.refused("key", "add", "chat", "--environment", "prod", stdin=VALUE, status=1)
    assert "no environment called 'prod'" in said


def test_the_same_value_twice_is_refused_unless_it_is_meant(ada: Seat, key: str) -> None:
    words = ("key", "add", "twin", "--environment", "development")
    said = ada.refused(*words, stdin=VALUE, status=2)
    assert f"That value is here already: {key}, version 1, in production." in said
    assert "CANARY" not in said
    ada(*words, "--allow-duplicate", stdin=VALUE)
    said = ada.refused("key", "rotate", "twin", stdin=VALUE, status=2)
    assert "already" in said or "version 1 of this key" in said


@pytest.mark.attack("F02")
def test_a_name_that_is_taken_or_looks_so(ada: Seat, key: str) -> None:
    for name in (key, "0penai-prod", "openai-pr0d"):
        words = ("key", "add", name, "--environment", "staging")
        assert "taken or looks the same" in ada.refused(*words, stdin="sk-proj-new", status=2)


@pytest.mark.attack("F05")
@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\\b", "x\0y", "-rf"])
def test_a_name_is_no_path(ada: Seat, name: str) -> None:
    words = ("key", "add", "--environment", "staging", "--", name)
    said = ada.refused(*words, stdin="sk-proj-new", status=2)
    assert said.isprintable()


def test_who_knew_it_before_is_declared(ada: Seat) -> None:
    ada("key", "add", "chat", "--environment", "staging", "--known-to", "Bob", stdin=VALUE)
    ada("key", "declare", "chat", "--known-elsewhere", "posted in Slack")
    found = ada.json("exposure", "--key", "chat")
    assert ("Bob", "declared") in {(one["who"], one["how"]) for one in found}
    assert "posted in Slack" in ada("log", "--what", "declared").out
    assert "--known-to" in ada.refused("key", "declare", "chat", status=2)


def test_a_key_in_a_list(ada: Seat, bob: Seat, lent: str, shell: Terminals) -> None:
    bob("get", lent)
    (row,) = ada.json("key", "list")
    assert (row["name"], row["provider"], row["environment"]) == (lent, "openai", "production")
    assert (row["version"], row["holders"], row["custodians"]) == (1, 2, ["Ada"])
    assert row["state"] == "in use"
    shell.wait(100 * DAY)
    (row,) = ada.json("key", "list", "--environment", "production")
    assert row["due_in"].startswith("overdue, ")
    assert row["seen_without_access"] == ["Bob"]
    assert ada.json("key", "list", "--environment", "staging") == []


def test_a_key_on_its_own_page(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    shown = ada("key", "show", lent).out
    for part in ("Custodians", "Access\n", "Versions\n", "Who has seen it\n", "at most 30 days"):
        assert part in shown
    page = ada.json("key", "show", lent)
    assert [one["to"] for one in page["access"]] == ["Ada", "Bob"]
    assert [one["state"] for one in page["value_versions"]] == ["active"]
    assert {one["how"] for one in page["exposure"]} == {"entered", "custodian", "opened"}
    assert page["policy"]["verified_only"] is True
    assert page["console"] == "https://platform.openai.com/api-keys"


def test_editing(ada: Seat, bob: Seat, key: str) -> None:
    assert "what to change" in ada.refused("key", "edit", key, status=2)
    ada("key", "edit", key, "--name", "chat", "--environment", "staging", "--rotate-every", "30d")
    ada(
        "key", "edit", "chat", "--note", "for the bot", "--project", "bots", "--rate", "60 a minute"
    )
    page = ada.json("key", "show", "chat")
    assert page["environment"] == "staging"
    assert page["rotate_every"] == 30 * 24 * 60 * 60
    assert page["note"] == "for the bot"
    assert page["limits"]["project"] == "bots"
    bob.refused("key", "edit", "chat", "--note", "x", status=3)


def test_one_who_may_not_read_names_sees_ids(ada: Seat, shell: Terminals, key: str) -> None:
    link = ada("member", "invite", "--role", "guest").out
    guest = shell.person("Guest")
    guest("team", "join", "-", "--as", "Guest", stdin=link)
    ada("member", "admit", "Guest", "--words-compared")
    ada("grant", key, "--to", "Guest", "--for", "1h")
    assert guest("get", key).out == f"{VALUE}\n"
    assert "no key called" in guest.refused("get", "other", status=1)


@pytest.mark.attack("E06")
def test_a_value_is_in_no_answer_but_that_of_get(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    for words in (
        ("key", "list"),
        ("key", "show", lent),
        ("log",),
        ("log", "--csv"),
        ("exposure",),
        ("team", "show"),
        ("member", "list"),
        ("verify",),
    ):
        for extra in ((), ("--json",), ("--debug",)):
            if extra and "--csv" in words:
                continue
            answer = ada(*words, *extra)
            assert "CANARY" not in answer.out + answer.err
