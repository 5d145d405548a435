"""`keylease member`: invite people, let them in, compare words, change and remove them."""

import sys

import click

from keylease.cli.asking import ask_yes, require_yes
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import SPAN, Noun
from keylease.cli.ids import id_meant
from keylease.cli.replacing import could_open, leaver_rows, tell_replacements
from keylease.cli.showing import Names, person_row, typed
from keylease.cli.times import Moment, away
from keylease.client.address import is_remote
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.ledger.rules.people import LONGEST_INVITE
from keylease.ledger.standing import ended, grants_of_member
from keylease.model.base import MemberId
from keylease.model.plain import plain
from keylease.model.roles import PEOPLE, Role, Status

ROLES = click.Choice([role.value for role in Role if role in PEOPLE])
reason = click.option("--reason", default="", metavar="TEXT", help="Why; it goes on record.")


@click.group("member", cls=Noun)
def member_command() -> None:
    """Invite people, let them in, compare words, change and remove them."""


@member_command.command("invite")
@click.option("--role", type=ROLES, default="member", show_default=True)
@click.option("--for", "lasts", type=SPAN, default="7d", show_default=True, help="30 days at most.")
@click.option("--note", default="", metavar="TEXT", help="For whom it is; colleagues can read it.")
@click.pass_obj
def invite(call: Call, role: str, lasts: int, note: str) -> None:
    """Print an invite link, alone on stdout. It works once; send it to one person."""
    if lasts > LONGEST_INVITE:
        raise No(Code.E_POLICY, "An invite lasts 30 days at most: keylease member invite --for 30d")
    with call.session() as session:
        session.refresh().require_active()
        invitation = session.people.invite(Role(role), lasts, note=note)
        here_only = not is_remote(session.snapshot.state.relay.address)
    call.out.alone("link", invitation.link)
    call.out.say(
        f"Send this link to one person. It makes them {role}, works once, and ends "
        f"{away(call.now() + lasts, call.now())}. They run `keylease team join - --as NAME` and "
        "paste it. Compare the words that they read to you with `keylease member words NAME`, then "
        "let them in: keylease member admit NAME --words-compared"
    )
    if here_only:
        call.out.say(
            "This link works on this computer only, where the team lives. For colleagues on "
            "others, first run `keylease relay host`, or move the team to a team server with "
            "`keylease relay move`; then make a new link."
        )


@member_command.command("list")
@click.option("--all", "everybody", is_flag=True, help="Also those who are gone.")
@click.pass_obj
def list_members(call: Call, everybody: bool) -> None:
    """List the people of the team."""
    with call.session() as session:
        now = call.look(session)
        names, t = Names(now), call.now()
        gone = (Status.REMOVED, Status.LEFT)
        rows = [
            {**person_row(now, names, id_, member), "access_to": _access(now, id_, t)}
            for id_, member in now.people()
            if everybody or member.status not in gone
        ]
    call.out.rows(
        rows,
        {
            "name": "name",
            "role": "role",
            "status": "status",
            "words_compared": "words compared",
            "access_to": "keys on loan",
        },
        empty="Nobody is here yet. Invite someone: keylease member invite",
    )
    for row in rows:
        if row["status"] == Status.PENDING and not call.json:
            call.out.say(
                f"{row['name']} waits to be let in. Compare words (keylease member words "
                f"{typed(row['name'])}), then: keylease member admit {typed(row['name'])} "
                "--words-compared"
            )


def _access(now: Snapshot, member: MemberId, t: int) -> int:
    grants = grants_of_member(now.state, member)
    return len({now.state.grants[g].key for g in grants if ended(now.state, g, t) is None})


@member_command.command("invites")
@click.pass_obj
def list_invites(call: Call) -> None:
    """List invites that are still open."""
    with call.session() as session:
        now = call.look(session)
        names, t = Names(now), call.now()
        rows = [
            {
                "invite": id_,
                "role": one.role.value,
                "by": names(one.by),
                "ends": Moment(one.expires),
            }
            for id_, one in now.state.invites.items()
            if one.used_by is None and not one.cancelled and one.expires > t
        ]
    columns = {"invite": "invite", "role": "role", "by": "by", "ends": "ends"}
    call.out.rows(rows, columns, empty="No invite is open. Make one: keylease member invite")


@member_command.command("uninvite")
@click.argument("invite", metavar="INVITE")
@click.pass_obj
def uninvite(call: Call, invite: str) -> None:
    """Take an unused invite back."""
    with call.session() as session:
        now = session.refresh()
        invites = now.state.invites
        id_ = id_meant(invite, invites) or now.names.find(invite, invites, "invite")
        session.people.cancel_invite(id_)
    call.out.done("The invite is taken back; its link no longer works.", {"invite": id_})


@member_command.command("words")
@click.argument("name")
@click.pass_obj
def words(call: Call, name: str) -> None:
    """Print a person's six safety words, to be compared with theirs by voice."""
    with call.session() as session:
        now = call.look(session)
        member = now.member_named(name)
        found = session.people.safety_words(member)
        row = {"name": Names(now)(member), "id": member, "words": list(found)}
    call.out.done(" ".join(found), row)


@member_command.command("admit")
@click.argument("name")
@click.option("--words-compared", is_flag=True, help="You have compared their safety words.")
@click.pass_obj
def admit(call: Call, name: str, words_compared: bool) -> None:
    """Let a person in who has joined and waits."""
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        member = now.member_named(name)
        if now.state.members[member].status is not Status.PENDING:
            raise No(
                Code.E_STATE,
                f"{Names(now)(member)} does not wait to be let in. See `keylease member list`.",
            )
        compared = words_compared or _compare(call, session, member)
        after = session.people.admit(member, verified=compared, seen=now)
        names = Names(after)
        row = person_row(after, names, member, after.state.members[member])
    shown, role = row["name"], row["role"]
    call.out.done(f"{shown} is in, as {role}.", row)
    if not compared:
        call.out.say(
            f"Nobody has compared words: whoever had the link could be {shown}. "
            f"Call them, then: keylease member verify {typed(shown)} --words-compared"
        )


def _compare(call: Call, session: Session, member: MemberId) -> bool:
    """Show the safety words to whoever sits here and ask whether they are the same."""
    name = Names(session.snapshot)(member)
    if not call.can_ask:
        return False
    found = " ".join(session.people.safety_words(member))
    call.out.say(f"The safety words of {name}: {found}")
    return ask_yes(call, f"Has {name} read you the same six words?")


@member_command.command("verify")
@click.argument("name")
@click.option("--words-compared", is_flag=True, help="You have compared their safety words.")
@click.pass_obj
def verify(call: Call, name: str, words_compared: bool) -> None:
    """Record that you have compared safety words with a person."""
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        member = now.member_named(name)
        shown = Names(now)(member)
        if now.state.members[member].verified:
            raise No(
                Code.E_STATE, f"Words were compared with {shown} before. Nothing is left to do."
            )
        if not (words_compared or _compare(call, session, member)):
            raise No(
                Code.E_USAGE,
                "Nothing was recorded. Compare the words of "
                f"`keylease member words {typed(shown)}` by voice, then: "
                f"keylease member verify {typed(shown)} --words-compared",
            )
        session.people.verify(member, seen=now)
    call.out.done(
        f"Recorded: words were compared with {shown}.", {"name": shown, "words_compared": True}
    )


@member_command.command("role")
@click.argument("name")
@click.argument("role", type=ROLES)
@click.pass_obj
def set_role(call: Call, name: str, role: str) -> None:
    """Change a person's role."""
    with call.session() as session:
        now = session.refresh()
        member = now.member_named(name)
        shown, before = Names(now)(member), now.state.members[member].role.value
        if before == role:
            raise No(Code.E_STATE, f"{shown} is {role} already. Nothing was changed.")
        session.people.set_role(member, Role(role), seen=now)
    call.out.done(
        f"{shown} is now {role} (was {before}).", {"name": shown, "role": role, "was": before}
    )


@member_command.command("suspend")
@click.argument("name")
@reason
@click.pass_obj
def suspend(call: Call, name: str, reason: str) -> None:
    """Suspend a person or app for the time being: nothing is handed out to them."""
    with call.session() as session:
        now = session.refresh()
        member = now.member_named(name)
        session.people.suspend(member, reason=reason)
        shown = Names(now)(member)
    call.out.done(f"{shown} is suspended: no key opens for them.", {"name": shown, "id": member})
    call.out.say(
        "What they have seen they still know. "
        f"To let them go on: keylease member resume {typed(shown)}"
    )


@member_command.command("resume")
@click.argument("name")
@click.pass_obj
def resume(call: Call, name: str) -> None:
    """Let a suspended person or app go on."""
    with call.session() as session:
        now = session.refresh()
        member = now.member_named(name)
        session.people.resume(member)
        shown = Names(now)(member)
    call.out.done(f"{shown} can go on.", {"name": shown, "id": member})


@member_command.command("remove")
@click.argument("name")
@reason
@click.option("--yes", is_flag=True, help="Do not ask, which is done at a terminal only.")
@click.pass_obj
def remove(call: Call, name: str, reason: str, yes: bool) -> None:
    """Remove a person or app for good, and say what has to be replaced because of it."""
    with call.session() as session:
        now = session.refresh()
        member = now.member_named(name)
        shown = Names(now)(member)
        if sys.stdin.isatty() and not yes:
            require_yes(call, f"Remove {plain(shown)} for good?")
        t = call.now()
        ready = could_open(now, member, t)
        session.people.remove(member, reason=reason, seen=now)
        found = leaver_rows(session, member, t, ready)
    call.out.done(
        f"{shown} is removed: all their access has ended.",
        {"name": shown, "id": member, **found},
    )
    tell_replacements(call, shown, found)
