"""The second verifier on whole exports: it finds what was changed, also by who may sign."""

import ast
import json
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from keylease.client.backup import export
from keylease.client.session import Session
from keylease.crypto.signing import SignatureType, SigningKey
from keylease.ledger.chain import NOWHERE
from keylease.ledger.rules.team import state_hash
from keylease.model.access import Head, Purpose
from keylease.model.base import Position
from keylease.model.events import AccessSeal, KeyFreeze, RelayIdentity, RelaySet
from keylease.model.signed import Signed
from keylease.reports.export import Contents, Manifest, Recorded, write_export
from keylease.reports.verifier.encoding import Wrong, signed, text
from keylease.reports.verifier.export import FILES, MANIFEST, Report, verify
from keylease.wire.canonical import Reader, encode
from support.members import World
from support.team import TeamBuilder, found_team
from support.terms import DAY, HOUR

STATEMENTS = Path(__file__).parents[3] / "vectors" / "statements.json"
VERIFIER = Path(__file__).parents[4] / "core" / "keylease" / "reports" / "verifier"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, Session, Path]]:
    """Ada lent Bob a key; he opened it twice and was refused once; what Ada exports."""
    folder = tmp_path_factory.mktemp("story")
    homes = World(folder)
    ada = homes.found("Ada")
    bob = homes.bring(ada, "Bob")
    key = homes.key(ada, "openai")
    grant = homes.lend(ada, key, bob, lasts=DAY)
    bob.values.open(key, Purpose.SHOW)
    homes.wait(HOUR)
    bob.values.open(key, Purpose.RUN)
    ada.lending.revoke([grant])
    with pytest.raises(Exception, match="revoked"):
        bob.values.open(key, Purpose.RUN)
    export(ada, folder / "export")
    yield ada, bob, folder / "export"
    homes.close()


@pytest.fixture
def copy(story: tuple[Session, Session, Path], tmp_path: Path) -> Path:
    """The export, to be spoilt."""
    return Path(shutil.copytree(story[2], tmp_path / "export"))


def test_an_honest_export_is_found_whole(story: tuple[Session, Session, Path]) -> None:
    ada, _, folder = story
    report = verify(folder)
    state = ada.snapshot.state
    assert isinstance(report, Report)
    assert report.events == state.head.seq + 1
    assert (report.lines, report.readable, report.people, report.values) == (4, 4, 2, 1)
    assert (report.team, report.head) == (state.team.hex(), state.head.hash.hex())
    assert report.state == state_hash(state).hex()


def test_a_member_exports_lines_that_others_may_not_read_by_hash(
    story: tuple[Session, Session, Path], tmp_path: Path
) -> None:
    _, bob, _ = story
    bob.refresh()
    export(bob, tmp_path / "export")
    report = verify(tmp_path / "export")
    assert (report.lines, report.readable, report.values, report.by) == (4, 3, 0, bob.me)


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_any_changed_byte_is_found(copy: Path, name: str) -> None:
    path = copy / name
    content = path.read_bytes()
    random = Random(name)
    for place in {0, len(content) - 1, *(random.randrange(len(content)) for _ in range(60))}:
        changed = bytearray(content)
        changed[place] ^= 1 << random.randrange(8)
        path.write_bytes(changed)
        with pytest.raises(Wrong):
            verify(copy)
    path.write_bytes(content)
    verify(copy)


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_a_file_cut_off_grown_or_gone_is_found(copy: Path, name: str) -> None:
    path = copy / name
    content = path.read_bytes()
    for changed in (b"", content[:-1], content + b"\n", content + content):
        path.write_bytes(changed)
        with pytest.raises(Wrong):
            verify(copy)
    path.unlink()
    with pytest.raises(Wrong, match="missing"):
        verify(copy)


@pytest.mark.attack("F05")
@pytest.mark.parametrize("name", ["extra.txt", ".hidden", "ledger.jsonl.bak", "CON"])
def test_a_foreign_file_is_found(copy: Path, name: str) -> None:
    (copy / name).write_text("x")
    with pytest.raises(Wrong, match="foreign") as wrong:
        verify(copy)
    assert wrong.value.code == "E_PATH"


@pytest.mark.attack("F05")
def test_links_and_folders_are_not_followed(copy: Path) -> None:
    elsewhere = copy.with_name("elsewhere")
    (copy / "seen.jsonl").rename(elsewhere)
    (copy / "seen.jsonl").symlink_to(elsewhere)
    with pytest.raises(Wrong, match="foreign"):
        verify(copy)
    (copy / "seen.jsonl").unlink()
    (copy / "seen.jsonl").mkdir()
    with pytest.raises(Wrong, match="foreign"):
        verify(copy)


# By somebody who may sign: the manifest fits, and the lie is in what it covers.


def forge(session: Session, folder: Path, **files: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change lines of files (named without their ending) and sign the manifest anew."""
    for name, change in files.items():
        path = next(folder.glob(f"{name}.*"))
        lines = change(path.read_bytes().splitlines(keepends=True))
        path.write_bytes(b"".join(lines))
    sign(session, folder, lambda manifest: manifest)


def sign(session: Session, folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Sign a manifest of the files as they are, changed at will."""
    recorded = Reader[Recorded](Recorded, largest=10_000)
    old = recorded.read((folder / MANIFEST).read_bytes().removesuffix(b"\n"))
    manifest = Reader[Manifest](Manifest, largest=10_000).read(old.body.encode())
    hashes = {name: sha256((folder / name).read_bytes()).digest() for name in FILES}
    value = json.loads(encode(manifest))
    value["files"] = json.loads(encode(hashes))
    body = dumps(change(value))
    signature = session.connection.identity.sign(SignatureType.EVIDENCE, body)
    new = Recorded(body=body.decode(), sigs=(signature,))
    (folder / MANIFEST).write_bytes(encode(new) + b"\n")


def dumps(value: object) -> bytes:
    """Without sorting the fields, which stand in declared order."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def edited(line: bytes, change: Callable[[dict[str, object]], None]) -> bytes:
    value = json.loads(line)
    change(value)
    return dumps(value) + b"\n"


LIES: dict[str, tuple[str, dict[str, Callable[[list[bytes]], list[bytes]]]]] = {
    "an event is left out": ("E_CHAIN", {"ledger": lambda lines: [lines[0], *lines[2:]]}),
    "the last event is left out": ("E_EXPORT", {"ledger": lambda lines: lines[:-1]}),
    "events change places": (
        "E_CHAIN",
        {"ledger": lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]]},
    ),
    "an event is there twice": ("E_CHAIN", {"ledger": lambda lines: [*lines, lines[-1]]}),
    "the ledger is empty": ("E_EXPORT", {"ledger": lambda lines: []}),
    "a signature is another's": (
        "E_SIG",
        {
            "ledger": lambda lines: [
                *lines[:-1],
                edited(lines[-1], lambda v: v.update(sigs=json.loads(lines[-2])["sigs"])),
            ]
        },
    ),
    "the last access line is left out": ("E_EXPORT", {"access": lambda lines: lines[:-1]}),
    "a line is shown by its hash alone, of another": (
        "E_EXPORT",
        {
            "access": lambda lines: [
                *lines[:-1],
                edited(lines[-1], lambda v: (v.pop("entry"), v.update(leaf="A" * 43 + "="))),
            ]
        },
    ),
    "a line has the entry of another": (
        "E_CHAIN",
        {
            "access": lambda lines: [
                *lines[:-1],
                edited(lines[-1], lambda v: v.update(entry=json.loads(lines[0])["entry"])),
            ]
        },
    ),
    "lines change places": (
        "E_CHAIN",
        {"access": lambda lines: [lines[1], lines[0], *lines[2:]]},
    ),
    "a statement is forged": (
        "E_SIG",
        {
            "seen": lambda lines: [
                edited(line, lambda v: v.update(sigs=["A" * 86 + "=="])) for line in lines
            ]
        },
    ),
    "the head is a member's statement": ("E_FIELD", {"head": lambda lines: [b'{"a":1}\n']}),
    "an envelope is another": (
        "E_BLOB_HASH",
        {
            "custody": lambda lines: [
                edited(lines[0], lambda v: v.update(envelope=v["envelope"][:-8] + "AAAAAAA="))
            ]
        },
    ),
    "an envelope is of no version": (
        "E_BLOB_HASH",
        {"custody": lambda lines: [edited(lines[0], lambda v: v.update(version=7))]},
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_signed_by_the_exporter_is_found(
    story: tuple[Session, Session, Path], copy: Path, lie: str
) -> None:
    code, files = LIES[lie]
    forge(story[0], copy, **files)
    with pytest.raises(Wrong) as wrong:
        verify(copy)
    assert wrong.value.code == code, wrong.value


def test_a_line_whose_entry_is_kept_back_is_no_lie(
    story: tuple[Session, Session, Path], copy: Path
) -> None:
    forge(story[0], copy, access=lambda lines: [edited(n, lambda v: v.pop("entry")) for n in lines])
    assert verify(copy).readable == 0


def test_a_manifest_signed_by_another_is_found(
    story: tuple[Session, Session, Path], copy: Path
) -> None:
    ada, bob, _ = story
    sign(bob, copy, lambda manifest: manifest)
    with pytest.raises(Wrong, match="not signed by the member it names"):
        verify(copy)
    sign(bob, copy, lambda manifest: {**manifest, "by": bob.me})
    with pytest.raises(Wrong, match="envelope"):  # Ada's values are not Bob's
        verify(copy)
    sign(ada, copy, lambda manifest: {**manifest, "by": "mem_" + "a" * 26})
    with pytest.raises(Wrong, match="nobody of this team"):
        verify(copy)
    sign(ada, copy, lambda manifest: {**manifest, "format": "keylease/export/v2"})
    with pytest.raises(Wrong, match="another format"):
        verify(copy)


@pytest.mark.attack("F05")
@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "\\\\host\\x", "a\0b"]
)
def test_a_manifest_that_names_a_path_leads_nowhere(
    story: tuple[Session, Session, Path], copy: Path, name: str
) -> None:
    def lead(manifest: dict[str, object]) -> dict[str, object]:
        files = manifest["files"]
        assert isinstance(files, dict)
        return {**manifest, "files": dict(sorted({**files, name: "A" * 43 + "="}.items()))}

    sign(story[0], copy, lead)
    with pytest.raises(Wrong) as wrong:
        verify(copy)
    assert wrong.value.code == "E_PATH"


def test_an_old_history_exported_as_new_tells_its_age(
    story: tuple[Session, Session, Path], copy: Path
) -> None:
    ada, _, _ = story
    then = verify(copy)
    assert then.signed <= then.at
    sign(ada, copy, lambda manifest: {**manifest, "at": then.at + 365 * DAY})
    now = verify(copy)
    assert (now.signed, now.at) == (then.signed, then.at + 365 * DAY)
    day = datetime.fromtimestamp(then.signed / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
    assert f"the relay signed it on {day}" in now.sentence
    sign(ada, copy, lambda manifest: {**manifest, "at": 2**53 - 1})
    assert "Exported on 9999-" in verify(copy).sentence


def test_a_value_is_counted_once_however_often_it_is_there(
    story: tuple[Session, Session, Path], copy: Path
) -> None:
    values = verify(copy).values
    forge(story[0], copy, custody=lambda lines: [*lines, *lines])
    assert verify(copy).values == values > 0


def test_signatures_hold_that_hold_by_the_vectors() -> None:
    for v in json.loads(STATEMENTS.read_text("ascii"))["vectors"]:
        found = signed(v["public"], v["kind"], v["body"].encode(), b64decode(v["sig"]))
        assert found == (v.get("refused") != "E_SIG"), v["name"]


def test_a_key_of_another_length_has_signed_nothing() -> None:
    for key in ("", text(bytes(31)), text(bytes(33))):
        assert not signed(key, "request", b"body", bytes(64))


# A team whose relay was lost with its access log: what had been seen there is nowhere any more.


BEYOND = Position(seq=7, hash=b"7" * 32)


def come_home(team: TeamBuilder, last: Position) -> None:
    """The team moves to another relay, whose lines follow that one; the rest is lost."""
    relay = RelayIdentity(SigningKey(team.chance(32)).public, "https://new.example", ())
    moved = AccessSeal(last=last, lost_from=last.seq + 1)
    team.act(team.ana, RelaySet(relay, moved), seen=last)


def without_lines(team: TeamBuilder, folder: Path) -> Path:
    """What Ana exports of a team at a relay that has no line yet."""
    head = Head(v=1, team=team.state.team, ledger=team.state.head, access=NOWHERE, at=team.now)
    body = encode(head)
    contents = Contents(
        team=head.team,
        by=team.ana.id,
        at=head.at,
        ledger=head.ledger,
        access=head.access,
        events=team.log,
        lines=(),
        head=Signed(body, (team.relay_key.sign(SignatureType.HEAD, body),)),
        seen=(),
        custody=(),
    )
    write_export(folder, contents, lambda body: team.ana.key.sign(SignatureType.EVIDENCE, body))
    return folder


def freeze(team: TeamBuilder, seen: Position) -> None:
    """An event by an author who has seen that much."""
    team.seen = seen
    team.act(team.ana, KeyFreeze(team.key()))


def test_what_was_seen_on_lost_lines_cannot_be_checked(tmp_path: Path) -> None:
    team = found_team()
    freeze(team, BEYOND)
    with pytest.raises(Wrong, match="another access log"):
        verify(without_lines(team, tmp_path / "before"))
    come_home(team, NOWHERE)
    assert verify(without_lines(team, tmp_path / "after")).events == len(team.log)
    freeze(team, BEYOND)
    with pytest.raises(Wrong, match="another access log"):
        verify(without_lines(team, tmp_path / "since"))


def test_nor_can_the_last_line_of_an_earlier_move_that_a_later_one_lost(tmp_path: Path) -> None:
    team = found_team()
    freeze(team, BEYOND)
    come_home(team, BEYOND)
    with pytest.raises(Wrong, match="another access log"):
        verify(without_lines(team, tmp_path / "before"))
    come_home(team, NOWHERE)
    assert verify(without_lines(team, tmp_path / "after")).lines == 0


# As an auditor runs it.


def run(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-I", *command, folder]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def test_it_runs_alone_wherever_its_folder_is_copied(
    story: tuple[Session, Session, Path], copy: Path, tmp_path: Path
) -> None:
    alone = shutil.copytree(VERIFIER, tmp_path / "second")
    good = run(story[2], alone)
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.strip() == verify(story[2]).sentence
    (copy / "seen.jsonl").write_bytes(b"")
    bad = run(copy, alone)
    assert (bad.returncode, bad.stdout) == (4, "")
    assert bad.stderr.startswith("This export was changed or is incomplete.")
    assert bad.stderr.count("\n") == 1
    assert run(tmp_path / "nothing", alone).returncode == 2


def test_it_imports_nothing_of_what_it_checks() -> None:
    allowed = sys.stdlib_module_names | {"nacl"}
    for path in VERIFIER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            assert {name.partition(".")[0] for name in names} <= allowed, path
