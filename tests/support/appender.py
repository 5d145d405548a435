"""A process that appends to a store which others append to as well.

    python -m support.appender URL JOURNAL NAME COUNT

Each append builds on the head as it was read before, and is done anew after a conflict. Prints
how many conflicts there were.
"""

import sys

from keylease.store.base import Appended, Outcome, Store
from support.places import Place
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


def main(url: str, journal: str, name: str, count: str) -> None:
    conflicts = 0
    with Place(url, journal).open() as store:
        for number in range(int(count)):
            while not isinstance(append_one(store, name, number), Appended):
                conflicts += 1
    sys.stdout.write(str(conflicts))


if __name__ == "__main__":
    main(*sys.argv[1:])
