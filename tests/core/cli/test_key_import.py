from pathlib import Path

import pytest

from support.terminal import Seat

OPENAI = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"
ANTHROPIC = f"sk-ant-api03-CANARY{'a' * 87}AA"
FILE = f"""\
# a comment
export OPENAI_API_KEY={OPENAI}
ANTHROPIC_API_KEY='{ANTHROPIC}'
LD_PRELOAD=/tmp/evil.so
DEBUG=1
SUBSTITUTED_KEY=$(touch /tmp/keylease-was-here)
"""


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    path = tmp_path / ".env"
    path.write_text(FILE)
    return path


@pytest.mark.attack("F06")
def test_a_preview_takes_nothing_and_shows_no_value(ada: Seat, env_file: Path) -> None:
    answer = ada("key", "import", str(env_file))
    assert "CANARY" not in answer.out + answer.err
    assert "Nothing was imported" in answer.err
    shown = {row["variable"]: row for row in ada.json("key", "import", str(env_file))}
    assert shown["OPENAI_API_KEY"]["likely"] is True
    assert shown["OPENAI_API_KEY"]["provider"] == "OpenAI"
    assert shown["LD_PRELOAD"]["problem"]
    assert not Path("/tmp/keylease-was-here").exists()
    assert ada.json("key", "list") == []


@pytest.mark.attack("F06")
def test_only_what_is_chosen_is_taken(ada: Seat, env_file: Path) -> None:
    words = ("key", "import", str(env_file), "--environment", "staging")
    answer = ada(*words, "--only", "OPENAI_API_KEY=chat")
    assert "1 key in. .env still holds the values" in answer.err
    assert [row["name"] for row in ada.json("key", "list")] == ["chat"]
    assert ada("get", "chat").out == f"{OPENAI}\n"
    assert "no 'NONE'" in ada.refused(*words, "--only", "NONE", status=2)
    assert "LD_PRELOAD" in ada.refused(*words, "--only", "LD_PRELOAD", status=2)


def test_all_that_are_surely_keys(ada: Seat, env_file: Path) -> None:
    rows = ada.json("key", "import", str(env_file), "--all", "--environment", "staging")
    assert sorted(row["name"] for row in rows) == ["anthropic", "openai"]


def test_one_that_cannot_be_taken_does_not_stop_the_others(ada: Seat, env_file: Path) -> None:
    ada("key", "add", "first", "--environment", "staging", stdin=OPENAI)
    words = ("key", "import", str(env_file), "--all", "--environment", "staging")
    answer = ada(*words, status=2)
    assert "Not taken: OPENAI_API_KEY" in answer.err
    assert "That value is here already: first" in answer.out
    assert {row["name"] for row in ada.json("key", "list")} == {"first", "anthropic"}


def test_who_else_has_the_file_is_declared(ada: Seat, env_file: Path) -> None:
    words = ("key", "import", str(env_file), "--environment", "staging", "--known-elsewhere", "git")
    ada(*words, "--only", "OPENAI_API_KEY")
    assert "git" in ada("log", "--what", "declared").out


def test_a_value_of_no_known_provider_needs_one(ada: Seat, tmp_path: Path) -> None:
    path = tmp_path / "odd.env"
    path.write_text("ACME_API_KEY=qwertyuiop1234567890\n")
    words = ("key", "import", str(path), "--environment", "staging", "--only", "ACME_API_KEY")
    assert "Not taken" in ada(*words, status=2).err
    ada(*words, "--provider", "local")
    assert ada.json("key", "list")[0]["provider"] == "local"


@pytest.mark.attack("F06")
@pytest.mark.parametrize(
    "content",
    [b"", b"\x7fELF\x02\0", b"A=\xff\xfe", b"no variables here", b"A=1\n" * 200_000],
    ids=["empty", "binary", "not utf-8", "prose", "large"],
)
def test_what_cannot_be_imported(ada: Seat, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert "Nothing was taken" in ada.refused("key", "import", str(path), status=2)


def test_what_is_no_file(ada: Seat, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", Path("/dev/zero")):
        ada.refused("key", "import", str(path), status=2)
