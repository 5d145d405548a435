"""The document of a folded state: what a checkpoint commits to (PROTOCOL.md, "State")."""

from immutables import Map
from msgspec import structs

from keylease.errors import Code, Tampered
from keylease.model.base import GrantId
from keylease.model.state import NO_GRANTS, Grant, Index, State
from keylease.wire.canonical import Reader, encode

LARGEST_STATE = 256 * 1024 * 1024

_READER: Reader[State] = Reader(State, largest=LARGEST_STATE)


def write_state(state: State) -> bytes:
    """Canonical bytes of the state, its derived index left out."""
    return encode(structs.replace(state, index=NO_GRANTS))


def read_state(document: bytes) -> State:
    """The state with its index built, or Tampered with E_SIZE, E_PARSE or E_FIELD.

    The caller compares the document's hash with a checkpoint it trusts.
    """
    state = _READER.read(document)
    if state.index is not NO_GRANTS:
        raise Tampered(Code.E_FIELD, "The document carries what is derived.")
    return structs.replace(state, index=build_index(state.grants))


def build_index(grants: Map[GrantId, Grant]) -> Index:
    """The look-ups by key and by recipient, each in order of issue."""
    by_key: dict[str, list[GrantId]] = {}
    by_recipient: dict[str, list[GrantId]] = {}
    for id_, grant in sorted(grants.items(), key=lambda item: (item[1].order, item[0])):
        by_key.setdefault(grant.key, []).append(id_)
        by_recipient.setdefault(grant.to, []).append(id_)
    return Index(
        by_key=Map({key: tuple(ids) for key, ids in by_key.items()}),
        by_recipient=Map({member: tuple(ids) for member, ids in by_recipient.items()}),
    )
