"""`keylease key`: the life of its values, and freezing."""

import click

from keylease.cli.asking import ask_value
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.cli.key_input import refuse_known, refuse_values
from keylease.cli.provider import console_of, title_of
from keylease.cli.showing import counted, typed
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.insight.holders import holders
from keylease.ledger.standing import active_version, pending_version
from keylease.model.base import KeyId
from keylease.model.events import VersionState
from keylease.wire.record import new_record

reason = click.option("--reason", default="", metavar="TEXT", help="Why; it goes on record.")


def add_to(group: click.Group) -> None:
    """Put these verbs under `key`."""
    for command in (rotate, activate, retire, compromised, reseal, freeze, thaw):
        group.add_command(command)


def _row(now: Snapshot, key: KeyId, version: int | None = None) -> dict[str, object]:
    row: dict[str, object] = {"key": now.names.of(key), "key_id": key}
    if version is not None:
        row["version"] = version
        row["state"] = now.state.keys[key].versions[version - 1].state.value
    return row


@click.command("rotate", cls=Verb)
@click.argument("name")
@click.argument("surplus", nargs=-1, metavar="", type=click.UNPROCESSED)
@click.option(
    "--base-url", metavar="U", help="Where it is used, if not at the provider's own host."
)
@click.option("--pending", is_flag=True, help="Hand it out, but leave the old value in use.")
@click.option("--allow-duplicate", is_flag=True, help="Though the same value is here already.")
@click.pass_obj
def rotate(
    call: Call,
    name: str,
    surplus: tuple[str, ...],
    base_url: str | None,
    pending: bool,
    allow_duplicate: bool,
) -> None:
    """Put in a new value of the key NAME, sealed to all who have access, and take it into use."""
    refuse_values(surplus)
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        key = now.key_named(name)
        _require_none_pending(now, key)
        old = active_version(now.state.keys[key])
        value = ask_value(call, f"New value of {name} (not shown): ")
        record = new_record(value, call.assembly.random, base_url=base_url)
        refuse_known(session, record, allow=allow_duplicate, but=key)
        number = session.keys.put_version(key, record)
        if not pending:
            session.keys.activate(key, number)
        after = session.snapshot
        row = _row(after, key, number)
        reached = len({one.member for one in holders(after.state, key, call.now())})
    shown, people = row["key"], counted(reached, "holder")
    if pending:
        call.out.done(f"Version {number} of {shown} is sealed to {people}, and waits.", row)
        call.out.say(f"Take it into use with: keylease key activate {typed(shown)} {number}")
        return
    call.out.done(f"Version {number} of {shown} is in use, sealed to {people}.", row)
    if old is not None:
        call.out.say(_still_works(after, key, old))


def _require_none_pending(now: Snapshot, key: KeyId) -> None:
    waiting = pending_version(now.state.keys[key])
    if waiting is not None:
        raise No(
            Code.E_STATE,
            f"Version {waiting} waits to be used already. Take it into use first: "
            f"keylease key activate {typed(now.names.of(key))} {waiting}",
        )


def _still_works(now: Snapshot, key: KeyId, old: int) -> str:
    provider = now.names.field(key, "provider")
    console = console_of(provider)
    where = f"{title_of(provider)} ({console})" if console else title_of(provider)
    shown = now.names.of(key)
    return (
        f"Version {old} still works until you delete it at {where}. When you have seen that it is "
        f'dead: keylease key retire {typed(shown)} {old} --note "how you saw it"'
    )


@click.command("activate", cls=Verb)
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
@click.pass_obj
def activate(call: Call, name: str, version: int) -> None:
    """Take a pending version into use; the one before it is replaced."""
    with call.session() as session:
        now = session.refresh()
        key = now.key_named(name)
        old = active_version(now.state.keys[key])
        if pending_version(now.state.keys[key]) != version:
            raise No(
                Code.E_STATE,
                f"Version {version} does not wait to be used. "
                f"See `keylease key show {typed(name)}`.",
            )
        session.keys.seal_to_all(key, version)
        after = session.keys.activate(key, version)
    call.out.done(
        f"Version {version} of {after.names.of(key)} is in use.", _row(after, key, version)
    )
    if old is not None:
        call.out.say(_still_works(after, key, old))


@click.command("retire", cls=Verb)
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
@click.option("--note", default="", metavar="TEXT", help="How you saw that it is dead.")
@click.pass_obj
def retire(call: Call, name: str, version: int, note: str) -> None:
    """Record that a replaced version is dead: you deleted it at its provider."""
    with call.session() as session:
        now = session.refresh()
        key = now.key_named(name)
        _require_version(now, key, version)
        state = now.state.keys[key].versions[version - 1].state
        if state is VersionState.ACTIVE:
            raise No(
                Code.E_STATE,
                f"Version {version} is in use. Put a new value in first: "
                f"keylease key rotate {typed(name)}",
            )
        if state is VersionState.DESTROYED:
            raise No(Code.E_STATE, f"Version {version} is recorded as dead. Nothing is left to do.")
        after = session.keys.retire(key, version, note=note)
    call.out.done(
        f"Recorded: version {version} of {after.names.of(key)} is dead, as you have seen yourself.",
        _row(after, key, version),
    )


def _require_version(now: Snapshot, key: KeyId, version: int) -> None:
    count = len(now.state.keys[key].versions)
    if version > count:
        raise No(
            Code.E_UNKNOWN,
            f"{now.names.of(key)} has {counted(count, 'version')}. Choose one of them.",
        )


@click.command("compromised", cls=Verb)
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
@reason
@click.pass_obj
def compromised(call: Call, name: str, version: int, reason: str) -> None:
    """Record that somebody knows a version who should not: nothing more of it is handed out."""
    with call.session() as session:
        now = session.refresh()
        key = now.key_named(name)
        _require_version(now, key, version)
        after = session.keys.compromised(key, version, reason=reason)
    shown = after.names.of(key)
    call.out.done(
        f"Version {version} of {shown} is recorded as compromised.", _row(after, key, version)
    )
    call.out.say(
        f"Delete it at {title_of(after.names.field(key, 'provider'))} now, then put a new value "
        f"in: keylease key rotate {typed(shown)}"
    )


@click.command("reseal", cls=Verb)
@click.argument("name")
@click.pass_obj
def reseal(call: Call, name: str) -> None:
    """Hand a key out anew to all who have access, after the relay lost what opens it."""
    with call.session() as session:
        key = session.refresh().key_named(name)
        after = session.keys.reseal(key)
    call.out.done(f"{after.names.of(key)} is sealed anew to all who have access.", _row(after, key))


@click.command("freeze", cls=Verb)
@click.argument("name")
@reason
@click.pass_obj
def freeze(call: Call, name: str, reason: str) -> None:
    """Hand nothing out of a key until it is thawed. Nobody's access is ended by it."""
    with call.session() as session:
        now = session.refresh()
        key = now.key_named(name)
        if now.state.keys[key].frozen:
            raise No(Code.E_STATE, f"{name} is frozen already. Nothing is left to do.")
        after = session.keys.freeze(key, reason=reason)
    shown = after.names.of(key)
    call.out.done(f"{shown} is frozen: it opens for nobody.", {**_row(after, key), "frozen": True})
    call.out.say(
        f"Who has opened it still knows its value: keylease exposure --key {typed(shown)}. "
        f"To hand it out again: keylease key thaw {typed(shown)}"
    )


@click.command("thaw", cls=Verb)
@click.argument("name")
@click.pass_obj
def thaw(call: Call, name: str) -> None:
    """Let a frozen key be handed out again."""
    with call.session() as session:
        now = session.refresh()
        key = now.key_named(name)
        if not now.state.keys[key].frozen:
            raise No(Code.E_STATE, f"{name} is not frozen. Nothing is left to do.")
        after = session.keys.thaw(key)
    call.out.done(
        f"{after.names.of(key)} is handed out again.", {**_row(after, key), "frozen": False}
    )
