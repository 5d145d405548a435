"""One answer's worth of events and lines: so many, and so many bytes, at most."""

from collections.abc import Iterator
from typing import Final

from keylease.model.signed import Signed
from keylease.relay.folded import entry_of
from keylease.relay.limits import Limits
from keylease.store.base import ReadTransaction
from keylease.store.rows import EventRow, LineRow

_CHUNK: Final = 200
LEAF_SIZE: Final = 64
"""Bytes that a line costs of which only the hash is sent."""


class Page:
    """Room for rows; `cut` says that some did not fit. The first row always does."""

    def __init__(self, limits: Limits, rows: int | None = None) -> None:
        self.cut = False
        self._rows = min(limits.page_rows, rows or limits.page_rows)
        self._bytes = limits.page_bytes

    def events(self, tx: ReadTransaction, *, after: int, until: int | None = None) -> list[Signed]:
        """Events behind `after`, up to `until`, as many as there is room for."""
        taken: list[Signed] = []
        for row in _events(tx, after):
            if until is not None and row.seq > until:
                break
            if not self.take(len(row.body) + len(row.sigs), len(taken)):
                break
            taken.append(entry_of(row))
        return taken

    def take(self, size: int, count: int) -> bool:
        """Whether a row of that size still fits after `count` others of its kind."""
        if count >= self._rows or (self._bytes < size and count > 0):
            self.cut = True
            return False
        self._bytes -= size
        return True


def _events(tx: ReadTransaction, after: int) -> Iterator[EventRow]:
    while rows := tx.events(after, _CHUNK):
        yield from rows
        after = rows[-1].seq


def lines_behind(tx: ReadTransaction, after: int) -> Iterator[LineRow]:
    """Lines behind `after`, read as they are asked for."""
    while rows := tx.lines(after, _CHUNK):
        yield from rows
        after = rows[-1].seq
