"""The stage of the example team: its clock, its people, and their working days."""

import random
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from keylease import __version__
from keylease.assembly import Assembly
from keylease.client.app_session import AppSession
from keylease.client.courier import Courier, Signer
from keylease.client.joining import Joiner
from keylease.client.keys import NewKey
from keylease.client.lending import Terms
from keylease.client.profile import Home
from keylease.client.replica import Replica
from keylease.client.session import Session
from keylease.crypto.identity import Identity
from keylease.crypto.metadata import invite_signing_key
from keylease.crypto.passphrase import Cost
from keylease.errors import Refused
from keylease.launch.mock import mock_value
from keylease.ledger.standing import grants_of_member, live
from keylease.model.access import Purpose
from keylease.model.base import GrantId, KeyId, MemberId, Time
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.model.spans import DAY, HOUR, MINUTE
from keylease.model.state import State
from keylease.providers.catalogue import by_name
from keylease.store.memory import MemoryStore
from keylease.wire.invite import InviteLink, read_link
from keylease.wire.record import ValueRecord, new_record
from keylease.wire.token import read_token

CLIENT = f"keylease/{__version__}"
WORKING_DAYS = 5
OFTEN = 0.4
LONGEST_NIGHT = 5 * DAY
"""A relay that has signed nothing for a week asks what day it is."""
OPENING_HOURS = (8, 9, 9, 10, 10, 11, 13, 14, 14, 15, 16, 17)
PURPOSES = (Purpose.RUN, Purpose.RUN, Purpose.RUN, Purpose.COPY, Purpose.COPY, Purpose.SHOW)


class Stage:
    """Who is there, and what time it is. Ada's home is on disk, all the others' in memory."""

    def __init__(self, folder: Path, *, now: Time, seed: int, cost: Cost) -> None:
        self.end = now
        self.now = now
        self.chance = random.Random(seed)  # noqa: S311  decides who does what when, no secret
        self.people: dict[str, Session] = {}
        self._tokens: dict[MemberId, str] = {}
        self._assembly = Assembly(
            Home(folder),
            clock=lambda: self.now,
            random=self.chance.randbytes,
            client=CLIENT,
            cost=cost,
        )
        self._worked_until = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for session in self.people.values():
            session.close()
        self._transport.close()

    # Time

    def on(self, days_ago: int, hour: int = 10, minute: int = 0) -> None:
        """Live on until that hour, so many days before the end; working days pass with work."""
        midnight = self.end - self.end % DAY
        then = min(midnight - days_ago * DAY + hour * HOUR + minute * MINUTE, self.end)
        if self.people:
            self._work_until(then)
        self._pass_to(then)

    def finish(self) -> None:
        """Live on until the end."""
        self._pass_to(self.end)
        for session in self.people.values():
            session.refresh()

    def _pass_to(self, then: Time) -> None:
        while self.people and then - self.now > LONGEST_NIGHT:
            self.now += LONGEST_NIGHT
            self._desk.sweep()
        self.now = max(self.now, then) if self.people else then

    # People

    def found(self, team: str, person: str, passphrase: Secret) -> Session:
        """The founder, whose home stays; the relay is in it."""
        self.on(182, 9)
        session = self._assembly.found(team, person, passphrase)
        relay = session.snapshot.state.relay
        self._desk, self._transport = self._assembly.desk(self._assembly.hosted(relay))
        self.people[person] = session
        return session

    @property
    def _founder(self) -> Session:
        return next(iter(self.people.values()))

    def bring(self, name: str, role: Role = Role.MEMBER, *, verified: bool = True) -> Session:
        """Somebody new, invited and let in by the founder; their identity is never on disk."""
        invited = Role.ADMIN if role is Role.OWNER else role
        link = read_link(self._founder.people.invite(invited, 7 * DAY).link)
        self.now += 3 * HOUR
        identity = Identity.from_seed(self.chance.randbytes(32))
        proof = invite_signing_key(link.secret)
        Joiner(link, identity, self._courier(link, link.invite, proof)).join(name)
        self.now += 20 * MINUTE
        self._founder.people.admit(identity.member_id, verified=verified)
        if role is Role.OWNER:
            self._founder.people.set_role(identity.member_id, Role.OWNER)
        courier = self._courier(link, identity.member_id, identity)
        session = Session(identity, courier, courier.replica)
        session.refresh()
        self.people[name] = session
        return session

    def _courier(self, link: InviteLink, author: str, signer: Signer) -> Courier:
        return Courier(
            team=link.team,
            relay=link.relay.key,
            author=author,
            signer=signer,
            transport=self._transport,
            replica=Replica(MemoryStore()),
            clock=lambda: self.now,
            random=self.chance.randbytes,
            client=CLIENT,
        )

    def leave(self, name: str) -> None:
        """Somebody works here no more."""
        self.people.pop(name).connection.identity.wipe()

    # Keys

    def value(self, provider: str) -> ValueRecord:
        """A fake of the form of that provider's keys; it opens nothing."""
        return new_record(mock_value(by_name(provider), self._random(8).hex()), self._random)

    def _random(self, count: int) -> bytes:
        return self.chance.randbytes(count)

    def add(self, who: str, name: str, provider: str, environment: str, **facts: str) -> KeyId:
        """A key with a first value."""
        session = self.people[who]
        place = session.refresh().environment_named(environment)
        policy = session.snapshot.state.environments[place].policy
        new = NewKey(name, provider, place, policy.rotate_every, tuple(facts.items()))
        self.now += 2 * MINUTE
        return session.keys.add(new, self.value(provider))

    def lend(
        self, who: str, key: KeyId, *names: str, days: float, reason: str = "", **terms: object
    ) -> list[GrantId]:
        """Lend a key to people, or to apps by their ids."""
        members = [self.people[name].me if name in self.people else name for name in names]
        lasts = Terms(expires=self.now + round(days * DAY), reason=reason, **terms)  # type: ignore[arg-type]
        self.now += MINUTE
        return self.people[who].lending.issue(key, members, lasts)

    def app(self, who: str, name: str, days: int) -> MemberId:
        """A service; it opens what it is lent on most nights."""
        made = self.people[who].apps.create(name, self.now + days * DAY)
        self._tokens[made.app] = made.token
        self.now += MINUTE
        return made.app

    def refused(self, name: str, key: KeyId) -> None:
        """An attempt that ends with a line in the access log."""
        self.now += 4 * MINUTE
        try:
            self.people[name].values.open(key, Purpose.COPY)
        except Refused:
            return
        raise AssertionError("this was meant to be refused")

    # Working days

    def _work_until(self, then: Time) -> None:
        """What is opened on each working day up to then, by people and by services."""
        day = max(self.now, self._worked_until) // DAY + 1
        while day * DAY + DAY < then:
            self._worked_until = day * DAY
            if (day + 3) % 7 < WORKING_DAYS:
                self._work(day * DAY)
            day += 1

    def _work(self, midnight: Time) -> None:
        at_night = [app for app in self._tokens if self.chance.random() < OFTEN]
        by_day = sorted(self.chance.sample(OPENING_HOURS, self.chance.choice((1, 1, 2))))
        jobs: list[tuple[int, Callable[[], None]]] = [
            *((2, partial(self._run, app)) for app in at_night),
            *((hour, self._open_something) for hour in by_day),
        ]
        for hour, act in jobs:
            self._pass_to(midnight + hour * HOUR + self.chance.randrange(3000) * 1000)
            with suppress(Refused):  # uses are spent, or it was idle too long: that happens
                act()

    def _open_something(self) -> None:
        """Somebody who has access to something opens it."""
        names = list(self.people)
        self.chance.shuffle(names)
        for name in names:
            session = self.people[name]
            keys = self._open_to(session.snapshot.state, session.me)
            if keys:
                session.values.open(self.chance.choice(keys), self.chance.choice(PURPOSES))
                return

    def _run(self, app: MemberId) -> None:
        """What a nightly job does: it starts from its token alone."""
        token = read_token(self._tokens[app])
        session = AppSession(token, self._transport, lambda: self.now, self._random, CLIENT)
        for key in self._open_to(session.refresh().state, app):
            session.open(key, Purpose.RUN)
        session.identity.wipe()

    def _open_to(self, state: State, member: MemberId) -> list[KeyId]:
        """Keys that a member can open now."""
        own = grants_of_member(state, member)
        return sorted({state.grants[g].key for g in own if live(state, g, self.now) is None})
