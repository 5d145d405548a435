"""`keylease relay`: for whoever runs the team's relay, here the one on this computer."""

import click

from keylease.cli.call import Call
from keylease.cli.grammar import UNTIL, Noun
from keylease.cli.times import Moment, Until
from keylease.errors import Code, Usage


@click.group("relay", cls=Noun)
def relay_command() -> None:
    """The team's relay, where it runs on this computer."""


@relay_command.command("confirm-date")
@click.argument("date", type=UNTIL, metavar="DATE")
@click.pass_obj
def confirm_date(call: Call, date: Until) -> None:
    """Say that today is DATE, after the clock has jumped ahead and the relay waits."""
    if date.at is None:
        raise Usage(Code.E_DURATION, "That is a duration, no date.")
    call.assembly.confirm_date(date.at, team=call.team)
    now = Moment(call.now())
    call.out.done(f"Confirmed: it is {now.local}. The relay goes on.", {"now": now})
