"""A little team on a real embedded relay, for the screens: cheap passphrases and a clock to set.

Ana owns it, Ben is a member whose words were compared, Cai a member whose words were not, Dee an
admin, and "ci-eval" a service. Each person has a home of their own and can act from it while a
window shows Ana's, as another program would.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from keylease.assembly import Assembly
from keylease.client.keys import NewKey
from keylease.client.lending import Terms
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.crypto.passphrase import Cost
from keylease.launch.mock import mock_value
from keylease.model.access import Purpose
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.providers.catalogue import by_name
from keylease.wire.record import new_record
from support.terms import DAY, HOUR, START

CHEAP = Cost(1, 8)
PASSPHRASE = "a cheap one for tests"
TEAM = "Acme AI"
PEOPLE = ("Ana", "Ben", "Cai", "Dee")
KEYS = (
    ("openai-prod", "openai", "production"),
    ("anthropic-dev", "anthropic", "development"),
    ("mistral-eval", "mistral", "staging"),
)


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: int = START

    def __call__(self) -> int:
        return self.now

    def wait(self, ms: int) -> None:
        """Let time pass."""
        self.now += ms


@dataclass
class LittleTeam:
    """The folder of everybody's homes, the clock they share, and who is at work."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    at_work: dict[str, Session] = field(default_factory=dict)

    def assembly(self, person: str) -> Assembly:
        """What makes that person's sessions."""
        return Assembly(Home(self.folder / person.lower()), clock=self.clock, cost=CHEAP)

    def session(self, person: str) -> Session:
        """That person at work, unlocked once."""
        if person not in self.at_work:
            self.at_work[person] = self.assembly(person).unlock(passphrase())
        self.at_work[person].refresh()
        return self.at_work[person]

    def act(self, person: str, work: Callable[[Session], object]) -> None:
        """Let that person do something from their own home."""
        work(self.session(person))

    def id(self, name: str) -> str:
        """The id of a person, service or key of that name."""
        now = self.session("Ana").refresh()
        if name in {now.names.of(id_) for id_ in now.state.keys}:
            return now.key_named(name)
        return now.member_named(name)

    def close(self) -> None:
        """Everybody goes home."""
        for session in self.at_work.values():
            session.close()
        self.at_work.clear()


def passphrase() -> Secret:
    """Everybody's passphrase."""
    return Secret(PASSPHRASE.encode())


def found(folder: Path, at: int = START) -> LittleTeam:
    """Found the team and bring everybody in, with keys and access."""
    team = LittleTeam(folder, Clock(at))
    ana = team.at_work["Ana"] = team.assembly("Ana").found(TEAM, "Ana", passphrase())
    join(team, "Ben", Role.MEMBER, verified=True)
    join(team, "Cai", Role.MEMBER, verified=False)
    join(team, "Dee", Role.ADMIN, verified=True)
    for name, provider, environment in KEYS:
        where = ana.snapshot.environment_named(environment)
        value = mock_value(by_name(provider), name)
        ana.keys.add(NewKey(name, provider, where), new_record(value, secrets.token_bytes))
    ana.apps.create("ci-eval", team.clock() + 30 * DAY)
    for key, person, days in (("openai-prod", "Ben", 6), ("anthropic-dev", "Cai", 80)):
        terms = Terms(team.clock() + days * DAY, reason="release 2.1 evals")
        ana.lending.issue(team.id(key), [team.id(person)], terms)
    return team


def join(team: LittleTeam, person: str, role: Role, *, verified: bool) -> None:
    """Bring somebody in: invited by Ana, joined from a home of their own, let in."""
    ana = team.session("Ana")
    invitation = ana.people.invite(role, 7 * DAY)
    joined = team.assembly(person).join(invitation.link, person, passphrase())
    team.at_work[person] = joined
    ana.refresh()
    ana.people.admit(joined.me, verified=verified)


def put_in_motion(team: LittleTeam) -> None:
    """Ben has opened his key, Cai asks for more, and an hour goes by."""
    team.clock.wait(HOUR)
    key = team.id("openai-prod")
    team.act("Ben", lambda session: session.values.open(key, Purpose.COPY))
    team.act("Cai", lambda session: session.lending.request(key, 7 * DAY, "benchmark run"))
