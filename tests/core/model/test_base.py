import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.model import base

IDS = [
    (base.MemberId, "mem"),
    (base.KeyId, "key"),
    (base.GrantId, "grt"),
    (base.EnvironmentId, "env"),
    (base.InviteId, "inv"),
    (base.RequestId, "req"),
    (base.ReviewId, "rev"),
    (base.IncidentId, "inc"),
    (base.ListId, "lst"),
]


@given(st.binary(min_size=16, max_size=16))
def test_an_id_carries_all_its_bits(random: bytes) -> None:
    id_ = base.new_id("key", random)
    assert msgspec.convert(id_, base.KeyId) == id_
    digits = "abcdefghijklmnopqrstuvwxyz234567"
    number = sum(digits.index(d) << 5 * n for n, d in enumerate(reversed(id_[4:])))
    assert (number >> 2).to_bytes(16, "big") == random


@pytest.mark.parametrize(("kind", "prefix"), IDS)
def test_each_kind_of_id_has_its_prefix(kind: object, prefix: str) -> None:
    good = base.new_id(prefix, bytes(16))
    assert msgspec.convert(good, kind) == good
    for bad in (
        good[:-1],
        good + "a",
        good + "\n",
        "x" + good,
        good.upper(),
        good.replace("a", "1"),
        base.new_id("xyz", bytes(16)),
        "",
    ):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(bad, kind)


@pytest.mark.parametrize("kind", [base.Count, base.Positive, base.Time, base.Span])
def test_integers_stay_below_2_to_the_53(kind: object) -> None:
    assert msgspec.convert(2**53 - 1, kind) == 2**53 - 1
    for bad in (2**53, -1, 1.5, True, "1"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(bad, kind)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (base.Network, ["10.0.0.0/8", "2001:db8::/32"], ["10.0.0.0", "10.0.0.0/8\n", "a b/8"]),
        (base.FieldName, ["reason", "reason:10", "x_1"], ["Reason", "1x", "reason:", "reason\n"]),
    ],
)
def test_texts_have_their_patterns(kind: object, good: list[str], bad: list[str]) -> None:
    for text in good:
        assert msgspec.convert(text, kind) == text
    for text in bad:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(text, kind)


def test_values_are_frozen_and_closed() -> None:
    position = base.Position(seq=1, hash=bytes(32))
    with pytest.raises(AttributeError):
        position.seq = 2
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"seq":1,"hash":"","x":1}', type=base.Position)
