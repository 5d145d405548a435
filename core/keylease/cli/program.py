"""The program itself: which commands there are, read when they are called, and how it ends."""

import importlib
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from keylease import __version__
from keylease.cli.call import Call, Surroundings
from keylease.cli.ending import conclude
from keylease.cli.grammar import HELP, Noun
from keylease.cli.output import printing, tell
from keylease.model.plain import plain

COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "Teams and people": {
        "team": ("team", "Found a team, join one, look at it, bring it back"),
        "member": ("member", "Invite people, let them in, change and remove them"),
        "app": ("app", "Services and CI: make one and its token"),
        "list": ("lists", "Named lists of people, to share with at once"),
        "environment": ("environment", "Development, staging, production: what access may be"),
        "policy": ("policy", "What holds for the whole team"),
        "rules": ("rules", "The handling rules that everyone reads first"),
    },
    "Keys": {
        "key": ("key", "Put keys in, look at them, replace them"),
    },
    "Access": {
        "grant": ("lending", "Share a key until an end"),
        "renew": ("lending", "Give access a later end"),
        "revoke": ("lending", "End access now"),
        "request": ("request", "Ask for a key; see who asks"),
        "approve": ("request", "Say yes to a request, or be the second to say yes"),
        "deny": ("request", "Say no to a request"),
    },
    "Use": {
        "unlock": ("unlocking", "Open keys for a while without the passphrase"),
        "lock": ("unlocking", "End that now"),
        "get": ("opening", "Print a key's value, on record"),
        "run": ("running", "Run a program with keys in its environment"),
    },
    "Know": {
        "log": ("record", "What happened, newest last"),
        "exposure": ("record", "Who has seen which value"),
        "verify": ("checking", "Check the whole history, or an export of it"),
        "export": ("checking", "Write the history out for an auditor"),
    },
    "Review": {
        "review": ("review", "Look at everybody's access and decide what stays"),
    },
    "Run": {
        "relay": ("relay", "The team's relay: on this computer, or for all over HTTPS"),
    },
    "Look around": {
        "tour": ("tour", "Walk through the main job in the terminal"),
        "demo": ("demo", "Make an example team to look around in"),
    },
}
"""Section, then name: module and one line of help (so that `--help` imports nothing)."""


class Program(Noun):
    """`keylease`: imports the module of the command that was called, and no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, by section."""
        return [name for commands in COMMANDS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        for commands in COMMANDS.values():
            if cmd_name in commands:
                module = importlib.import_module(f"keylease.cli.{commands[cmd_name][0]}")
                found: click.Command = getattr(module, f"{cmd_name}_command")
                return found
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section."""
        for section, commands in COMMANDS.items():
            with formatter.section(section):
                formatter.write_dl([(name, help_) for name, (_, help_) in commands.items()])


@click.command(cls=Program, no_args_is_help=True, context_settings=HELP)
@click.version_option(__version__, prog_name="keylease", message="%(prog)s %(version)s")
def program() -> None:
    """Share a team's LLM API keys: every grant ends, can be revoked, and is on record."""


def run(arguments: Sequence[str], surroundings: Surroundings | None = None) -> int:
    """Run one command; its exit status."""
    call = Call(surroundings or Surroundings())
    _print_anything()
    try:
        with _logging(call):
            status = _run(list(arguments), call)
        with printing():
            sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 -- whatever it is, a person gets a sentence
        return conclude(error, call)
    return status


def _run(arguments: list[str], call: Call) -> int:
    try:
        with program.make_context("keylease", arguments, obj=call) as ctx:
            result: Any = program.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code
    return result if isinstance(result, int) else 0


class _ForDebugging(logging.Handler):
    """Shows what the rooms log to whoever has said --debug, and to nobody else."""

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call

    def emit(self, record: logging.LogRecord) -> None:
        if self._call.debug:
            tell(plain(f"{record.levelname.lower()}: {record.getMessage()}"))


@contextmanager
def _logging(call: Call) -> Iterator[None]:
    rooms, handler = logging.getLogger("keylease"), _ForDebugging(call)
    rooms.addHandler(handler)
    try:
        yield
    finally:
        rooms.removeHandler(handler)


def _print_anything() -> None:
    """A terminal that lacks a letter gets its number; nothing fails over it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
