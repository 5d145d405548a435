"""Event bodies: strict reading, writing, and a tolerant look (PROTOCOL.md, "The ledger")."""

import msgspec

from keylease.errors import Code, Tampered
from keylease.model.events import Event, EventData
from keylease.wire.canonical import Reader, encode, is_shallow

LARGEST_EVENT = 64 * 1024
LARGEST_BATCH = 64
PROTOCOL_VERSION = 1

_READER: Reader[Event] = Reader(Event, largest=LARGEST_EVENT)


# Numbers stay text: what has a float in it is refused later, for the right reason.
_TOLERANT = msgspec.json.Decoder(float_hook=str)
_BRING_THEIR_KEYS = frozenset({"team.create", "member.join"})
EVENT_TYPES = frozenset(str(kind.__struct_config__.tag) for kind in EventData.__args__)


def read_event(body: bytes) -> Event:
    """The event, or Tampered with E_SIZE, E_PARSE or E_FIELD."""
    return _READER.read(body)


def write_event(event: Event) -> bytes:
    """The canonical body of an event."""
    return encode(event)


def peek_author(body: bytes) -> str | None:
    """Author of a body that could not be read strictly; None where its keys are in the body.

    Raises E_UPGRADE where its version or type is unknown (the reader stops, never skips) and
    E_PARSE where not even that can be seen.
    """
    if len(body) > LARGEST_EVENT:
        raise Tampered(Code.E_SIZE)
    try:
        value = _TOLERANT.decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise Tampered(Code.E_PARSE) from error
    if not is_shallow(value):
        raise Tampered(Code.E_PARSE)
    match value:
        case {"v": bool()}:
            raise Tampered(Code.E_PARSE)
        case {"v": int(v), "author": str(author), "data": {"type": str(kind)}}:
            if v != PROTOCOL_VERSION or kind not in EVENT_TYPES:
                raise Tampered(Code.E_UPGRADE)
            return None if kind in _BRING_THEIR_KEYS else author
        case _:
            raise Tampered(Code.E_PARSE)
