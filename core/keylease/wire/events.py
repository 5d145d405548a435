"""Event bodies: strict reading, writing, and a tolerant look (PROTOCOL.md, "The ledger")."""

import msgspec

from keylease.errors import Code, Tampered
from keylease.model.events import Event, EventData
from keylease.wire.canonical import Reader, encode

LARGEST_EVENT = 64 * 1024
LARGEST_BATCH = 64
PROTOCOL_VERSION = 1

_READER: Reader[Event] = Reader(Event, largest=LARGEST_EVENT)


class _PeekData(msgspec.Struct):
    type: str


class _Peek(msgspec.Struct):
    v: int
    author: str
    data: _PeekData


_PEEK = msgspec.json.Decoder(_Peek)
EVENT_TYPES = frozenset(str(kind.__struct_config__.tag) for kind in EventData.__args__)


def read_event(body: bytes) -> Event:
    """The event, or Tampered with E_SIZE, E_PARSE or E_FIELD."""
    return _READER.read(body)


def write_event(event: Event) -> bytes:
    """The canonical body of an event."""
    return encode(event)


def peek_author(body: bytes) -> str:
    """Author of a body that could not be read strictly.

    Raises E_UPGRADE where its version or type is unknown (the reader stops, never skips) and
    E_PARSE where not even that can be seen.
    """
    if len(body) > LARGEST_EVENT:
        raise Tampered(Code.E_SIZE)
    try:
        peek = _PEEK.decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise Tampered(Code.E_PARSE) from error
    if peek.v != PROTOCOL_VERSION or peek.data.type not in EVENT_TYPES:
        raise Tampered(Code.E_UPGRADE)
    return peek.author
