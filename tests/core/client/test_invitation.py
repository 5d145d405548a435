"""What a link says before it is followed."""

import pytest
from msgspec import structs

from keylease.client.invitation import where_to
from keylease.client.profile import folder_name
from keylease.errors import Code, Usage
from keylease.model.events import RelayIdentity
from keylease.model.roles import Role
from keylease.wire.invite import read_link, write_link
from support.members import World
from support.terms import DAY


@pytest.fixture
def link(world: World) -> str:
    return world.found().people.invite(Role.MEMBER, DAY).link


def leading_to(link: str, address: str) -> str:
    invite = read_link(link)
    relay = RelayIdentity(key=invite.relay.key, address=address, pins=())
    return write_link(structs.replace(invite, relay=relay))


@pytest.mark.attack("F08")
def test_a_relay_on_this_computer_is_named_by_its_folder(world: World, link: str) -> None:
    found = where_to(link)
    invite = read_link(link)
    assert found.folder == world.assembly("Ada").hosted(invite.relay).path
    assert (found.team, found.host) == (folder_name(invite.team), "")


@pytest.mark.attack("F08")
@pytest.mark.parametrize("host", ["relay.example:8443", "acme.example@evil.example"])
def test_a_relay_elsewhere_is_named_by_its_whole_host(link: str, host: str) -> None:
    found = where_to(leading_to(link, f"https://{host}/keys?to=acme.example"))
    assert (found.host, found.folder) == (host, None)


@pytest.mark.attack("F08")
@pytest.mark.parametrize("address", ["file:///a/../b", "file://host/a", "file:relative"])
def test_an_address_that_hides_its_folder_is_refused(link: str, address: str) -> None:
    with pytest.raises(Usage) as refused:
        where_to(leading_to(link, address))
    assert refused.value.code is Code.E_PATH


def test_anything_else_is_no_link() -> None:
    with pytest.raises(Usage) as refused:
        where_to("https://acme.example/join")
    assert refused.value.code is Code.E_LINK
