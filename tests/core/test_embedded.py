"""A relay in this very process: where it lies, what it answers, and how its way ends."""

from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.profile import EmbeddedRelay, Home, folder_of
from keylease.client.transport import Nowhere
from keylease.embedded import make_relay, open_desk
from keylease.errors import Code, Unreachable
from keylease.model.access import Refusal
from keylease.model.events import RelayIdentity
from keylease.model.signed import Signed
from keylease.store.sqlite import SqliteStore
from keylease.wire.requests import REPLY
from support.members import START, code_of


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "home")
    found.prepare()
    return found


@pytest.fixture
def relay(home: Home) -> RelayIdentity:
    return make_relay(home)


NOBODY = Signed(body=b"{}", sigs=())


def test_it_lies_under_its_keys_name_and_nothing_else_does(
    home: Home, relay: RelayIdentity
) -> None:
    place = home.relay(relay.key)
    assert folder_of(relay.address) == place.path
    assert [entry.name for entry in place.path.parent.iterdir()] == [relay.key.hex()[:16]]
    assert place.path.stat().st_mode & 0o077 == 0
    desk, way = open_desk(place, SqliteStore.open, lambda: START)
    assert desk.public == relay.key
    way.close()


def test_it_answers_in_bytes_as_any_other(home: Home, relay: RelayIdentity) -> None:
    _, way = open_desk(home.relay(relay.key), SqliteStore.open, lambda: START)
    reply = REPLY.read(way.exchange(NOBODY))
    assert isinstance(reply, Refusal)
    way.close()
    assert code_of(lambda: way.listen(NOBODY)) is Code.E_UNREACHED


def test_a_relay_that_is_not_there_is_said_to_be_missing(home: Home, tmp_path: Path) -> None:
    gone = EmbeddedRelay(tmp_path / "gone")
    identity = RelayIdentity(key=bytes(32), address=gone.path.as_uri(), pins=())
    way = Assembly(home).transport(identity)
    assert isinstance(way, Nowhere)
    with pytest.raises(Unreachable, match="There is no relay in"):
        way.exchange(NOBODY)
    way.close()
