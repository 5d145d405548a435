"""An auditor's computer: Python, PyNaCl and what it needs, and nothing of Keylease.

A folder that holds links to nacl and cffi alone is the only place besides the standard library
from which anything can be imported: `-S` leaves out site-packages, `-P` and `-E` the rest.
"""

import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import cffi
import nacl

_LIBRARIES = ("nacl", "cffi", "_cffi_backend*", "pycparser")
_START = """
import runpy, sys
sys.path.append({!r})
sys.argv = ["verify.py"]
runpy.run_path("verify.py", run_name="__main__")
"""


@cache
def _libraries() -> tuple[tempfile.TemporaryDirectory[str], str]:
    place = tempfile.TemporaryDirectory(prefix="auditor-")
    for package in {Path(nacl.__file__).parents[1], Path(cffi.__file__).parents[1]}:
        for pattern in _LIBRARIES:
            for found in package.glob(pattern):
                (Path(place.name) / found.name).symlink_to(found)
    return place, place.name


def verified(folder: Path) -> tuple[int, str]:
    """Run the folder's own verify.py in it: exit status, and all that it said."""
    start = _START.format(_libraries()[1])
    ended = subprocess.run(
        [sys.executable, "-E", "-S", "-P", "-B", "-c", start],
        cwd=folder,
        env={},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return ended.returncode, ended.stdout + ended.stderr
