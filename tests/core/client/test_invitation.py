"""What a link says before anybody follows it."""

from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.invitation import where_to
from keylease.client.profile import Home
from keylease.crypto.passphrase import Cost
from keylease.errors import Code, Usage
from keylease.model.events import RelayIdentity
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.wire.invite import InviteLink, write_link


def test_a_team_on_this_computer(tmp_path: Path) -> None:
    assembly = Assembly(Home(tmp_path), cost=Cost(1, 8))
    session = assembly.found("Acme AI", "Ada", Secret(b"a passphrase"))
    link = session.people.invite(Role.MEMBER, 60_000).link
    where = where_to(link)
    assert where.team == session.snapshot.state.team.hex()[:16]
    assert where.folder is not None
    assert where.folder.parent.parent == tmp_path
    assert where.host == ""
    session.close()


@pytest.mark.attack("F08")
def test_the_host_of_a_server_is_its_host_and_nothing_else() -> None:
    relay = RelayIdentity(key=bytes(32), address="https://team.example:8443/path", pins=())
    link = InviteLink(relay, bytes(32), "inv_" + "a" * 26, bytes(32), bytes(16))
    assert where_to(write_link(link)).host == "team.example:8443"


@pytest.mark.attack("F08")
@pytest.mark.parametrize("text", ["", "keylease:join?x", "https://team.example", "k" * 4000])
def test_anything_else_is_no_link(text: str) -> None:
    with pytest.raises(Usage) as wrong:
        where_to(text)
    assert wrong.value.code is Code.E_LINK
