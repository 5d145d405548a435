"""Where a head contradicts what is held; the lies themselves are told in tests/attacks."""

import pytest

from keylease.client.history import contradiction
from keylease.client.replica import Held
from keylease.crypto.signing import SigningKey
from keylease.errors import Code
from keylease.ledger.chain import NOWHERE
from keylease.model.access import Head
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.wire.canonical import encode

KEY = SigningKey(bytes(32))


def at(seq: int, letter: str = "a") -> Position:
    return Position(seq, letter.encode() * 32)


def head(ledger: Position, access: Position = NOWHERE) -> Head:
    return Head(v=1, team=bytes(32), ledger=ledger, access=access, at=1)


def held(ledger: Position | None, access: Position = NOWHERE, pinned: Head | None = None) -> Held:
    pin = None if pinned is None else Signed(encode(pinned), (bytes(64),))
    return Held(ledger=ledger, access=access, pinned=pin, mine=None, promised=())


@pytest.mark.parametrize(
    ("kept", "said", "code"),
    [
        (held(None), head(at(3)), None),
        (held(at(3)), head(at(3)), None),
        (held(at(3)), head(at(4, "z")), None),
        (held(at(3)), head(at(2)), Code.E_ROLLBACK),
        (held(at(3)), head(at(3, "z")), Code.E_FORK),
        (held(at(3), at(2)), head(at(3), at(2)), None),
        (held(at(3), at(2)), head(at(3), at(1)), Code.E_ROLLBACK),
        (held(at(3), at(2)), head(at(3), at(2, "z")), Code.E_FORK),
        (held(at(3), at(2)), head(at(3)), Code.E_ROLLBACK),
        # a pin may be ahead of what is held: a pending member is shown the newest head
        (held(at(3), pinned=head(at(9))), head(at(9)), None),
        (held(at(3), pinned=head(at(9))), head(at(8)), Code.E_ROLLBACK),
        (held(at(3), pinned=head(at(9))), head(at(9, "z")), Code.E_FORK),
        (held(at(3), pinned=head(at(3), at(5))), head(at(3), at(4)), Code.E_ROLLBACK),
    ],
)
def test_a_head_goes_on_from_what_is_held(kept: Held, said: Head, code: Code | None) -> None:
    assert contradiction(kept, said) is code
