import json
import subprocess
import sys

import click
import pytest

from keylease.cli.call import Call
from keylease.cli.ending import No, conclude, where
from keylease.errors import Code, KeyleaseError, Refused, Tampered, Unreachable, Usage

CANARY = "sk-proj-CANARY0123456789"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused(Code.E_UNKNOWN), 1),
        (Usage(Code.E_NAME), 2),
        (click.UsageError("odd"), 2),
        (Refused(Code.E_NO_GRANT), 3),
        (Refused(Code.E_AUTHOR_INACTIVE), 3),
        (Tampered(Code.E_ROLE), 4),
        (Tampered(Code.E_FORK), 4),
        (Unreachable(Code.E_UNREACHED), 5),
        (KeyleaseError(Code.E_INTERNAL), 1),
        (RuntimeError(CANARY), 1),
        (OSError(28, "No space left on device"), 1),
        (PermissionError(13, "Permission denied", "/srv/keylease"), 1),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (EOFError(), 130),
    ],
    ids=repr,
)
@pytest.mark.attack("E06")
def test_every_end_has_its_status_and_one_sentence(
    error: BaseException, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    for call in (Call(), Call(debug=True), Call(json=True)):
        assert conclude(error, call) == status
        printed = capsys.readouterr()
        assert printed.out == ""
        assert CANARY not in printed.err
        assert "Traceback" not in printed.err
        if call.json:
            assert set(json.loads(printed.err)) == {"error", "message"}
        elif not call.debug:
            assert printed.err.startswith("keylease: ")
            assert printed.err.count("\n") == 1


def test_what_the_system_refuses_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    conclude(PermissionError(13, "Permission denied", "/srv/keylease"), Call())
    assert capsys.readouterr().err.startswith("keylease: /srv/keylease: Permission denied.")


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_a_status_of_the_table(
    code: Code, capsys: pytest.CaptureFixture[str]
) -> None:
    assert conclude(Refused(code), Call()) in (1, 2, 3, 4, 5)
    assert conclude(Tampered(code), Call()) == 4
    assert code.meaning.sentence in capsys.readouterr().err


def test_a_no_of_our_own_says_all_itself() -> None:
    assert str(No(Code.E_STATE, "It is done.")) == "It is done."
    assert No(Code.E_STATE, "It is done.").exit_status == 1


@pytest.mark.attack("E06")
def test_where_it_stopped_tells_places_and_kinds_and_no_texts() -> None:
    def inner() -> None:
        raise ValueError(CANARY)

    def outer() -> None:
        try:
            inner()
        except ValueError as error:
            raise RuntimeError(CANARY) from error

    with pytest.raises(RuntimeError) as raised:
        outer()
    told = where(raised.value)
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "in inner" in told
    assert CANARY not in told


def test_ctrl_c_ends_with_130_and_a_word() -> None:
    code = (
        "import os, signal, sys\n"
        "from keylease.cli import program\n"
        "def press(*_): os.kill(os.getpid(), signal.SIGINT)\n"
        "program.importlib.import_module = press\n"
        "sys.exit(program.run(['key', 'list']))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.returncode == 130
    assert "Stopped." in ended.stderr
    assert "Traceback" not in ended.stderr
