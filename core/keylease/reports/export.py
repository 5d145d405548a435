"""An export: a folder that an auditor verifies alone, and from which a team is brought back.

Its format is PROTOCOL.md, "Export". Names stay encrypted; who may read them in the team may read
them here. The folder is there whole or not at all, and nothing is ever overwritten.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, TypeVar

from msgspec import Meta

from keylease.errors import Code, StorageFailed, Tampered, Usage
from keylease.model.access import KeptEnvelope, Line
from keylease.model.base import Hash, MemberId, Position, Signature, TeamId, Time, Value
from keylease.model.signed import Signed
from keylease.reports.unfinished import left_behind, take_away, unfinished
from keylease.reports.verifier.encoding import Wrong
from keylease.reports.verifier.export import FORMAT, MANIFEST, Report, verify
from keylease.store.permissions import FILE_MODE, FOLDER_MODE, sync_folder
from keylease.wire.canonical import Reader, encode

T = TypeVar("T")
LARGEST_LINE = 1024 * 1024
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
UNPORTABLE = re.compile(r'[\x00-\x1f<>:"/\\|?*]|[. ]\Z')

README = """\
An export of a Keylease team.

    ledger.jsonl    every event of the team's ledger, one a line: its exact body and signatures
    access.jsonl    every line of the access log: its hash, and the entry where the exporter may
                    read it
    head.json       the relay's signed word on where both end
    seen.jsonl      signed statements of members on what they have seen
    custody.jsonl   the exporter's own encrypted copies of the values they keep
    manifest.json   SHA-256 of each of these files, signed by the exporter

To verify it:   keylease verify FOLDER
or, without Keylease, by the program written apart from it (Python 3.11 and PyNaCl):
                python core/keylease/reports/verifier FOLDER

That shows that nothing was changed, left out or put in up to the relay's last word, whose time
the report gives, that everything was signed by who is named, and that the team's law was kept.
What came after that time is not in here. Names and reasons are encrypted to the team. Nothing in
here opens a key, except to the exporter with their own recovery kit: then it is a backup.
"""


class Recorded(Value):
    """A signed object as it stands in a file: the exact body as text, and the signatures."""

    body: str
    sigs: Annotated[tuple[Signature, ...], Meta(min_length=1, max_length=2)]


class RecordedLine(Value):
    """A line of the access log as it stands in a file."""

    leaf: Hash
    entry: Recorded | None = None


class Manifest(Value):
    """What the exporter signs: whose export it is, where both logs end, hashes of all files."""

    format: str
    team: TeamId
    by: MemberId
    at: Time
    ledger: Position
    access: Position
    files: dict[str, Hash]


@dataclass(frozen=True)
class Contents:
    """What goes into an export or comes out of one; `at` in milliseconds UTC."""

    team: bytes
    by: MemberId
    at: Time
    ledger: Position
    access: Position
    events: Iterable[Signed]
    lines: Iterable[Line]
    head: Signed
    seen: Sequence[Signed]
    custody: Sequence[KeptEnvelope]


def write_export(folder: Path, contents: Contents, sign: Callable[[bytes], bytes]) -> None:
    """Write an export to a folder that is not there yet; `sign` signs the manifest as evidence.

    Raises Usage(E_PATH) where that cannot be, StorageFailed(E_STORAGE) where the disk fails.
    """
    with new_folder(folder) as making:
        _fill(making, contents, sign)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder beside it to write in, which takes its name once the block has ended well.

    What others have left of it who were killed is taken away. Raises Usage(E_PATH) as
    `check_new`, StorageFailed(E_STORAGE) where the disk fails.
    """
    check_new(folder)
    making = unfinished(folder)
    try:
        for path in left_behind(folder):
            take_away(path)
        making.mkdir(mode=FOLDER_MODE)
        try:
            yield making
            sync_folder(making)
            making.rename(folder)
            sync_folder(folder.parent)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
    except OSError as error:
        raise failed(folder, error) from error


def check_new(path: Path) -> None:
    """Refuse (E_PATH) a place where something lies, and a name that not every system can have."""
    name = path.name
    if name in ("", "..") or UNPORTABLE.search(name) or RESERVED.fullmatch(name):
        raise Usage(Code.E_PATH, "That name cannot be used on every system.")
    if path.is_symlink() or path.exists():
        raise Usage(Code.E_PATH, f"{path} is there already.")
    if not path.parent.is_dir():
        raise Usage(Code.E_PATH, f"There is no folder {path.parent}.")


def write_private(path: Path, parts: Iterable[bytes]) -> bytes:
    """Write a new file, 0600 and durable; the SHA-256 of what is in it. Raises `OSError`."""
    digest = sha256()
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, FILE_MODE), "wb") as file:
        for part in parts:
            file.write(part)
            digest.update(part)
        file.flush()
        os.fsync(file.fileno())
    return digest.digest()


def _fill(folder: Path, contents: Contents, sign: Callable[[bytes], bytes]) -> None:
    written = {
        "README.txt": [README.encode()],
        "access.jsonl": (json_line(recorded_line(line)) for line in contents.lines),
        "custody.jsonl": (json_line(kept) for kept in contents.custody),
        "head.json": [json_line(recorded(contents.head))],
        "ledger.jsonl": (json_line(recorded(entry)) for entry in contents.events),
        "seen.jsonl": (json_line(recorded(statement)) for statement in contents.seen),
    }
    manifest = Manifest(
        format=FORMAT,
        team=contents.team,
        by=contents.by,
        at=contents.at,
        ledger=contents.ledger,
        access=contents.access,
        files={name: write_private(folder / name, parts) for name, parts in written.items()},
    )
    body = encode(manifest)
    signed = Signed(body=body, sigs=(sign(body),))
    write_private(folder / MANIFEST, [json_line(recorded(signed))])


def json_line(value: Value) -> bytes:
    """An object as one line of a file."""
    return encode(value) + b"\n"


def recorded(signed: Signed) -> Recorded:
    """A signed object as files have it."""
    return Recorded(body=signed.body.decode(), sigs=signed.sigs)


def recorded_line(line: Line) -> RecordedLine:
    """An access line as files have it."""
    entry = None if line.entry is None else recorded(line.entry)
    return RecordedLine(leaf=line.leaf, entry=entry)


def verify_export(folder: Path) -> Report:
    """What an export holds, checked by the second verifier.

    Raises Tampered(E_EXPORT) with place and reason, Tampered(E_UPGRADE) for one of a newer
    Keylease, Usage(E_PATH) where there is no folder, StorageFailed where it cannot be read.
    """
    if not folder.is_dir():
        raise Usage(Code.E_PATH, f"There is no folder {folder}.")
    try:
        return verify(folder)
    except Wrong as wrong:
        code = Code.E_UPGRADE if wrong.code == "E_UPGRADE" else Code.E_EXPORT
        raise Tampered(code, str(wrong)) from None
    except OSError as error:
        raise failed(folder, error) from error


def read_export(folder: Path) -> Contents:
    """An export's contents, once `verify_export` has found nothing wrong; raises as that does."""
    report = verify_export(folder)
    manifest = Reader[Manifest](Manifest, largest=LARGEST_LINE).read(
        _signed(next(_lines(folder / MANIFEST, _RECORDED))).body
    )
    return Contents(
        team=bytes.fromhex(report.team),
        by=report.by,
        at=report.at,
        ledger=manifest.ledger,
        access=manifest.access,
        events=[_signed(one) for one in _lines(folder / "ledger.jsonl", _RECORDED)],
        lines=[_line(one) for one in _lines(folder / "access.jsonl", _LINE)],
        head=_signed(next(_lines(folder / "head.json", _RECORDED))),
        seen=[_signed(one) for one in _lines(folder / "seen.jsonl", _RECORDED)],
        custody=list(_lines(folder / "custody.jsonl", _KEPT)),
    )


_RECORDED: Reader[Recorded] = Reader(Recorded, largest=LARGEST_LINE)
_LINE: Reader[RecordedLine] = Reader(RecordedLine, largest=LARGEST_LINE)
_KEPT: Reader[KeptEnvelope] = Reader(KeptEnvelope, largest=LARGEST_LINE)


def _lines(path: Path, reader: Reader[T]) -> Iterator[T]:
    with path.open("rb") as file:
        for line in file:
            yield reader.read(line.removesuffix(b"\n"))


def _signed(recorded: Recorded) -> Signed:
    return Signed(body=recorded.body.encode(), sigs=recorded.sigs)


def _line(recorded: RecordedLine) -> Line:
    entry = None if recorded.entry is None else _signed(recorded.entry)
    return Line(leaf=recorded.leaf, entry=entry)


def failed(path: Path, error: OSError) -> StorageFailed:
    """What a person is told of a disk that failed."""
    return StorageFailed(Code.E_STORAGE, f"{path}: {error.strerror}.")
