"""How far it is: seen by whoever sits at a terminal, and nowhere else."""

from pathlib import Path

from support.terminal import Seat
from support.typed import typed

ERASED = "\r\x1b[K"


def decided(ada: Seat) -> str:
    """A review in which nothing is left that Ada may decide."""
    review = str(ada.json("review", "open", "--title", "Q1", "--due", "14d")["review"])
    ada("review", "decide", review, "routine", "keep")
    return review


def test_it_is_shown_on_one_line_and_gone_afterwards(ada: Seat, lent: str, tmp_path: Path) -> None:
    review = decided(ada)
    status, shown = typed(ada, "review", "close", review)
    assert status == 0, shown
    before, _, after = shown.rpartition(ERASED)
    assert f"{ERASED}Closing: …" in before
    assert "\n" not in before
    assert after.startswith("Q1 is closed.")
    status, shown = typed(ada, "review", "export", review, str(tmp_path / "pack"))
    before, _, after = shown.rpartition(ERASED)
    assert status == 0, shown
    assert "Writing: " in before
    assert after.startswith(str(tmp_path / "pack"))


def test_it_tells_what_and_how_far_and_fits_a_narrow_terminal(
    ada: Seat, lent: str, tmp_path: Path
) -> None:
    review = decided(ada)
    words = ("review", "export", review, str(tmp_path / "pack"))
    _, shown = typed(ada, *words, environ={"COLUMNS": "24"})
    lines = [line for line in shown.rpartition(ERASED)[0].split(ERASED) if line]
    assert lines[0] == "Writing: …"
    assert len(lines) > 1
    assert all(line.startswith("Writing: ") and len(line) < 24 for line in lines)


def test_a_refusal_stands_on_a_line_of_its_own(ada: Seat, lent: str, tmp_path: Path) -> None:
    review = decided(ada)
    (tmp_path / "pack").mkdir()
    status, shown = typed(ada, "review", "export", review, str(tmp_path / "pack"))
    assert status == 2
    assert shown.rpartition(ERASED)[2].startswith("keylease: ")


def test_nothing_of_it_goes_through_a_pipe(ada: Seat, lent: str, tmp_path: Path) -> None:
    review = decided(ada)
    told = [ada("review", "close", review), ada("review", "export", review, str(tmp_path / "pack"))]
    for answer in told:
        assert ERASED not in answer.out + answer.err
        assert "Closing:" not in answer.err
        assert "Writing:" not in answer.err
