"""Where a relay answers: what its address in the ledger, a link or a token comes to."""

from urllib.parse import urlsplit

from msgspec import Struct

from keylease.errors import Code, Usage

HTTPS_PORT = 443
HTTP_PORT = 80


class Place(Struct, frozen=True):
    """Host and port, whether by TLS, and the path before that of the protocol."""

    host: str
    port: int
    secure: bool
    prefix: str

    def __str__(self) -> str:
        """As a person reads it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = HTTPS_PORT if self.secure else HTTP_PORT
        return host if self.port == usual else f"{host}:{self.port}"


def place_of(address: str) -> Place:
    """The place of an https address; plain http only on this very computer.

    Raises Usage(E_LINK) for anything else: a relay elsewhere is never asked in the clear.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Usage(Code.E_LINK, "The relay's address cannot be read.") from None
    stray = parts.username is not None or parts.query or parts.fragment
    if parts.scheme not in ("https", "http") or not host or stray:
        raise Usage(Code.E_LINK, "The relay's address is no https address.")
    secure = parts.scheme == "https"
    if not secure and not _is_this_computer(host):
        raise Usage(Code.E_LINK, "The relay's address is not secure (http, not https).")
    usual = HTTPS_PORT if secure else HTTP_PORT
    return Place(host, usual if port is None else port, secure, parts.path.rstrip("/"))


def is_remote(address: str) -> bool:
    """Whether a relay of that address is asked over a network, and not in this process."""
    return address.startswith(("https:", "http:"))


def require_reached(address: str, known: str) -> None:
    """Refuse an address that only this very computer reaches, where colleagues reach `known`.

    A team that has been on one computer all along may go on so. Raises Usage(E_VALUE).
    """
    if _reaches_out(known) and not _reaches_out(address):
        raise Usage(
            Code.E_VALUE,
            f"Colleagues reach the team at {shown(known)}; at {shown(address)} only this computer "
            "would.",
        )


def _reaches_out(address: str) -> bool:
    """Whether more than this very computer can ask there."""
    try:
        return is_remote(address) and not _is_this_computer(place_of(address).host)
    except Usage:
        return False


def shown(address: str) -> str:
    """Where a relay is, as a person reads it; what is no place is shown as it stands.

    Any text may stand in a ledger as an address.
    """
    try:
        return str(place_of(address))
    except Usage:
        return address


def _is_this_computer(host: str) -> bool:
    from ipaddress import ip_address  # only plain http asks for it

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
