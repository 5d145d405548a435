"""Pins, compared with what another program computes."""

from contextlib import suppress

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from keylease.crypto.pinning import is_pinned, pin_of
from keylease.errors import Code, Tampered
from support.certificates import NOW, YEARS, Certificate, certificate


def test_the_pin_is_that_of_the_public_key() -> None:
    for name in ("127.0.0.1", "relay.example", "a" * 60):
        made = certificate(name=name)
        assert pin_of(made.der) == made.pin


@pytest.mark.parametrize(
    "key", [rsa.generate_private_key(65537, 2048), ed25519.Ed25519PrivateKey.generate()]
)
def test_other_kinds_of_keys(key: ec.EllipticCurvePrivateKey) -> None:
    digest = None if isinstance(key, ed25519.Ed25519PrivateKey) else x509.base.hashes.SHA256()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "x")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, NOW - YEARS, NOW + YEARS)
        .sign(key, digest)
        .public_bytes(Encoding.DER)
    )
    assert pin_of(made) == Certificate(x509.load_der_x509_certificate(made), key).pin


def test_a_renewed_certificate_of_the_same_key_has_the_same_pin() -> None:
    first = certificate()
    second = certificate(key=first.key, name="another.example", ends=NOW)
    assert first.der != second.der
    assert pin_of(second.der) == first.pin
    assert is_pinned(second.der, (bytes(32), first.pin))
    assert not is_pinned(certificate().der, (bytes(32), first.pin))
    assert not is_pinned(second.der, ())


@given(st.binary(max_size=200))
def test_what_is_no_certificate_has_no_pin(content: bytes) -> None:
    with pytest.raises(Tampered) as refused:
        pin_of(content)
    assert refused.value.code is Code.E_PIN


DER = certificate().der


@given(st.integers(0, len(DER) - 1), st.integers(0, 255))
def test_a_changed_certificate_has_a_pin_or_none_but_breaks_nothing(place: int, byte: int) -> None:
    changed = DER[:place] + bytes([byte]) + DER[place + 1 :]
    with suppress(Tampered):
        assert len(pin_of(changed)) == 32
