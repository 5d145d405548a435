"""`keylease list`: named lists of people, to share with at once."""

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Noun
from keylease.cli.showing import Names, counted, typed
from keylease.errors import Code
from keylease.model.roles import Role


@click.group("list", cls=Noun)
def list_command() -> None:
    """Named lists of people, to share with at once."""


@list_command.command("set")
@click.argument("name")
@click.argument("people", metavar="PERSON...", nargs=-1)
@click.option("--empty", is_flag=True, help="Take everybody off it.")
@click.pass_obj
def set_list(call: Call, name: str, people: tuple[str, ...], empty: bool) -> None:
    """Make a list called NAME, or change it, so that exactly these people are on it."""
    if bool(people) == empty:
        raise No(Code.E_USAGE, "Name the people on the list, or say --empty.")
    with call.session() as session:
        now = session.refresh()
        members = list(dict.fromkeys(now.member_named(person) for person in people))
        apps = [m for m in members if now.state.members[m].role is Role.APP]
        if apps:
            shown = now.names.of(apps[0])
            raise No(Code.E_STATE, f"{shown} is an app. Share with it by --to {typed(shown)}.")
        after = session.people.set_list(name, members)
        names = Names(after)
        row = {"list": name, "people": names.all(members), "people_ids": members}
    call.out.done(f"{name} has {counted(len(members), 'person', 'people')} on it.", row)


@list_command.command("show")
@click.argument("name", required=False)
@click.pass_obj
def show(call: Call, name: str | None) -> None:
    """Show one list or all of them."""
    with call.session() as session:
        now = call.look(session)
        names = Names(now)
        wanted = [now.list_named(name)] if name else sorted(now.state.lists, key=names)
        rows = [
            {
                "list": names(id_),
                "list_id": id_,
                "people": names.all(now.state.lists[id_].members),
                "people_ids": list(now.state.lists[id_].members),
            }
            for id_ in wanted
        ]
    call.out.rows(
        rows,
        {"list": "list", "people": "people"},
        empty="No lists yet. Make one: keylease list set NAME PERSON...",
    )
