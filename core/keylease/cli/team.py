"""`keylease team`: found one, join one, look at it, compare its history, bring it back."""

import click

from keylease.cli import team_recovery
from keylease.cli.asking import ask_new_passphrase, link_given, require_yes
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Noun
from keylease.cli.showing import Names, typed, wrong_key
from keylease.cli.times import Moment, away
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, KeyleaseError
from keylease.model.plain import plain
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
            raise No(
                Code.E_TEAM_EXISTS,
                f"There is a team called {name} here already: use it with --team {typed(name)}. "
                "A second one takes another name, or another folder with --home DIR.",
            )


@team_command.command("join")
@click.argument("link", metavar="LINK|-")
@as_person
@click.pass_obj
def join(call: Call, link: str, person: str) -> None:
    """Join a team by its invite LINK (`-` reads it from stdin), then wait to be let in."""
    session = call.assembly.join(link_given(link), person, ask_new_passphrase(call))
    try:
        now = session.refresh()
        words = session.people.safety_words(session.me)
    finally:
        session.close()
    row = {"you": person, "you_id": now.me, "safety_words": list(words)}
    call.out.done(f"You have joined as {person} and wait to be let in.", row)
    call.out.say(
        f"Your safety words: {' '.join(words)}. Read them to the person who invited you, by voice; "
        f"they then run: keylease member admit {typed(person)} --words-compared"
    )


@team_command.command("show")
@click.pass_obj
def show(call: Call) -> None:
    """Show the team: who you are in it, how large it is, how fresh the view is."""
    with call.session() as session:
        now = call.look(session)
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
    """What makes a team depend on one person or one laptop; and why names cannot be read."""
    now = session.snapshot
    return [*_only_owner(now), *_lost_names(session)]


def _lost_names(session: Session) -> list[str]:
    from keylease.client.wrong_keys import names_are_lost, wrong_keys

    if not names_are_lost(session.snapshot):
        return []
    names = Names(session.snapshot)
    return [wrong_key(names, one) for one in wrong_keys(session)]


def _only_owner(now: Snapshot) -> list[str]:
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
        now = call.look(session)
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


@team_command.command("leave")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def leave(call: Call, yes: bool) -> None:
    """Leave the team yourself; there is no way back but a new invite."""
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        name = plain(now.names.team)
        if not yes:
            require_yes(call, f"Leave {name} for good?")
        session.people.leave()
    call.out.done(f"You have left {name}.", {"team": now.names.team, "left": True})


team_recovery.add_to(team_command)
