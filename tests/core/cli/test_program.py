import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from keylease import __version__
from keylease.cli.program import COMMANDS, program
from keylease.errors import Code
from support.terminal import Seat

RUN = [sys.executable, "-m", "keylease"]


def _all(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found is not None
            yield from _all(found, (*path, name))


EVERY = list(_all(program, ()))


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_has_help(path: tuple[str, ...], nobody: Seat) -> None:
    for option in ("--help", "-h"):
        answer = nobody(*path, option)
        assert answer.out.startswith(f"Usage: {' '.join(('keylease', *path))} ")
        assert "--json" in answer.out
        assert answer.err == ""


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_help_begins_with_a_sentence(path: tuple[str, ...]) -> None:
    command: click.Command | None = program
    for name in path:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name)
    assert command is not None
    assert command.help
    assert command.help[0].isupper()


def test_the_words_of_the_product_are_there() -> None:
    words = {" ".join(path) for path in EVERY}
    promised = """team create|team join|team restore|team show|team words|member invite|member list|
        member admit|member verify|member role|member suspend|member remove|key add|key list|
        key show|key rotate|key retire|key import|grant|renew|revoke|request list|approve|deny|
        get|run|app create|app list|app remove|list set|list show|log|exposure|verify|export|demo"""
    assert {" ".join(command.split()) for command in promised.split("|")} <= words


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_says_what_to_do_next(code: Code) -> None:
    """The last of its sentences tells the person to do something, and names real commands."""
    sentence = code.meaning.sentence
    assert sentence.endswith(".")
    _, separator, last = sentence.rpartition(". ")
    clauses = last.replace(";", ":").replace(",", ":").split(":")
    first_words = {clause.strip(" `").split(" ")[0].lower() for clause in clauses}
    assert separator, f"{code.name} says nothing but what happened"
    assert first_words & DOING or "keylease " in last, sentence
    for command in sentence.split("`")[1::2]:
        if command.startswith("keylease "):
            assert tuple(command.split()[1:]) in EVERY, command


DOING = {
    *("add", "another", "ask", "check", "choose", "compare", "copy", "correct", "decide", "free"),
    *("invite", "keep", "let", "look", "make", "mend", "open", "put", "read", "run", "seal", "see"),
    *("set", "share", "take", "tell", "try", "unlock", "update", "use", "wait", "write", "a"),
}


def test_the_program_alone(nobody: Seat) -> None:
    assert nobody("--version").out == f"keylease {__version__}\n"
    answer = nobody(status=2)
    assert "Teams and people" in answer.err
    assert all(name in answer.err for names in COMMANDS.values() for name in names)


def test_starting_imports_what_is_called_and_no_more() -> None:
    code = (
        "import sys; from keylease.cli import main; "
        "assert not [m for m in sys.modules if 'click' in m or 'msgspec' in m]; "
        "main(['--help']); "
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('nacl', 'msgspec', 'sqlite_utils', 'humanize', 'fpdf', 'keyring')])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


def test_a_program_seldom_looks_for_garbage_and_never_on_its_way_out() -> None:
    code = (
        "import gc; from keylease.cli import main; before = gc.get_threshold(); "
        "main(['--version']); assert gc.get_threshold() == before and not gc.get_freeze_count(); "
        "main(); assert gc.get_threshold()[0] > before[0]; print(gc.get_freeze_count() > 0)"
    )
    command = [sys.executable, "-c", code, "--version"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "True"


def test_a_reader_that_has_gone_is_no_fuss() -> None:
    shown = subprocess.run(
        f"{' '.join(RUN)} --help | true; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stderr == ""
    assert shown.stdout.strip() in ("0", "141")


def test_a_stdout_that_is_closed_is_told() -> None:
    for words in ("--version", "--json demo --help"):
        ended = subprocess.run(
            f"{' '.join(RUN)} {words} >&-", shell=True, stderr=subprocess.PIPE, text=True
        )
        assert ended.returncode == 1
        assert "could not be printed: Bad file descriptor" in ended.stderr
        assert ended.stderr.count("\n") == 1


def test_a_full_disk_is_told(tmp_path: object) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 -- a device
        ended = subprocess.run([*RUN, "--help"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == 1
    assert "No space left on device" in ended.stderr
    assert ended.stderr.count("\n") == 1
