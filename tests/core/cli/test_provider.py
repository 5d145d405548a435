import pytest

from keylease.cli.ending import No
from keylease.cli.provider import choose, console_of, known, mistaken, title_of

OPENAI = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"


def test_titles_and_pages() -> None:
    assert title_of("openai") == "OpenAI"
    assert title_of("acme") == "acme"
    assert title_of("") == "its provider"
    assert console_of("openai") == "https://platform.openai.com/api-keys"
    assert console_of("litellm") is None  # its page has the proxy's own address
    assert console_of("acme") is None
    assert known("acme") is None


@pytest.mark.parametrize(
    ("value", "hint", "provider"),
    [
        (OPENAI, "", "openai"),
        ("sk-or-v1-" + "0" * 64, "", "openrouter"),
        ("gsk_" + "a" * 52, "", "groq"),
        ("a" * 32, "MISTRAL_API_KEY", "mistral"),
    ],
)
def test_the_value_or_its_name_gives_the_provider_away(
    value: str, hint: str, provider: str
) -> None:
    assert choose(None, value, hint).id == provider


def test_where_nothing_gives_it_away_all_are_named() -> None:
    with pytest.raises(No, match="Add --provider") as refused:
        choose(None, "qwertyuiop", "")
    assert "local" in str(refused.value)
    assert "qwertyuiop" not in str(refused.value)


def test_cautions() -> None:
    openai, anthropic = choose("OpenAI", "", ""), choose("anthropic", "", "")
    assert mistaken(openai, OPENAI, "") == ""
    assert mistaken(anthropic, f"sk-ant-admin01-{'a' * 93}AA", "").startswith(
        "This is an admin key"
    )
    assert "not OpenAI" in mistaken(openai, "gsk_" + "a" * 52, "")
