"""A review's evidence, from the terminal to an auditor's folder."""

import zipfile
from pathlib import Path

from support.auditor import verified
from support.terminal import Seat


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
    for folder in ("early", "pack"):
        status, said = verified(tmp_path / folder)
        assert (status, said.splitlines()[-1]) == (0, "All of it is proved."), said
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        assert {name.split("/")[0] for name in packed.namelist()} == {"keylease-review-evidence"}
        packed.extractall(tmp_path / "unpacked")
    assert verified(tmp_path / "unpacked" / "keylease-review-evidence")[0] == 0


def test_who_may_not_read_all_openings_and_what_is_there_already_is_said(
    ada: Seat, bob: Seat, lent: str, tmp_path: Path
) -> None:
    review = str(ada.json("review", "open", "--title", "Q1")["review"])
    assert "owner" in bob.refused("review", "export", review, str(tmp_path / "pack"), status=3)
    (tmp_path / "pack.zip").write_bytes(b"mine")
    ada.refused("review", "export", review, str(tmp_path / "pack"), status=2)
    assert (tmp_path / "pack.zip").read_bytes() == b"mine"
    assert not (tmp_path / "pack").exists()
