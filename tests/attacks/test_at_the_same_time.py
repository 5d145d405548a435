"""Several people, or several programs of one person, at the same moment."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from keylease.client.acting import Plan
from keylease.client.session import Session
from keylease.client.subjects import nothing
from keylease.errors import Code, KeyleaseError, Refused
from keylease.ledger.propose import Draft
from keylease.model.access import Append, Fetch
from keylease.model.base import KeyId
from keylease.model.events import AccessRequest
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.wire.requests import REQUEST
from support.members import Between, World, code_of, read, said, traces
from support.terms import DAY, HOUR

PROGRAM = """
import sys
from pathlib import Path
from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease.crypto.passphrase import Cost
from keylease.model.roles import Role
from keylease.model.secret import Secret
home, now, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
assembly = Assembly(Home(home), clock=lambda: now, cost=Cost(1, 8))
session = assembly.unlock(Secret(b"correct horse battery staple"))
for _ in range(count):
    session.people.invite(Role.MEMBER, 86_400_000)
print(session.snapshot.state.head.seq)
session.close()
"""


@pytest.fixture
def ada(world: World) -> Session:
    return world.found()


@pytest.fixture
def bob(world: World, ada: Session) -> Session:
    return world.bring(ada, "Bob")


@pytest.fixture
def key(world: World, ada: Session) -> KeyId:
    return world.key(ada, "openai")


def program(world: World, name: str, count: int) -> "subprocess.Popen[str]":
    """Another program of that person, which invites so many people one after the other."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(world.home(name).path), str(world.now), str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(running: "subprocess.Popen[str]") -> int:
    """The last event's number that the program saw."""
    out, err = running.communicate()
    assert running.returncode == 0, err
    return int(out)


@pytest.mark.attack("E13")
def test_e13_a_second_program_on_the_same_home(on_disk: World) -> None:
    ada = on_disk.found()
    before = ada.snapshot.state.head.seq
    assert ended(program(on_disk, "Ada", 3)) == before + 3
    assert len(ada.refresh().state.invites) == 3
    invitation = ada.people.invite(Role.MEMBER, DAY)
    assert ada.snapshot.state.invites[invitation.invite].seq == before + 4
    assert ended(program(on_disk, "Ada", 1)) == before + 5
    assert len(ada.refresh().state.invites) == 5


@pytest.mark.attack("E13")
def test_e13_both_write_at_once_and_nothing_is_lost(on_disk: World) -> None:
    ada = on_disk.found()
    others = [program(on_disk, "Ada", 15) for _ in range(2)]
    for _ in range(15):
        ada.people.invite(Role.MEMBER, DAY)
    for other in others:
        ended(other)
    assert len(ada.refresh().state.invites) == 45
    assert ada.snapshot.frozen is None
    assert [seq for seq, _ in enumerate(said(ada))] == list(range(ada.snapshot.state.head.seq + 1))


@pytest.mark.attack("E13")
def test_e13_the_lock_of_a_dead_program_holds_nobody_up(on_disk: World) -> None:
    ada = on_disk.found()
    running = program(on_disk, "Ada", 10_000)
    while len(ada.refresh().state.invites) < 3:
        assert running.poll() is None, running.communicate()[1]
    running.kill()
    running.communicate()
    known = len(ada.refresh().state.invites)
    ada.people.invite(Role.MEMBER, DAY)
    assert len(ada.snapshot.state.invites) >= known + 1
    assert len(on_disk.unlock("Ada").refresh().state.invites) == len(ada.snapshot.state.invites)


def test_two_sessions_of_one_person_share_a_copy(world: World, ada: Session, key: KeyId) -> None:
    again = world.unlock("Ada")
    ada.keys.freeze(key)
    assert again.refresh().key(key).frozen
    again.keys.thaw(key)
    assert not ada.refresh().key(key).frozen
    assert ada.snapshot.state == again.snapshot.state


def test_the_copy_moves_on_while_the_relay_is_asked(world: World, ada: Session, key: KeyId) -> None:
    again = world.unlock("Ada")
    Between(ada, lambda: again.keys.freeze(key), kind=Fetch)
    assert ada.refresh().key(key).frozen
    assert ada.snapshot.frozen is None


def test_the_copy_moves_on_before_the_answer_is_stored(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    """An older head then arrives than what is held: no rollback, only somebody who was faster."""
    again = world.unlock("Ada")
    bob.keys.freeze(key)
    late = Late(ada, again.refresh)
    bob.incidents.open([], "more")
    assert ada.refresh().frozen is None
    assert late.done
    assert ada.snapshot.state == again.refresh().state


class Late:
    """Answers the next fetch, but hands the answer over only after something else was done."""

    pauses = (0.0,)

    def __init__(self, session: Session, after: Callable[[], object]) -> None:
        self._inner = session.connection.courier.transport
        self._after = after
        self.done = False
        session.connection.courier.transport = self

    def exchange(self, request: Signed) -> bytes:
        reply = self._inner.exchange(request)
        if not self.done:
            self.done = True
            self._after()
        return reply

    listen = exchange

    def hush(self) -> None:
        """Nobody listens for long."""

    def close(self) -> None:
        self._inner.close()


def test_threads_of_one_session_take_turns(world: World, ada: Session) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: ada.people.invite(Role.MEMBER, DAY), range(12)))
    assert set(ada.refresh().state.invites) == {one.invite for one in made}


def test_many_people_act_at_once(world: World, ada: Session, key: KeyId) -> None:
    people = [world.bring(ada, name) for name in ("Bob", "Cleo", "Dora")]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda one: [one.lending.request(key, DAY, "") for _ in range(5)], people))
    states = [session.refresh().state for session in (ada, *people)]
    assert len(states[0].requests) == 15
    assert all(state == states[0] for state in states)


@pytest.mark.attack("B14")
@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda olga, bob, key: olga.people.remove(bob.me),
        lambda olga, bob, key: olga.people.suspend(bob.me),
        lambda olga, bob, key: olga.people.set_role(bob.me, Role.GUEST),
        lambda olga, bob, key: olga.keys.freeze(key),
    ],
    ids=["removed", "suspended", "role", "frozen"],
)
def test_b14_nothing_is_said_about_a_subject_that_changed(
    world: World,
    ada: Session,
    bob: Session,
    key: KeyId,
    meanwhile: Callable[[Session, Session, KeyId], object],
) -> None:
    olga = world.bring(ada, "Olga", Role.OWNER)
    Between(ada, lambda: meanwhile(olga, bob, key))
    ada.refresh()
    with pytest.raises(Refused) as refusal:
        world.lend(ada, key, bob)
    assert refusal.value.code is Code.E_CONFLICT
    assert not ada.refresh().state.grants
    assert ("grant.issue", ada.me) not in said(ada)


@pytest.mark.attack("B14")
def test_b14_what_the_person_looked_at_counts(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    seen = bob.refresh(), ada.refresh()
    olga = world.bring(ada, "Olga", Role.OWNER)
    olga.people.set_role(bob.me, Role.AUDITOR)
    before = traces(ada)[:3]
    refused = code_of(lambda: ada.lending.issue(key, [bob.me], world.terms(), seen=seen[1]))
    assert refused is Code.E_CONFLICT
    assert code_of(lambda: ada.people.remove(bob.me, seen=seen[1])) is Code.E_CONFLICT
    assert traces(ada)[:3] == before
    ada.people.remove(bob.me, seen=ada.snapshot)


@pytest.mark.attack("B14")
def test_b14_the_safety_words_of_somebody_replaced_do_not_admit(world: World, ada: Session) -> None:
    olga = world.bring(ada, "Olga", Role.OWNER)
    bob = world.join(ada, "Bob")
    seen = ada.refresh()
    olga.people.remove(bob.me)
    assert code_of(lambda: ada.people.admit(bob.me, verified=True, seen=seen)) is Code.E_CONFLICT


@pytest.mark.attack("B14")
def test_b14_a_change_beside_the_subject_is_no_reason_to_ask_again(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    olga = world.bring(ada, "Olga", Role.OWNER)
    Between(ada, lambda: olga.people.invite(Role.MEMBER, DAY))
    world.lend(ada, key, bob)
    assert read(bob, key) == "sk-openai-1"
    types = [type_ for type_, _ in said(ada)]
    assert types[-2:] == ["member.invite", "grant.issue"]
    shared = [row for row in ada.connection.replica.lines() if row.purpose == "share"]
    ada.refresh()
    assert len(shared) <= 1


@pytest.mark.attack("A08")
def test_a08_two_owners_demote_each_other_and_one_stays(world: World, ada: Session) -> None:
    olga = world.bring(ada, "Olga", Role.OWNER)
    Between(ada, lambda: olga.people.set_role(ada.me, Role.MEMBER))
    ada.refresh()
    with pytest.raises(KeyleaseError) as refusal:
        ada.people.set_role(olga.me, Role.MEMBER)
    assert refusal.value.code is Code.E_ROLE
    roles = [member.role for _, member in olga.refresh().people()]
    assert roles.count(Role.OWNER) == 1


def test_a_batch_of_several_is_finished_after_somebody_came_between(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    """More than 64 events go in several appends; the rest is said once, on what is so then."""
    ids = [bob.connection.new_id("req") for _ in range(100)]
    count = 0

    def second() -> None:
        nonlocal count
        count += 1

    drafts = [Draft(AccessRequest(id_, key, HOUR)) for id_ in ids]
    bob.refresh()
    watch = Nth(bob, 2, lambda: (second(), ada.people.invite(Role.MEMBER, DAY)))
    after = bob.connection.perform(lambda _: Plan(drafts), nothing)
    assert count == 1
    assert watch.seen >= 3
    assert set(after.state.requests) == set(ids)
    assert said(bob).count(("access.request", bob.me)) == 100


class Nth:
    """Does something before the n-th append."""

    pauses = (0.0,)

    def __init__(self, session: Session, number: int, before: Callable[[], object]) -> None:
        self._inner = session.connection.courier.transport
        self._number, self._before = number, before
        self.seen = 0
        session.connection.courier.transport = self

    def exchange(self, request: Signed) -> bytes:
        if isinstance(REQUEST.read(request.body).op, Append):
            self.seen += 1
            if self.seen == self._number:
                self._before()
        return self._inner.exchange(request)

    listen = exchange

    def hush(self) -> None:
        """Nobody listens for long."""

    def close(self) -> None:
        self._inner.close()
