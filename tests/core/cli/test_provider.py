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


def test_a_value_of_several_lines_is_called_so_unless_it_is_a_document() -> None:
    openai, vertex = choose("openai", "", ""), choose("vertex", "", "")
    assert "has 2 lines" in mistaken(openai, f"{OPENAI}\nand more", "chat")
    assert "keylease key rotate chat" in mistaken(openai, f"{OPENAI}\nand more", "chat")
    assert mistaken(openai, OPENAI, "chat") == ""
    assert mistaken(vertex, '{\n"type": "service_account"\n}', "google") == ""


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
