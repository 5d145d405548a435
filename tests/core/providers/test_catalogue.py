import random
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.errors import Code, Usage
from keylease.providers.catalogue import (
    by_name,
    by_variable,
    detect,
    led_by,
    providers,
    variable_for,
)
from keylease.providers.provider import Provider

ALL = pytest.mark.parametrize("provider", providers(), ids=lambda provider: provider.id)


def fake(length: int, letters: str = string.ascii_letters + string.digits) -> str:
    return "".join(random.Random(length).choices(letters, k=length))


HEX = "0123456789abcdef"
KEYS = [
    ("openai", f"sk-proj-{fake(74)}T3BlbkFJ{fake(74)}"),
    ("openai", f"sk-svcacct-{fake(58)}T3BlbkFJ{fake(58)}"),
    ("openai", f"sk-{fake(20)}T3BlbkFJ{fake(20)}"),
    ("anthropic", f"sk-ant-api03-{fake(93)}AA"),
    ("gemini", f"AIza{fake(35)}"),
    ("gemini", f"AQ.Ab8RN6{fake(44)}"),
    ("vertex", '{\n  "type": "service_account",\n  "project_id": "p"\n}\n'),
    ("bedrock", f"ABSK{fake(128)}=="),
    ("bedrock", f"bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{fake(80)}"),
    ("groq", f"gsk_{fake(52)}"),
    ("together", f"tgp_v1_{fake(43)}"),
    ("huggingface", f"hf_{fake(34)}"),
    ("openrouter", f"sk-or-v1-{fake(64, HEX)}"),
    ("xai", f"xai-{fake(80)}"),
    ("perplexity", f"pplx-{fake(48)}"),
    ("replicate", f"r8_{fake(37)}"),
    ("vercel", f"vck_{fake(56)}"),
]
SHARED_FORMS = [
    ("azure", fake(32, HEX), "AZURE_OPENAI_API_KEY"),
    ("mistral", fake(32), "mistral_key"),
    ("cohere", fake(40), "CO_API_KEY"),
    ("deepseek", f"sk-{fake(32, HEX)}", "DeepSeek staging"),
    ("together", fake(64, HEX), "TOGETHER_API_KEY"),
    ("litellm", f"sk-{fake(22)}", "LITELLM_MASTER_KEY"),
]


def test_all_providers_of_the_first_release_are_there() -> None:
    assert " ".join(provider.id for provider in providers()) == (
        "openai anthropic gemini vertex azure bedrock mistral cohere groq together huggingface "
        "openrouter xai deepseek perplexity replicate litellm vercel local"
    )


@ALL
def test_entries_are_sound(provider: Provider) -> None:
    assert re.fullmatch("[a-z]+", provider.id)
    assert all(re.fullmatch("[A-Z][A-Z0-9_]+", name) for name in provider.variables)
    assert all(shape.pattern and re.compile(shape.pattern) for shape in provider.shape)
    assert all(word == word.casefold() for shape in provider.shape for word in shape.near)
    for url in (provider.console and provider.console.url, provider.probe and provider.probe.url):
        assert url is None or url.startswith(("https://", "{base}/"))


@ALL
def test_a_provider_is_found_by_id_and_name(provider: Provider) -> None:
    assert by_name(provider.id.upper()) is provider
    assert by_name(f" {provider.name} ") is provider
    assert variable_for(provider) in provider.variables


def test_an_unknown_provider_is_told_which_there_are() -> None:
    with pytest.raises(Usage) as refusal:
        by_name("oai")
    assert refusal.value.code is Code.E_UNKNOWN
    assert "openrouter" in str(refusal.value)


def test_a_variable_names_its_provider() -> None:
    assert by_variable("hf_token") is by_name("huggingface")
    assert by_variable("OPENAI_API_KEY") is by_name("openai")
    assert by_variable("DATABASE_URL") is None


@pytest.mark.parametrize(("id_", "value"), KEYS)
def test_a_key_of_its_own_form_is_recognised(id_: str, value: str) -> None:
    best = detect(f" {value}\n")[0]
    assert (best.provider.id, best.certain, best.admin) == (id_, True, False)


@pytest.mark.parametrize(("id_", "value", "hint"), SHARED_FORMS)
def test_a_form_that_several_share_counts_near_a_word(id_: str, value: str, hint: str) -> None:
    assert not any(one.certain for one in detect(value))
    best = detect(value, hint)[0]
    assert (best.provider.id, best.certain) == (id_, True)


def test_a_key_that_makes_others_is_told_apart() -> None:
    value = f"sk-ant-admin01-{fake(93)}AA"
    assert [(one.provider.id, one.admin) for one in detect(value)] == [("anthropic", True)]
    assert detect(f"sk-admin-{fake(58)}T3BlbkFJ{fake(58)}")[0].admin


def test_a_new_form_under_a_known_prefix_is_a_guess() -> None:
    (guess,) = detect("gsk_" + fake(99))
    assert (guess.provider.id, guess.certain) == ("groq", False)


def test_what_form_says_counts_more_than_what_a_variable_says() -> None:
    assert detect(f"gsk_{fake(52)}", "OPENAI_API_KEY")[0].provider.id == "groq"
    assert detect("in-a-new-form", "OPENAI_API_KEY")[0].provider.id == "openai"


@pytest.mark.parametrize("value", ["", "  ", "hello", "x" * 10**6, "sk-"])
def test_what_is_no_key_is_nobodys(value: str) -> None:
    assert not any(one.certain for one in detect(value))


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_may_be_looked_at(value: str, hint: str) -> None:
    assert len(detect(value, hint)) <= len(providers())


def test_a_variable_that_says_where_a_provider_is() -> None:
    assert [one.id for one in led_by("ANTHROPIC_BASE_URL")] == ["anthropic"]
    assert {"openai", "local"} <= {one.id for one in led_by("openai_api_base")}
    assert led_by("ANTHROPIC_API_KEY") == led_by("SOME_BASE_URL") == led_by("URL") == []
