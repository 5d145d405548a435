"""The link `keylease:relay?…` by which colleagues find a relay that an owner has brought back.

After `?` stands the base64url of the relay's canonical identity. Nothing in it is secret, and
nobody believes it: the relay has to show a history in which an owner has named it (PROTOCOL.md,
"Export").
"""

from keylease.errors import Code, KeyleaseError, Usage
from keylease.model.events import RelayIdentity
from keylease.wire.canonical import Reader, encode
from keylease.wire.letters import from_base64url, to_base64url

SCHEME = "keylease:relay?"
LARGEST_LINK = 1024

_READER: Reader[RelayIdentity] = Reader(RelayIdentity, largest=LARGEST_LINK)


def write_relay_link(relay: RelayIdentity) -> str:
    """The link as text."""
    return SCHEME + to_base64url(encode(relay))


def read_relay_link(text: str) -> RelayIdentity:
    """The relay in a link, white space around it forgiven; Usage with E_LINK for anything else."""
    text = text.strip(" \t\r\n")
    if len(text) > LARGEST_LINK or not text.isascii() or not text.startswith(SCHEME):
        raise Usage(Code.E_LINK, "That is not a whole link to a relay.")
    try:
        return _READER.read(from_base64url(text.removeprefix(SCHEME)))
    except (KeyleaseError, ValueError):
        raise Usage(Code.E_LINK, "That is not a whole link to a relay.") from None
