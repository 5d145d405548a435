"""The pack of an access review: a folder and a zip of it, whole or not there at all.

Its format is PROTOCOL.md, "Evidence". File names are fixed: no name that people gave is ever part
of a path.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from msgspec import structs

from keylease.model.access import Line
from keylease.model.base import Hash, MemberId, Position, ReviewId, TeamId, Time, Value
from keylease.model.signed import Signed
from keylease.reports.evidence.document import Reviewed, decisions_csv, decisions_json
from keylease.reports.evidence.readme import README
from keylease.reports.evidence.texts import Disclosure
from keylease.reports.export import (
    check_new,
    json_line,
    new_folder,
    recorded,
    recorded_line,
    write_private,
)
from keylease.reports.progress import Progress, unheard
from keylease.reports.unfinished import left_behind
from keylease.reports.verifier.export import MANIFEST
from keylease.wire.canonical import encode

FORMAT = "keylease/review-evidence/v1"
IN_ZIP = "keylease-review-evidence"
"""The folder in the zip."""


class EvidenceManifest(Value):
    """What the exporter signs: whose review, where both logs end, the hashes of all files."""

    format: str
    team: TeamId
    review: ReviewId
    by: MemberId
    at: Time
    ledger: Position
    access: Position
    files: dict[str, Hash]


@dataclass(frozen=True)
class Evidence:
    """What goes into a pack; `summary` draws the PDF. `at` in milliseconds UTC."""

    team: bytes
    by: MemberId
    at: Time
    ledger: Position
    access: Position
    said: Reviewed
    disclosures: Sequence[Disclosure]
    events: Iterable[Signed]
    lines: Iterable[Line]
    head: Signed
    summary: Callable[[], bytes]


def zip_of(folder: Path) -> Path:
    """Where the zip of a pack goes: beside its folder."""
    return folder.with_name(f"{folder.name}.zip")


def write_pack(
    folder: Path,
    evidence: Evidence,
    sign: Callable[[bytes], bytes],
    progress: Progress = unheard,
) -> None:
    """Write a pack to a folder that is not there yet, and beside it the zip.

    Raises Usage(E_PATH) where that cannot be, StorageFailed(E_STORAGE) where the disk fails; then
    neither is there. A zip without its folder, since somebody was killed between the two, is
    taken away by the next one.
    """
    zipped = zip_of(folder)
    if not folder.exists() and _is_unfinished(zipped, folder):
        zipped.unlink()
    check_new(zipped)
    try:
        with new_folder(folder) as making:
            _fill(making, evidence, sign, progress)
            beside = making.with_name(f"{making.name}.zip")
            try:
                _zip(making, beside)
                beside.rename(zipped)
            finally:
                beside.unlink(missing_ok=True)
    except BaseException:
        if not folder.exists():
            zipped.unlink(missing_ok=True)
        raise


def _is_unfinished(zipped: Path, folder: Path) -> bool:
    """Whether it is of a pack whose folder was never named: that still lies there, unnamed."""
    try:
        with ZipFile(zipped) as packed:
            manifest = packed.read(f"{IN_ZIP}/{MANIFEST}")
        left = [path / MANIFEST for path in left_behind(folder)]
        return any(path.is_file() and path.read_bytes() == manifest for path in left)
    except (OSError, KeyError, BadZipFile):
        return False


def _fill(
    folder: Path, evidence: Evidence, sign: Callable[[bytes], bytes], progress: Progress
) -> None:
    makers: dict[str, Callable[[], Iterable[bytes]]] = {
        "README.txt": lambda: [README.encode()],
        "access.jsonl": lambda: (json_line(recorded_line(line)) for line in evidence.lines),
        "decisions.csv": lambda: [decisions_csv(evidence.said)],
        "decisions.json": lambda: [decisions_json(evidence.said)],
        "disclosures.json": lambda: _disclosed(evidence.disclosures),
        "head.json": lambda: [json_line(recorded(evidence.head))],
        "ledger.jsonl": lambda: (json_line(recorded(entry)) for entry in evidence.events),
        "summary.pdf": lambda: [evidence.summary()],
        "verify.py": lambda: [resources.files(__package__).joinpath("verify.py").read_bytes()],
    }
    files = {}
    for done, (name, make) in enumerate(makers.items()):
        progress(name, done, len(makers))
        files[name] = write_private(folder / name, make())
    manifest = EvidenceManifest(
        format=FORMAT,
        team=evidence.team,
        review=evidence.said.review,
        by=evidence.by,
        at=evidence.at,
        ledger=evidence.ledger,
        access=evidence.access,
        files=files,
    )
    body = encode(manifest)
    write_private(folder / MANIFEST, [json_line(recorded(Signed(body=body, sigs=(sign(body),))))])
    progress(MANIFEST, len(makers), len(makers))


def _disclosed(disclosures: Sequence[Disclosure]) -> Iterator[bytes]:
    """One JSON list, an item a line."""
    yield b"["
    for n, one in enumerate(disclosures):
        told = {**structs.asdict(one), "salt": b64encode(one.salt).decode()}
        yield (",\n" if n else "\n").encode() + json.dumps(told, separators=(",", ":")).encode()
    yield b"\n]\n"


def _zip(folder: Path, place: Path) -> None:
    """All files of the folder, under one fixed name."""
    write_private(place, [])
    with ZipFile(place, "w", ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            packed.write(path, f"{IN_ZIP}/{path.name}")
