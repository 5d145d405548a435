"""`keylease team`: found one, join one, look at it, compare its history, bring it back."""

from pathlib import Path

import click

from keylease.cli.asking import ask_new_passphrase, ask_passphrase, read_stdin
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Noun
from keylease.cli.output import plain
from keylease.cli.showing import counted
from keylease.cli.times import Moment, away
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.errors import Code, KeyleaseError, Usage
from keylease.model.roles import Role, Status

as_person = click.option("--as", "person", metavar="PERSON", required=True, help="Your name in it.")


@click.group("team", cls=Noun)
def team_command() -> None:
    """Found a team, join one, look at it, compare its history, bring it back."""


@team_command.command("create")
@click.argument("name")
@as_person
@click.pass_obj
def create(call: Call, name: str, person: str) -> None:
    """Found a team called NAME on this computer; you become its owner."""
    _refuse_same_name(call.assembly.home, name)
    session = call.assembly.found(name, person, ask_new_passphrase(call))
    try:
        now = session.snapshot
        row = {
            "team": now.names.team,
            "team_id": now.state.team.hex(),
            "you": now.names.of(now.me),
            "you_id": now.me,
        }
    finally:
        session.close()
    call.out.done(f"Founded {name}. You are {person}, its owner.", row)
    call.out.say(
        "Next: print a recovery kit (`keylease team kit`), invite people "
        "(`keylease member invite`), put in a key (`keylease key add`)."
    )


def _refuse_same_name(home: Home, name: str) -> None:
    for folder in home.teams():
        try:
            taken = folder.profile().team_name == name
        except KeyleaseError:
            continue  # a damaged profile bars its own team only
        if taken:
            raise Usage(Code.E_TEAM_EXISTS)


@team_command.command("join")
@click.argument("link", metavar="LINK|-")
@as_person
@click.pass_obj
def join(call: Call, link: str, person: str) -> None:
    """Join a team by its invite LINK (`-` reads it from stdin), then wait to be let in."""
    text = read_stdin().decode("ascii", "replace") if link == "-" else link
    session = call.assembly.join(text, person, ask_new_passphrase(call))
    try:
        now = session.refresh()
        words = session.people.safety_words(session.me)
    finally:
        session.close()
    row = {"you": person, "you_id": now.me, "safety_words": list(words)}
    call.out.done(f"You have joined as {person} and wait to be let in.", row)
    call.out.say(
        f"Your safety words: {' '.join(words)}. Read them to the person who invited you, by voice; "
        f"they then run: keylease member admit {plain(person)!r} --words-compared"
    )


@team_command.command("show")
@click.pass_obj
def show(call: Call) -> None:
    """Show the team: who you are in it, how large it is, how fresh the view is."""
    with call.session() as session:
        now = session.refresh()
        here = now.here()
        row = {
            "team": now.names.team,
            "team_id": now.state.team.hex(),
            "you": now.names.of(now.me),
            "you_id": now.me,
            "role": now.self.role.value,
            "status": now.self.status.value,
            "people": sum(member.role is not Role.APP for _, member in here),
            "apps": sum(member.role is Role.APP for _, member in here),
            "keys": len(now.state.keys),
            "environments": [now.names.of(id_) for id_ in now.state.environments],
            "relay": _relay(now.state.relay.address),
            "checked": Moment(now.checked),
            "checked_ago": away(now.checked, call.now()),
            "events": now.state.head.seq + 1,
            "access_lines": now.access.seq,
            "frozen": None if now.frozen is None else now.frozen.code,
        }
        call.out.record(row, _LABELS)
        for sentence in _nags(session):
            call.out.say(sentence)


_LABELS = {
    "team": "Team",
    "you": "You",
    "role": "Role",
    "status": "Status",
    "people": "People",
    "apps": "Apps",
    "keys": "Keys",
    "environments": "Environments",
    "relay": "Relay",
    "checked_ago": "Checked",
    "events": "Ledger events",
    "access_lines": "Access lines",
    "frozen": "Read-only",
}


def _relay(address: str) -> str:
    return "on this computer only" if address.startswith("file:") else address


def _nags(session: Session) -> list[str]:
    """What makes a team depend on one person or one laptop."""
    now = session.snapshot
    owners = [
        member
        for _, member in now.people()
        if member.role is Role.OWNER and member.status is Status.ACTIVE
    ]
    if len(owners) > 1 or now.self.role is not Role.OWNER:
        return []
    return ["You are the only owner: make another (`keylease member role NAME owner`)."]


@team_command.command("words")
@click.pass_obj
def words(call: Call) -> None:
    """Six words and a number for this history: a colleague who has the same sees the same."""
    with call.session() as session:
        now = session.refresh()
        reading = session.team.words()
    row = {
        "words": list(reading.words),
        "number": reading.number,
        "event": now.state.head.seq,
    }
    if call.json:
        call.out.record(row, {})
        return
    call.out.done(f"{' '.join(reading.words)}   {reading.number}", row)
    call.out.say(
        f"This is the history up to event {now.state.head.seq}. Compare with a colleague who has "
        "just synchronised too; if they differ, stop and tell an owner."
    )


@team_command.command("accept-history")
@click.option("--words-compared", is_flag=True, help="You have compared head words with others.")
@click.pass_obj
def accept_history(call: Call, words_compared: bool) -> None:
    """After histories differed: go on with the one the relay shows now (owners)."""
    if not words_compared:
        raise No(
            Code.E_USAGE,
            "Compare `keylease team words` with your colleagues first; "
            "then run this again with --words-compared.",
        )
    with call.session() as session:
        now = session.team.accept_history()
    row = {"team": now.names.team, "event": now.state.head.seq}
    call.out.done("The team can be written to again. The evidence is kept.", row)


@team_command.command("kit")
@click.option("--words", "as_words", is_flag=True, help="24 words in place of 16 groups.")
@click.option("--to", "path", type=click.Path(path_type=Path), help="A new file, made private.")
@click.pass_obj
def kit(call: Call, as_words: bool, path: Path | None) -> None:
    """Print your recovery kit: with a backup it brings everything back. Keep it on paper."""
    from keylease.client.kit import kit_of, write_kit

    with call.session() as session:
        session.refresh()
        text = kit_of(session, at=call.now(), words=as_words)
    if path is not None:
        write_kit(path, text)
        call.out.done(f"The kit is in {path}. Print it and delete the file.", {"file": str(path)})
    else:
        call.out.alone("kit", text.removesuffix("\n"))
    call.out.say(
        "Whoever has this kit is you. Keep it on paper, away from this computer, and make backups "
        "beside it: `keylease export DIR`."
    )


@team_command.command("restore")
@click.option(
    "--kit",
    "kit_file",
    metavar="FILE|-",
    required=True,
    help="Where the recovery kit is typed off; `-` for stdin.",
)
@click.option(
    "--backup",
    "backups",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="An export of the team, by anybody in it; may be repeated.",
)
@click.pass_obj
def restore(call: Call, kit_file: str, backups: tuple[Path, ...]) -> None:
    """Bring a lost identity, its team and its values back from recovery kit and backup."""
    from keylease import recovery

    text = _kit_text(kit_file)
    restored = recovery.restore(call.assembly, text, backups, ask_new_passphrase(call))
    try:
        now = restored.session.snapshot
        row = {
            "team": now.names.team,
            "you": now.names.of(now.me),
            "events": restored.events,
            "access_lines": restored.lines,
            "values": restored.values,
            "resealed": restored.resealed,
            "missing": [
                {"key": now.names.of(key), "version": number} for key, number in restored.missing
            ],
            "link": restored.link,
        }
    finally:
        restored.session.close()
    call.out.done(
        f"{row['team']} is back: {counted(restored.events, 'event')}, "
        f"{counted(restored.values, 'value')} of yours.",
        row,
    )
    for key, number in restored.missing:
        call.out.say(f"Not in these backups: the value of {now.names.of(key)}, version {number}.")
    if restored.link is None:
        call.out.say("You are no owner: an owner has to bring the team's relay back.")
    else:
        call.out.say(
            f"Your colleagues go over to the new relay with: keylease team relay {restored.link!r}"
        )


def _kit_text(name: str) -> str:
    try:
        content = read_stdin() if name == "-" else Path(name).read_bytes()[: 64 * 1024]
    except OSError as error:
        raise No(
            Code.E_PATH, f"The kit's file cannot be read: {error.strerror}. Name another."
        ) from None
    return content.decode("utf-8", "replace")


@team_command.command("relay")
@click.argument("link")
@click.pass_obj
def relay(call: Call, link: str) -> None:
    """Go over to the relay that an owner has brought the team back on, by its LINK."""
    from keylease import recovery

    session = recovery.follow(call.assembly, link, ask_passphrase(call), team=call.team)
    try:
        now = session.snapshot
    finally:
        session.close()
    call.out.done(
        f"{now.names.team} is now reached by its new relay.",
        {"team": now.names.team, "relay": now.state.relay.address},
    )


@team_command.command("bring-back")
@click.argument("copies", nargs=-1, type=click.Path(path_type=Path), metavar="[EXPORT]...")
@click.pass_obj
def bring_back(call: Call, copies: tuple[Path, ...]) -> None:
    """Give the relay here back what it has lost, from your own copy and from exports."""
    from keylease import recovery

    passphrase = ask_passphrase(call)
    events, lines = recovery.bring_back(call.assembly, passphrase, copies, team=call.team)
    call.out.done(
        f"Brought back {counted(events, 'event')} and {counted(lines, 'access line')}.",
        {"events": events, "access_lines": lines},
    )


@team_command.command("leave")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def leave(call: Call, yes: bool) -> None:
    """Leave the team yourself; there is no way back but a new invite."""
    from keylease.cli.asking import ask_yes

    with call.session() as session:
        now = session.refresh()
        now.require_active()
        name = plain(now.names.team)
        if not yes and not ask_yes(call, f"Leave {name} for good?"):
            raise No(Code.E_USAGE, "Nothing was done. To leave without being asked, add --yes.")
        session.people.leave()
    call.out.done(f"You have left {name}.", {"team": now.names.team, "left": True})
