"""What a relay is told: options before variables, sense before start, and no password in sight."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from keylease.errors import Code, Usage
from keylease.relay.settings import PREFIX, Settings, is_loopback, read_settings

DATABASE = "sqlite:////srv/keylease/team.db"


def read(environ: dict[str, str] | None = None, **given: str) -> Settings:
    return read_settings({"database": DATABASE, **given}, environ or {})


def test_what_nobody_says_has_a_sensible_value() -> None:
    settings = read()
    assert (settings.host, settings.port) == ("0.0.0.0", 8443)
    assert settings.state == Path("/srv/keylease")
    assert (settings.address, settings.certificate, settings.key, settings.proxy) == (None,) * 4


def test_every_setting_has_a_variable_and_an_option_that_precedes_it() -> None:
    environ = {
        f"{PREFIX}DATABASE": "postgresql://relay:CANARY@db.example.org/keylease",
        f"{PREFIX}LISTEN": "[::1]:9000",
        f"{PREFIX}ADDRESS": "https://relay.example.org/",
        f"{PREFIX}STATE": "/var/lib/keylease",
        f"{PREFIX}CERTIFICATE": "/etc/a.pem",
        f"{PREFIX}KEY": "/etc/a.key",
        f"{PREFIX}CONNECTIONS": "10",
        f"{PREFIX}CONNECTIONS_PER_ADDRESS": "5",
    }
    settings = read_settings({}, environ)
    assert settings == Settings(
        database="postgresql://relay:CANARY@db.example.org/keylease",
        host="::1",
        port=9000,
        state=Path("/var/lib/keylease"),
        address="https://relay.example.org",
        certificate=Path("/etc/a.pem"),
        key=Path("/etc/a.key"),
        connections=10,
        connections_per_address=5,
    )
    assert "CANARY" not in repr(settings)
    assert read_settings({"listen": "127.0.0.1:1"}, environ).port == 1


def test_behind_a_proxy_it_is_named_and_the_address_is_its_own() -> None:
    settings = read({f"{PREFIX}BEHIND_PROXY": "10.0.0.0/24"}, address="https://relay.example.org")
    assert settings.proxy == ip_network("10.0.0.0/24")
    assert read(behind_proxy="127.0.0.1", address="http://127.0.0.1:80").proxy is not None


@pytest.mark.parametrize(
    "given",
    [
        {"database": ""},
        {"database": "mysql://localhost/x"},
        {"listen": "8443"},
        {"listen": "0.0.0.0"},
        {"listen": "0.0.0.0:x"},
        {"listen": "0.0.0.0:70000"},
        {"listen": "a@b:1"},
        {"address": "relay.example.org"},
        {"address": "http://relay.example.org"},
        {"address": "http://127.0.0.1:1"},
        {"address": "https://a@relay.example.org"},
        {"address": "https://relay.example.org/team"},
        {"address": "https://relay.example.org?a"},
        {"address": "https://relay.example.org:x"},
        {"address": "https://büro.example.org"},
        {"address": "https://"},
        {"certificate": "/etc/a.pem"},
        {"key": "/etc/a.key"},
        {"behind_proxy": "10.0.0.1"},
        {"behind_proxy": "proxy.example.org", "address": "https://relay.example.org"},
        {
            "behind_proxy": "10.0.0.1",
            "address": "https://relay.example.org",
            "certificate": "/a",
            "key": "/b",
        },
        {"connections": "0"},
        {"connections": "many"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_told_before_anything_starts(given: dict[str, str]) -> None:
    with pytest.raises(Usage) as refused:
        read(**given)
    assert refused.value.code is Code.E_USAGE


@pytest.mark.attack("E06")
@pytest.mark.parametrize(
    "url",
    [
        "postgresql://relay:CANARY@db.example.org/team",
        "postgresql://relay@db.example.org/team?password=CANARY",
        "postgresql://relay:CANARY@[::1/team",
    ],
)
def test_a_password_is_no_argument_and_is_not_repeated(url: str) -> None:
    with pytest.raises(Usage, match="A password is no argument") as refused:
        read(database=url)
    assert f"{PREFIX}DATABASE" in str(refused.value)
    assert "CANARY" not in str(refused.value)


@pytest.mark.parametrize(
    ("host", "wanted"),
    [("127.0.0.9", True), ("::1", True), ("localhost", True), ("10.0.0.1", False), ("a", False)],
)
def test_loopback(host: str, wanted: bool) -> None:
    assert is_loopback(host) is wanted
