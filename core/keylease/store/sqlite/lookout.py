"""Noticing what other processes have written to the file, while somebody waits for it."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from keylease.store.news import Bell, Ends
from keylease.store.sqlite.driver import BUSY, DATABASE_ERRORS, Connection, failure, result_code

SECONDS_BETWEEN_LOOKS: Final = 0.2
ENDS: Final = (
    "SELECT coalesce((SELECT max(seq) FROM events), -1), coalesce((SELECT max(seq) FROM lines), 0)"
)


class Lookout:
    """Looks at the file's `data_version`, for all who wait and by no thread of its own.

    It changes whenever another connection has committed; only then are the chains looked at.
    """

    def __init__(self, path: Path, bell: Bell, connect: Callable[[], Connection]) -> None:
        self._path = path
        self._bell = bell
        self._connect = connect
        self._looking = threading.Lock()
        self._connection: Connection | None = None
        self._version = -1
        self._looked_at = float("-inf")
        self._closed = False

    def wait_beyond(self, heard: Ends, timeout: float) -> Ends:
        """As `Bell.wait_beyond`, with a look at the file five times a second."""
        until = time.monotonic() + timeout
        dismissals = self._bell.dismissals
        while True:
            self.look()
            left = until - time.monotonic()
            ends = self._bell.wait_beyond(heard, min(left, SECONDS_BETWEEN_LOOKS))
            if ends != heard or left <= SECONDS_BETWEEN_LOOKS or self._bell.dismissals > dismissals:
                return ends

    def look(self) -> None:
        """Announce what others have written, unless somebody has looked a moment ago."""
        with self._looking:
            now = time.monotonic()
            if self._closed or now < self._looked_at + SECONDS_BETWEEN_LOOKS:
                return
            self._looked_at = now
            try:
                self._look()
            except DATABASE_ERRORS as error:
                # whoever writes keeps the file for a moment: there will be news soon
                if result_code(error) != BUSY:
                    raise failure(error, self._path) from error

    def close(self) -> None:
        """Let go of the file, for good."""
        with self._looking:
            self._closed = True
            if self._connection is not None:
                self._connection.close()

    def _look(self) -> None:
        if self._connection is None:
            self._connection = self._connect()
            self._connection.execute("PRAGMA busy_timeout=0")
        # read to the end, so that no lock is kept
        ((version,),) = self._connection.execute("PRAGMA data_version").fetchall()
        if version != self._version:
            ((event, line),) = self._connection.execute(ENDS).fetchall()
            self._bell.announce_places(event, line)
            self._version = version
