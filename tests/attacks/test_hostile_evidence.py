"""Evidence of a review that a member bends with all they can sign, or that has more in it (F11)."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import structs

from keylease.crypto.signing import SignatureType, SigningKey
from keylease.ledger.chain import NOWHERE, link
from keylease.model.access import Head
from keylease.model.base import Position
from keylease.model.events import EventData, MemberInvite, MemberRole, RelaySet
from keylease.model.events.terms import AccessSeal, RelayIdentity
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.reports.evidence import verify
from keylease.wire.canonical import encode
from keylease.wire.events import read_event, write_event
from support.auditor import verified
from support.evidence_packs import Json, Packs, event_of
from support.terms import DAY


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Packs]:
    found = Packs(tmp_path_factory.mktemp("packs"))
    yield found
    found.world.close()


class Forger:
    """Bob, a plain member, who writes on behind a ledger cut short and signs what he can."""

    def __init__(self, packs: Packs, folder: Path, *, keep: int) -> None:
        self.session = packs.team.people[0]
        self.relay = SigningKey(bytes(range(32)))
        self.folder = folder
        self.kept = keep
        lines = (folder / "ledger.jsonl").read_bytes().splitlines()[:keep]
        recorded = [json.loads(line) for line in lines]
        self.log = [
            Signed(one["body"].encode(), tuple(base64.b64decode(sig) for sig in one["sigs"]))
            for one in recorded
        ]

    def write(self, data: EventData) -> None:
        """One more event of his own."""
        before = read_event(self.log[-1].body)
        event = structs.replace(
            before,
            team=self.session.snapshot.state.team,
            seq=before.seq + 1,
            prev=link(self.log[-1]),
            author=self.session.me,
            data=data,
            commitments=None,
            meta=None,
        )
        body = write_event(event)
        sig = self.session.connection.identity.sign(SignatureType.EVENT, body)
        self.log.append(Signed(body, (sig,)))

    def take_the_relay(self) -> None:
        """A relay of his own, from the first line on; what the old one wrote is said to be lost."""
        me = RelayIdentity(key=self.relay.public, address="https://bob.example", pins=())
        self.write(RelaySet(relay=me, moved=AccessSeal(last=NOWHERE, lost_from=1)))

    def finish(self, packs: Packs) -> None:
        """No line in the access log, a head by his relay, and what follows from all of it."""
        (self.folder / "access.jsonl").write_bytes(b"")
        said = [json.dumps(_recorded(entry)) + "\n" for entry in self.log]
        (self.folder / "ledger.jsonl").write_text("".join(said))
        ledger = Position(seq=len(self.log) - 1, hash=link(self.log[-1]))
        team = self.session.snapshot.state.team
        body = encode(Head(v=1, team=team, ledger=ledger, access=NOWHERE, at=packs.world.now))
        head = Signed(body, (self.relay.sign(SignatureType.HEAD, body),))
        (self.folder / "head.json").write_text(json.dumps(_recorded(head)) + "\n")
        read, ends = verify.Ledger(), {"ledger": json.loads(body)["ledger"]}
        for entry in self.log:
            read.events.append(json.loads(entry.body))
            read.apply(read.events[-1], read.events[-1]["data"])
            read.heads.append(base64.b64encode(link(entry)).decode())
        read.team = base64.b64encode(team).decode()
        disclosed = self.folder / "disclosures.json"
        signed = [one for one in json.loads(disclosed.read_bytes()) if one["event"] < self.kept]
        disclosed.write_text(json.dumps(signed))
        texts = verify.Texts(disclosed.read_bytes(), read, len(self.log))
        review = json.loads((self.folder / "decisions.json").read_bytes())["review"]
        derived = verify.derived(read, review, {}, texts)
        (self.folder / "decisions.json").write_bytes(verify.as_json(derived))
        (self.folder / "decisions.csv").write_bytes(verify.as_csv(derived))
        packs.sign(
            self.folder,
            by=self.session,
            **ends,
            access={"seq": 0, "hash": base64.b64encode(bytes(32)).decode()},
        )


def _recorded(one: Signed) -> Json:
    return {"body": one.body.decode(), "sigs": [base64.b64encode(s).decode() for s in one.sigs]}


def _promoted(forger: Forger) -> None:
    forger.write(MemberRole(member=forger.session.me, role=Role.OWNER, epoch=0))
    forger.take_the_relay()


def _invited(forger: Forger) -> None:
    public = SigningKey(bytes(32)).public
    later = read_event(forger.log[-1].body).ts + DAY
    forger.write(MemberInvite("inv_" + "a" * 26, public, Role.ADMIN, later))


@pytest.mark.attack("F11")
@pytest.mark.parametrize(
    ("forged", "kind"),
    [
        (Forger.take_the_relay, "relay.set"),
        (_promoted, "member.role"),
        (_invited, "member.invite"),
    ],
)
def test_a_member_who_cuts_the_history_short_and_makes_a_relay_proves_nothing(
    packs: Packs, tmp_path: Path, forged: Callable[[Forger], None], kind: str
) -> None:
    """The decisions of others, and every opening, would be gone, and everything still signed."""
    folder = packs.copy(tmp_path / "bent", lambda _: None, signed=False)
    lines = (folder / "ledger.jsonl").read_text().splitlines()
    forger = Forger(packs, folder, keep=event_of("review.decide", lines))
    forged(forger)
    forger.finish(packs)
    status, said = verified(folder)
    assert (status, f"({kind}) is by {forger.session.me}, who had no right to it" in said) == (
        1,
        True,
    ), said


@pytest.mark.attack("F11")
def test_only_files_are_read(packs: Packs, tmp_path: Path) -> None:
    """A pipe is never read to its end, and a link leads to anything."""

    def bend(folder: Path) -> None:
        for name in ("access.jsonl", "head.json", "summary.pdf"):
            (folder / name).unlink()
        os.mkfifo(folder / "access.jsonl")
        (folder / "head.json").symlink_to("/dev/zero")
        (folder / "summary.pdf").mkdir()

    status, said = verified(packs.copy(tmp_path / "bent", bend, signed=False))
    assert status == 1
    for name in ("access.jsonl", "head.json", "summary.pdf"):
        assert f"{name} is no file." in said


@pytest.mark.attack("F11")
def test_what_lies_beside_it_is_never_run(packs: Packs, tmp_path: Path) -> None:
    """As README.txt has it, and by whoever leaves the -P out."""

    def bend(folder: Path) -> None:
        for name in ("json", "base64", "nacl", "sitecustomize"):
            (folder / f"{name}.py").write_text("raise SystemExit(0)")

    folder = packs.copy(tmp_path / "bent", bend, signed=False)
    for options in ([], ["-P"]):
        ended = subprocess.run(
            [sys.executable, *options, "verify.py"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 1, ended.stderr
        assert "json.py does not belong here." in ended.stdout
