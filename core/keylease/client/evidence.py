"""What proves that histories differed, in a folder for whoever is to judge it.

`copy` is an export of the history that was held here; `evidence.json` holds the two signed heads
that do not go together, and what else contradicts the one that was served.
"""

from pathlib import Path

from keylease.client.backup import export
from keylease.client.session import Session
from keylease.errors import Code, Refused, StorageFailed
from keylease.reports.export import check_new, write_private
from keylease.wire.canonical import encode


def export_evidence(session: Session, folder: Path) -> Path:
    """Write it to a new folder, 0700; returns that.

    Refused(E_STATE) where nothing is frozen, Usage(E_PATH), StorageFailed, and what `export`
    raises.
    """
    evidence = session.snapshot.frozen
    if evidence is None:
        raise Refused(Code.E_STATE, "Nothing is frozen here.")
    check_new(folder)
    try:
        folder.mkdir(mode=0o700)
        write_private(folder / "evidence.json", [encode(evidence) + b"\n"])
    except OSError as error:
        raise StorageFailed(Code.E_STORAGE, f"{folder}: {error.strerror}.") from error
    export(session, folder / "copy")
    return folder
