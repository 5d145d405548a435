"""Everything that is printed: results to stdout, words to stderr, the same facts as JSON.

What comes from other people (names, reasons, providers) is data: nothing in it reaches a
terminal that could move the cursor, change colours or turn text around (THREATS.md F01).
"""

import errno
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from keylease.cli.times import Length, Moment
from keylease.model.plain import plain

Row = Mapping[str, object]
"""One object: field by field what JSON gets, and what the columns of a table pick from."""

_GAP = "  "


class NotPrinted(OSError):
    """What was printed cannot be written where it goes; what it tells of was done."""


@contextmanager
def printing() -> Iterator[None]:
    """Around whatever writes to stdout: NotPrinted where it fails, unless its reader has gone."""
    if sys.stdout is None:  # it was closed before this process began
        raise NotPrinted(errno.EBADF, os.strerror(errno.EBADF))
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotPrinted(error.errno, error.strerror) from None


@dataclass(frozen=True)
class Output:
    """Prints one command's results, as text or as JSON."""

    json: bool = False

    def rows(self, rows: Sequence[Row], columns: Mapping[str, str], *, empty: str) -> None:
        """A list: as a table of the columns (title by field), or the whole objects as JSON.

        `empty` says what to do where there is nothing yet.
        """
        if self.json:
            self._json([_plain_json(row) for row in rows])
        elif rows:
            self._print(table(rows, columns))
        else:
            self.say(empty)

    def record(self, row: Row, labels: Mapping[str, str]) -> None:
        """One object: a line for each field that has a label and is not empty, or JSON."""
        if self.json:
            self._json(_plain_json(row))
            return
        shown = [(label, cell(row.get(field))) for field, label in labels.items()]
        shown = [(label, text) for label, text in shown if text]
        width = max((len(label) for label, _ in shown), default=0)
        self._print([f"{label:<{width}}{_GAP}{text}" for label, text in shown])

    def section(self, title: str, rows: Sequence[Row], columns: Mapping[str, str]) -> None:
        """A further table under a record; nothing for JSON, which has it all in the record."""
        if not self.json and rows:
            self._print(["", title, *(f"{_GAP}{line}" for line in table(rows, columns))])

    def done(self, sentence: str, row: Row | Sequence[Row]) -> None:
        """What an act came to: a sentence for people, or the object (or list) as JSON."""
        if not self.json:
            self._print([plain(sentence)])
        elif isinstance(row, Mapping):
            self._json(_plain_json(row))
        else:
            self._json([_plain_json(one) for one in row])

    def say(self, sentence: str) -> None:
        """Words for the person at the terminal; never in the way of the result."""
        with printing():
            sys.stdout.flush()
        print(plain(sentence), file=sys.stderr, flush=True)

    def text(self, row: Row, field: str) -> None:
        """A text of several lines as it was written; the whole object as JSON."""
        if self.json:
            self._json(_plain_json(row))
        else:
            self._print([plain(line) for line in str(row[field]).splitlines()])

    def line(self, text: str) -> None:
        """Text of our own as it is, at once."""
        with printing():
            print(text, flush=True)

    def alone(self, field: str, text: str) -> None:
        """One text that stands alone on stdout: a link, a token; as JSON an object of one field."""
        if self.json:
            self._json({field: text})
        else:
            self._print([text])

    def value(self, value: str, row: Row) -> None:
        """A key's value, verbatim, and nothing else; as JSON in the object's field `value`."""
        if self.json:
            self._json(_plain_json({**row, "value": value}))
            return
        with printing():
            sys.stdout.flush()
            sys.stdout.buffer.write(value.encode() + b"\n")
            sys.stdout.buffer.flush()

    def lines(self, lines: Iterable[str]) -> None:
        """A file's lines, which are safe already: a table for spreadsheets."""
        self._print(lines)

    def _json(self, content: object) -> None:
        import json

        self._print([json.dumps(content, indent=2, ensure_ascii=True)])

    def _print(self, lines: Iterable[str]) -> None:
        with printing():
            for line in lines:
                print(line)


def tell(text: str) -> None:
    """Words to stderr as they are; if nobody listens any more, the exit status still tells."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        return


def table(rows: Sequence[Row], columns: Mapping[str, str]) -> list[str]:
    """Lines of an aligned table with a title for each column; empty columns are left out."""
    fields = [field for field in columns if any(cell(row.get(field)) for row in rows)]
    cells = [[columns[field].upper() for field in fields]]
    cells += [[cell(row.get(field)) for field in fields] for row in rows]
    widths = [max(width_of(line[at]) for line in cells) for at in range(len(fields))]
    return [_aligned(line, widths) for line in cells]


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        text + " " * (width - width_of(text)) for text, width in zip(line, widths, strict=True)
    ]
    return _GAP.join(padded).rstrip()


def width_of(text: str) -> int:
    """Columns of a terminal that a text takes: wide letters two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    marks = sum(unicodedata.category(letter) in ("Mn", "Me") for letter in text)
    return len(text) + wide - marks


def cell(value: object) -> str:
    """A field as people read it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Moment():
            return value.local
        case Length():
            return value.words
        case list() | tuple():
            return ", ".join(cell(one) for one in value)
        case _:
            return plain(str(value))


def _plain_json(value: object) -> object:
    """The value in JSON's own types: times as ISO 8601 UTC, spans in seconds."""
    match value:
        case Moment():
            return value.iso
        case Length():
            return value.ms / 1000 if value.ms % 1000 else value.ms // 1000
        case Mapping():
            return {str(field): _plain_json(one) for field, one in value.items()}
        case list() | tuple():
            return [_plain_json(one) for one in value]
        case _:
            return value
