"""A real pack of evidence, copies of it to be bent, and what its exporter could sign over them."""

import base64
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from keylease.client.evidence_pack import pack_review
from keylease.client.session import Session
from keylease.crypto.signing import SignatureType
from support.members import World
from support.reviewed_team import ReviewedTeam

Json = dict[str, Any]
Bend = Callable[[Path], None]


class Packs:
    """A real pack, and what its exporter could do."""

    def __init__(self, place: Path) -> None:
        self.world = World(place / "world", memory=True)
        self.team = ReviewedTeam(self.world)
        review = self.team.review()
        self.folder = place / "pack"
        pack_review(self.team.ada, review, self.folder)

    def copy(self, to: Path, bend: Bend, *, signed: bool) -> Path:
        """A bent copy; with `signed`, under a manifest that the exporter has signed anew."""
        shutil.copytree(self.folder, to)
        bend(to)
        if signed:
            self.sign(to)
        return to

    def sign(self, folder: Path, by: Session | None = None, **said: object) -> None:
        """A manifest over what lies there, by its exporter; `said` stands in it as well."""
        exporter = by or self.team.ada
        said["by"] = exporter.me
        manifest = json.loads((folder / "manifest.json").read_bytes())
        body = json.loads(manifest["body"])
        for name in body["files"]:
            digest = hashlib.sha256((folder / name).read_bytes()).digest()
            body["files"][name] = base64.b64encode(digest).decode()
        manifest["body"] = json.dumps({**body, **said}, separators=(",", ":"))
        identity = exporter.connection.identity
        sig = identity.sign(SignatureType.EVIDENCE, manifest["body"].encode())
        manifest["sigs"] = [base64.b64encode(sig).decode()]
        (folder / "manifest.json").write_text(json.dumps(manifest, separators=(",", ":")) + "\n")


def event_of(kind: str, lines: list[str]) -> int:
    """The first event of that type among the lines of ledger.jsonl."""
    return next(n for n, line in enumerate(lines) if f'\\"type\\":\\"{kind}\\"' in line)
