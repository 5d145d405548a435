"""The record as a file: CSV for spreadsheets, JSON for programs.

What stands in it was written by other people: no cell of it is ever a formula (THREATS.md F04),
and nothing in it moves a cursor or turns text around (F01).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from keylease.client.activity import Happening
from keylease.model.base import LATEST_SHOWN, Time
from keylease.model.plain import plain
from keylease.reports.spreadsheet import csv_line
from keylease.store.files import replace_file

NameOf = Callable[[str], str]
FIELDS = (
    "at",
    "what",
    "who",
    "who_id",
    "key",
    "key_id",
    "version",
    "to",
    "to_ids",
    "note",
    "code",
    "source",
    "client",
    "log",
    "seq",
)
"""The columns of the CSV, and the fields of the JSON."""


def csv_of(happenings: Iterable[Happening], name: NameOf) -> str:
    """The record as CSV."""
    return "\r\n".join([*csv_lines(happenings, name), ""])


def csv_lines(happenings: Iterable[Happening], name: NameOf) -> Iterator[str]:
    """Its lines, titles first: every cell quoted, and none that a spreadsheet would calculate."""
    yield csv_line(FIELDS)
    for one in happenings:
        yield csv_line([_text(value) for value in _values(one, name)])


def json_of(happenings: Iterable[Happening], name: NameOf) -> str:
    """The record as a JSON array of objects, times as ISO 8601 in UTC."""
    objects = [dict(zip(FIELDS, _values(one, name), strict=True)) for one in happenings]
    return json.dumps(objects, indent=1, ensure_ascii=True)


def write_text(path: Path, text: str) -> None:
    """Put a text in place, whole or not at all. Raises StorageFailed(E_STORAGE)."""
    replace_file(path, text.encode())


def _values(one: Happening, name: NameOf) -> tuple[object, ...]:
    return (
        _moment(one.at),
        one.what,
        name(one.who),
        one.who,
        None if one.key is None else name(one.key),
        one.key,
        one.version,
        [name(id_) for id_ in one.to],
        list(one.to),
        one.note or None,
        one.detail.get("code"),
        one.detail.get("source"),
        one.detail.get("client"),
        one.log,
        one.seq,
    )


def _moment(at: Time) -> str:
    moment = datetime.fromtimestamp(min(at, LATEST_SHOWN) / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value)
    return "" if value is None else plain(str(value))
