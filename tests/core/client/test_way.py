"""Where the relay is: the ledger's word, never a link's or a token's once a history is known."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec import structs

from keylease.assembly import Assembly
from keylease.client.acting import Plan
from keylease.client.https import HttpsTransport
from keylease.client.session import Session
from keylease.client.subjects import nothing
from keylease.errors import Code, Refused
from keylease.ledger.propose import Draft
from keylease.model.access import Line, Purpose
from keylease.model.events import AccessSeal, RelayIdentity, RelaySet
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.model.state import RelayRange
from keylease.relay.desk import Desk
from keylease.relay.vault import Vault
from keylease.store.memory import MemoryStore
from keylease.wire.invite import read_link, write_link
from keylease.wire.token import read_token, write_token
from support.certificates import Certificate, certificate
from support.hostile_relay import HostileRelay
from support.lies import Truncated
from support.members import World, code_of, hostile_relay, passphrase, read
from support.terms import DAY
from support.tls_relay import TlsRelay


@dataclass
class Net:
    """A world whose team lives behind TLS: several doors to one relay, and a fixed way in."""

    world: World
    folder: Path
    ada: Session
    doors: list[TlsRelay] = field(default_factory=list)

    @property
    def key(self) -> bytes:
        return hostile_relay(self.ada).vault.public

    def door(self, shown: Certificate | None = None, relay: HostileRelay | None = None) -> TlsRelay:
        """One more address at which the relay answers."""
        behind = relay or hostile_relay(self.ada)
        folder = self.folder / f"door-{len(self.doors)}"
        self.doors.append(TlsRelay(behind.exchange, shown or certificate(), folder, news_after=0.2))
        return self.doors[-1]

    def names(self, relay: RelayIdentity) -> None:
        """Ada signs where the relay is now."""
        self.ada.team.set_relay(relay)

    def assembly(self, name: str) -> Assembly:
        """As a real one: nothing but what address and pins say leads anywhere."""
        return Assembly(
            self.world.home(name),
            clock=self.world.clock(name),
            random=self.world.chance,
            cost=self.world.assembly(name).cost,
        )

    def bring(self, name: str) -> None:
        """Somebody joins by the address in the ledger and is let in."""
        link = self.ada.people.invite(Role.MEMBER, DAY).link
        with closing(self.assembly(name).join(link, name, passphrase())) as newcomer:
            self.ada.refresh()
            self.ada.people.admit(newcomer.me, verified=True)
            newcomer.refresh()

    def unlock(self, name: str) -> Session:
        return self.world.kept(self.assembly(name).unlock(passphrase()))

    def profile(self, name: str) -> RelayIdentity:
        """Where that person's computer will look first."""
        return self.world.home(name).choose().profile().relay


@pytest.fixture
def net(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Net]:
    monkeypatch.setattr(HttpsTransport, "pauses", (0.0, 0.01))
    world = World(tmp_path / "world", memory=True)
    found = Net(world, tmp_path, world.found())
    first = found.door()
    found.names(first.identity(found.key))
    found.bring("Bob")
    yield found
    world.close()
    for door in found.doors:
        door.close()


def test_joining_by_a_link_over_the_network(net: Net) -> None:
    bob = net.unlock("Bob")
    assert isinstance(bob.connection.courier.transport, HttpsTransport)
    key = net.world.key(net.ada, "openai")
    net.world.lend(net.ada, key, bob)
    assert read(bob, key) == "sk-openai-1"
    assert net.profile("Bob") == net.doors[0].identity(net.key)


def test_a_new_address_is_gone_to_and_kept(net: Net) -> None:
    bob = net.unlock("Bob")
    second = net.door()
    net.names(second.identity(net.key))
    assert net.profile("Bob") == net.doors[0].identity(net.key)
    bob.refresh()
    way = bob.connection.way
    assert way is not None
    assert (way.moved, way.trouble) == (True, None)
    assert net.profile("Bob") == second.identity(net.key)
    before = len(net.doors[0].asked)
    bob.refresh()
    again = net.unlock("Bob")
    again.refresh()
    assert len(net.doors[0].asked) == before
    assert again.connection.way is not None
    assert not again.connection.way.moved, "it is said once"


def test_the_first_address_is_gone_meanwhile(net: Net) -> None:
    """What the ledger says is known already, only the program ended before it could go there."""
    bob = net.unlock("Bob")
    second = net.door()
    third = net.door()
    net.names(second.identity(net.key))
    net.doors[1].close()
    bob.refresh()
    assert bob.connection.way is not None
    assert bob.connection.way.trouble is not None
    assert net.profile("Bob") == net.doors[0].identity(net.key)
    net.names(third.identity(net.key))
    net.doors[0].close()
    assert code_of(bob.refresh) is Code.E_UNREACHED, "nobody has told Bob of the third"


def test_a_second_pin_lets_the_certificate_change(net: Net) -> None:
    bob = net.unlock("Bob")
    first, spare = net.doors[0], certificate()
    assert first.certificate is not None
    both = (first.certificate.pin, spare.pin)
    net.names(first.identity(net.key, *both))
    bob.refresh()
    port = first.port
    first.close()
    renewed = TlsRelay(
        hostile_relay(net.ada).exchange, spare, net.folder / "renewed", port=port, news_after=0.2
    )
    net.doors.append(renewed)
    assert bob.refresh().state.relay.pins == both
    assert net.profile("Bob").pins == both
    again = net.unlock("Bob")
    net.names(renewed.identity(net.key))
    again.refresh()
    assert net.profile("Bob").pins == (spare.pin,)


@pytest.mark.attack("D10")
def test_d10_a_link_with_other_pins_serves_only_until_the_history_is_known(net: Net) -> None:
    """Somebody in between has put their own address into the link; the ledger has the right one."""
    link = read_link(net.ada.people.invite(Role.MEMBER, DAY).link)
    between = net.door()
    led_astray = write_link(structs.replace(link, relay=between.identity(net.key)))
    with closing(net.assembly("Eve").join(led_astray, "Eve", passphrase())) as eve:
        assert net.profile("Eve") == net.doors[0].identity(net.key)
        before = len(between.asked)
        eve.refresh()
        assert len(between.asked) == before


@pytest.mark.attack("D10")
def test_d10_and_not_a_moment_longer(net: Net) -> None:
    link = read_link(net.ada.people.invite(Role.MEMBER, DAY).link)
    between = net.door()
    led_astray = write_link(structs.replace(link, relay=between.identity(net.key)))
    net.doors[0].close()
    assert code_of(lambda: net.assembly("Eve").join(led_astray, "Eve", passphrase())) is (
        Code.E_UNREACHED
    )


def test_a_relay_that_shows_less_is_not_gone_to(net: Net) -> None:
    bob = net.unlock("Bob")
    relay = hostile_relay(net.ada)
    behind = HostileRelay(relay.desk, relay.store, relay.vault)
    behind.lie(Truncated(by=3))
    second = net.door(relay=behind)
    net.names(second.identity(net.key))
    assert code_of(bob.refresh) is Code.E_ROLLBACK
    assert net.profile("Bob") == net.doors[0].identity(net.key)
    frozen = bob.refresh().frozen
    assert frozen is not None


UNUSABLE = ["ftp://elsewhere", "http://192.0.2.1", "https://[", "file://[", "file:relative", ""]


@pytest.mark.attack("B15")
@pytest.mark.parametrize("address", UNUSABLE)
def test_an_address_that_cannot_be_asked_strands_nobody(net: Net, address: str) -> None:
    """An owner's program of another make has signed it; ours signs no such thing."""
    bob = net.unlock("Bob")
    unusable = RelayIdentity(net.key, address, ())
    assert code_of(lambda: net.names(unusable)) in (Code.E_LINK, Code.E_PATH)
    net.ada.connection.perform(lambda _: Plan([Draft(RelaySet(unusable))]), nothing)
    assert bob.refresh().state.relay == unusable
    way = bob.connection.way
    assert way is not None
    assert way.trouble is not None
    assert str(way.trouble).startswith("An owner has named a place for the relay at which nothing")
    assert net.profile("Bob") == net.doors[0].identity(net.key)
    again = net.unlock("Bob")
    assert again.incidents.open([], "told where it is still asked")
    net.names(net.door().identity(net.key))
    assert again.refresh().state.relay == net.profile("Bob") == net.doors[1].identity(net.key)


def test_where_nothing_can_be_asked_any_more_one_is_told_what_to_do(net: Net) -> None:
    bob = net.unlock("Bob")
    unusable = RelayIdentity(net.key, "ftp://elsewhere", ())
    net.ada.connection.perform(lambda _: Plan([Draft(RelaySet(unusable))]), nothing)
    bob.refresh()
    net.doors[0].close()
    with pytest.raises(Refused) as refused:
        bob.refresh()
    assert (refused.value.code, refused.value.exit_status) == (Code.E_MOVED, 3)
    assert "keylease team relay" in str(refused.value)


def test_an_app_goes_from_the_tokens_relay_to_the_ledgers(net: Net) -> None:
    bob = net.unlock("Bob")
    made = net.ada.apps.create("ci", net.world.now + DAY)
    key = net.world.key(net.ada, "openai")
    net.world.lend(net.ada, key, made.app)
    second = net.door()
    net.names(second.identity(net.key))
    bob.refresh()
    with closing(net.assembly("Bob").app(made.token)) as app:
        assert app.open(key, Purpose.RUN).value == "sk-openai-1"
    assert "/v1/ask" in second.asked
    seen = len(second.asked)
    token = read_token(made.token)
    elsewhere = structs.replace(token, relay=structs.replace(token.relay, pins=(bytes(32),)))
    with closing(net.assembly("Bob").app(write_token(elsewhere))) as app:
        assert code_of(app.refresh) is Code.E_PIN
    assert len(second.asked) == seen


def test_an_app_does_not_follow_to_a_relay_that_shows_less(net: Net) -> None:
    made = net.ada.apps.create("ci", net.world.now + DAY)
    relay = hostile_relay(net.ada)
    behind = HostileRelay(relay.desk, relay.store, relay.vault)
    behind.lie(Truncated(by=1))
    net.names(net.door(relay=behind).identity(net.key))
    with closing(net.assembly("Bob").app(made.token)) as app:
        assert code_of(app.refresh) is Code.E_ROLLBACK


def moved(net: Net) -> TlsRelay:
    """Ada moves the team to a relay with another key; the old one answers no more than fetches."""
    store, vault = MemoryStore(), Vault.open(net.folder / f"vault-{len(net.doors)}")
    desk = Desk(store, vault, net.world.clock("relay"))
    other = HostileRelay(desk, store, vault)
    door = net.door(relay=other)
    last = net.ada.refresh().access
    net.ada.team.set_relay(door.identity(vault.public), moved=AccessSeal(last=last))
    rows = net.ada.connection.replica.lines()
    lines = [Line(row.leaf, Signed(row.entry or b"", (row.sig or b"",))) for row in rows]
    events = list(net.ada.connection.replica.events())
    desk.restore_missing(events, lines)
    return door


def test_a_team_that_moves_takes_its_members_along(net: Net) -> None:
    bob = net.unlock("Bob")
    key = net.world.key(net.ada, "openai")
    net.world.lend(net.ada, key, bob)
    read(bob, key)
    bob.refresh()
    door = moved(net)
    bob.refresh()
    assert bob.connection.way is not None
    assert bob.connection.way.moved
    assert net.profile("Bob") == bob.snapshot.state.relay
    bob.incidents.open([], "told to the new relay")
    assert door.asked
    again = net.unlock("Bob")
    assert len(again.refresh().state.incidents) == 1


def test_an_app_finds_the_relay_that_its_team_has_moved_to(net: Net) -> None:
    """Twice since its token was made; each relay that was left knows of the next."""
    made = net.ada.apps.create("ci", net.world.now + DAY)
    key = net.world.key(net.ada, "openai")
    net.world.lend(net.ada, key, made.app)
    moved(net)
    door = moved(net)
    net.ada.refresh()
    net.ada.keys.reseal(key)
    with closing(net.assembly("Bob").app(made.token)) as app:
        assert app.refresh().state.relay == net.ada.snapshot.state.relay
        assert app.open(key, Purpose.RUN).value == "sk-openai-1"
    assert door.asked


def test_an_app_at_work_goes_along_when_its_team_moves(net: Net) -> None:
    made = net.ada.apps.create("ci", net.world.now + DAY)
    key = net.world.key(net.ada, "openai")
    net.world.lend(net.ada, key, made.app)
    with closing(net.assembly("Bob").app(made.token)) as app:
        assert app.open(key, Purpose.RUN).value == "sk-openai-1"
        moved(net)
        net.ada.refresh()
        net.ada.keys.reseal(key)
        assert app.open(key, Purpose.RUN).value == "sk-openai-1"


def test_an_app_is_told_of_an_address_that_cannot_be_asked(net: Net) -> None:
    made = net.ada.apps.create("ci", net.world.now + DAY)
    unusable = RelayIdentity(net.key, "ftp://elsewhere", ())
    net.ada.connection.perform(lambda _: Plan([Draft(RelaySet(unusable))]), nothing)
    with closing(net.assembly("Bob").app(made.token)) as app:
        assert code_of(app.refresh) is Code.E_MOVED


def test_whoever_holds_lines_that_the_new_relay_lacks_goes_by_its_link(net: Net) -> None:
    """What is held here would have to be put aside: a person decides on that."""
    bob = net.unlock("Bob")
    net.ada.refresh()
    key = net.world.key(bob, "bobs")
    read(bob, key)
    before = net.ada.snapshot.access
    assert before.seq == 0
    store, vault = MemoryStore(), Vault.open(net.folder / "other-vault")
    door = net.door(relay=HostileRelay(Desk(store, vault, net.world.clock("relay")), store, vault))
    data = RelaySet(door.identity(vault.public), AccessSeal(last=before, lost_from=1))
    state = structs.replace(
        bob.snapshot.state,
        relay=data.relay,
        relays=(*bob.snapshot.state.relays, RelayRange(since=0, key=vault.public)),
    )
    way = bob.connection.way
    assert way is not None
    refused = code_of(lambda: way._go(bob.connection.courier, bob.connection.replica, state))
    assert refused is Code.E_MOVED
    assert door.connections == 0
