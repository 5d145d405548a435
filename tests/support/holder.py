"""A process that begins to write to a store and does not end, to be killed.

    python -m support.holder URL JOURNAL

Prints `held` once it is the only writer.
"""

import sys
import time

from support.places import Place


def main(url: str, journal: str) -> None:
    with Place(url, journal).open().write() as tx:
        tx.put_fact("last", b"9")
        sys.stdout.write("held\n")
        sys.stdout.flush()
        time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
