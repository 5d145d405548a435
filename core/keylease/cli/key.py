"""`keylease key`: put keys in, look at them, change what is said of them."""

import click

from keylease.cli import key_custody, key_import, key_versions
from keylease.cli.asking import ask_value
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import SPAN, Noun
from keylease.cli.key_facts import COLUMNS, key_row, tell_key
from keylease.cli.key_input import new_environment, refuse_known, refuse_values
from keylease.cli.provider import LIMITS, choose, mistaken
from keylease.cli.showing import Names, View, counted, typed
from keylease.client.keys import NewKey
from keylease.errors import Code
from keylease.ledger.standing import active_version
from keylease.providers.provider import Provider
from keylease.wire.names import check_note
from keylease.wire.record import new_record


@click.group("key", cls=Noun)
def key_command() -> None:
    """Put keys in, look at them, replace them."""


def about(command: click.Command) -> click.Command:
    """Options by which a person says what a key's provider holds it to, and what else to know."""
    for field, label in [*LIMITS.items(), ("variable", "Variable in `run`"), ("note", "Note")]:
        flag = "--" + field.replace("_", "-")
        option = click.Option([flag, field], metavar="TEXT", help=f"{label}, for people to read.")
        command.params.append(option)
    return command


def facts_of(given: dict[str, str | None]) -> dict[str, str]:
    """What was said about a key, checked; nothing for what was not."""
    return {field: check_note(text) for field, text in given.items() if text is not None}


@about
@key_command.command("add")
@click.argument("name")
@click.argument("surplus", nargs=-1, metavar="", type=click.UNPROCESSED)
@click.option("--provider", metavar="P", help="Else found out from the value.")
@click.option("--environment", metavar="E", help="Like production.")
@click.option("--rotate-every", type=SPAN, help="How often to replace it, like 90d.")
@click.option(
    "--base-url", metavar="U", help="Where it is used, if not at the provider's own host."
)
@click.option("--known-to", multiple=True, metavar="NAME", help="Who knows the value already.")
@click.option("--known-elsewhere", metavar="TEXT", help='Like "posted in Slack".')
@click.option("--allow-duplicate", is_flag=True, help="Though the same value is here already.")
@click.pass_obj
def add(
    call: Call,
    /,
    name: str,
    surplus: tuple[str, ...],
    provider: str | None,
    environment: str | None,
    rotate_every: int | None,
    base_url: str | None,
    known_to: tuple[str, ...],
    known_elsewhere: str | None,
    allow_duplicate: bool,
    **facts: str | None,
) -> None:
    """Put in a key called NAME. Its value comes from stdin, or is asked for unseen."""
    refuse_values(surplus)
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        where = new_environment(now, environment)
        knowing = [now.member_named(one) for one in known_to]
        value = ask_value(call, f"Value of {name} (not shown): ")
        record = new_record(value, call.assembly.random, base_url=base_url)
        chosen = choose(provider, value, name)
        refuse_known(session, record, allow=allow_duplicate)
        new = NewKey(name, chosen.id, where, rotate_every, tuple(facts_of(facts).items()))
        key = session.keys.add(new, record)
        if knowing or known_elsewhere:
            who = check_note(known_elsewhere or "")
            session.keys.declare_exposure(key, 1, knowing, who=who)
        row = key_row(View(session.refresh(), session.exposures(), call.now()), key)
    _tell_added(call, row, chosen, mistaken(chosen, value, name))


def _tell_added(call: Call, row: dict[str, object], provider: Provider, caution: str) -> None:
    name, word = row["name"], typed(row["name"])
    call.out.done(
        f"{name} is in: {provider.name}, {row['environment']}. You are its only custodian.", row
    )
    if caution:
        call.out.say(caution)
    call.out.say(
        f"Next: keylease grant {word} --to NAME --for 7d. Let somebody else keep the value too, so "
        f"that it is not lost with this computer: keylease key custodian add {word} NAME"
    )


@key_command.command("list")
@click.option("--environment", metavar="E", help="Only those in one environment.")
@click.pass_obj
def list_keys(call: Call, environment: str | None) -> None:
    """List all keys: where they belong, who has access, when they are to be replaced."""
    with call.session() as session:
        now = call.look(session)
        only = None if environment is None else now.environment_named(environment)
        view, keys = View(now, session.exposures(), call.now()), now.keys_by_name()
        rows = [key_row(view, id_) for id_, key in keys if only is None or key.environment == only]
    call.out.rows(
        rows, COLUMNS, empty="No keys yet. Add one: keylease key add NAME --environment production"
    )


@key_command.command("show")
@click.argument("name")
@click.pass_obj
def show(call: Call, name: str) -> None:
    """Show a key: who has access, who has seen which version, what its environment allows."""
    with call.session() as session:
        now = call.look(session)
        key = now.key_named(name)
        tell_key(call, View(now, session.exposures(), call.now()), key)


@about
@key_command.command("edit")
@click.argument("name")
@click.option("--name", "new_name", metavar="NAME", help="A new name.")
@click.option("--environment", metavar="E", help="Move it to another environment.")
@click.option("--rotate-every", type=SPAN, help="How often to replace it, like 90d.")
@click.pass_obj
def edit(
    call: Call,
    /,
    name: str,
    new_name: str | None,
    environment: str | None,
    rotate_every: int | None,
    **facts: str | None,
) -> None:
    """Change what is said of a key."""
    fields = facts_of(facts)
    if new_name is not None:
        fields["name"] = new_name
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        key = now.key_named(name)
        changes: dict[str, object] = {}
        if environment is not None:
            changes["environment"] = now.environment_named(environment)
        if rotate_every is not None:
            changes["rotate_every"] = rotate_every
        if not (fields or changes):
            raise No(Code.E_USAGE, "Say what to change. See `keylease key edit --help`.")
        after = session.keys.edit(key, fields, **changes)
        row = key_row(View(after, session.exposures(), call.now()), key)
    call.out.done(f"{row['name']} is changed.", row)


@key_command.command("declare")
@click.argument("name")
@click.option("--version", "version", type=click.IntRange(1), help="Else the one in use.")
@click.option("--known-to", multiple=True, metavar="NAME", help="Who knows the value.")
@click.option("--known-elsewhere", metavar="TEXT", help='Like "posted in Slack".')
@click.pass_obj
def declare(
    call: Call,
    name: str,
    version: int | None,
    known_to: tuple[str, ...],
    known_elsewhere: str | None,
) -> None:
    """Put on record who knows a key's value by other ways than Keylease."""
    with call.session() as session:
        now = session.refresh()
        key = now.key_named(name)
        number = version or active_version(now.state.keys[key]) or 1
        people = [now.member_named(one) for one in known_to]
        if not people and not known_elsewhere:
            raise No(Code.E_USAGE, "Say who knows it: --known-to NAME or --known-elsewhere TEXT.")
        who = check_note(known_elsewhere or "")
        session.keys.declare_exposure(key, number, people, who=who)
        shown = [*Names(now).all(people), *([who] if who else [])]
        row = {"key": now.names.of(key), "key_id": key, "version": number, "known_to": shown}
    told = counted(len(shown), "entry", "entries")
    call.out.done(f"Recorded for {row['key']}, version {number}: {told}.", row)


for part in (key_versions, key_custody, key_import):
    part.add_to(key_command)
