"""What a relay is told when it starts: by options, or by the environment (KEYLEASE_RELAY_…)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from keylease.errors import Code, Usage
from keylease.store.opening import sqlite_path

Network: TypeAlias = IPv4Network | IPv6Network

PREFIX: Final = "KEYLEASE_RELAY_"
NAMES: Final = (
    "database",
    "listen",
    "address",
    "state",
    "certificate",
    "key",
    "behind_proxy",
    "connections",
    "connections_per_address",
    "webhook",
    "webhook_secret",
    "mail",
    "mail_from",
    "mail_to",
)
"""Every setting: `--database` is KEYLEASE_RELAY_DATABASE, and so on.

Where notices go has no option, since a webhook's address and a mail server's password are secrets.
"""
EVERYWHERE: Final = "0.0.0.0:8443"


@dataclass(frozen=True)
class Settings:
    """How one relay process serves one team's store.

    `state` holds what belongs to no database: the vault, the relay's own certificate, the claim.
    `address` is how members reach it; None: as it listens. With `proxy` it speaks plain HTTP to
    that network and to this computer alone, and believes the proxy's X-Forwarded-For.
    """

    database: str = field(repr=False)
    host: str
    port: int
    state: Path
    address: str | None = None
    certificate: Path | None = None
    key: Path | None = None
    proxy: Network | None = None
    connections: int = 2048
    connections_per_address: int = 1024
    webhook: str | None = field(default=None, repr=False)
    webhook_secret: str | None = field(default=None, repr=False)
    mail: str | None = field(default=None, repr=False)
    mail_from: str | None = None
    mail_to: str | None = None


def read_settings(given: Mapping[str, str | None], environ: Mapping[str, str]) -> Settings:
    """The settings, those given before those in the environment. Usage says what is wrong."""
    said = {name: given.get(name) or environ.get(PREFIX + name.upper()) or None for name in NAMES}
    if _holds_password(given.get("database") or ""):
        raise Usage(
            Code.E_USAGE,
            "A password is no argument, since others can see those: put the address into "
            f"{PREFIX}DATABASE instead.",
        )
    database = said["database"]
    if database is None:
        raise Usage(
            Code.E_USAGE, "Say where the team is kept: --database sqlite:///PATH or postgresql://…."
        )
    host, port = _listen(said["listen"] or EVERYWHERE)
    settings = Settings(
        database=database,
        host=host,
        port=port,
        state=_state(said["state"], database),
        address=_address(said["address"]),
        certificate=_path(said["certificate"]),
        key=_path(said["key"]),
        proxy=_network(said["behind_proxy"]),
        connections=_count(said["connections"], Settings.connections),
        connections_per_address=_count(
            said["connections_per_address"], Settings.connections_per_address
        ),
        webhook=said["webhook"],
        webhook_secret=said["webhook_secret"],
        mail=said["mail"],
        mail_from=said["mail_from"],
        mail_to=said["mail_to"],
    )
    _require_sense(settings)
    return settings


def _holds_password(database: str) -> bool:
    try:
        parts = urlsplit(database)
    except ValueError:
        return "@" in database
    return bool(parts.password) or "password=" in parts.query


def _require_sense(settings: Settings) -> None:
    if (settings.certificate is None) != (settings.key is None):
        raise Usage(Code.E_USAGE, "Give --certificate and --key together, or neither.")
    if settings.proxy is None:
        if settings.address is not None and not settings.address.startswith("https://"):
            raise Usage(
                Code.E_USAGE, "The address begins with https://, unless a proxy does the TLS."
            )
        return
    if settings.certificate is not None:
        raise Usage(Code.E_USAGE, "Behind a proxy the certificate is the proxy's: leave it out.")
    if settings.address is None:
        raise Usage(
            Code.E_USAGE, "Behind a proxy say how members reach it: --address https://NAME."
        )


def _state(said: str | None, database: str) -> Path:
    if said is not None:
        return Path(said).absolute()
    file = sqlite_path(database)
    if file is not None:
        return file.parent
    import platformdirs  # looked up only where nobody has named a folder

    return platformdirs.user_data_path("keylease", appauthor=False) / "relay"


def _listen(said: str) -> tuple[str, int]:
    parts = urlsplit(f"//{said}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if host is None or port is None or parts.path or "@" in said:
        raise Usage(Code.E_USAGE, "Listen at an address and a port, like 0.0.0.0:8443.")
    return host, port


def _address(said: str | None) -> str | None:
    """`scheme://host[:port]` and no more; plain HTTP to this computer alone."""
    if said is None:
        return None
    parts = urlsplit(said.removesuffix("/"))
    stray = parts.path or parts.query or parts.fragment or "@" in parts.netloc
    try:
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    plain = parts.scheme == "http" and host is not None and is_loopback(host)
    if stray or not host or not said.isascii() or not (plain or parts.scheme == "https"):
        raise Usage(Code.E_USAGE, "The address is https://NAME or https://NAME:PORT, and no more.")
    return said.removesuffix("/")


def is_loopback(host: str) -> bool:
    """Whether a host is this computer, seen from itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _network(said: str | None) -> Network | None:
    if said is None:
        return None
    try:
        return ip_network(said)
    except ValueError:
        raise Usage(
            Code.E_USAGE, "Name the proxy by its address, like 127.0.0.1 or 10.0.0.0/24."
        ) from None


def _path(said: str | None) -> Path | None:
    return None if said is None else Path(said).absolute()


def _count(said: str | None, default: int) -> int:
    if said is None:
        return default
    if not said.isdecimal() or int(said) < 1:
        raise Usage(Code.E_USAGE, "A number of connections is a whole number from 1 on.")
    return int(said)
