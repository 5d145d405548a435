"""`python verifier EXPORT`, or `python -m verifier EXPORT`."""

import sys
from pathlib import Path

if __package__:
    from .export import main
else:  # run as a folder: its name is the package's
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    main = __import__(f"{Path(__file__).resolve().parent.name}.export", fromlist=["main"]).main

sys.exit(main(sys.argv[1:]))
