"""`keylease verify` and `keylease export`: check the history, and hand it to somebody who will."""

from pathlib import Path

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.cli.showing import Names, counted, say_held_back, typed, wrong_key
from keylease.cli.times import Moment
from keylease.errors import Code


@click.command("verify", cls=Verb)
@click.argument("export", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def verify_command(call: Call, export: Path | None) -> None:
    """Check every signature and rule of the history here, or of an EXPORT (needs no account).

    Of the evidence of a review it checks what that shows.
    """
    if export is None:
        _verify_own(call)
    elif (export / "decisions.json").exists() and (export / "verify.py").exists():
        _verify_evidence(call, export)
    else:
        _verify_export(call, export)


def _verify_export(call: Call, folder: Path) -> None:
    from keylease.reports.export import verify_export

    _require_export(folder)
    report = verify_export(folder)
    row = {
        "export": str(folder),
        "team_id": report.team,
        "by": report.by,
        "at": Moment(report.at),
        "signed_at": Moment(report.signed),
        "events": report.events,
        "access_lines": report.lines,
        "readable_lines": report.readable,
        "people": report.people,
        "state": report.state,
    }
    if call.json:
        call.out.record(row, {})
    else:
        call.out.text({"report": report.sentence}, "report")


def _verify_evidence(call: Call, folder: Path) -> None:
    """By this program's own verify.py: the one in the folder is part of what is to be checked."""
    from keylease.reports.evidence.verify import judge

    wrong, found = judge(folder)
    if wrong:
        raise No(Code.E_EXPORT, " ".join(["This evidence cannot be relied on.", *wrong]))
    if call.json:
        call.out.record({"evidence": str(folder), "found": found}, {})
    else:
        call.out.text({"found": "\n".join([*found, "All of it is proved."])}, "found")


def _require_export(folder: Path) -> None:
    """Say of what is no export that it is none."""
    if not folder.is_dir():
        what = f"{folder} is no folder" if folder.exists() else f"There is no folder {folder}"
        raise No(Code.E_PATH, f"{what}. Name one that `keylease export` has written.")


def _verify_own(call: Call) -> None:
    from keylease.client.verification import verify_replica

    with call.session() as session:
        call.look(session)
        report = verify_replica(session)
        names = Names(session.snapshot)
    row = {
        "events": report.events,
        "access_lines": report.lines,
        "readable_lines": report.readable,
        "values": report.values,
        "seen": report.seen,
        "held_back": report.held_back,
        "wrong_keys": [
            {"by": names(one.by), "by_id": one.by, "at": Moment(one.at), "epoch": one.epoch}
            for one in report.wrong_keys
        ],
    }
    call.out.done(report.sentence, row)
    for one in report.wrong_keys:
        call.out.say(wrong_key(names, one))
    say_held_back(call.out, report.held_back)


@click.command("export", cls=Verb)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def export_command(call: Call, folder: Path) -> None:
    """Write the whole history into the new folder DIR: a backup, and what an auditor checks.

    No value is in it that could be read without your passphrase or recovery kit.
    """
    from keylease.client.backup import export

    with call.session() as session:
        call.look(session)
        written = export(session, folder)
        names = session.snapshot.names
    missing = [{"key": names.of(key), "version": number} for key, number in written.missing]
    row = {
        "export": str(written.folder),
        "events": written.events,
        "access_lines": written.lines,
        "values": written.values,
        "missing": missing,
    }
    call.out.done(
        f"Written to {written.folder}: {counted(written.events, 'event')}, "
        f"{counted(written.lines, 'access line')}, {counted(written.values, 'sealed value')}.",
        row,
    )
    for one in missing:
        call.out.say(f"This backup lacks the value of {one['key']}, version {one['version']}.")
    call.out.say(f"Anybody can check it: keylease verify {typed(written.folder)}")
