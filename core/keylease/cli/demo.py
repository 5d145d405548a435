"""`keylease demo`: an example team, lived in for half a year, to look around in."""

from pathlib import Path
from tempfile import mkdtemp

import click

from keylease.cli.call import Call
from keylease.cli.grammar import Verb
from keylease.cli.showing import typed
from keylease.model.secret import Secret


@click.command("demo", cls=Verb)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where; else a new folder.",
)
@click.pass_obj
def demo_command(call: Call, folder: Path | None) -> None:
    """Make an example team with people, keys and half a year of history. Its keys open nothing."""
    from keylease.demo import PASSPHRASE, build_demo

    place = folder or Path(mkdtemp(prefix="keylease-demo-"))
    call.out.say("Making the example team; this takes a moment …")
    passphrase = Secret(PASSPHRASE.encode())
    made = build_demo(place, now=call.now(), passphrase=passphrase, cost=call.assembly.cost)
    row = {
        "home": str(made.home),
        "team": made.team,
        "you": made.person,
        "passphrase": PASSPHRASE,
    }
    call.out.done(f"{made.team} is in {made.home}. You are {made.person} in it.", row)
    call.out.say(
        f"Look around: export KEYLEASE_HOME={typed(made.home)} "
        f"KEYLEASE_PASSPHRASE={typed(PASSPHRASE)}; "
        "then keylease key list, keylease exposure, keylease log. "
        "Delete the folder when you have seen enough."
    )
