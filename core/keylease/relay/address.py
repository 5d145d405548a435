"""By which address members are told to reach a relay, where nobody has said it."""

import socket
from contextlib import closing
from typing import Final

_ANYWHERE: Final = {
    socket.AF_INET: ("192.0.2.1", "127.0.0.1"),
    socket.AF_INET6: ("2001:db8::1", "::1"),
}
"""An address of nobody (RFC 5737, RFC 3849), to ask the system by which of its own it would go
out; and this computer's own, where it would go nowhere."""
_EVERYWHERE: Final = {"0.0.0.0": socket.AF_INET, "::": socket.AF_INET6}  # noqa: S104  not bound to
_DISCARD: Final = 9


def own_address(family: socket.AddressFamily = socket.AF_INET) -> str:
    """The address by which this computer is likely reached in its network; nothing is sent.

    The loopback address where it is in none.
    """
    nobody, itself = _ANYWHERE[family]
    try:
        with closing(socket.socket(family, socket.SOCK_DGRAM)) as probe:
            probe.connect((nobody, _DISCARD))
            return str(probe.getsockname()[0])
    except OSError:
        return itself


def reached_at(host: str, port: int) -> str:
    """The https address of who listens at that host and port.

    Who listens everywhere is reached by the computer's full name, or where it has none, by the
    address it goes out with: a name without a domain is known to few others, and mostly to none.
    """
    if host in _EVERYWHERE:
        name = socket.getfqdn()
        host = name if _is_full(name) else own_address(_EVERYWHERE[host])
    return f"https://[{host}]:{port}" if ":" in host else f"https://{host}:{port}"


def _is_full(name: str) -> bool:
    return "." in name and not name.startswith("localhost") and not name.endswith(".arpa")
