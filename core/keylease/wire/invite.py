"""The invite link `keylease:join?…#secret` (PROTOCOL.md, "Joining").

After `?` stands the base64url of one canonical object, after `#` that of the secret, both
without padding: chat programs pass such a text on unharmed. The secret is behind `#`, where
programs that fetch links do not send it. A link only ever opens a question to the person.
"""

from typing import Annotated

from msgspec import Meta

from keylease.errors import Code, KeyleaseError, Usage
from keylease.model.base import Hash, InviteId, TeamId, Value
from keylease.model.events import RelayIdentity
from keylease.wire.canonical import Reader, encode
from keylease.wire.letters import from_base64url, to_base64url

SCHEME = "keylease:join?"
LARGEST_LINK = 1024
"""Characters, all of them ASCII."""
SECRET_BYTES = 16


class _Signpost(Value):
    relay: RelayIdentity
    team: TeamId
    invite: InviteId
    event: Hash


class InviteLink(_Signpost):
    """Where a team is, and what proves an invite to it.

    `relay` carries the address, pins and key of the relay; `event` is the hash of the invite's
    event, so that a newcomer cannot be shown a history from before; `secret` (128 bits) never
    goes to a relay.
    """

    secret: Annotated[bytes, Meta(min_length=SECRET_BYTES, max_length=SECRET_BYTES)]

    def __repr__(self) -> str:
        """Never the secret."""
        return "<secret>"


_READER: Reader[_Signpost] = Reader(_Signpost, largest=LARGEST_LINK)


def write_link(link: InviteLink) -> str:
    """The link as text; Usage with E_LINK where the relay's address is too long for one."""
    signpost = _Signpost(link.relay, link.team, link.invite, link.event)
    text = f"{SCHEME}{to_base64url(encode(signpost))}#{to_base64url(link.secret)}"
    if len(text) > LARGEST_LINK:
        raise Usage(Code.E_LINK, "The relay's address is too long for an invite link.")
    return text


def read_link(text: str) -> InviteLink:
    """The invite in a link, white space around it forgiven; Usage with E_LINK for anything else."""
    text = text.strip(" \t\r\n")
    if len(text) > LARGEST_LINK or not text.isascii() or not text.startswith(SCHEME):
        raise Usage(Code.E_LINK)
    packed, _, secret_text = text.removeprefix(SCHEME).partition("#")
    try:
        signpost = _READER.read(from_base64url(packed))
        secret = from_base64url(secret_text)
    except (KeyleaseError, ValueError):
        raise Usage(Code.E_LINK) from None
    if len(secret) != SECRET_BYTES:
        raise Usage(Code.E_LINK)
    return InviteLink(signpost.relay, signpost.team, signpost.invite, signpost.event, secret)
