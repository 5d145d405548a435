import pytest

from keylease.providers.catalogue import by_name, providers
from keylease.providers.provider import Liveness, Probe


def probe_of(id_: str) -> Probe:
    probe = by_name(id_).probe
    assert probe is not None
    return probe


@pytest.mark.parametrize(
    ("id_", "status", "verdict"),
    [
        ("openai", 200, Liveness.ALIVE),
        ("openai", 401, Liveness.DEAD),
        ("openai", 403, Liveness.UNKNOWN),
        ("openai", 429, Liveness.UNKNOWN),
        ("openai", 500, Liveness.UNKNOWN),
        ("openai", 400, Liveness.UNKNOWN),
        ("gemini", 400, Liveness.DEAD),
        ("gemini", 403, Liveness.ALIVE),
        ("gemini", 401, Liveness.UNKNOWN),
    ],
)
def test_each_provider_says_dead_in_its_own_way(id_: str, status: int, verdict: Liveness) -> None:
    assert probe_of(id_).verdict(status) is verdict


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ({"valid": True}, Liveness.ALIVE),
        ({"valid": False}, Liveness.DEAD),
        ({"valid": None}, Liveness.UNKNOWN),
        ({"valid": 0}, Liveness.UNKNOWN),
        ({}, Liveness.UNKNOWN),
        ([], Liveness.UNKNOWN),
        (None, Liveness.UNKNOWN),
    ],
)
def test_cohere_answers_in_a_field(answer: object, verdict: Liveness) -> None:
    assert probe_of("cohere").verdict(200, answer) is verdict


def test_perplexity_has_no_free_call() -> None:
    assert by_name("perplexity").probe is None


def test_a_probe_goes_to_a_built_in_host_or_to_a_confirmed_address() -> None:
    own = {p.id for p in providers() if p.probe is not None and p.probe.needs_base}
    assert own == {"azure", "bedrock", "litellm", "local"}


def test_a_value_never_stands_in_an_address() -> None:
    for provider in providers():
        if provider.probe is not None:
            assert provider.probe.url.count("{") == provider.probe.needs_base
            assert provider.probe.header


def test_what_was_not_checked_says_so() -> None:
    assert not by_name("bedrock").probe.checked  # type: ignore[union-attr]
    assert not by_name("openai").kill_by_value.checked
    assert by_name("openrouter").mint.checked
