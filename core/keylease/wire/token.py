"""An app's token `klt1_<base62>_<crc>`: all the configuration an app has (PROTOCOL.md, "Apps").

The checksum finds mistyped and cut tokens on this computer, before anything is asked of a relay.
The prefix lets secret scanners find a leaked one.
"""

from typing import Annotated
from zlib import crc32

from msgspec import Meta

from keylease.errors import Code, KeyleaseError, Usage
from keylease.model.base import Position, TeamId, Value
from keylease.model.events import RelayIdentity
from keylease.wire.canonical import Reader, encode
from keylease.wire.letters import from_base62, to_base62

PREFIX = "klt1_"
LARGEST_TOKEN = 2048
"""Characters."""
_LARGEST_BODY = 1400


class AppToken(Value):
    """Who an app is and where its team is.

    `seed` is the app's identity; `pinned` is the checkpoint from which it checks the relay's
    answers; `relay` carries address, pins and key.
    """

    team: TeamId
    relay: RelayIdentity
    seed: Annotated[bytes, Meta(min_length=32, max_length=32)]
    pinned: Position

    def __repr__(self) -> str:
        """Never the seed."""
        return "<secret>"


_READER: Reader[AppToken] = Reader(AppToken, largest=_LARGEST_BODY)


def write_token(token: AppToken) -> str:
    """The token as text, shown once."""
    body = PREFIX + to_base62(encode(token))
    return f"{body}_{_checksum(body)}"


def read_token(text: str) -> AppToken:
    """The token in a text; Usage with E_TOKEN for anything mistyped, cut or made up."""
    text = text.strip(" \t\r\n")
    if len(text) > LARGEST_TOKEN or not text.isascii() or not text.startswith(PREFIX):
        raise Usage(Code.E_TOKEN)
    body, _, checksum = text.rpartition("_")
    if _checksum(body) != checksum:
        raise Usage(Code.E_TOKEN)
    try:
        return _READER.read(from_base62(body.removeprefix(PREFIX)))
    except (KeyleaseError, ValueError):
        raise Usage(Code.E_TOKEN) from None


def _checksum(body: str) -> str:
    return to_base62(crc32(body.encode("ascii")).to_bytes(4, "big"))
