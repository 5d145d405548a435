"""Where a relay cannot listen, it says so in a sentence."""

import resource
import socket
from pathlib import Path

import pytest

from keylease.errors import Code
from keylease.relay.listening import CannotListen, allow_files, listening_at
from keylease.relay.settings import Settings, read_settings
from support.relay_server import HERE


def at(folder: Path, listen: str) -> Settings:
    return read_settings({"database": f"sqlite:///{folder}/team.db", "listen": listen}, {})


def test_a_place_that_is_taken_is_told(tmp_path: Path) -> None:
    with listening_at(at(tmp_path, f"{HERE}:0")) as one:
        port = one.getsockname()[1]
        with pytest.raises(CannotListen) as refused:
            listening_at(at(tmp_path, f"{HERE}:{port}"))
    assert refused.value.code is Code.E_USAGE
    assert str(refused.value).endswith(": Address already in use. Choose another port or address.")


def test_a_host_that_has_no_address_is_told(tmp_path: Path) -> None:
    wanted = r"no\.such\.name\.invalid port 9555: no such name\."
    with pytest.raises(CannotListen, match=wanted):
        listening_at(at(tmp_path, "no.such.name.invalid:9555"))


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="wants IPv6")
def test_an_address_of_ipv6_is_one(tmp_path: Path) -> None:
    with listening_at(at(tmp_path, "[::1]:0")) as one:
        assert one.family is socket.AF_INET6


def test_as_many_files_as_are_wanted_or_as_may_be() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        allow_files(10)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= before[0]
        allow_files(10**9)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[1] == before[1]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
