import pytest

from support.terminal import Seat, Terminals
from support.terms import DAY

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"


@pytest.fixture
def ci(ada: Seat, key: str, nobody: Seat) -> Seat:
    """A program somewhere with nothing but a token, to which the key is lent."""
    token = ada("app", "create", "ci", "--for", "30d").out.strip()
    ada("grant", key, "--to", "ci", "--for", "7d")
    return nobody.given(KEYLEASE_TOKEN=token, KEYLEASE_PASSPHRASE="", KEYLEASE_HOME="/nowhere")


def test_a_token_stands_alone_on_stdout(ada: Seat) -> None:
    answer = ada("app", "create", "ci", "--for", "30d")
    assert len(answer.lines) == 1
    assert answer.out.startswith("klt1_")
    assert "KEYLEASE_TOKEN" in answer.err
    assert "shown this once" in answer.err
    row = ada.json("app", "create", "nightly", "--for", "30d", "--network", "10.0.0.0/8")
    assert row["token"].startswith("klt1_")


def test_a_token_is_all_the_configuration(ci: Seat, ada: Seat, key: str) -> None:
    assert ci("get", key).out == f"{VALUE}\n"
    (line,) = [one for one in ada.json("log", "--member", "ci") if one["what"] == "opened"]
    assert (line["who"], line["key"], line["version"]) == ("ci", key, 1)


def test_whoever_made_the_token_counts_as_exposed(ci: Seat, ada: Seat, key: str) -> None:
    ci("get", key)
    through = [one for one in ada.json("exposure", "--key", key) if one["through"] == "ci"]
    assert [one["who"] for one in through] == ["Ada"]


@pytest.mark.attack("C13")
def test_what_a_token_cannot(ci: Seat, ada: Seat, key: str, shell: Terminals) -> None:
    ada("key", "add", "other", "--environment", "staging", stdin="sk-proj-other")
    assert "no access to that key" in ci.refused("get", "other", status=3)
    assert "one by one" in ci.refused("run", "--environment", "staging", "--", "true", status=2)
    # it is no identity: the commands of people ask for a home and a passphrase
    assert "no team here" in ci.refused("member", "list", status=1)
    ada("app", "renew", "ci", "--for", "1h")
    shell.wait(DAY)
    assert "ended" in ci.refused("get", key, status=3)


@pytest.mark.attack("C13")
def test_a_token_mistyped_or_cut_is_found_before_anything_is_asked(ci: Seat, key: str) -> None:
    token = ci.environ["KEYLEASE_TOKEN"]
    other = "A" if token[40] != "A" else "B"
    for spoilt in (token[:-1], token[:40] + other + token[41:], "klt1_x", token.upper(), "x"):
        said = ci.given(KEYLEASE_TOKEN=spoilt).refused("get", key, status=2)
        assert "mistyped or cut" in said
        assert spoilt not in said


@pytest.mark.attack("C13")
def test_a_token_from_another_network_is_refused(ci: Seat, ada: Seat, key: str) -> None:
    ada("app", "renew", "ci", "--for", "7d", "--network", "10.0.0.0/8")
    assert "network address" in ci.refused("get", key, status=3)
    assert ada.json("app", "list")[0]["networks"] == ["10.0.0.0/8"]


def test_listing(ada: Seat, ci: Seat, key: str, shell: Terminals) -> None:
    (row,) = ada.json("app", "list")
    assert (row["name"], row["keys"], row["status"]) == ("ci", [key], "active")
    shell.wait(40 * DAY)
    assert ada.json("app", "list")[0]["status"] == "ended"


def test_removing_says_what_to_replace(ci: Seat, ada: Seat, key: str) -> None:
    ci("get", key)
    answer = ada("app", "remove", "ci")
    assert answer.lines[0] == "ci is removed: its token opens nothing any more."
    assert "ci has seen these" in answer.out
    ci.refused("get", key, status=3)
    assert ada.json("app", "list") == []
    assert ada.json("app", "list", "--all")[0]["status"] == "removed"


def test_a_person_is_no_app(ada: Seat) -> None:
    assert "is a person" in ada.refused("app", "remove", "Bob", status=1)
    assert "app create" in ada("app", "list").err
