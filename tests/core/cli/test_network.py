import pytest

from keylease.cli.ending import No
from keylease.cli.network import NetworkType


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("192.0.2.7", "192.0.2.7/32"),
        ("2001:DB8::/32", "2001:db8::/32"),
    ],
)
def test_ranges_have_one_spelling(text: str, network: str) -> None:
    assert NetworkType().convert(text, None, None) == network


@pytest.mark.parametrize("text", ["", "10.0.0.1/8", "10.0.0.0/33", "example.org", "::/129"])
def test_what_is_no_range(text: str) -> None:
    with pytest.raises(No, match=r"10\.0\.0\.0/8"):
        NetworkType().convert(text, None, None)
