"""`keylease rules`: the handling rules that everyone reads before a key is opened to them."""

from pathlib import Path

import click
from msgspec import structs

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Noun
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.ledger.standing import must_acknowledge

LARGEST = 16 * 1024
"""Bytes."""

rules_file = click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path),
    help="The rules, if you cannot read them here.",
)


@click.group("rules", cls=Noun)
def rules_command() -> None:
    """The handling rules that everyone reads before a key is opened to them."""


@rules_command.command("show")
@click.pass_obj
def show(call: Call) -> None:
    """Print the team's handling rules."""
    with call.session() as session:
        now = call.look(session)
        text = _text(now)
        waits = must_acknowledge(now.state, now.me)
    call.out.text({"rules": text, "acknowledged": not waits}, "rules")
    if waits:
        call.out.say("When you have read them: keylease rules acknowledge")


def _text(now: Snapshot) -> str:
    if now.state.policy.rules is None:
        raise No(
            Code.E_UNKNOWN,
            "This team has no handling rules. An owner sets them: keylease rules set FILE",
        )
    if not now.names.rules:
        raise No(
            Code.E_UNKNOWN,
            "You cannot read the rules here. Ask an owner for the file, read it, then: "
            "keylease rules acknowledge --file FILE",
        )
    return now.names.rules


@rules_command.command("acknowledge")
@rules_file
@click.pass_obj
def acknowledge(call: Call, path: Path | None) -> None:
    """Say that you have read the handling rules now in force."""
    with call.session() as session:
        now = session.refresh()
        text = _text(now) if path is None else _read(path)
        session.people.acknowledge(text)
    call.out.done("Recorded: you have read the handling rules.", {"acknowledged": True})


@rules_command.command("set")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def set_rules(call: Call, path: Path) -> None:
    """Set the handling rules to the text in FILE (owners); everyone is asked to read them anew."""
    text = _read(path)
    with call.session() as session:
        now = session.refresh()
        session.team.set_rules(text)
        people = sum(must_acknowledge(session.snapshot.state, id_) for id_, _ in now.people())
    call.out.done(
        "The handling rules are set. No key opens for anybody who has not acknowledged them.",
        {"rules": text, "to_acknowledge": people},
    )


@rules_command.command("drop")
@click.pass_obj
def drop(call: Call) -> None:
    """Have no handling rules any more (owners)."""
    with call.session() as session:
        now = session.refresh()
        session.team.set_policy(structs.replace(now.state.policy, rules=None))
    call.out.done("The team has no handling rules any more.", {"rules": None})


def _read(path: Path) -> str:
    """A text of handling rules; E_PATH or E_VALUE where it is none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise No(Code.E_PATH, f"The file cannot be read: {error.strerror}. Name another.") from None
    if len(content) > LARGEST:
        raise No(Code.E_VALUE, "Handling rules have at most 16 KiB. Shorten them.")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise No(Code.E_VALUE, "The file is no UTF-8 text. Save it as such.") from None
