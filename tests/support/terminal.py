"""People at terminals: commands of `keylease` in this process, with real homes and one clock.

    shell = Terminals(world)                       # of support.members, whose sessions are closed
    ada = shell.person("Ada")
    ada("key", "list").out
    ada("get", "openai", status=3)
    ada.json("log")

Everything is what runs on a desk but the cheap key-stretching; what takes a process of its own
(signals, exec, closed pipes) is tested with one.
"""

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from keylease.cli import main
from keylease.cli.call import Surroundings
from support.members import CHEAP, LONGEST_STEP, PASSPHRASE, World


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Lines of the result."""
        return self.out.splitlines()


@dataclass(frozen=True)
class Seat:
    """One person's terminal."""

    shell: "Terminals"
    name: str
    environ: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *words: str, stdin: str | bytes = b"", status: int = 0) -> Answer:
        """Run one command; it has to end with that status."""
        content = stdin.encode() if isinstance(stdin, str) else stdin
        answer = told(lambda: main(words, self.surroundings), content)
        assert answer.status == status, answer
        assert "Traceback" not in answer.err
        return answer

    @property
    def surroundings(self) -> Surroundings:
        """What a command is given here: this home, the clock of all, a cheap passphrase."""
        environ = {
            "PATH": "/usr/bin:/bin",
            "KEYLEASE_HOME": str(self.shell.home(self.name)),
            "KEYLEASE_PASSPHRASE": PASSPHRASE.decode(),
            **self.environ,
        }
        return Surroundings(environ, clock=lambda: self.shell.now, cost=CHEAP)

    def json(self, *words: str, stdin: str | bytes = b"", status: int = 0) -> Any:  # noqa: ANN401
        """The result of a command as the JSON it prints with --json."""
        return json.loads(self(*words, "--json", stdin=stdin, status=status).out)

    def refused(self, *words: str, status: int, stdin: str | bytes = b"") -> str:
        """The one sentence of a command that is to fail; it prints no result."""
        answer = self(*words, stdin=stdin, status=status)
        assert not answer.out, answer
        assert answer.err.startswith("keylease: "), answer
        return answer.err.splitlines()[-1].removeprefix("keylease: ")

    def given(self, **environ: str) -> "Seat":
        """The same terminal with further environment variables."""
        return Seat(self.shell, self.name, {**self.environ, **environ})


@dataclass(frozen=True)
class Terminals:
    """Everybody's terminals; `now` is everybody's clock, the relay's too."""

    world: World

    @property
    def now(self) -> int:
        """Milliseconds UTC."""
        return self.world.now

    def person(self, name: str) -> Seat:
        """Where somebody sits."""
        return Seat(self, name)

    def home(self, name: str) -> Path:
        """Where somebody's teams lie."""
        return self.world.home(name).path

    def wait(self, milliseconds: int) -> None:
        """Let time pass, with a look at the team by Ada in every week of it."""
        while milliseconds > 0:
            self.world.now += min(milliseconds, LONGEST_STEP)
            milliseconds -= LONGEST_STEP
            self.person("Ada")("team", "show")


def told(run: Callable[[], int], stdin: bytes = b"") -> Answer:
    """What a command says that is run so: nobody at a terminal, all through pipes."""
    with _pipes(stdin) as (out, err):
        status = run()
    return Answer(status, _text(out), _text(err))


@contextmanager
def _pipes(content: bytes) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Nobody at a terminal: stdin, stdout and stderr are pipes."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            yield out, err
    finally:
        sys.stdin = before


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
