"""What an export leaves that was killed on the way, and how the next one takes it away.

Writing happens under a name of its own, `.NAME.PID` (and `.NAME.PID.zip`), until all is there.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path


def unfinished(folder: Path) -> Path:
    """Where this process writes what is to be `folder`."""
    return folder.with_name(f".{folder.name}.{os.getpid()}")


def left_behind(folder: Path) -> Iterator[Path]:
    """What processes that are no more have left of `folder`."""
    name = re.compile(rf"\.{re.escape(folder.name)}\.([0-9]{{1,9}})(\.zip)?")
    for path in list(folder.parent.iterdir()):
        found = name.fullmatch(path.name)
        if found and _is_gone(int(found[1])):
            yield path


def take_away(path: Path) -> None:
    """A folder with all that is in it, or a file; whoever else does the same is in time too."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _is_gone(process: int) -> bool:
    if sys.platform == "win32":
        return False  # there, asking would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
