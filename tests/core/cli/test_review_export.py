"""A review's evidence, from the terminal to an auditor's folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from keylease.reports.evidence.readme import README
from keylease.reports.evidence.summary import SHOWN
from support.auditor import verified
from support.reader import read_pdf
from support.terminal import Seat
from support.typed import START


def test_a_review_is_handed_to_an_auditor(ada: Seat, bob: Seat, lent: str, tmp_path: Path) -> None:
    bob("get", lent)
    review = str(ada.json("review", "open", "--title", "Q1", "--due", "14d")["review"])
    for row in ada.json("review", "show", review):
        if row["yours"]:
            ada("review", "decide", review, row["subject"], "keep", "--reason", "still needed")
    early = ada("review", "export", review, str(tmp_path / "early"))
    assert "not closed yet" in early.err
    ada("review", "close", review)
    done = ada.json("review", "export", "Q1", str(tmp_path / "pack"))
    assert done["closed"] is True
    assert done["no_second_reviewer"] > 0
    assert ada("verify", str(tmp_path / "pack")).lines[-1] == "All of it is proved."
    assert ada.json("verify", str(tmp_path / "pack"))["evidence"] == str(tmp_path / "pack")
    for folder in ("early", "pack"):
        status, said = verified(tmp_path / folder)
        assert (status, said.splitlines()[-1]) == (0, "All of it is proved."), said
    assert '"no_second_reviewer"' in (tmp_path / "pack" / "decisions.csv").read_text()
    paper = read_pdf((tmp_path / "pack" / "summary.pdf").read_bytes())
    assert "Nobody but the person it is about could decide" in paper
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        assert {name.split("/")[0] for name in packed.namelist()} == {"keylease-review-evidence"}
        packed.extractall(tmp_path / "unpacked")
    assert verified(tmp_path / "unpacked" / "keylease-review-evidence")[0] == 0


@pytest.mark.attack("F11")
def test_evidence_is_checked_by_the_program_at_hand_and_not_by_its_own(
    ada: Seat, nobody: Seat, lent: str, tmp_path: Path
) -> None:
    review = str(ada.json("review", "open", "--title", "Q1", "--due", "14d")["review"])
    ada("review", "export", review, str(tmp_path / "pack"))
    (tmp_path / "pack" / "verify.py").write_text("print('All of it is proved.')\n")
    said = nobody.refused("verify", str(tmp_path / "pack"), status=4)
    assert "verify.py is not the file that the exporter signed for." in said


def test_who_may_not_read_all_openings_and_what_is_there_already_is_said(
    ada: Seat, bob: Seat, lent: str, tmp_path: Path
) -> None:
    review = str(ada.json("review", "open", "--title", "Q1")["review"])
    assert "owner" in bob.refused("review", "export", review, str(tmp_path / "pack"), status=3)
    (tmp_path / "pack.zip").write_bytes(b"mine")
    ada.refused("review", "export", review, str(tmp_path / "pack"), status=2)
    assert (tmp_path / "pack.zip").read_bytes() == b"mine"
    assert not (tmp_path / "pack").exists()


WITHOUT_QT = """
import sys
for name in ("PySide6", "shiboken6", "keylease_desktop"):
    sys.modules[name] = None  # importing it fails
"""


def test_it_is_made_where_there_is_no_qt_and_no_display(
    ada: Seat, lent: str, tmp_path: Path
) -> None:
    """As in CI: the command line in a process of its own, which has neither."""
    review = str(ada.json("review", "open", "--title", "Q1", "--due", "14d")["review"])
    ended = subprocess.run(
        [
            *(sys.executable, "-c", WITHOUT_QT + START, str(ada.shell.now)),
            *("review", "export", review, str(tmp_path / "pack")),
        ],
        env=ada.surroundings.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert verified(tmp_path / "pack")[0] == 0


@pytest.mark.parametrize(
    "control",
    ["SOC 2 CC6.1", "SOC 2 CC6.2", "SOC 2 CC6.3", "ISO/IEC 27001", "A.5.18", "PCI DSS", "7.2.4"],
)
def test_it_names_what_it_shows_for_which_control(control: str) -> None:
    assert any(control in name for name, _ in SHOWN)
    assert control in README
