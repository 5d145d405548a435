"""`keylease-desktop [LINK] [--home DIR]`: starts the app, or says in one line why it cannot."""

import argparse
import gc
import importlib
import os
import subprocess
import sys
from pathlib import Path

from keylease_desktop.display import why_no_window

UNUSABLE = 1


def main() -> int:
    """Run the app; its exit status."""
    options = _options()
    reason = why_no_window(os.environ)
    if reason is None:
        gc.disable()  # what is imported stays; services/garbage.py collects from then on
        # before Qt, whose binding reads the source of whatever is imported after it
        importlib.import_module("keylease.assembly")
        from keylease_desktop.application import run  # Qt, which may not be there

        return run(options.home, options.link)
    if not options.or_tour:
        sys.stderr.write(f"keylease-desktop: {reason}\n")
        return UNUSABLE
    sys.stderr.write(f"{reason}\nHere is the main job in the terminal instead.\n")
    return subprocess.run([sys.executable, "-m", "keylease", "tour"], check=False).returncode


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="keylease-desktop", description="Share a team's LLM API keys, on loan and on record."
    )
    parser.add_argument("link", nargs="?", default="", help="an invite link, to be confirmed")
    parser.add_argument("--home", type=Path, metavar="DIR", help="where teams lie")
    parser.add_argument(
        "--or-tour", action="store_true", help="where there is no display, walk the tour"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
