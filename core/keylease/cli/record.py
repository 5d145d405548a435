"""`keylease log` and `keylease exposure`: what happened, and who has seen what."""

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.cli.output import Row
from keylease.cli.showing import EXPOSURE_COLUMNS, Names, exposure_row, say_held_back
from keylease.cli.times import Moment, parse_since
from keylease.client.activity import Happening
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.model.base import KeyId, MemberId

key_option = click.option("--key", metavar="KEY", help="Only about one key.")
member_option = click.option("--member", metavar="NAME", help="Only about one person or app.")


def _filters(
    now: Snapshot, key: str | None, member: str | None
) -> tuple[KeyId | None, MemberId | None]:
    return (
        None if key is None else now.key_named(key),
        None if member is None else now.member_named(member),
    )


@click.command("log", cls=Verb)
@click.option("--since", metavar="D", help="Not older than that: 7d, or a date.")
@key_option
@member_option
@click.option("--what", metavar="WORD", help="Only one kind, like opened, refused, granted.")
@click.option("--last", type=click.IntRange(1), help="Only the newest so many.")
@click.option("--csv", "as_csv", is_flag=True, help="For a spreadsheet.")
@click.pass_obj
def log_command(
    call: Call,
    since: str | None,
    key: str | None,
    member: str | None,
    what: str | None,
    last: int | None,
    as_csv: bool,
) -> None:
    """Print what happened in the team, oldest first: every act and every opening."""
    if as_csv and call.json:
        raise No(Code.E_USAGE, "Choose one of --csv and --json.")
    with call.session() as session:
        now = call.look(session)
        about, person = _filters(now, key, member)
        start = 0 if since is None else parse_since(since, call.now())
        found = session.activity.happenings(now, since=start, key=about, member=person)
        wanted = [one for one in found if what is None or one.what == what]
        shown, names = wanted[-last:] if last else wanted, Names(now)
        held_back = session.held_back()
    if as_csv:
        from keylease.client.activity_file import csv_lines

        call.out.lines(csv_lines(shown, names))
    else:
        rows = [_row(names, one) for one in shown]
        call.out.rows(rows, _COLUMNS, empty=_nothing(key, member, since, what))
    say_held_back(call.out, held_back)


_COLUMNS = {
    "at": "when",
    "who": "who",
    "what": "what",
    "key": "key",
    "version": "version",
    "to": "whom",
    "note": "note",
}


def _nothing(*filters: str | None) -> str:
    if any(filters):
        return "Nothing like that is on record. Ask for more: keylease log"
    return "Nothing is on record yet."


def _row(names: Names, one: Happening) -> dict[str, object]:
    """A line of the log as an object; what else is known of it stands under its own name."""
    detail: dict[str, object] = dict(one.detail)
    state = detail.pop("to", None)
    expires = detail.pop("expires", None)
    return {
        "at": Moment(one.at),
        "what": one.what,
        "who": names(one.who),
        "who_id": one.who,
        "key": None if one.key is None else names(one.key),
        "key_id": one.key,
        "version": one.version,
        "to": names.all(one.to),
        "to_ids": list(one.to),
        "note": one.note or None,
        "state": state,
        "ends": None if expires is None else Moment(int(str(expires))),
        **{field: text for field, text in detail.items() if field not in ("name_key", "note")},
        "log": one.log,
        "seq": one.seq,
    }


@click.command("exposure", cls=Verb)
@key_option
@member_option
@click.option("--all", "everything", is_flag=True, help="Also values that are proved dead.")
@click.pass_obj
def exposure_command(call: Call, key: str | None, member: str | None, everything: bool) -> None:
    """Print who has seen which value, and how: what revoking cannot take back."""
    with call.session() as session:
        now = call.look(session)
        about, person = _filters(now, key, member)
        names = Names(now)
        found = [
            one
            for one in session.exposures()
            if (about is None or one.key == about) and (person is None or one.member == person)
        ]
        rows: list[Row] = [exposure_row(now, names, one) for one in found]
        held_back = session.held_back()
    shown = [row for row in rows if everything or row["value"] != "destroyed"]
    call.out.rows(
        shown, EXPOSURE_COLUMNS, empty="Nobody has seen a value that still works. Nothing to do."
    )
    say_held_back(call.out, held_back)
