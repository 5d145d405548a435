"""`python -m keylease`: the same as the `keylease` command."""

import sys

from keylease.cli import main

if __name__ == "__main__":
    sys.exit(main())
