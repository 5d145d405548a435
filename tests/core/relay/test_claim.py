"""The newest claim, and no other, lets a team in."""

from pathlib import Path

import pytest

from keylease.errors import Code, Refused
from keylease.relay.claim import Claim


def refused(claim: Claim, secret: bytes) -> bool:
    with pytest.raises(Refused) as no:
        claim.require(secret)
    return no.value.code is Code.E_CLAIM


def test_only_the_newest_claim_is_good(tmp_path: Path) -> None:
    claim = Claim(tmp_path / "state")
    assert refused(claim, bytes(16))
    first = claim.renew()
    Claim(tmp_path / "state").require(first)  # as another process of the same relay asks
    second = claim.renew()
    claim.require(second)
    assert refused(claim, first)


def test_the_secret_lies_nowhere(tmp_path: Path) -> None:
    secret = Claim(tmp_path / "state").renew()
    assert all(secret not in path.read_bytes() for path in (tmp_path / "state").iterdir())
