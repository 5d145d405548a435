"""The session as a whole: the main job, what is known without a relay, what is kept where."""

import base64
import os
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.session import Session
from keylease.errors import Code, KeyleaseError, Unreachable
from keylease.insight.exposure import How
from keylease.model.access import Append, Fetch, Purpose
from keylease.model.roles import Role
from keylease.wire.invite import InviteLink, write_link
from support.members import Between, World, code_of, passphrase, read
from support.terms import DAY, HOUR

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"


@pytest.mark.parametrize("memory", [True, False], ids=["memory", "sqlite"])
def test_a_key_is_lent_opened_on_record_revoked_and_refused(tmp_path: Path, memory: bool) -> None:
    world = World(tmp_path, memory=memory)
    ada = world.found("Ada", team="Acme AI")
    link = ada.people.invite(Role.MEMBER, DAY).link
    bob = world.kept(world.assembly("Bob").join(link, "Bob", passphrase()))
    assert code_of(lambda: bob.values.open("key_" + "a" * 26, Purpose.COPY)) is (
        Code.E_AUTHOR_INACTIVE
    )
    ada.refresh()
    ada.people.admit(ada.snapshot.member_named("Bob"), verified=True)
    key = world.key(ada, "openai-prod", "production")
    ada.keys.rotate(key, world.value(VALUE))
    assert [one.member for one in ada.exposures() if one.member == bob.me] == []
    grant = world.lend(ada, key, bob, max_uses=3)
    assert read(bob, key) == VALUE
    happened = [h for h in ada.activity.happenings(ada.refresh()) if h.what == "opened"]
    assert [(h.who, h.version) for h in happened if h.detail["purpose"] == "copy"] == [(bob.me, 2)]
    exposed = [(one.member, one.version) for one in ada.exposures() if one.how is How.OPENED]
    assert exposed == [(bob.me, 2)]
    ada.lending.revoke([grant], reason="project over")
    assert code_of(lambda: read(bob, key)) is Code.E_REVOKED
    short = world.lend(ada, key, bob, lasts=10_000)
    assert read(bob, key) == VALUE
    world.wait(11_000)
    assert code_of(lambda: read(bob, key)) is Code.E_EXPIRED
    assert code_of(lambda: ada.lending.renew(short, world.now + HOUR)) is Code.E_EXPIRED
    ada.people.remove(bob.me)
    assert code_of(lambda: read(bob, key)) is Code.E_AUTHOR_INACTIVE
    world.close()
    if not memory:
        nowhere(tmp_path, VALUE.encode())


def nowhere(folder: Path, value: bytes) -> None:
    """Neither as it is nor in a common disguise."""
    encoded = {base64.b64encode(b"x" * k + value)[4 * (k > 0) :][4:-8] for k in range(3)}
    forms = {value, value.hex().encode(), value[::-1]} | encoded
    for place, _, files in os.walk(folder):
        for name in files:
            content = (Path(place) / name).read_bytes()
            assert not [form for form in forms if form in content], f"found in {place}/{name}"


def test_what_is_known_stays_when_the_relay_is_not_reached(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    before = ada.snapshot
    Between(ada, kind=Fetch, lose=10)
    assert code_of(ada.refresh) is Code.E_UNREACHED
    assert code_of(lambda: ada.keys.freeze(key)) is Code.E_UNREACHED
    assert code_of(lambda: read(ada, key)) is Code.E_UNREACHED
    assert ada.snapshot is before
    assert ada.exposures()


def test_one_unlocks_where_the_relay_is_gone(on_disk: World, tmp_path: Path) -> None:
    ada = on_disk.found()
    bob = on_disk.bring(ada, "Bob")
    key = on_disk.key(bob, "mine")
    relays = on_disk.home("Ada").path / "relays"
    relays.rename(tmp_path / "away")
    again = on_disk.unlock("Bob")
    assert again.snapshot.key_named("mine") == key
    assert code_of(again.refresh) is Code.E_UNREACHED
    # the copy here is the backup of what Bob keeps
    assert b"sk-mine-1" in again.values.kept_bytes(again.snapshot, key, 1)
    assert code_of(lambda: on_disk.assembly("Cleo").join(link_of(ada), "C", passphrase())) in (
        Code.E_UNREACHED,
        Code.E_LINK,
    )
    assert on_disk.home("Cleo").teams() == []


def link_of(session: Session) -> str:
    state = session.snapshot.state
    return write_link(InviteLink(state.relay, state.team, "inv_" + "a" * 26, bytes(32), bytes(16)))


def test_a_closed_session_signs_and_opens_nothing(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    ada.close()
    with pytest.raises(KeyleaseError) as refusal:
        read(ada, key)
    assert refusal.value.code is Code.E_LOCKED
    assert code_of(lambda: ada.keys.freeze(key)) is Code.E_LOCKED
    ada.close()
    assert read(world.unlock("Ada"), key) == "sk-openai-1"


def test_an_act_that_came_too_late_for_its_answer_is_known_at_the_next_look(world: World) -> None:
    ada = world.found()
    key = world.key(ada, "openai")
    Between(ada, kind=Append, lose=2)
    assert code_of(lambda: ada.keys.freeze(key)) is Code.E_UNREACHED
    assert not ada.snapshot.key(key).frozen
    assert ada.refresh().key(key).frozen


def test_exposures_grow_with_each_opening(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)

    def opened() -> list[int]:
        ada.refresh()
        return [one.times for one in ada.exposures() if one.how is How.OPENED]

    assert opened() == []
    for times in (1, 2, 3):
        read(bob, key)
        assert opened() == [times]


@pytest.mark.parametrize("tls", [False, True], ids=["in process", "https"])
def test_listening_ends_with_news_or_when_hushed(tmp_path: Path, tls: bool) -> None:
    world = World(tmp_path, memory=True, tls=tls)
    try:
        ada = world.found()
        bob = world.bring(ada, "Bob")
        if not tls:
            bob.connection.courier.transport = Assembly.transport(
                world.assembly("Bob"), ada.snapshot.state.relay
            )
        ada.refresh()
        bob.refresh()
        with ThreadPoolExecutor(1) as beside:
            listening = beside.submit(bob.listen)
            assert not wait([listening], 0.3).done
            world.environment(ada, "lab")
            assert listening.result() is None
            assert len(bob.refresh().state.environments) == 4
            listening = beside.submit(bob.listen)
            assert not wait([listening], 0.3).done
            bob.hush()
            with pytest.raises(Unreachable):
                listening.result()
            assert code_of(bob.listen) is Code.E_UNREACHED
        assert bob.refresh().state.head == ada.snapshot.state.head, "everything else goes on"
    finally:
        world.close()
