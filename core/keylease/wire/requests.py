"""Strict readers of requests, replies and what is signed about them (PROTOCOL.md, "The relay")."""

import base64
import re

from keylease.errors import Code, Tampered
from keylease.model.access import AccessRequest, AnyReply, Entry, Head, Seen
from keylease.model.arrival import AnyAnswer, Load
from keylease.model.signed import Signed
from keylease.model.spans import MINUTE
from keylease.wire.canonical import Reader

LARGEST_OFFSET = 5 * MINUTE
"""Milliseconds between a request's time and that of the relay, of its line too."""
LARGEST_REQUEST = 8 * 1024 * 1024
LARGEST_MESSAGE = LARGEST_REQUEST // 3 * 4 + 512
"""A signed request as it travels: its body in base64, two signatures, and what holds them."""
LARGEST_RECORDED_REQUEST = 4 * 1024
"""An opening, a note or a report becomes part of an access line, so it has to be small."""
LARGEST_STATEMENT = 16 * 1024
LARGEST_REPLY = 512 * 1024 * 1024
LOOKED_INTO = 4 * 1024
"""What comes before any signature is tried is not looked at twice beyond this (THREATS.md D04)."""

REQUEST: Reader[AccessRequest] = Reader(
    AccessRequest, largest=LARGEST_REQUEST, looked_into=LOOKED_INTO
)
LOAD: Reader[Load] = Reader(Load, largest=LARGEST_REQUEST, looked_into=LOOKED_INTO)
LOAD_ANSWER: Reader[AnyAnswer] = Reader(AnyAnswer, largest=LARGEST_STATEMENT)
REPLY: Reader[AnyReply] = Reader(AnyReply, largest=LARGEST_REPLY)
MESSAGE: Reader[Signed] = Reader(Signed, largest=LARGEST_MESSAGE, looked_into=LOOKED_INTO)
ENTRY: Reader[Entry] = Reader(Entry, largest=LARGEST_STATEMENT)
HEAD: Reader[Head] = Reader(Head, largest=LARGEST_STATEMENT)
SEEN: Reader[Seen] = Reader(Seen, largest=LARGEST_STATEMENT)

_BEGINNING_OF_LOAD = re.compile(rb'\{"claim":"([A-Za-z0-9+/]{22}==)"')


def claim_of(load: bytes) -> bytes:
    """The claim with which a load's canonical form begins, before any more of it is looked at.

    Tampered(E_PARSE) where it does not begin so.
    """
    found = _BEGINNING_OF_LOAD.match(load)
    if found is None:
        raise Tampered(Code.E_PARSE)
    return base64.b64decode(found[1])
