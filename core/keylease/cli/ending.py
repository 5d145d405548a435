"""How a command ends: exit status and one sentence for every error, and never a traceback.

0 done · 1 failed · 2 wrong usage · 3 refused · 4 integrity · 5 relay not reached ·
130 interrupted · 141 the reader of the output has gone.
"""

import os
import sys
import traceback
from contextlib import suppress

import click

from keylease.cli.call import Call
from keylease.cli.grammar import sentence
from keylease.cli.output import NotPrinted, tell
from keylease.errors import Code, KeyleaseError
from keylease.model.plain import plain

USAGE = 2
INTERRUPTED = 130
READER_GONE = 141
_NOT_PRINTED = (
    "The result could not be printed: {}. Everything else was done, and any opening is on record. "
    "See that the output can be written, and look before you repeat it."
)


class No(KeyleaseError):
    """A no of the command line's own, whose text says all, with what to do next."""

    def __str__(self) -> str:
        return self.detail


def conclude(error: BaseException, call: Call) -> int:
    """Tell the person what stopped a command, and return the exit status."""
    match error:
        case KeyleaseError():
            _say(call, error.code.name, str(error))
            status = error.exit_status
        case click.exceptions.NoArgsIsHelpError():
            tell(error.format_message())
            return USAGE
        case click.ClickException():
            _say(call, Code.E_USAGE.name, sentence(error))
            status = USAGE
        case KeyboardInterrupt() | click.Abort() | EOFError():
            _say(call, "interrupted", "Stopped. What was not said to be done was not done.")
            status = INTERRUPTED
        case BrokenPipeError():
            _leave_stdout()
            return READER_GONE
        case NotPrinted():
            _leave_stdout()
            _say(call, Code.E_STORAGE.name, _NOT_PRINTED.format(error.strerror))
            status = Code.E_STORAGE.meaning.exit_status
        case OSError():
            reason = error.strerror or type(error).__name__
            if isinstance(error.filename, str):
                reason = f"{error.filename}: {reason}"
            _leave_stdout()
            _say(call, Code.E_STORAGE.name, f"{reason}. {Code.E_STORAGE.meaning.sentence}")
            status = Code.E_STORAGE.meaning.exit_status
        case _:
            _say(call, Code.E_INTERNAL.name, Code.E_INTERNAL.meaning.sentence)
            status = Code.E_INTERNAL.meaning.exit_status
    if call.debug:
        tell(where(error))
    return status


def where(error: BaseException) -> str:
    """The places an error came through, and its kind; never its text, which may hold anything."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        lines.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def _say(call: Call, code: str, text: str) -> None:
    if call.json:
        import json

        tell(json.dumps({"error": code, "message": text}))
    else:
        tell(f"keylease: {plain(text)}")


def _leave_stdout() -> None:
    """Keep the interpreter from complaining about what it cannot flush at its end."""
    with suppress(OSError):
        if sys.stdout is not None:
            sys.stdout.flush()
        return
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
