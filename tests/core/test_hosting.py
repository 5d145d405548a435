"""The team's own relay, reached by others over the network while its founder hosts it."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.session import Session
from keylease.errors import Code, Unreachable
from keylease.hosting import Hosting
from keylease.model.access import Purpose
from keylease.model.roles import Role
from keylease.recovery import follow
from keylease.wire.relay_link import write_relay_link
from support.members import World, code_of, passphrase
from support.relay_server import HERE
from support.terms import DAY


class Host:
    """Ada, who hosts, and colleagues who know no folder of hers."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self.ada = self.found()

    def assembly(self, name: str) -> Assembly:
        rigged = self.world.assembly(name)
        return Assembly(rigged.home, clock=rigged.clock, random=rigged.random, cost=rigged.cost)

    def found(self) -> Session:
        return self.world.kept(self.assembly("Ada").found("Acme", "Ada", passphrase()))

    def host(self) -> Hosting:
        return Hosting(self.assembly("Ada"), self.ada, host=HERE, port=0)

    def join(self, name: str) -> Session:
        link = self.ada.people.invite(Role.MEMBER, DAY).link
        newcomer = self.world.kept(self.assembly(name).join(link, name, passphrase()))
        self.ada.refresh()
        self.ada.people.admit(newcomer.me, verified=True)
        newcomer.refresh()
        return newcomer


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    host = Host(tmp_path)
    yield host
    host.world.close()


def test_colleagues_join_and_open_over_the_network(host: Host) -> None:
    with host.host() as hosting:
        hosting.announce(host.ada)
        assert hosting.identity.key == host.ada.snapshot.state.relay.key
        bob = host.join("Bob")
        assert bob.snapshot.state.relay.address == hosting.identity.address
        key = host.world.key(host.ada, "openai")
        host.world.lend(host.ada, key, bob)
        assert bob.values.open(key, Purpose.COPY).value == "sk-openai-1"
    with pytest.raises(Unreachable):
        bob.refresh(patient=False)
    assert host.ada.refresh().names.team == "Acme"  # who hosts needs no network for it


def test_elsewhere_another_day_it_is_found_by_its_new_link(host: Host) -> None:
    with host.host() as hosting:
        hosting.announce(host.ada)
        host.join("Bob")
    with host.host() as hosting:
        hosting.announce(host.ada)
        link = write_relay_link(hosting.identity)
        with closing(follow(host.assembly("Bob"), link, passphrase())) as bob:
            assert bob.snapshot.state.relay == hosting.identity


def test_who_hosts_already_signs_nothing_new(host: Host) -> None:
    with host.host() as hosting:
        hosting.announce(host.ada)
        seq = host.ada.snapshot.state.head.seq
        hosting.announce(host.ada)
        assert host.ada.refresh().state.head.seq == seq


def test_what_cannot_be_hosted_is_said(host: Host) -> None:
    with host.host() as hosting:
        hosting.announce(host.ada)
        bob = host.join("Bob")
        assert (
            code_of(lambda: Hosting(host.assembly("Bob"), bob, host=HERE, port=0)) is Code.E_MOVED
        )
        taken = int(hosting.identity.address.rpartition(":")[2])
        again = lambda: Hosting(host.assembly("Ada"), host.ada, host=HERE, port=taken)  # noqa: E731
        assert code_of(again) is Code.E_USAGE


def test_who_is_connected_is_whoever_waits_for_news(host: Host) -> None:
    with host.host() as hosting:
        hosting.announce(host.ada)
        bob = host.join("Bob")
        assert hosting.listening == frozenset()
        ear = threading.Thread(target=bob.listen)
        ear.start()
        until = time.monotonic() + 60
        while not hosting.listening:
            assert time.monotonic() < until
            time.sleep(0.02)
        assert hosting.listening == {bob.me}
        host.world.key(host.ada, "openai")  # that is news
        ear.join()
        assert hosting.link == write_relay_link(hosting.identity)
