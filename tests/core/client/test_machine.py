"""Several people do what comes to mind, allowed or not, and a plain model says what is so.

After every step: who can open which key, who has seen which version, how many uses are spent.
Whatever is refused leaves the ledger as it was. People crash, and come back.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from keylease.client.lending import Terms
from keylease.errors import Code, KeyleaseError
from keylease.model.roles import Role
from support.members import World, passphrase, read
from support.plain_team import (
    ACTIVE,
    ADDERS,
    GONE,
    PENDING,
    SUSPENDED,
    PlainGrant,
    PlainKey,
    PlainPerson,
    PlainTeam,
)
from support.terms import DAY, HOUR

PEOPLE = ("Ada", "Bob", "Cleo", "Dora", "Emil")
ROLES = st.sampled_from([Role.ADMIN, Role.AUDITOR, Role.MEMBER, Role.MEMBER, Role.GUEST])
PICK = st.integers(0, 1_000)
HOURS = st.integers(1, 60)
USES = st.none() | st.integers(1, 3)


class Company(RuleBasedStateMachine):
    """People with homes of their own over one relay, and what they are held against."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name), memory=True)
        self.sessions = {"Ada": self.world.found("Ada")}
        self.team = PlainTeam(now=self.world.now)
        self.team.people["Ada"] = PlainPerson(Role.OWNER, ACTIVE)
        self.place = self.sessions["Ada"].snapshot.environment_named("development")
        self.count = 0

    @initialize()
    def begin(self) -> None:
        """Ada has a colleague and a key."""
        self.join(0, Role.MEMBER)
        self.admit(0, 4)
        self.add_key(0)
        self.issue(0, 5, 0, 20, 2)

    def teardown(self) -> None:
        self.world.close()
        self.folder.cleanup()

    # Small moves

    def person(self, number: int) -> str:
        """Mostly somebody who takes part."""
        names = list(self.sessions)
        if number % 4:
            names = [name for name in names if self.team.acts(name)]
        return names[number // 4 % len(names)]

    def keeper(self, number: int, key: str) -> str:
        """Mostly a custodian of the key."""
        keepers = [one for one in self.team.keys[key].custodians if self.team.acts(one)]
        return (
            keepers[number // 4 % len(keepers)] if number % 4 and keepers else self.person(number)
        )

    def id_of(self, name: str) -> str:
        return self.sessions[name].me

    def name_of(self, member: str) -> str:
        return next(name for name, session in self.sessions.items() if session.me == member)

    def pick_key(self, number: int) -> str:
        return list(self.team.keys)[number % len(self.team.keys)]

    def pick_grant(self, number: int) -> str:
        return list(self.team.grants)[number % len(self.team.grants)]

    def events(self) -> object:
        with self.world.relay(self.sessions["Ada"]).store.read() as tx:
            return tx.head()

    def attempt(self, allowed: bool, act: Callable[[], object]) -> bool:
        """Done if it is allowed; else refused by a code, with nothing said."""
        before = self.events()
        code = self.outcome(act)
        event(f"{act.__qualname__}: {'done' if code is None else code.name}")
        assert (code is None) == allowed, code
        assert code is None or self.events() == before
        return allowed

    def outcome(self, act: Callable[[], object]) -> Code | None:
        """The code with which an act is refused, or None."""
        try:
            act()
        except KeyleaseError as error:
            return error.code
        return None

    # People

    @rule(by=PICK, role=ROLES)
    def join(self, by: int, role: Role) -> None:
        name = next((one for one in PEOPLE if one not in self.sessions), None)
        if name is None:
            return
        inviter = self.person(by)
        links: list[str] = []

        def invite() -> None:
            links.append(self.sessions[inviter].people.invite(role, DAY).link)

        if self.attempt(self.team.may_invite(inviter, role), invite):
            assembly = self.world.assembly(name)
            self.sessions[name] = self.world.kept(assembly.join(links[0], name, passphrase()))
            self.team.people[name] = PlainPerson(role)

    @rule(by=PICK, whom=PICK)
    def admit(self, by: int, whom: int) -> None:
        who, other = self.person(by), self.person(whom)
        allowed = self.team.may_move(who, other, PENDING)
        act = self.sessions[who].people.admit
        if self.attempt(allowed, lambda: act(self.id_of(other), verified=True)):
            self.team.people[other].standing = ACTIVE

    @rule(by=PICK, whom=PICK)
    def remove(self, by: int, whom: int) -> None:
        who, other = self.person(by), self.person(whom)
        act = self.sessions[who].people.remove
        if self.attempt(self.team.may_remove(who, other), lambda: act(self.id_of(other))):
            self.team.people[other].standing = GONE

    @rule(by=PICK, whom=PICK)
    def suspend(self, by: int, whom: int) -> None:
        who, other = self.person(by), self.person(whom)
        act = self.sessions[who].people.suspend
        if self.attempt(self.team.may_suspend(who, other), lambda: act(self.id_of(other))):
            self.team.people[other].standing = SUSPENDED

    @rule(by=PICK, whom=PICK)
    def resume(self, by: int, whom: int) -> None:
        who, other = self.person(by), self.person(whom)
        allowed = self.team.may_move(who, other, SUSPENDED)
        act = self.sessions[who].people.resume
        if self.attempt(allowed, lambda: act(self.id_of(other))):
            self.team.people[other].standing = ACTIVE

    @rule(number=PICK)
    def leave(self, number: int) -> None:
        who = self.person(number)
        if self.attempt(self.team.may_leave(who), self.sessions[who].people.leave):
            self.team.people[who].standing = GONE

    @rule(number=PICK)
    def crash(self, number: int) -> None:
        """The program is gone without a word; the person starts it again."""
        who = self.person(number)
        self.sessions[who] = self.world.unlock(who)

    @rule(hours=HOURS)
    def wait(self, hours: int) -> None:
        self.world.wait(hours * HOUR)
        self.team.now = self.world.now

    # Keys

    @rule(number=PICK)
    def add_key(self, number: int) -> None:
        who = self.person(number)
        self.count += 1
        made: list[str] = []
        name = f"key{self.count}"

        def add() -> None:
            made.append(self.world.key(self.sessions[who], name, self.place))

        if self.attempt(self.team.acts(who, ADDERS), add):
            self.team.keys[made[0]] = PlainKey([f"sk-{name}-1"], [who], [{who}], [who])

    @precondition(lambda self: self.team.keys)
    @rule(by=PICK, number=PICK)
    def rotate(self, by: int, number: int) -> None:
        key = self.pick_key(number)
        who = self.keeper(by, key)
        record = self.team.keys[key]
        self.count += 1
        value = f"sk-new-{self.count}"
        act = self.sessions[who].keys.rotate
        if self.attempt(self.team.may_rotate(who, key), lambda: act(key, self.world.value(value))):
            if self.team.is_orphaned(key):
                record.custodians = [who]
            record.values.append(value)
            record.entered_by.append(who)
            record.kept_by.append({one for one in record.custodians if self.team.acts(one)})

    @precondition(lambda self: self.team.keys)
    @rule(by=PICK, number=PICK, freeze=st.booleans())
    def freeze_or_thaw(self, by: int, number: int, freeze: bool) -> None:
        who = self.person(by)
        key = self.pick_key(number)
        record, keys = self.team.keys[key], self.sessions[who].keys
        if freeze and self.attempt(self.team.may_freeze(who, key), lambda: keys.freeze(key)):
            record.frozen = True
        if not freeze and self.attempt(self.team.may_thaw(who, key), lambda: keys.thaw(key)):
            record.frozen, record.thawed = False, True

    @precondition(lambda self: self.team.keys)
    @rule(by=PICK, whom_=PICK, number=PICK, add=st.booleans())
    def custodian(self, by: int, whom_: int, number: int, add: bool) -> None:
        key = self.pick_key(number)
        who, whom = self.keeper(by, key), self.person(whom_)
        record, keys, id_ = self.team.keys[key], self.sessions[who].keys, self.id_of(whom)
        if add:
            allowed = self.team.may_add_custodian(who, key, whom)
            if self.attempt(allowed, lambda: keys.add_custodian(key, id_)):
                record.custodians.append(whom)
                record.kept_by[-1].add(whom)
        else:
            allowed = self.team.may_take_custodian(who, key, whom)
            if self.attempt(allowed, lambda: keys.remove_custodian(key, id_)):
                record.custodians.remove(whom)

    # Lending

    @precondition(lambda self: self.team.keys)
    @rule(by=PICK, to_=PICK, number=PICK, hours=HOURS, uses=USES)
    def issue(self, by: int, to_: int, number: int, hours: int, uses: int | None) -> None:
        key = self.pick_key(number)
        who, to = self.keeper(by, key), self.person(to_)
        expires = self.world.now + hours * HOUR
        made: list[str] = []

        def lend() -> None:
            terms = Terms(expires=expires, max_uses=uses)
            made.extend(self.sessions[who].lending.issue(key, [self.id_of(to)], terms))

        if self.attempt(self.team.may_issue(who, key, to), lend):
            self.team.grants[made[0]] = PlainGrant(key, to, who, expires, uses)

    @precondition(lambda self: self.team.grants)
    @rule(by=PICK, number=PICK, hours=HOURS)
    def renew(self, by: int, number: int, hours: int) -> None:
        grant = self.pick_grant(number)
        who = self.keeper(by, self.team.grants[grant].key)
        until = self.world.now + hours * HOUR
        allowed = self.team.may_renew(who, grant, until)
        act = self.sessions[who].lending.renew
        if self.attempt(allowed, lambda: act(grant, until)):
            self.team.grants[grant].expires = until

    @precondition(lambda self: self.team.grants)
    @rule(by=PICK, number=PICK)
    def revoke(self, by: int, number: int) -> None:
        who = self.person(by)
        grant = self.pick_grant(number)
        act = self.sessions[who].lending.revoke
        if self.attempt(self.team.may_revoke(who, grant), lambda: act([grant])):
            self.team.grants[grant].revoked = True

    @precondition(lambda self: self.team.keys)
    @rule(by=PICK, number=PICK)
    def open(self, by: int, number: int) -> None:
        self.read(self.person(by), self.pick_key(number))

    @precondition(lambda self: self.team.grants)
    @rule(number=PICK)
    def open_what_was_lent(self, number: int) -> None:
        grant = self.team.grants[self.pick_grant(number)]
        self.read(grant.to, grant.key)

    def read(self, who: str, key: str) -> None:
        expected = self.team.opening(who, key)
        uses = self.uses()
        values: list[str] = []
        code = self.outcome(lambda: values.append(read(self.sessions[who], key)))
        event(f"open: {'done' if code is None else code.name}")
        assert values == ([expected] if isinstance(expected, str) else [])
        if isinstance(expected, Code):
            assert (code, self.uses()) == (expected, uses)
            return
        self.team.note_opening(who, key)
        for grant, used in self.uses().items():
            if used != uses[grant]:
                record = self.team.grants[grant]
                assert (record.to, record.key) == (who, key)
                record.used, record.last_used = record.used + 1, self.world.now

    def uses(self) -> dict[str, int]:
        with self.world.relay(self.sessions["Ada"]).store.read() as tx:
            return {grant: tx.uses(grant).released for grant in self.team.grants}

    # What holds after every step

    @invariant()
    def uses_agree(self) -> None:
        assert self.uses() == {id_: grant.used for id_, grant in self.team.grants.items()}
        for grant in self.team.grants.values():
            assert grant.max_uses is None or grant.used <= grant.max_uses

    @invariant()
    def exposures_agree(self) -> None:
        ada = self.sessions["Ada"]
        ada.refresh()
        found = {
            (self.name_of(one.member), one.key, one.version, one.how.value, one.times)
            for one in ada.exposures()
        }
        assert found == self.team.exposures()

    @invariant()
    def everybody_sees_the_same(self) -> None:
        states = []
        for name, session in self.sessions.items():
            if self.team.acts(name):
                states.append(session.refresh().state)
                assert session.snapshot.frozen is None
        assert all(state == states[0] for state in states)


@pytest.mark.hypothesis
def test_a_team_is_what_the_plain_model_says() -> None:
    # a step is a dozen signed requests, so there is time for fewer runs than of pure functions
    runs = max(1, settings.default.max_examples // 2)
    run_state_machine_as_test(Company, settings=settings(max_examples=runs, stateful_step_count=40))
