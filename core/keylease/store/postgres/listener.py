"""Hearing what other processes have committed: one listening connection for all who wait."""

import logging
import selectors
import socket
import threading
from typing import Final, LiteralString

import psycopg

from keylease.errors import StorageFailed
from keylease.store.news import NOTHING, Bell, Ends
from keylease.store.postgres.driver import Address, Connection
from keylease.store.rows import Tip

SECONDS_BETWEEN_TRIES: Final = 1.0
SECONDS_TO_END: Final = 15.0
ENDS: Final[LiteralString] = (
    "SELECT coalesce((SELECT max(seq) FROM events), -1), coalesce((SELECT max(seq) FROM lines), 0)"
)

log = logging.getLogger(__name__)


def notify(channel: bytes, event: Tip | None, line: Tip | None) -> bytes:
    """The statement that tells others what this transaction has appended, if anything."""
    if event is None and line is None:
        return b""
    ends = (NOTHING[0] if event is None else event.seq, NOTHING[1] if line is None else line.seq)
    return b"NOTIFY %s, '%d,%d'; " % (channel, *ends)


def ends_of(connection: Connection) -> Ends:
    """Where the chains end now."""
    event, line = connection.execute(ENDS).fetchone() or NOTHING
    return event, line


class Listener:
    """A thread that listens until it is closed, over as many connections as that takes."""

    def __init__(self, address: Address, channel: bytes, bell: Bell) -> None:
        self._address = address
        self._channel = channel
        self._bell = bell
        self._closed = threading.Event()
        self._woken, self._waker = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="keylease-listener", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and its connection."""
        self._closed.set()
        self._waker.close()
        self._thread.join(SECONDS_TO_END)
        self._woken.close()

    def _run(self) -> None:
        silent = False
        while not self._closed.is_set():
            try:
                with self._address.connect() as connection:
                    connection.execute(b"LISTEN " + self._channel)
                    # nobody has told what was appended before
                    self._bell.announce_places(*ends_of(connection))
                    silent = False
                    self._listen(connection)
            except (psycopg.Error, StorageFailed, ValueError) as error:
                if not silent:
                    log.warning("no news of other processes for now: %s", type(error).__name__)
                silent = True
                self._closed.wait(SECONDS_BETWEEN_TRIES)

    def _listen(self, connection: Connection) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            selector.register(connection.fileno(), selectors.EVENT_READ)
            while not self._closed.is_set():
                for notice in connection.notifies(timeout=0):
                    event, _, line = notice.payload.partition(",")
                    self._bell.announce_places(int(event), int(line))
                selector.select()
