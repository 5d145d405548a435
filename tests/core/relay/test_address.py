import socket
from ipaddress import ip_address

import pytest

from keylease.relay import address
from keylease.relay.address import own_address, reached_at


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_its_own_address_is_one(family: socket.AddressFamily) -> None:
    version = {socket.AF_INET: 4, socket.AF_INET6: 6}[family]
    assert ip_address(own_address(family)).version == version


def test_who_listens_somewhere_is_reached_there() -> None:
    assert reached_at("192.0.2.7", 9555) == "https://192.0.2.7:9555"
    assert reached_at("2001:db8::7", 9555) == "https://[2001:db8::7]:9555"
    assert reached_at("relay.example.org", 443) == "https://relay.example.org:443"


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("relay.example.org", True),
        ("localhost", False),
        ("localhost.localdomain", False),
        ("debian", False),
        ("1.0.0.127.in-addr.arpa", False),
    ],
)
def test_who_listens_everywhere_is_reached_by_a_name_others_know(
    name: str, used: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address.socket, "getfqdn", lambda: name)
    host = name if used else own_address()
    assert reached_at("0.0.0.0", 8443) == f"https://{host}:8443"
    own = own_address(socket.AF_INET6)
    assert reached_at("::", 8443) == f"https://{name if used else f'[{own}]'}:8443"
