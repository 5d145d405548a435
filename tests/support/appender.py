"""A process that appends to a store which others append to as well.

    python -m support.appender FILE JOURNAL NAME COUNT

Each append builds on the head as it was read before, and is done anew after a conflict. Prints
how many conflicts there were.
"""

import sys
from pathlib import Path
from typing import get_args

from keylease.store.base import Appended, Outcome, Store
from keylease.store.sqlite import SqliteStore
from keylease.store.sqlite.driver import Journal
from support.storage import digest, event, line


def append_one(store: Store, name: str, number: int) -> Outcome:
    with store.read() as tx:
        head, access_head = tx.head(), tx.access_head()
    with store.write() as tx:
        outcome = tx.append_events(head, [event(head.seq + 1 if head else 0, writer=name)])
        if isinstance(outcome, Appended):
            row = line(
                access_head.seq + 1 if access_head else 1,
                author=name,
                grant="grt_all",
                rid=digest(name, number)[:16],
            )
            assert isinstance(tx.append_lines(access_head, [row]), Appended)
    return outcome


def main() -> None:
    path, journal, name, count = sys.argv[1:]
    assert journal in get_args(Journal)
    conflicts = 0
    with SqliteStore.open(Path(path), "wal" if journal == "wal" else "truncate") as store:
        for number in range(int(count)):
            while not isinstance(append_one(store, name, number), Appended):
                conflicts += 1
    sys.stdout.write(str(conflicts))


if __name__ == "__main__":
    main()
