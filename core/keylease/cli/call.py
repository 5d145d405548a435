"""One call of `keylease`: what it was told by options and environment, and the way to a session."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from keylease.cli.output import Output
from keylease.errors import Code

if TYPE_CHECKING:
    from keylease.assembly import Assembly
    from keylease.client.app_session import AppSession
    from keylease.client.profile import Home
    from keylease.client.session import Session
    from keylease.client.snapshot import Snapshot
    from keylease.client.transport import Clock, Random
    from keylease.crypto.passphrase import Cost


@dataclass(frozen=True)
class Surroundings:
    """What a call is given by whoever makes it; tests give a clock and a cheap passphrase."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    clock: Clock | None = None
    random: Random | None = None
    cost: Cost | None = None


@dataclass
class Call:
    """Options of this call; filled in while the command line is read."""

    surroundings: Surroundings = field(default_factory=Surroundings)
    home: Path | None = None
    team: str | None = None
    json: bool = False
    debug: bool = False

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment variables."""
        return self.surroundings.environ

    @property
    def out(self) -> Output:
        """Where results and words go."""
        return Output(json=self.json)

    def now(self) -> int:
        """This computer's clock, milliseconds UTC."""
        return self.assembly.clock()

    @cached_property
    def assembly(self) -> Assembly:
        """What makes sessions, for the home that was chosen."""
        from keylease.assembly import Assembly

        given = {
            name: value
            for name in ("clock", "random", "cost")
            if (value := getattr(self.surroundings, name)) is not None
        }
        return Assembly(self.teams, **given)

    @cached_property
    def teams(self) -> Home:
        """The home that was chosen, with its teams' folders."""
        from keylease.client.profile import Home

        return Home.of(self.environ, self.home)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """An unlocked session in the chosen team, locked again at the end.

        Stretching the passphrase leaves the interpreter alone for half a second, in which the
        rooms that a session needs are imported: they cost no time of their own then.
        """
        from concurrent.futures import ThreadPoolExecutor

        from keylease.cli.asking import ask_passphrase
        from keylease.crypto.passphrase import MODERATE

        folder = self.teams.choose(self.team)
        passphrase = ask_passphrase(self)
        with ThreadPoolExecutor(max_workers=1) as beside:
            floor = self.surroundings.cost or MODERATE
            unlocking = beside.submit(folder.unlock, passphrase, floor=floor)
            assembly = self.assembly
            assembly.read_ahead(folder)
            session = assembly.open(folder, unlocking.result())
        passphrase.wipe()
        known = session.connection.known
        if known is not None and known.frozen is not None:
            self.out.say(Code.E_TEAM_FROZEN.meaning.sentence)
        try:
            yield session
            self._say_where(session)
        finally:
            session.close()

    def look(self, session: Session) -> Snapshot:
        """What is so now; where the relay is not reached, what was known, and how old that is."""
        seen = session.look()
        if seen.trouble is not None:
            from keylease.cli.times import Moment, away

            why = seen.trouble.detail.removesuffix(":") or "The relay was not reached."
            if not why.endswith("."):
                why = str(seen.trouble)
            at = seen.snapshot.checked
            self.out.say(f"{why} This is as of {Moment(at).local}, {away(at, self.now())}.")
        return seen.snapshot

    def _say_where(self, session: Session) -> None:
        """Whether the team's relay has moved meanwhile, or should have."""
        way = session.connection.way
        if way is None or not (way.moved or way.trouble):
            return
        address = session.snapshot.state.relay.address
        if way.trouble is None:
            self.out.say(f"An owner has moved the team's relay: from now on it is at {address}.")
        else:
            self.out.say(f"An owner has named a new relay, {address}: {way.trouble}")

    @property
    def token(self) -> str | None:
        """The token of an app, if this call is one's."""
        return self.environ.get("KEYLEASE_TOKEN") or None

    @contextmanager
    def app(self) -> Iterator[AppSession]:
        """The session of the app whose token is in KEYLEASE_TOKEN."""
        session = self.assembly.app(self.token or "")
        try:
            yield session
        finally:
            session.close()

    @property
    def can_ask(self) -> bool:
        """Whether somebody sits at a terminal to be asked."""
        return sys.stdin.isatty() or sys.stderr.isatty()
