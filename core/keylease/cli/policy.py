"""`keylease policy`: what holds for the whole team."""

import click
from msgspec import structs

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import SPAN, Noun
from keylease.cli.times import Length
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.model.events import Lapse
from keylease.model.roles import BELOW_ADMIN, Role

_ADDERS = click.Choice([role.value for role in Role if role in BELOW_ADMIN - {Role.APP}])


@click.group("policy", cls=Noun)
def policy_command() -> None:
    """What holds for the whole team."""


@policy_command.command("show")
@click.pass_obj
def show(call: Call) -> None:
    """Show the team's policy."""
    with call.session() as session:
        row = _row(call.look(session))
    call.out.record(row, _LABELS)


_LABELS = {
    "may_add_keys": "May add keys",
    "review_every": "Access review every",
    "undecided_access": "Access nobody reviewed in time",
    "rules": "Handling rules",
}


def _row(now: Snapshot) -> dict[str, object]:
    policy = now.state.policy
    every = policy.review_every
    return {
        "may_add_keys": ["owner", "admin", *(role.value for role in policy.adders)],
        "review_every": None if every is None else Length(every),
        "undecided_access": policy.lapse.value,
        "rules": policy.rules is not None,
    }


@policy_command.command("set")
@click.option(
    "--adder",
    "adders",
    type=_ADDERS,
    multiple=True,
    help="A role below admin that may add keys; may be repeated.",
)
@click.option("--no-adders", is_flag=True, help="Only owners and admins add keys.")
@click.option("--review-every", type=SPAN, help="How often access is reviewed, like 13w.")
@click.option(
    "--lapse",
    type=click.Choice([lapse.value for lapse in Lapse]),
    help="What happens to access that nobody reviewed in time.",
)
@click.pass_obj
def set_policy(
    call: Call,
    adders: tuple[str, ...],
    no_adders: bool,
    review_every: int | None,
    lapse: str | None,
) -> None:
    """Change the team's policy (owners)."""
    changes: dict[str, object] = {}
    if adders or no_adders:
        changes["adders"] = tuple(Role(role) for role in adders)
    if review_every is not None:
        changes["review_every"] = review_every
    if lapse is not None:
        changes["lapse"] = Lapse(lapse)
    if not changes or (adders and no_adders):
        raise No(Code.E_USAGE, "Say what to change. See `keylease policy set --help`.")
    with call.session() as session:
        now = session.refresh()
        after = session.team.set_policy(structs.replace(now.state.policy, **changes))
        row = _row(after)
    call.out.done("The team's policy is set.", row)
