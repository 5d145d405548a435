"""`keylease app`: services and CI, and the tokens by which they open their keys."""

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import UNTIL, Noun
from keylease.cli.network import networks_option
from keylease.cli.replacing import could_open, leaver_rows, tell_replacements
from keylease.cli.showing import Names, typed
from keylease.cli.times import Moment, Until, away
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.ledger.standing import ended, grants_of_member
from keylease.model.base import MemberId
from keylease.model.roles import Role, Status


@click.group("app", cls=Noun)
def app_command() -> None:
    """Services and CI: make one and its token, see them, end them."""


@app_command.command("create")
@click.argument("name")
@click.option("--for", "until", type=UNTIL, required=True, help="30d, or a date.")
@networks_option
@click.pass_obj
def create(call: Call, name: str, until: Until, networks: tuple[str, ...]) -> None:
    """Make an app called NAME and print its token, alone on stdout. It is shown this once."""
    with call.session() as session:
        session.refresh().require_active()
        expires = until.end(call.now())
        made = session.apps.create(name, expires, networks=networks)
    if call.json:
        call.out.record(
            {"name": name, "id": made.app, "ends": Moment(expires), "token": made.token}, {}
        )
    else:
        call.out.alone("token", made.token)
    call.out.say(
        f"This token is all the configuration {name} needs: put it into KEYLEASE_TOKEN there. It "
        f"is shown this once and ends {away(expires, call.now())}. It opens nothing yet: "
        f"keylease grant KEY --to {typed(name)} --for 30d"
    )


@app_command.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that are gone.")
@click.pass_obj
def list_apps(call: Call, everything: bool) -> None:
    """List services and CI, with their ends and keys."""
    with call.session() as session:
        now = call.look(session)
        names, t = Names(now), call.now()
        gone = (Status.REMOVED, Status.LEFT)
        rows = [
            _row(now, names, id_, t)
            for id_, app in now.apps()
            if everything or app.status not in gone
        ]
    columns = {
        "name": "name",
        "status": "status",
        "ends_in": "ends",
        "keys": "keys",
        "networks": "only from",
        "made_by": "made by",
    }
    call.out.rows(rows, columns, empty="No apps yet. Make one: keylease app create NAME --for 30d")


def _row(now: Snapshot, names: Names, id_: MemberId, t: int) -> dict[str, object]:
    app = now.state.members[id_]
    grants = [g for g in grants_of_member(now.state, id_) if ended(now.state, g, t) is None]
    keys = sorted({names(now.state.grants[g].key) for g in grants})
    over = app.expires is not None and app.expires <= t
    return {
        "name": names(id_),
        "id": id_,
        "status": "ended" if over and app.status is Status.ACTIVE else app.status.value,
        "ends": None if app.expires is None else Moment(app.expires),
        "ends_in": None if app.expires is None else away(app.expires, t),
        "keys": keys,
        "networks": list(app.networks or ()),
        "made_by": None if app.maker is None else names(app.maker),
    }


@app_command.command("renew")
@click.argument("name")
@click.option("--for", "until", type=UNTIL, required=True, help="From now: 30d, or a date.")
@networks_option
@click.pass_obj
def renew(call: Call, name: str, until: Until, networks: tuple[str, ...]) -> None:
    """Give an app a later end; with --network, other networks too."""
    with call.session() as session:
        now = session.refresh()
        app = _app_named(now, name)
        expires = until.end(call.now())
        kept = now.state.members[app].networks or ()
        session.apps.renew(app, expires, networks or kept)
        shown = Names(now)(app)
    call.out.done(
        f"{shown} now ends {away(expires, call.now())}, at {Moment(expires).local}.",
        {"name": shown, "id": app, "ends": Moment(expires)},
    )


@app_command.command("remove")
@click.argument("name")
@click.pass_obj
def remove(call: Call, name: str) -> None:
    """End an app for good: its token opens nothing any more."""
    with call.session() as session:
        now = session.refresh()
        app = _app_named(now, name)
        t = call.now()
        ready = could_open(now, app, t)
        session.people.remove(app, seen=now)
        found = leaver_rows(session, app, t, ready)
        shown = Names(now)(app)
    call.out.done(
        f"{shown} is removed: its token opens nothing any more.",
        {"name": shown, "id": app, **found},
    )
    tell_replacements(call, shown, found)


def _app_named(now: Snapshot, name: str) -> MemberId:
    member = now.member_named(name)
    if now.state.members[member].role is not Role.APP:
        raise No(
            Code.E_UNKNOWN, f"{Names(now)(member)} is a person. See `keylease app list` for apps."
        )
    return member
