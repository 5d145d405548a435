"""Links to a relay: `keylease:relay?…`, and `keylease:relay?…#claim` to one that waits for a team.

After `?` stands the base64url of the relay's canonical identity. Nothing in that is secret, and
nobody believes it: the relay has to show a history in which an owner has named it (PROTOCOL.md,
"Export"). The claim behind `#` lets one team come there (PROTOCOL.md, "Moving"); like an invite's
secret it is sent by no program that merely fetches links.
"""

from keylease.errors import Code, KeyleaseError, Usage
from keylease.model.arrival import CLAIM_BYTES
from keylease.model.events import RelayIdentity
from keylease.model.secret import Secret
from keylease.wire.canonical import Reader, encode
from keylease.wire.letters import from_base64url, to_base64url

SCHEME = "keylease:relay?"
LARGEST_LINK = 1024

_READER: Reader[RelayIdentity] = Reader(RelayIdentity, largest=LARGEST_LINK)


def write_relay_link(relay: RelayIdentity, claim: Secret | None = None) -> str:
    """The link as text."""
    link = SCHEME + to_base64url(encode(relay))
    return link if claim is None else f"{link}#{to_base64url(claim.reveal())}"


def read_relay_link(text: str) -> RelayIdentity:
    """The relay in a link, white space around it forgiven; Usage with E_LINK for anything else."""
    relay, claim = _parts(text)
    if claim is not None:
        raise Usage(Code.E_LINK, "That is the link by which a team moves to a new relay.")
    return relay


def read_claim_link(text: str) -> tuple[RelayIdentity, Secret]:
    """The waiting relay in a link and its claim; Usage with E_LINK for anything else."""
    relay, claim = _parts(text)
    if claim is None or len(claim.reveal()) != CLAIM_BYTES:
        raise Usage(
            Code.E_LINK, "That is not the whole link of a new relay: its claim behind # is missing."
        )
    return relay, claim


def _parts(text: str) -> tuple[RelayIdentity, Secret | None]:
    text = text.strip(" \t\r\n")
    if len(text) > LARGEST_LINK or not text.isascii() or not text.startswith(SCHEME):
        raise Usage(Code.E_LINK, "That is not a whole link to a relay.")
    identity, mark, claim = text.removeprefix(SCHEME).partition("#")
    try:
        relay = _READER.read(from_base64url(identity))
        return relay, Secret(from_base64url(claim)) if mark else None
    except (KeyleaseError, ValueError):
        raise Usage(Code.E_LINK, "That is not a whole link to a relay.") from None
