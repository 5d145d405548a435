"""`keylease unlock` and `keylease lock`: an agent that opens keys without asking each time.

The agent is a process of its own. It gets the passphrase through a pipe, never as an argument or
in its environment, and forgets everything when its time is over or it is told to lock.
"""

import json
import os
import subprocess
import sys
from typing import Any

import click

from keylease.agent.thin import AgentRefused, ask
from keylease.cli.asking import ask_passphrase
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.cli.times import parse_span
from keylease.errors import Code
from keylease.model.spans import WEEK

AGENT = [sys.executable, "-m", "keylease.cli.agent_process"]
LONGEST = WEEK


@click.command("unlock", cls=Verb)
@click.option(
    "--for",
    "span",
    metavar="SPAN",
    default="8h",
    show_default=True,
    help="For how long; at most 7d.",
)
@click.pass_obj
def unlock_command(call: Call, span: str) -> None:
    """Unlock for a while: get and run need no passphrase then. Every opening stays on record."""
    lasts = parse_span(span)
    if not 0 < lasts <= LONGEST:
        raise No(Code.E_DURATION, "An agent stays unlocked for seven days at most: --for 7d.")
    home = call.assembly.home
    if _status(call) is not None:
        raise No(Code.E_STATE, "It is unlocked already. `keylease lock` ends that.")
    folder = home.choose(call.team)
    passphrase = ask_passphrase(call)
    until = call.now() + lasts
    request = {"home": str(home.path), "team": folder.path.name, "until": until}
    said = _begin(request, passphrase.reveal())
    passphrase.wipe()
    if "error" in said:
        raise _Told(said["error"])
    call.out.done(
        f"Unlocked for {span} as {said['member']} in {said['team']}: get and run are answered "
        "without the passphrase, other commands ask for it as before. `keylease lock` ends it.",
        {"team": said["team"], "member": said["member"], "until": until},
    )


@click.command("lock", cls=Verb)
@click.pass_obj
def lock_command(call: Call) -> None:
    """Lock at once: the agent forgets the identity, and the open app locks too."""
    try:
        reply = ask(str(call.assembly.home.path), {"op": "lock"})
    except AgentRefused:
        reply = {}  # its time was over: it has locked itself
    if reply is None:
        call.out.done("Nothing was unlocked.", {"locked": False})
    else:
        call.out.done("Locked.", {"locked": True})


class _Told(No):
    """A no that the agent's process has told, with its exit status."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(Code[error["code"]], error["sentence"])
        self._status = int(error["exit_status"])

    @property
    def exit_status(self) -> int:
        """As the process had it."""
        return self._status


def _status(call: Call) -> dict[str, Any] | None:
    try:
        return ask(str(call.assembly.home.path), {"op": "status"})
    except AgentRefused:
        return None


def _begin(request: dict[str, Any], passphrase: bytes) -> dict[str, Any]:
    """Start the process, and what it says once it listens or cannot."""
    process = subprocess.Popen(
        AGENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: text for name, text in os.environ.items() if not name.startswith("KEYLEASE_")},
        cwd="/",
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        process.stdin.write(json.dumps(request).encode() + b"\n" + passphrase)
        process.stdin.close()
        line = process.stdout.readline()
    process.returncode = 0  # it goes on without us; nobody waits for it
    try:
        said = json.loads(line)
    except ValueError:
        raise No(Code.E_INTERNAL, "The agent did not start. Nothing was unlocked.") from None
    assert isinstance(said, dict)
    return said
