"""The team in which every case plays, and how a case is written down."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Unpack
from zlib import crc32

from keylease.crypto.identity import member_id
from keylease.errors import Code
from keylease.model import events as e
from keylease.model.base import EnvironmentId, GrantId, KeyId, ListId, RequestId, ReviewId
from keylease.model.events import Data
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.model.state import State
from support.team import TeamBuilder, found_team
from support.terms import DAY, HOUR, Changes, Pass, Person


@dataclass
class World:
    """A team with somebody of every role and status, and something of every kind.

    Ana founded it and keeps `key` with Max; Max alone keeps `vault`, in the environment with a
    strict policy, and `other`, in the open one. `orphan` was Ron's, who was removed.
    """

    team: TeamBuilder
    ana: Person
    olga: Person
    adam: Person
    bo: Person
    aud: Person
    max: Person
    mia: Person
    gus: Person
    app: Person
    sue: Person
    ron: Person
    lea: Person
    pia: Person
    invite: Pass
    open: EnvironmentId
    strict: EnvironmentId
    key: KeyId = ""
    vault: KeyId = ""
    other: KeyId = ""
    orphan: KeyId = ""
    people: ListId = ""
    to_mia: GrantId = ""
    to_app: GrantId = ""
    to_gus: GrantId = ""
    waiting: GrantId = ""
    wish: RequestId = ""
    before: int = 0
    """How many entries stand before those of a case."""

    @property
    def state(self) -> State:
        """The state so far."""
        return self.team.state

    def act(self, author: Person, data: Data, /, *fields: str, **other: Unpack[Changes]) -> "World":
        """What happens first; for chaining."""
        self.team.act(author, data, *fields, **other)
        return self

    def take(self, entry: Signed) -> "World":
        """A signed entry that happens first."""
        self.team.take(entry)
        return self

    def epoch(self) -> "World":
        """A new metadata key that comes first."""
        self.team.rotate_epoch()
        return self

    def wait(self, milliseconds: int) -> "World":
        """Time that passes first."""
        self.team.wait(milliseconds)
        return self

    def draft(
        self, author: Person, data: Data, /, *fields: str, **other: Unpack[Changes]
    ) -> Signed:
        """The entry that is judged."""
        return self.team.draft(author, data, *fields, **other)

    def id(self, prefix: str) -> str:
        """A new id."""
        return self.team.id(prefix)

    def reviewed(
        self,
        *subjects: str,
        reviewers: tuple[Person, ...] = (),
        lapse: e.Lapse = e.Lapse.KEEP,
        shorten_to: int | None = None,
    ) -> ReviewId:
        """A review opened by Aud, due in two days; its id."""
        review = self.id("rev")
        self.act(self.aud, e.ReviewScope(review=review, chunk=0, subjects=subjects))
        data = e.ReviewOpen(
            review=review,
            subjects=len(subjects),
            ledger=self.state.head,
            access=self.team.seen,
            reviewers=tuple(p.id for p in reviewers) or (self.olga.id, self.max.id),
            due=self.team.now + 2 * DAY,
            lapse=lapse,
            shorten_to=shorten_to,
        )
        self.act(self.aud, data, "title")
        return review


@dataclass(frozen=True)
class Case:
    """One entry and what becomes of it: accepted where there is no code.

    `write` lets happen what has to come before, and returns the entry.
    """

    type: str
    name: str
    write: Callable[[World], Signed]
    code: Code | None = None

    def play(self) -> tuple[World, Signed]:
        """The world just before the entry, and the entry; the same at every call."""
        world = fresh_world(crc32(f"{self.type} {self.name}".encode()))
        entry = self.write(world)
        return world, entry


def accepted(type_: str, name: str, write: Callable[[World], Signed]) -> Case:
    """A case that the law accepts."""
    return Case(type_, name, write)


def refused(type_: str, name: str, code: Code, write: Callable[[World], Signed]) -> Case:
    """A case that the law refuses with that code."""
    return Case(type_, name, write, code)


def fresh_world(seed: int) -> World:
    """The world anew, whose further chance comes from that seed."""
    world = copy(_world())
    world.team = copy(world.team)
    world.team.log = list(world.team.log)
    world.team.blobs = dict(world.team.blobs)
    world.team._random = Random(seed)
    return world


def with_box(person: Person, box: bytes) -> Person:
    """The same signing key with another box key, and so another member id."""
    return replace(person, box=box, id=member_id(person.key.public, box))


@cache
def _world() -> World:
    """Built once; every case plays in a copy."""
    policy = e.Policy(lapse=e.Lapse.SHORTEN, adders=(Role.MEMBER,), rules=bytes(range(32)))
    team = found_team(seed=2026, policy=policy)
    team.wait(HOUR)
    world = World(
        team=team,
        ana=team.ana,
        olga=team.member("Olga", Role.OWNER),
        adam=team.member("Adam", Role.ADMIN),
        bo=team.member("Bo", Role.ADMIN),
        aud=team.member("Aud", Role.AUDITOR),
        max=team.member("Max"),
        mia=team.member("Mia", verified=False),
        gus=team.member("Gus", Role.GUEST),
        app=team.app("nightly"),
        sue=team.member("Sue"),
        ron=team.member("Ron"),
        lea=team.member("Lea"),
        pia=team.join(team.invite(), team.person("Pia")),
        invite=team.invite(),
        open=team.environment,
        strict=team.add_environment(
            longest=7 * DAY, verified_only=True, reason_required=True, second_approver=True
        ),
    )
    _keys(world)
    _gone(world)
    world.before = len(team.log)
    return world


def _keys(world: World) -> None:
    team = world.team
    world.key = team.key(by=world.ana)
    team.add_custodian(world.key, world.max)
    world.vault = team.key(by=world.max, environment=world.strict)
    world.other = team.key(by=world.max)
    world.orphan = team.key(by=world.ron)
    world.people = world.id("lst")
    data = e.ListSet(list=world.people, members=(world.max.id, world.mia.id))
    world.act(world.ana, data, "name")
    world.to_mia = team.grant(world.key, world.mia, via=world.people, max_uses=5)
    world.to_app = team.grant(world.key, world.app, by=world.max, expires=team.now + 20 * DAY)
    world.to_gus = team.grant(world.other, world.gus, by=world.max)
    world.waiting = team.grant(world.vault, world.adam, by=world.max)
    world.wish = world.id("req")
    world.act(world.mia, e.AccessRequest(request=world.wish, key=world.other, span=DAY), "reason")


def _gone(world: World) -> None:
    team = world.team
    team.suspend(world.sue)
    team.remove(world.ron)
    world.act(world.lea, e.MemberLeave())
    team.rotate_epoch()
    team.wait(HOUR)
