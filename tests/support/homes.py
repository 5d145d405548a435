"""Real homes of real people: sessions over an embedded relay, with a clock that is set by hand.

    homes = Homes(tmp_path)
    ada = homes.found("Ada")                       # a team, three environments
    bob = homes.bring(ada, "Bob")                  # invited, joined, admitted, words compared
    key = homes.key(ada, "openai")                 # with a first value, in use
    homes.wait(HOUR)

Only the key-stretching of identity files is made cheap; all else is what runs on a desk.
"""

from pathlib import Path
from secrets import token_bytes

from keylease.assembly import Assembly
from keylease.client.keys import NewKey
from keylease.client.lending import Terms
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.crypto.passphrase import Cost
from keylease.model.base import KeyId
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.wire.record import ValueRecord, new_record
from support.terms import DAY, START

CHEAP = Cost(1, 8)
PASSPHRASE = "correct horse battery staple"


class Homes:
    """Several people's homes on one computer; `now` is everybody's clock."""

    def __init__(self, folder: Path, *, now: int = START) -> None:
        self.folder = folder
        self.now = now
        self._open: list[Session] = []

    def wait(self, milliseconds: int) -> None:
        """Let time pass."""
        self.now += milliseconds

    def home(self, name: str) -> Path:
        """Where somebody's home lies."""
        return self.folder / name.lower()

    def assembly(self, name: str) -> Assembly:
        """What builds that person's sessions."""
        return Assembly(Home(self.home(name)), clock=lambda: self.now, cost=CHEAP)

    def keep(self, session: Session) -> Session:
        """Close it with the rest."""
        self._open.append(session)
        return session

    def close(self) -> None:
        """Close every session."""
        for session in self._open:
            session.close()

    def found(self, name: str = "Ada", team: str = "Acme") -> Session:
        """A new team."""
        return self.keep(self.assembly(name).found(team, name, passphrase()))

    def unlock(self, name: str) -> Session:
        """A further session of somebody."""
        return self.keep(self.assembly(name).unlock(passphrase()))

    def bring(self, by: Session, name: str, role: Role = Role.MEMBER) -> Session:
        """Somebody new, let in with words compared."""
        link = by.people.invite(role, 7 * DAY).link
        newcomer = self.keep(self.assembly(name).join(link, name, passphrase()))
        by.people.admit(newcomer.me, verified=True)
        newcomer.refresh()
        return newcomer

    def key(self, by: Session, name: str, *, environment: str = "development") -> KeyId:
        """A key with a first value, `sk-` and its name."""
        place = by.snapshot.environment_named(environment)
        return by.keys.add(NewKey(name, "openai", place), value(f"sk-{name}-1"))

    def lend(self, by: Session, key: KeyId, to: Session, *, days: int = 7) -> str:
        """A grant for some days; its id."""
        return by.lending.issue(key, [to.me], Terms(expires=self.now + days * DAY))[0]


def passphrase() -> Secret:
    """Everybody's passphrase."""
    return Secret(PASSPHRASE.encode())


def value(text: str) -> ValueRecord:
    """A value as somebody pastes it."""
    return new_record(text, token_bytes)
