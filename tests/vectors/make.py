"""Makes the vectors, and the tables of PROTOCOL.md (`make.py --tables`: only these).

Deterministic: the same program writes the same files, byte for byte. What is random in life (ids,
nonces, ephemeral keys) comes from seeds here, so never take a key from these files.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import acts  # noqa: E402
import sealed  # noqa: E402
import spelled  # noqa: E402
import statements  # noqa: E402
import tables  # noqa: E402


def files() -> dict[str, object]:
    """Every file of vectors by its path below this folder."""
    return {**acts.files(), **sealed.files(), **spelled.files(), **statements.files()}


def text(content: object) -> str:
    """How a file is written: ASCII, so that no editor brings it into another normal form."""
    return json.dumps(content, indent=1) + "\n"


def write() -> None:
    """Write all files anew."""
    for name, content in files().items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text(content), "ascii")
        print(f"{path.stat().st_size:9,}  {name}")


if __name__ == "__main__":
    tables.write_tables()
    if sys.argv[1:] != ["--tables"]:
        write()
