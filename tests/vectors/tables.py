"""The field tables of PROTOCOL.md, written from the declared types so that they cannot drift.

Between `<!-- fields: Name -->` and `<!-- end -->` stands what `render` says of that type;
`make.py --tables` writes them anew, and a test compares them.
"""

import re
from enum import EnumMeta
from pathlib import Path
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints

import msgspec
from immutables import Map
from msgspec import Struct

from keylease.errors import Code
from keylease.model import access, arrival, base, events, signed, state

PROTOCOL = Path(__file__).parents[2] / "core" / "PROTOCOL.md"
TYPES: dict[str, type[Struct]] = {
    name: kind
    for module in (base, signed, events, state, access, arrival)
    for name, kind in vars(module).items()
    if isinstance(kind, type)
    and issubclass(kind, Struct)
    and kind.__module__.startswith(module.__name__)
}
# What `model.events` calls it where another module uses the same word.
TYPES["events.AccessRequest"] = events.AccessRequest
TYPES["access.AccessRequest"] = access.AccessRequest

_PATTERNS = {
    r"^[0-9a-fA-F.:]{2,39}/[0-9]{1,3}\Z": "network",
    r"^[a-z][a-z0-9_]{0,31}(:[0-9]{1,3})?\Z": "field name",
    r"^[!-~]{0,512}\Z": "address",
    r"^[ -~]{0,128}\Z": "text",
    r"^E_[A-Z_]{2,32}\Z": "code",
    r"^(released|recorded|E_[A-Z_]{2,32})\Z": "outcome",
    r"^(mem|inv)_[a-z2-7]{26}\Z": "id `mem` or `inv`",
}
_BLOCK = re.compile(
    r"(?P<open><!-- fields: (?P<name>[A-Za-z.]+) -->\n)(?P<table>.*?)(?P<close><!-- end -->)",
    re.DOTALL,
)

_CODES = re.compile(
    r"(?P<open><!-- codes -->\n).*?(?P<close><!-- end codes -->)",
    re.DOTALL,
)


def render(kind: type[Struct], *, omit: frozenset[str] = frozenset({"index"})) -> str:
    """The table of a type's fields, in the order in which they are written."""
    tag = kind.__struct_config__.tag
    rows = [f"| *{kind.__name__}* | form |" if tag is None else "| field | form |", "|---|---|"]
    if tag is not None:
        rows.append(f"| `{kind.__struct_config__.tag_field}` | `{tag}` |")
    hints = get_type_hints(kind, include_extras=True)
    rows.extend(
        _row(field, hints[field.name])
        for field in msgspec.structs.fields(kind)
        if field.name not in omit
    )
    if len(rows) == 2:
        rows.append("| | no field |")
    return "\n".join(rows) + "\n"


def _row(field: msgspec.structs.FieldInfo, hint: object) -> str:
    if field.default is False:
        return f"| `{field.name}`? | `true`, else absent |"
    optional = field.default is not msgspec.NODEFAULT
    inner = [part for part in get_args(hint) if part is not type(None)] if optional else []
    if optional and len(inner) > 0 and _is_union(hint):
        hint = inner[0] if len(inner) == 1 else Union[tuple(inner)]  # noqa: UP007
    return f"| `{field.name}`{'?' if optional else ''} | {form(hint)} |"


def _is_union(hint: object) -> bool:
    return get_origin(hint) in (Union, UnionType)


def form(hint: object) -> str:
    """What a value of that type looks like, in words."""
    meta = None
    while hasattr(hint, "__metadata__"):
        meta = hint.__metadata__[0]
        hint = hint.__origin__
    origin = get_origin(hint)
    if origin is tuple:
        return f"list of{_limits(meta, ' ')} {form(get_args(hint)[0])}"
    if origin in (dict, Map):
        key, value = get_args(hint)
        return f"map from {form(key)} to {form(value)}"
    if _is_union(hint):
        return "one of the operations" if access.Open in get_args(hint) else "data of its type"
    if isinstance(hint, EnumMeta):
        return " or ".join(f"`{member.value}`" for member in hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return f"*{hint.__name__}*"
    return {bytes: _bytes, str: _text, int: _integer, bool: lambda _: "`true` or `false`"}[hint](
        meta
    )


def _limits(meta: msgspec.Meta | None, before: str) -> str:
    low = None if meta is None else meta.min_length
    high = None if meta is None else meta.max_length
    if low is None and high is None:
        return ""
    if low == high:
        return f"{before}{low}"
    return f"{before}{low or 0} to {high}" if high is not None else f"{before}{low} or more"


def _bytes(meta: msgspec.Meta | None) -> str:
    return f"{_limits(meta, '') or 'any number of'} bytes"


def _text(meta: msgspec.Meta | None) -> str:
    if meta is None or meta.pattern is None:
        return "text"
    if (id_ := re.fullmatch(r"\^([a-z]{3})_\[a-z2-7\]\{26\}\\Z", meta.pattern)) is not None:
        return f"id `{id_[1]}`"
    return _PATTERNS.get(meta.pattern, "subject")


def _integer(meta: msgspec.Meta | None) -> str:
    assert meta is not None
    if meta.le == meta.ge:
        return f"{meta.le}"
    if meta.le == base.LARGEST_INTEGER:
        return f"integer from {meta.ge}"
    return f"integer {meta.ge} to {meta.le}"


def codes() -> str:
    """The table of errors as `errors.py` has it, without the sentences, which are the program's."""
    rows = ["| code | fault | exit | HTTP |", "|---|---|---|---|"]
    for code in Code:
        said = code.meaning
        rows.append(
            f"| `{code.name}` | {said.fault.value} | {said.exit_status} | {said.http_status} |"
        )
    return "\n".join(rows) + "\n"


def with_tables(text: str) -> str:
    """PROTOCOL.md's text with every table as the types and codes are now."""
    text = _BLOCK.sub(
        lambda block: f"{block['open']}\n{render(TYPES[block['name']])}\n{block['close']}", text
    )
    return _CODES.sub(lambda block: f"{block['open']}\n{codes()}\n{block['close']}", text)


def named_tables(text: str) -> list[str]:
    """Names of the types whose tables the text has."""
    return [block["name"] for block in _BLOCK.finditer(text)]


def write_tables() -> None:
    """Bring PROTOCOL.md up to date."""
    PROTOCOL.write_text(with_tables(PROTOCOL.read_text("utf-8")), "utf-8")
