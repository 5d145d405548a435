"""What a relay's address comes to."""

import pytest

from keylease.client.address import Place, is_remote, place_of, require_reached, shown
from keylease.errors import Code, Usage
from support.members import code_of


@pytest.mark.parametrize(
    ("address", "place", "text"),
    [
        ("https://relay.example", Place("relay.example", 443, True, ""), "relay.example"),
        ("https://Relay.example:8443/", Place("relay.example", 8443, True, ""), None),
        ("https://[::1]:8443", Place("::1", 8443, True, ""), "[::1]:8443"),
        ("https://a.example/keys/", Place("a.example", 443, True, "/keys"), "a.example"),
        ("http://127.0.0.1:8080", Place("127.0.0.1", 8080, False, ""), "127.0.0.1:8080"),
        ("http://localhost", Place("localhost", 80, False, ""), "localhost"),
        ("http://[::1]", Place("::1", 80, False, ""), "[::1]"),
    ],
)
def test_an_address_that_may_be_asked(address: str, place: Place, text: str | None) -> None:
    assert place_of(address) == place
    assert is_remote(address)
    assert text is None or str(place) == text


@pytest.mark.attack("D10")
@pytest.mark.parametrize(
    "address",
    [
        "http://relay.example",
        "http://192.0.2.1:80",
        "http://localhost.example",
        "http://127.0.0.1.example",
        "http://2130706433.example",
        "ftp://relay.example",
        "//relay.example",
        "relay.example",
        "https://",
        "https://user@relay.example",
        "https://relay.example/?x=1",
        "https://relay.example/#x",
        "https://relay.example:99999",
        "https://[::1",
        "file:///relay",
        "",
    ],
)
def test_d10_an_address_that_may_not(address: str) -> None:
    assert code_of(lambda: place_of(address)) is Code.E_LINK


def test_a_folder_is_asked_in_process() -> None:
    assert not is_remote("file:///home/ada/relays/1")


@pytest.mark.parametrize(
    "address", ["file:///home/ada", "https://[", "ftp://x", "", "http://x.example"]
)
def test_what_is_no_place_is_shown_as_it_stands(address: str) -> None:
    assert shown(address) == address


def test_a_place_is_shown_as_a_person_reads_it() -> None:
    assert shown("https://team.example:443/x") == "team.example"


OUT = "https://keys.acme.example:8443"


@pytest.mark.parametrize("here", ["https://127.0.0.1:8443", "http://[::1]:8080/keys", "file:///x"])
def test_a_team_that_colleagues_reach_goes_to_no_place_that_they_do_not(here: str) -> None:
    with pytest.raises(Usage, match=r"at keys\.acme\.example:8443; at .* only this computer would"):
        require_reached(here, OUT)
    require_reached(OUT, here)
    require_reached(OUT, OUT)


@pytest.mark.parametrize("known", ["file:///x", "https://127.0.0.1:1", "http://bad", ""])
def test_a_team_of_one_computer_may_stay_there(known: str) -> None:
    require_reached("https://127.0.0.1:8443", known)
