"""`keylease environment`: what access may be in development, staging, production."""

import click
from msgspec import structs

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import SPAN, Noun
from keylease.cli.output import Row
from keylease.cli.showing import Names
from keylease.cli.times import Length
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, Refused
from keylease.model.base import EnvironmentId
from keylease.model.events import EnvironmentPolicy
from keylease.model.spans import DAY


@click.group("environment", cls=Noun)
def environment_command() -> None:
    """Development, staging, production: what access may be in each."""


@environment_command.command("list")
@click.pass_obj
def list_environments(call: Call) -> None:
    """List environments and what their policies ask for."""
    with call.session() as session:
        now = call.look(session)
        names = Names(now)
        rows = [environment_row(now, names, id_) for id_ in now.state.environments]
    call.out.rows(
        rows, COLUMNS, empty="No environments yet. Make one: keylease environment set NAME"
    )


COLUMNS = {
    "environment": "environment",
    "longest": "longest access",
    "verified_only": "words compared",
    "reason_required": "reason",
    "second_approver": "two people",
    "mock": "mock by default",
    "rotate_every": "replace every",
    "keys": "keys",
}


def environment_row(now: Snapshot, names: Names, id_: EnvironmentId) -> dict[str, object]:
    """An environment and its policy as an object; spans in seconds."""
    policy = now.state.environments[id_].policy
    every = policy.rotate_every
    return {
        "environment": names(id_),
        "environment_id": id_,
        "longest": Length(policy.longest),
        "verified_only": policy.verified_only,
        "reason_required": policy.reason_required,
        "second_approver": policy.second_approver,
        "mock": policy.mock,
        "agent_keeps": Length(policy.agent_keeps),
        "rotate_every": None if every is None else Length(every),
        "keys": sum(key.environment == id_ for key in now.state.keys.values()),
    }


_NEW = EnvironmentPolicy(
    longest=90 * DAY,
    verified_only=False,
    reason_required=False,
    second_approver=False,
    mock=False,
    agent_keeps=0,
)
"""What a new environment has where nothing else is said."""


@environment_command.command("set")
@click.argument("name")
@click.option("--longest", type=SPAN, help="The longest access, like 30d.")
@click.option(
    "--verified-only/--anyone", default=None, help="Only people whose words were compared."
)
@click.option("--reason-required/--reason-optional", default=None, help="Sharing wants a reason.")
@click.option("--second-approver/--one-approver", default=None, help="Sharing wants two people.")
@click.option("--mock/--live", default=None, help="`run` gives mock values unless told --live.")
@click.option("--agent-keeps", type=SPAN, help="How long an agent may keep an opened value.")
@click.option("--rotate-every", type=SPAN, help="How often keys are to be replaced.")
@click.pass_obj
def set_environment(call: Call, /, name: str, **wanted: int | bool | None) -> None:
    """Change an environment's policy, or make a new one called NAME."""
    changes = {field: value for field, value in wanted.items() if value is not None}
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        try:
            id_ = now.environment_named(name)
        except Refused:
            id_ = session.team.add_environment(name, structs.replace(_NEW, **changes))
        else:
            if not changes:
                raise No(Code.E_USAGE, "Say what to change. See `keylease environment set --help`.")
            policy = structs.replace(now.state.environments[id_].policy, **changes)
            session.team.set_environment(id_, policy)
        after = session.snapshot
        row: Row = environment_row(after, Names(after), id_)
    call.out.done(f"{row['environment']} is set. What is lent already keeps its end.", row)
