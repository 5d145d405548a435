import click
import pytest

from support.terminal import Seat

SECRET = "sk-proj-CANARY0123456789"


def test_options_stand_before_or_after_noun_and_verb(ada: Seat, key: str) -> None:
    for words in (
        ("--json", "key", "list"),
        ("key", "--json", "list"),
        ("key", "list", "--json"),
    ):
        assert '"openai-prod"' in ada(*words).out


def test_home_and_team_too(ada: Seat, bob: Seat) -> None:
    home = str(bob.shell.home("Bob"))
    nowhere = ada.given(KEYLEASE_HOME="/nowhere")
    assert "Bob" in nowhere("--home", home, "team", "show").out
    assert "Bob" in nowhere("team", "show", "--home", home, "--team", "Acme").out
    assert "no team 'Acne'" in ada.refused("team", "show", "--team", "Acne", status=1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("membr", "list"), "Did you mean `member`?"),
        (("member", "lst"), "Did you mean `list`?"),
        (("member", "list", "--jsn"), "has no option `--jsn`"),
        (("get",), "`keylease get` needs KEY."),
        (("team", "create", "Acme"), "needs `--as`"),
        (("member", "invite", "--role", "king"), "`--role` is one of owner, admin"),
        (("grant", "k", "--to", "Bob", "--for", "1h", "--uses", "0"), "`--uses` wants a whole"),
        (("key", "retire", "k", "two"), "VERSION wants a whole number"),
        (("grant", "k", "--to", "Bob", "--for"), "`--for` is not used like that"),
        (("grant", "k", "--to", "Bob", "--for", "soon"), "That is no duration."),
        (("member", "invite", "--for", "soon"), "That is no duration."),
        (("member", "list", "--all=yes"), "`--all` is not used like that"),
        (("app", "create", "ci", "--for", "1d", "--network", "here"), "That is no address range."),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_2(
    nobody: Seat, words: tuple[str, ...], said: str
) -> None:
    assert said in nobody.refused(*words, status=2)


@pytest.mark.attack("E06")
@pytest.mark.parametrize(
    "words",
    [
        ("key", "add", "openai", SECRET),
        ("key", "add", "openai", "--value", SECRET),
        ("key", "add", "openai", f"--{SECRET}"),
        ("key", SECRET),
        (SECRET,),
        ("get", "openai", SECRET),
        ("get", "--passphrase", SECRET, "openai"),
        ("member", "invite", "--role", SECRET),
        ("grant", "openai", "--to", "Bob", "--for", SECRET),
        ("grant", "openai", "--to", "Bob", "--for", "1h", "--uses", SECRET),
        ("key", "rotate", "openai", SECRET),
        ("app", "create", "ci", "--for", "1d", "--network", SECRET),
        ("team", "join", SECRET, "--as", "Bob"),
    ],
)
def test_what_was_typed_in_the_wrong_place_is_not_repeated(
    ada: Seat, words: tuple[str, ...]
) -> None:
    for extra in ((), ("--debug",), ("--json",)):
        answer = ada(*extra, *words, status=2)
        assert "CANARY" not in answer.out + answer.err


def test_surplus_words_are_told_where_a_value_belongs(ada: Seat) -> None:
    assert "never an argument" in ada.refused("key", "list", "openai", status=2)
    assert "never an argument" in ada.refused("key", "add", "openai", SECRET, status=2)


def test_a_noun_alone_shows_its_verbs(ada: Seat) -> None:
    answer = ada("key", status=2)
    assert "rotate" in answer.err
    assert answer.out == ""


def test_a_noun_that_is_a_verb(bob: Seat, key: str) -> None:
    bob("request", key, "--for", "1h", "--reason", "x")
    bob("request", "--reason", "x", "--for", "1h", key)
    bob("request", "ask", key, "--for", "1h", "--reason", "x")
    assert len(bob.json("request", "list", "--all")) == 3
    assert "ask" in bob("request", "--help").out


def test_a_mistake_outside_of_any_command() -> None:
    from keylease.cli.grammar import sentence

    assert sentence(click.UsageError("Odd.")) == "Odd. See `keylease --help`."
    assert sentence(click.ClickException("Odd.")) == "Odd. See `keylease --help`."
