"""The example team, in a folder of its own that goes with the app."""

import atexit
import shutil
from pathlib import Path
from tempfile import mkdtemp

from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.demo import PASSPHRASE, build_demo
from keylease.model.secret import Secret


def open_demo(now: int) -> Session:
    """Make the example team and open it. Some seconds. Raises StorageFailed."""
    place = Path(mkdtemp(prefix="keylease-demo-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    passphrase = Secret(PASSPHRASE.encode())
    build_demo(place / "home", now=now, passphrase=passphrase)
    return Assembly(Home(place / "home")).unlock(passphrase)
