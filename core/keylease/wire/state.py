"""The document of a folded state: what a checkpoint commits to (PROTOCOL.md, "State")."""

from typing import Any, get_args, get_origin, get_type_hints

from immutables import Map
from msgspec import NODEFAULT, Struct, defstruct, structs

from keylease.model.base import GrantId
from keylease.model.state import NO_GRANTS, Grant, Index, State
from keylease.wire.canonical import Reader, encode

LARGEST_STATE = 256 * 1024 * 1024


def _document_type() -> type[Struct]:
    """`State` as it is written: without what is derived, and with its maps plain.

    Plain maps are decoded in one go, which halves the time to open a large team.
    """
    hints = get_type_hints(State, include_extras=True)
    fields: list[Any] = []
    for field in structs.fields(State):
        kind = hints[field.name]
        if get_origin(kind) is Map:
            kind = dict[get_args(kind)]  # type: ignore[misc]
        if field.name != "index":
            default = () if field.default is NODEFAULT else (field.default,)
            fields.append((field.name, kind, *default))
    return defstruct("Document", fields, forbid_unknown_fields=True, omit_defaults=True, gc=False)


_READER: Reader[Any] = Reader(_document_type(), largest=LARGEST_STATE)


def write_state(state: State) -> bytes:
    """Canonical bytes of the state, its derived index left out."""
    return encode(structs.replace(state, index=NO_GRANTS))


def read_state(document: bytes, *, own: bool = False) -> State:
    """The state with its index built, or Tampered with E_SIZE, E_PARSE or E_FIELD.

    The caller compares the document's hash with a checkpoint it trusts, or has sealed it itself
    (`own`).
    """
    parts: dict[str, Any] = structs.asdict(_READER.read(document, own=own))
    for name, part in parts.items():
        if isinstance(part, dict):
            parts[name] = Map(part)
    return State(**parts, index=build_index(parts["grants"]))


def build_index(grants: Map[GrantId, Grant]) -> Index:
    """The look-ups by key and by recipient, each in order of issue."""
    by_key: dict[str, list[GrantId]] = {}
    by_recipient: dict[str, list[GrantId]] = {}
    for id_, grant in sorted(grants.items(), key=lambda item: item[1].order):
        by_key.setdefault(grant.key, []).append(id_)
        by_recipient.setdefault(grant.to, []).append(id_)
    return Index(
        by_key=Map({key: tuple(ids) for key, ids in by_key.items()}),
        by_recipient=Map({member: tuple(ids) for member, ids in by_recipient.items()}),
    )
