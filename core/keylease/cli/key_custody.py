"""`keylease key custodian`: who keeps a key's value, and so can lend and replace it."""

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Noun
from keylease.cli.showing import Names, typed
from keylease.errors import Code
from keylease.ledger.standing import active_custodians


def add_to(group: click.Group) -> None:
    """Put `custodian` under `key`."""
    group.add_command(custodian)


@click.group("custodian", cls=Noun)
def custodian() -> None:
    """Who keeps the value, and so can lend and replace it: in the app, a key manager."""


@custodian.command("add")
@click.argument("key")
@click.argument("name")
@click.pass_obj
def add(call: Call, key: str, name: str) -> None:
    """Let NAME keep the value of KEY too."""
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        id_, member = now.key_named(key), now.member_named(name)
        names = Names(now)
        if member in now.state.keys[id_].custodians:
            raise No(Code.E_STATE, f"{names(member)} keeps it already. Nothing is left to do.")
        after = session.keys.add_custodian(id_, member)
        keeping = names.all(active_custodians(after.state, after.state.keys[id_]))
    call.out.done(
        f"{names(member)} now keeps the value of {names(id_)} too, and can lend and replace it.",
        {"key": names(id_), "key_id": id_, "custodians": keeping},
    )


@custodian.command("remove")
@click.argument("key")
@click.argument("name")
@click.pass_obj
def remove(call: Call, key: str, name: str) -> None:
    """NAME keeps the value of KEY no longer; what they have seen stays seen."""
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        id_, member = now.key_named(key), now.member_named(name)
        names = Names(now)
        keepers = active_custodians(now.state, now.state.keys[id_])
        if list(keepers) == [member]:
            raise No(
                Code.E_STATE,
                f"{names(member)} is the only one who keeps the value of {names(id_)}. Add another "
                f"first: keylease key custodian add {typed(names(id_))} NAME",
            )
        after = session.keys.remove_custodian(id_, member)
        keeping = names.all(active_custodians(after.state, after.state.keys[id_]))
    call.out.done(
        f"{names(member)} keeps the value of {names(id_)} no longer.",
        {"key": names(id_), "key_id": id_, "custodians": keeping},
    )
    call.out.say(
        f"{names(member)} has seen it all the same: replace it when you can "
        f"(keylease key rotate {typed(names(id_))})."
    )
