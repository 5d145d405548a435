"""What an auditor's run of verify.py says: of a true pack, and of every way to bend one.

Each pack that is bent is bent twice: as a stranger could, and as the exporter could, who signs the
manifest anew over what they have written. The second is what has to be caught by the events alone.
"""

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keylease.client.evidence_pack import pack_review
from keylease.crypto.signing import SignatureType
from keylease.reports.evidence.readme import README
from support.auditor import verified
from support.evidence_packs import Bend, Packs, event_of
from support.members import World
from support.reviewed_team import ReviewedTeam


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Packs]:
    found = Packs(tmp_path_factory.mktemp("packs"))
    yield found
    found.world.close()


def in_decisions(change: Callable[[list[str]], list[str]]) -> Bend:
    """Change the rows of decisions.json, one a line."""

    def bend(folder: Path) -> None:
        path = folder / "decisions.json"
        head, *rows, foot = path.read_text().rstrip("\n").split("\n")
        changed = [row.removesuffix(",") for row in change(rows)]
        path.write_text("\n".join([head, ",\n".join(changed), foot, ""]))

    return bend


def swapped(name: str, old: str, new: str) -> Bend:
    """One text in a file for another; it has to be there."""

    def bend(folder: Path) -> None:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1))

    return bend


def in_lines(name: str, change: Callable[[list[str]], list[str]]) -> Bend:
    """Change the lines of a file."""

    def bend(folder: Path) -> None:
        lines = (folder / name).read_text().splitlines(keepends=True)
        (folder / name).write_text("".join(change(lines)))

    return bend


def without(kind: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        n = event_of(kind, lines)
        return lines[:n] + lines[n + 1 :]

    return change


def moved(kind: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        n = event_of(kind, lines)
        return [*lines[:n], lines[n + 1], lines[n], *lines[n + 2 :]]

    return change


def edited(kind: str, old: str, new: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        n = event_of(kind, lines)
        assert old in lines[n]
        return [*lines[:n], lines[n].replace(old, new, 1), *lines[n + 1 :]]

    return change


BENT: dict[str, tuple[Bend, str]] = {
    "a changed decision": (
        swapped("decisions.json", '"outcome":"end"', '"outcome":"keep"'),
        "outcome is 'keep', but 'end' was signed",
    ),
    "another reviewer": (
        swapped("decisions.json", '"decided_by_name":"Grace"', '"decided_by_name":"Ada"'),
        "decided_by_name is 'Ada', but 'Grace' was signed",
    ),
    "a dropped row": (in_decisions(lambda rows: rows[1:]), "has no row on "),
    "a row added": (
        in_decisions(lambda rows: [*rows, rows[0].replace("grant:grt_", "grant:grt_zz")]),
        "has a row too many, on ",
    ),
    "a row told twice": (in_decisions(lambda rows: [*rows, rows[0]]), "has a row too many, on "),
    "rows in another order": (
        in_decisions(lambda rows: rows[::-1]),
        "written anew by another program",
    ),
    "another tally": (swapped("decisions.json", '"end":1', '"end":0'), "that tally is"),
    "a CSV cell": (
        swapped("decisions.csv", '"end"', '"keep"'),
        "outcome is 'keep', but 'end' was signed",
    ),
    "a row of the CSV dropped": (
        in_lines("decisions.csv", lambda lines: [*lines[:1], *lines[2:]]),
        "decisions.csv has no row on ",
    ),
    "a CSV that a spreadsheet has saved": (
        lambda folder: (folder / "decisions.csv").write_bytes(
            (folder / "decisions.csv").read_bytes().replace(b"\r\n", b"\n")
        ),
        "decisions.csv says what was signed, but was written anew",
    ),
    "a formula in the CSV": (
        swapped("decisions.csv", '"Grace"', '"=Grace"'),
        "is '=Grace', but 'Grace' was signed",
    ),
    "a name": (
        swapped("disclosures.json", '"Bob Okafor"', '"Bob Smith"'),
        "'Bob Smith' is not the name that was signed in event",
    ),
    "a reason": (
        swapped("disclosures.json", '"billing run"', '"tax return"'),
        "'tax return' is not the reason that was signed in event",
    ),
    "a name in the rows": (
        swapped("decisions.json", '"member_name":"Bob Okafor"', '"member_name":"Eve"'),
        "member_name is 'Eve', but 'Bob Okafor' was signed",
    ),
    "a reason left out": (
        swapped("decisions.json", '"reason":"billing run"', '"reason":null'),
        "reason is 'None', but 'billing run' was signed",
    ),
    "an opening not told": (
        swapped("decisions.json", '"openings":1', '"openings":0'),
        "openings is '0', but '1' was signed",
    ),
    "a deciding event changed": (
        in_lines("ledger.jsonl", edited("review.decide", '\\"end\\"', '\\"keep\\"')),
        "was not signed by",
    ),
    "a deciding event dropped": (
        in_lines("ledger.jsonl", without("review.decide")),
        "does not follow the one before it",
    ),
    "a reordered log": (
        in_lines("ledger.jsonl", moved("review.decide")),
        "does not follow the one before it",
    ),
    "the last event dropped": (
        in_lines("ledger.jsonl", lambda lines: lines[:-1]),
        "ends elsewhere than the relay has signed",
    ),
    "an access line dropped": (
        in_lines("access.jsonl", lambda lines: lines[1:]),
        "access.jsonl",
    ),
    "access lines reordered": (
        in_lines("access.jsonl", lambda lines: lines[::-1]),
        "access.jsonl",
    ),
    "an access entry changed": (
        in_lines("access.jsonl", lambda lines: [li.replace("local", "10.0.0.1") for li in lines]),
        "was not signed by the relay",
    ),
    "a file too many": (lambda folder: (folder / "x").write_text(""), "does not belong here"),
    "a file missing": (lambda folder: (folder / "summary.pdf").unlink(), "summary.pdf is missing"),
    "no JSON": (
        lambda folder: (folder / "head.json").write_text("{"),
        "head.json is not of its form",
    ),
    "no UTF-8": (
        lambda folder: (folder / "ledger.jsonl").write_bytes(b"\xff\xfe\x00"),
        "ledger.jsonl, line 1 is not of its form",
    ),
    "an empty ledger": (
        lambda folder: (folder / "ledger.jsonl").write_bytes(b""),
        "ledger.jsonl is of another team, or ends before",
    ),
    "disclosures of other events": (
        swapped("disclosures.json", '"event":0', '"event":9999'),
        "disclosures.json is not of its form",
    ),
    "a word twice": (
        swapped("decisions.json", '"team":', '"team":"","team":'),
        "a word stands twice",
    ),
}


def test_a_true_pack_is_proved_without_an_account(packs: Packs) -> None:
    status, said = verified(packs.folder)
    assert (status, said.splitlines()[-1]) == (0, "All of it is proved."), said
    assert "Q1 2026 review of Acme" in said
    assert packs.team.ada.snapshot.state.team.hex() in said


@pytest.mark.parametrize("what", BENT)
def test_what_a_stranger_bends_is_found(packs: Packs, tmp_path: Path, what: str) -> None:
    bend, _ = BENT[what]
    status, said = verified(packs.copy(tmp_path / "bent", bend, signed=False))
    assert status == 1
    assert said.splitlines()[-1].startswith("WRONG")
    assert "Traceback" not in said


FILES_CAUGHT = ("a file too many", "a file missing")


@pytest.mark.parametrize("what", [name for name in BENT if name not in FILES_CAUGHT])
def test_what_the_exporter_bends_is_found_in_the_signed_events(
    packs: Packs, tmp_path: Path, what: str
) -> None:
    bend, sentence = BENT[what]
    status, said = verified(packs.copy(tmp_path / "bent", bend, signed=True))
    assert status == 1, said
    assert sentence in said
    assert "Traceback" not in said


def test_a_signature_from_another_team_proves_nothing(packs: Packs, tmp_path: Path) -> None:
    other = World(tmp_path / "other", memory=True)
    try:
        theirs = ReviewedTeam(other, people=1, keys=1)
        review = theirs.review()
        pack_review(theirs.ada, review, tmp_path / "theirs")
    finally:
        other.close()
    for name in ("manifest.json", "head.json"):
        taken = json.loads((tmp_path / "theirs" / name).read_bytes())["sigs"]

        def bend(folder: Path, name: str = name, taken: list[str] = taken) -> None:
            own = json.loads((folder / name).read_bytes())
            (folder / name).write_text(json.dumps({**own, "sigs": taken}) + "\n")

        folder = packs.copy(tmp_path / f"bent-{name}", bend, signed=False)
        assert verified(folder)[0] == 1
        assert "was not signed by" in verified(folder)[1]

    def with_their_event(lines: list[str]) -> list[str]:
        foreign = (tmp_path / "theirs" / "ledger.jsonl").read_text().splitlines(keepends=True)
        return [*lines[:3], foreign[3], *lines[4:]]

    folder = packs.copy(tmp_path / "mixed", in_lines("ledger.jsonl", with_their_event), signed=True)
    status, said = verified(folder)
    assert (status, "of another team" in said) == (1, True)


def test_an_event_with_a_strangers_signature_is_not_the_authors(
    packs: Packs, tmp_path: Path
) -> None:
    """Grace's decision signed by Ada: the chain behind it is broken, and the signature is wrong."""

    def forged(lines: list[str]) -> list[str]:
        n = event_of("review.decide", lines)
        entry = json.loads(lines[n])
        identity = packs.team.ada.connection.identity
        sig = identity.sign(SignatureType.EVENT, entry["body"].encode())
        entry["sigs"] = [base64.b64encode(sig).decode()]
        return [*lines[:n], json.dumps(entry) + "\n", *lines[n + 1 :]]

    folder = packs.copy(tmp_path / "bent", in_lines("ledger.jsonl", forged), signed=True)
    status, said = verified(folder)
    assert status == 1
    assert "was not signed by" in said


def test_a_review_is_frozen_at_a_place_that_is_there(packs: Packs, tmp_path: Path) -> None:
    """Ada opens one and signs anew that the ledger stood elsewhere; nothing comes behind it."""
    team = packs.team
    pack_review(team.ada, team.open("Q2 2026 review"), tmp_path / "true")
    assert verified(tmp_path / "true")[0] == 0
    shutil.copytree(tmp_path / "true", tmp_path / "bent")

    def elsewhere(lines: list[str]) -> list[str]:
        entry = json.loads(lines[-1])
        body = json.loads(entry["body"])
        assert body["data"]["type"] == "review.open"
        body["data"]["ledger"]["hash"] = base64.b64encode(bytes(32)).decode()
        told = json.dumps(body, separators=(",", ":"))
        sig = team.ada.connection.identity.sign(SignatureType.EVENT, told.encode())
        entry = {"body": told, "sigs": [base64.b64encode(sig).decode()]}
        return [*lines[:-1], json.dumps(entry) + "\n"]

    in_lines("ledger.jsonl", elsewhere)(tmp_path / "bent")
    packs.sign(tmp_path / "bent")
    status, said = verified(tmp_path / "bent")
    assert (status, "at a place that is not in this ledger" in said) == (1, True), said


def test_what_was_not_signed_is_never_said_to_be(packs: Packs, tmp_path: Path) -> None:
    bend, _ = BENT["a name"]
    _, said = verified(packs.copy(tmp_path / "bent", bend, signed=True))
    assert "member_name is 'Bob Okafor', but nothing here proves that." in said
    assert "'Bob Smith' was signed" not in said


def test_an_event_is_told_with_what_it_does(packs: Packs, tmp_path: Path) -> None:
    bend, _ = BENT["a reordered log"]
    assert (
        "(review.decide) does not follow"
        in verified(packs.copy(tmp_path / "bent", bend, signed=True))[1]
    )


def test_of_many_differences_some_are_told_and_the_rest_counted(
    packs: Packs, tmp_path: Path
) -> None:
    def bend(folder: Path) -> None:
        path = folder / "decisions.json"
        path.write_text(path.read_text().replace('_name":"', '_name":"not '))

    _, said = verified(packs.copy(tmp_path / "bent", bend, signed=True))
    told = [line for line in said.splitlines() if line.startswith("decisions.json says")]
    assert len(told) == 20
    assert "further differences" in said


def test_a_manifest_for_other_ends_or_another_team_is_not_believed(
    packs: Packs, tmp_path: Path
) -> None:
    for word, value, sentence in (
        ("access", {"seq": 0, "hash": base64.b64encode(bytes(32)).decode()}, "names other ends"),
        ("team", base64.b64encode(bytes(32)).decode(), "is of another team"),
        ("review", "rev_" + "a" * 26, "is of another team"),
        ("format", "keylease/review-evidence/v2", "a newer Keylease"),
    ):
        folder = packs.copy(tmp_path / word, lambda _: None, signed=False)
        packs.sign(folder, **{word: value})
        status, said = verified(folder)
        assert (status, sentence in said) == (1, True), said


def test_a_folder_within_and_names_that_hide_are_told_on_lines_of_their_own(
    packs: Packs, tmp_path: Path
) -> None:
    def bend(folder: Path) -> None:
        (folder / "more").mkdir()
        (folder / "x\nAll of it is proved.\x1b[2K").write_text("")

    status, said = verified(packs.copy(tmp_path / "bent", bend, signed=False))
    assert status == 1
    assert said.splitlines() == [
        "more does not belong here.",
        "x All of it is proved.\\u{1b}[2K does not belong here.",
        "WRONG: this evidence cannot be relied on.",
    ]


def test_what_the_readme_says_to_do_leaves_the_folder_as_it_is() -> None:
    """A folder in it does not belong there, and would be found."""
    typed = [line.strip() for line in README.splitlines() if "check" in line.split("/")]
    assert typed == [
        "python3 -m venv ../check",
        "../check/bin/pip install pynacl",
        "../check/bin/python -P verify.py",
    ]


def test_it_says_what_to_install(packs: Packs) -> None:
    ended = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"],
        cwd=packs.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "verify.py needs PyNaCl. To install it: pip install pynacl\n"
