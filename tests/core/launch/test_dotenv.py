from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.errors import Code, Usage
from keylease.launch.dotenv import LARGEST_FILE, MOST_ROWS, Row, preview, read_env_file
from keylease.launch.mock import mock_value
from keylease.providers.catalogue import by_name

GROQ = "gsk_" + "Ab1x" * 13


def values(rows: list[Row]) -> dict[str, str]:
    return {row.variable: row.value.reveal().decode() for row in rows}


def only(line: str) -> Row:
    (row,) = preview(line.encode())
    return row


def test_a_preview_shows_what_may_be_shown() -> None:
    row = only(f"GROQ_API_KEY={GROQ}")
    assert (row.variable, row.ending, row.likely, row.refusal) == ("GROQ_API_KEY", "Ab1x", True, "")
    assert row.candidates[0].provider.id == "groq"
    assert GROQ not in repr(row)


def test_a_short_value_is_not_shown_at_all() -> None:
    row = only("DEBUG_KEY=12345")
    assert (row.ending, row.likely) == ("", False)


@pytest.mark.parametrize(
    ("variable", "source", "environment"),
    [
        ("OPENAI_API_KEY", ".env.production", "production"),
        ("OPENAI_API_KEY_STAGING", ".env.production", "staging"),
        ("DEV_OPENAI_API_KEY", "", "development"),
        ("OPENAI_API_KEY", ".env.local", "development"),
        ("PRODUCT_KEY", ".env", ""),
    ],
)
def test_the_environment_is_guessed_from_names(
    variable: str, source: str, environment: str
) -> None:
    (row,) = preview(f"{variable}=x".encode(), source)
    assert row.environment == environment


@pytest.mark.attack("F06")
def test_f06_a_hostile_file_is_data(tmp_path: Path) -> None:
    marker = tmp_path / "run"
    text = "\ufeff" + "\r\n".join(
        [
            "# a comment",
            f"export A_KEY=$(touch {marker})",
            f"B_KEY=`touch {marker}`",
            "C_KEY=${HOME}",
            'D_KEY="two\\nlines"',
            "E_KEY='single $HOME'",
            "F_KEY=a=b#c",
            "G_KEY",
            "not a line at all",
            "H_KEY=",
        ]
    )
    assert values(preview(text.encode())) == {
        "A_KEY": f"$(touch {marker})",
        "B_KEY": f"`touch {marker}`",
        "C_KEY": "${HOME}",
        "D_KEY": "two\nlines",
        "E_KEY": "single $HOME",
        "F_KEY": "a=b#c",
        "G_KEY": "",
        "H_KEY": "",
    }
    assert not marker.exists()


@pytest.mark.attack("F06")
@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("LD_PRELOAD=/tmp/x.so", "that name"),
        ("PATH=/tmp", "that name"),
        ("KEYLEASE_TOKEN=klt1_x", "that name"),
        ("BAD-NAME=x", "that name"),
        ("A_KEY=", "empty"),
        ('A_KEY="x\\u001b"', ""),
        ("A_KEY=x\x1b[31m", "control"),
        ("A_KEY=sk\u200b-1", "invisible"),
        (f"A_KEY={mock_value(by_name('openai'), 'k')}", "mock"),
    ],
)
def test_f06_what_cannot_be_taken_says_why(line: str, part: str) -> None:
    assert part in only(line).refusal
    assert bool(only(line).refusal) == bool(part)


@pytest.mark.attack("F06")
def test_f06_a_name_that_stands_there_twice_is_not_taken() -> None:
    rows = preview(b"A_KEY=1\nB_KEY=2\nA_KEY=3\n")
    assert [(row.variable, row.line, bool(row.refusal)) for row in rows] == [
        ("A_KEY", 1, True),
        ("B_KEY", 2, False),
        ("A_KEY", 3, True),
    ]


@pytest.mark.attack("F06")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"# nothing\n",
        b"\x7fELF\x00\x01",
        b"A_KEY=\xff\xfe",
        b"A_KEY=x\0y",
        b"\xff\xfeA\0=\0",
        b"A_KEY=x\n" * (MOST_ROWS + 1),
        b"A_KEY\n" * (LARGEST_FILE // 6),  # whoever reads all of them first takes seconds
        b"A_KEY=1" + b"\t" * 130_000 + b"\n" * 60_000,  # whoever parses it takes minutes
        b"A_KEY=" + b"x" * LARGEST_FILE,
    ],
)
def test_f06_what_is_no_env_file_is_refused(data: bytes) -> None:
    with pytest.raises(Usage) as refusal:
        preview(data)
    assert refusal.value.code is Code.E_IMPORT


@pytest.mark.attack("F06")
def test_f06_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert len(read_env_file(path)) == LARGEST_FILE + 1


@pytest.mark.parametrize("name", ["gone", ".", "gone/.env"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Usage) as refusal:
        read_env_file(tmp_path / name)
    assert refusal.value.code is Code.E_IMPORT


@pytest.mark.attack("F06")
@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", ["a='", 'a="', "a='\\'", "=", "'", "a=\\", "export ", "$(", "\r"])
def test_f06_no_text_makes_it_hang(piece: str) -> None:
    text = piece * (LARGEST_FILE // len(piece))
    for data in (text, text.replace(piece, piece + "\n")[:LARGEST_FILE]):
        try:
            preview(data.encode())
        except Usage as refusal:
            assert refusal.code is Code.E_IMPORT  # noqa: PT017 - or it is read


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert preview(data)
    except Usage as refusal:
        assert refusal.code is Code.E_IMPORT  # noqa: PT017 - or they are read
