"""The way to a relay over real TLS: kept, cut, waited on."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keylease.client.https import HttpsTransport
from keylease.errors import Code, Unreachable
from keylease.model.access import Fetch, News
from keylease.model.signed import Signed
from keylease.wire.requests import REPLY
from support.certificates import certificate
from support.members import World, hostile_relay, read
from support.terms import DAY
from support.tls_relay import TlsRelay


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path / "world", memory=True)
    yield found
    found.close()


@pytest.fixture
def relay(world: World, tmp_path: Path) -> Iterator[TlsRelay]:
    """An honest relay behind TLS, with Ada's team on it."""
    ada = world.found()
    served = TlsRelay(hostile_relay(ada).exchange, certificate(), tmp_path / "tls")
    yield served
    served.close()


@pytest.fixture
def way(world: World, relay: TlsRelay) -> Iterator[HttpsTransport]:
    made = HttpsTransport(relay.identity(bytes(32)))
    yield made
    made.close()


@pytest.fixture
def fetch(world: World) -> Callable[[], Signed]:
    """Makes a request for what has happened since Ada last looked."""
    ada = world._sessions[0]
    courier = ada.connection.courier
    return lambda: courier.request(Fetch(lines_after=ada.snapshot.access.seq, limit=10))


def test_one_connection_serves_many_requests(
    relay: TlsRelay, way: HttpsTransport, fetch: Callable[[], Signed]
) -> None:
    for _ in range(3):
        assert isinstance(REPLY.read(way.exchange(fetch())), News)
    assert relay.connections == 1
    assert relay.asked == ["/v1/ask"] * 3


def test_a_stale_connection_is_opened_anew(
    relay: TlsRelay, way: HttpsTransport, fetch: Callable[[], Signed]
) -> None:
    way.exchange(fetch())
    relay.cut_all()
    assert isinstance(REPLY.read(way.exchange(fetch())), News)
    assert relay.connections == 2


def test_news_come_when_they_happen(
    world: World, relay: TlsRelay, way: HttpsTransport, fetch: Callable[[], Signed]
) -> None:
    ada = world._sessions[0]
    heard: list[bytes] = []
    request = fetch()
    listening = threading.Thread(target=lambda: heard.append(way.listen(request)))
    listening.start()
    while not relay.asked:
        time.sleep(0.01)
    assert isinstance(REPLY.read(way.exchange(fetch())), News), "asking goes on meanwhile"
    assert not heard
    world.environment(ada, "lab")
    listening.join()
    reply = REPLY.read(heard[0])
    assert isinstance(reply, News)
    assert len(reply.events) == 1


def test_closing_ends_the_wait(
    relay: TlsRelay, way: HttpsTransport, fetch: Callable[[], Signed]
) -> None:
    ended: list[Exception] = []

    def wait() -> None:
        try:
            way.listen(fetch())
        except Unreachable as error:
            ended.append(error)

    listening = threading.Thread(target=wait)
    listening.start()
    while not relay.asked:
        time.sleep(0.01)
    way.close()
    listening.join()
    assert len(ended) == 1
    with pytest.raises(Unreachable) as closed:
        way.exchange(fetch())
    assert closed.value.code is Code.E_UNREACHED
    way.close()


def test_a_member_works_over_tls(tmp_path: Path) -> None:
    """Founding, joining, letting in, sharing, opening, listening: all through the same door."""
    world = World(tmp_path / "tls-world", memory=True, tls=True)
    try:
        ada = world.found()
        bob = world.bring(ada, "Bob")
        key = world.key(ada, "openai")
        world.lend(ada, key, bob, lasts=DAY)
        assert read(bob, key) == "sk-openai-1"
    finally:
        world.close()
