import pytest

from keylease.launch.mock import is_mock, mock_value
from keylease.providers.catalogue import detect, providers
from keylease.providers.provider import Provider

ALL = pytest.mark.parametrize("provider", providers(), ids=lambda provider: provider.id)


@ALL
def test_a_mock_is_the_same_every_time_and_another_for_another_key(provider: Provider) -> None:
    one = mock_value(provider, "key_a")
    assert one == mock_value(provider, "key_a")
    assert one != mock_value(provider, "key_b")


@ALL
def test_a_mock_has_the_providers_form(provider: Provider) -> None:
    if provider.shape:
        guesses = [one.provider for one in detect(mock_value(provider, "k"), provider.variables[0])]
        assert guesses[0] is provider
        assert any(form.fullmatch(mock_value(provider, "k")) for form, _ in provider.forms)


@ALL
def test_a_mock_is_known_as_one(provider: Provider) -> None:
    assert is_mock(mock_value(provider, "k"))
    assert "{" not in mock_value(provider, "k").lstrip("{")


def test_other_values_are_no_mocks() -> None:
    assert not is_mock("sk-proj-abc")
    assert not is_mock("")
