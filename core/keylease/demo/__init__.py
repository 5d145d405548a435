"""An example team, lived in for half a year, to look around in.

Everything in it was done by its people through the real protocol, on a clock that is passed in.
Ada is the one whom one is; the others were there only while it was made. Its keys open nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from keylease.crypto.passphrase import MODERATE, Cost
from keylease.demo.stage import Stage
from keylease.demo.story import tell
from keylease.errors import Code, Usage
from keylease.model.base import Time
from keylease.model.secret import Secret

PASSPHRASE = "look around and break nothing"  # noqa: S105  printed wherever it is used
TEAM = "Northwind Labs"
PERSON = "Ada"


@dataclass(frozen=True)
class Demo:
    """Where the example team lies, what it is called, and who one is in it."""

    home: Path
    team: str
    person: str


def build_demo(
    folder: Path, *, now: Time, passphrase: Secret, seed: int = 2026, cost: Cost = MODERATE
) -> Demo:
    """Make the example team in a folder that is empty or not there yet; takes some seconds.

    `now` (milliseconds UTC) is when its half a year ends. Ids and the people's chances come from
    the seed; keys and nonces are random as ever. Raises Usage(E_PATH), StorageFailed. A cost
    below MODERATE is for tests alone.
    """
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise Usage(Code.E_PATH, f"{folder} is not empty.")
    with Stage(folder, now=now, seed=seed, cost=cost) as stage:
        stage.found(TEAM, PERSON, passphrase)
        tell(stage)
    return Demo(home=folder, team=TEAM, person=PERSON)
