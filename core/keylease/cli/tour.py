"""`keylease tour`: the main job in the terminal, by two people with homes of their own.

Every command is a process of its own, as it would be typed; nothing is shown that did not happen.
"""

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.errors import Code
from keylease.launch.mock import mock_value
from keylease.providers.catalogue import by_name

PASSPHRASE = "the tour is over when it ends"  # noqa: S105 -- of two homes that live a minute
TIMEOUT = 120
"""Seconds that one command may take; it takes one."""


@dataclass(frozen=True)
class Step:
    """One command by one person: why, what is typed, and how it is to end.

    `gives` names what its stdout is kept as; `takes` what is piped into it.
    """

    who: str
    words: tuple[str, ...]
    why: str
    status: int = 0
    gives: str = ""
    takes: str = ""


KEY = "openai-prod"
STEPS = (
    Step("Ada", ("team", "create", "Acme AI", "--as", "Ada"),
         "Ada founds a team. It lives on this computer: no server, no account."),
    Step("Ada", ("member", "invite", "--for", "1d"),
         "She makes an invite link for Bob. It works once.", gives="link"),
    Step("Bob", ("team", "join", "-", "--as", "Bob"),
         "Bob joins with the link, in a home of his own.", takes="link"),
    Step("Ada", ("member", "admit", "Bob", "--words-compared"),
         "On the phone they compare the six words; she lets him in."),
    Step("Ada", ("key", "add", KEY, "--environment", "production"),
         "She puts in an OpenAI key, by stdin. Its provider is found out from the value.",
         takes="value"),
    Step("Bob", ("get", KEY),
         "Bob has no access yet, and is told so.", status=3),
    Step("Ada", ("grant", KEY, "--to", "Bob", "--for", "1h", "--reason", "try the new model"),
         "She lends it to Bob for an hour. What that comes to is said before it is done."),
    Step("Bob", ("run", "--key", KEY, "--", "sh", "-c", "echo it has ${#OPENAI_API_KEY} letters"),
         "Bob runs a program with it. The key stands in that program's environment only."),
    Step("Ada", ("log", "--key", KEY),
         "Everything is on record: Ada sees that Bob has opened version 1."),
    Step("Ada", ("exposure", "--key", KEY),
         "And who has seen the value: what no revoking can take back."),
    Step("Ada", ("revoke", KEY, "--from", "Bob", "--reason", "project over"),
         "She revokes it, and is told what that does not undo."),
    Step("Bob", ("get", KEY),
         "Bob is refused. That is on record too.", status=3),
    Step("Ada", ("verify",),
         "The whole history is checked: every signature, every rule, every line."),
)  # fmt: skip


@dataclass
class Tour:
    """Walks the steps in a folder of its own."""

    call: Call
    folder: Path
    kept: dict[str, str] = field(default_factory=dict)

    def walk(self) -> None:
        """All steps, one after another; E_INTERNAL where one ends otherwise than it should."""
        self.kept["value"] = mock_value(by_name("openai"), "tour")
        for number, step in enumerate(STEPS, start=1):
            self._say(f"\n{number}. {step.why}")
            self._take(step)

    def _take(self, step: Step) -> None:
        piped = f"paste-the-{step.takes} | " if step.takes else ""
        self._say(f"   {step.who}$ {piped}keylease {shlex.join(step.words)}")
        ended = subprocess.run(
            [sys.executable, "-m", "keylease", *step.words],
            input=self.kept.get(step.takes, ""),
            env=self._environment(step.who),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if step.gives else subprocess.STDOUT,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        if step.gives:
            self.kept[step.gives] = ended.stdout
        for line in f"{ended.stdout}{ended.stderr or ''}".splitlines():
            self._say(f"   | {line}")
        if ended.returncode != step.status:
            raise No(Code.E_INTERNAL, f"That step should have ended with {step.status}. Tell us.")
        if step.status:
            self._say(f"   (exit status {step.status})")

    def _environment(self, who: str) -> dict[str, str]:
        return {
            **os.environ,
            "KEYLEASE_HOME": str(self.folder / who.lower()),
            "KEYLEASE_PASSPHRASE": PASSPHRASE,
        }

    def _say(self, text: str) -> None:
        self.call.out.line(text)


@click.command("tour", cls=Verb)
@click.pass_obj
def tour_command(call: Call) -> None:
    """Walk through the main job in the terminal: two people, two homes, nothing left behind."""
    if call.json:
        raise No(Code.E_USAGE, "The tour is for reading. Leave --json out.")
    with TemporaryDirectory(prefix="keylease-tour-") as folder:
        Tour(call, Path(folder)).walk()
    call.out.line(
        "\nThat was the main job; the two homes are deleted. Next, your own team:\n"
        "  keylease team create NAME --as YOU\n"
        "or an example team with half a year of history: keylease demo"
    )
