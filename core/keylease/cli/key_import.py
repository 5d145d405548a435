"""`keylease key import`: values out of a `.env` file, with a preview, only those chosen (F06)."""

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from keylease.cli.asking import ask_yes
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.cli.key_facts import key_row
from keylease.cli.key_input import new_environment, refuse_known
from keylease.cli.showing import View, counted, listing
from keylease.client.entering import key_name
from keylease.client.keys import NewKey
from keylease.client.session import Session
from keylease.errors import Code, KeyleaseError, Usage
from keylease.launch.dotenv import LARGEST_FILE, Row, preview, read_env_file
from keylease.providers.catalogue import by_name
from keylease.providers.provider import Provider
from keylease.wire.names import check_note
from keylease.wire.record import new_record


def add_to(group: click.Group) -> None:
    """Put `import` under `key`."""
    group.add_command(import_file)


@dataclass(frozen=True)
class Choice:
    """A line that is to become a key, and how the key is to be called."""

    row: Row
    name: str


@dataclass(frozen=True)
class Wishes:
    """What was said of all keys to come."""

    environment: str | None
    provider: str | None
    known_elsewhere: str


@click.command("import", cls=Verb)
@click.argument("path", metavar="FILE|-", type=click.Path(path_type=Path))
@click.option(
    "--only",
    "chosen",
    multiple=True,
    metavar="VARIABLE[=NAME]",
    help="Take this one, as a key called NAME; may be repeated.",
)
@click.option("--all", "everything", is_flag=True, help="Take all that are surely keys.")
@click.option("--environment", metavar="E", help="Else guessed from the names.")
@click.option("--provider", metavar="P", help="For those whose provider is not known.")
@click.option("--known-elsewhere", default="", metavar="TEXT", help='Like "in the repository".')
@click.pass_obj
def import_file(
    call: Call, /, path: Path, chosen: tuple[str, ...], everything: bool, **wishes: str | None
) -> None:
    """Show what a .env FILE holds; take what is chosen by --only, --all, or by saying yes."""
    rows = preview(_content(path), path.name)
    choices = _chosen(rows, chosen, everything)
    asks = not choices and not call.json and sys.stdin.isatty()
    if not choices:
        _show(call, rows)
    if not choices and not asks:
        call.out.say("Nothing was imported. Choose with --only VARIABLE or --all.")
        return
    wanted = Wishes(
        wishes["environment"], wishes["provider"], check_note(wishes["known_elsewhere"] or "")
    )
    with call.session() as session:
        session.refresh().require_active()
        choices = choices or _asked(call, rows)
        results = [_take(call, session, choice, wanted) for choice in choices]
    _tell(call, results, path)


def _content(path: Path) -> bytes:
    """The file's bytes, or those of stdin for `-`."""
    if str(path) == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    return read_env_file(path)


def _chosen(rows: list[Row], chosen: tuple[str, ...], everything: bool) -> list[Choice]:
    """Lines to take and the names of their keys."""
    choices = {}
    if everything:
        choices = {
            row.variable: Choice(row, key_name(row.variable))
            for row in rows
            if row.likely and not row.refusal and row.candidates
        }
    for text in chosen:
        variable, _, name = text.partition("=")
        row = next((row for row in rows if row.variable == variable), None)
        if row is None:
            raise Usage(Code.E_IMPORT, f"There is no {variable[:64]!r} in it.")
        if row.refusal:
            raise Usage(Code.E_IMPORT, f"{variable}: {row.refusal}")
        choices[variable] = Choice(row, name or key_name(variable))
    return list(choices.values())


def _show(call: Call, rows: list[Row]) -> None:
    """What there is, with no value."""
    shown = [
        {
            "line": row.line,
            "variable": row.variable,
            "provider": row.candidates[0].provider.name if row.candidates else None,
            "key": None if row.refusal else key_name(row.variable),
            "environment": row.environment or None,
            "ends_with": f"…{row.ending}" if row.ending else None,
            "likely": row.likely and not row.refusal,
            "problem": row.refusal or None,
        }
        for row in rows
    ]
    columns = {
        "line": "line",
        "variable": "variable",
        "provider": "provider",
        "key": "would be",
        "environment": "environment",
        "ends_with": "ends with",
        "likely": "a key",
        "problem": "cannot be taken",
    }
    call.out.rows(shown, columns, empty="There are no values in that file. Choose another.")


def _asked(call: Call, rows: list[Row]) -> list[Choice]:
    return [
        Choice(row, key_name(row.variable))
        for row in rows
        if not row.refusal and ask_yes(call, f"Take {row.variable} as {key_name(row.variable)!r}?")
    ]


def _provider(row: Row, given: str | None) -> Provider:
    if given is not None and not any(one.certain for one in row.candidates):
        return by_name(given)
    if not row.candidates:
        raise No(
            Code.E_USAGE,
            f"{row.variable} does not say which provider it is from. Add --provider P.",
        )
    return row.candidates[0].provider


def _take(call: Call, session: Session, choice: Choice, wanted: Wishes) -> dict[str, object]:
    """Put one in; what stops it is told in its line, and the others go on."""
    row = choice.row
    try:
        provider = _provider(row, wanted.provider)
        where = new_environment(session.snapshot, wanted.environment or row.environment or None)
        record = new_record(row.value.reveal().decode(), call.assembly.random)
        refuse_known(session, record, allow=False)
        key = session.keys.add(NewKey(choice.name, provider.id, where), record)
        if wanted.known_elsewhere:
            session.keys.declare_exposure(key, 1, [], who=wanted.known_elsewhere)
    except KeyleaseError as error:
        return {"variable": row.variable, "name": choice.name, "problem": str(error)}
    added = key_row(View(session.snapshot, session.exposures(), call.now()), key)
    return {"variable": row.variable, **added}


def _tell(call: Call, results: list[dict[str, object]], path: Path) -> None:
    columns = {
        "variable": "variable",
        "name": "key",
        "provider_name": "provider",
        "environment": "environment",
        "problem": "not taken, because",
    }
    call.out.rows(results, columns, empty="Nothing was chosen, so nothing was imported.")
    taken = [row for row in results if "problem" not in row]
    if taken:
        call.out.say(
            f"{counted(len(taken), 'key')} in. {path.name} still holds the values: delete it, and "
            "replace them if anyone else has it."
        )
    failed = [str(row["variable"]) for row in results if "problem" in row]
    if failed:
        raise No(Code.E_IMPORT, f"Not taken: {listing(failed)}. The table says why.")
