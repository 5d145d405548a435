"""The pin of a certificate: SHA-256 over its public key's DER (RFC 5280, SubjectPublicKeyInfo).

A certificate may be renewed, with another end and another name in it; as long as the key stays,
so does the pin. Read by hand, since x509 of `cryptography` takes longer to import than a whole
opening may; tests compare the two.
"""

import hashlib
import hmac
from collections.abc import Sequence

from keylease.errors import Code, Tampered

_SEQUENCE = 0x30
_VERSION = 0xA0
_BEFORE_THE_KEY = 5
"""Serial number, signature algorithm, issuer, validity and subject."""


def pin_of(certificate: bytes) -> bytes:
    """The pin (32 bytes) of a certificate in DER. Tampered(E_PIN) for bytes that are none."""
    try:
        return hashlib.sha256(_public_key_info(certificate)).digest()
    except IndexError:
        raise Tampered(Code.E_PIN) from None


def is_pinned(certificate: bytes, pins: Sequence[bytes]) -> bool:
    """Whether one of these pins is the certificate's."""
    pin = pin_of(certificate)
    return any(hmac.compare_digest(pin, known) for known in pins)


def _public_key_info(certificate: bytes) -> bytes:
    place, _ = _inside(certificate, 0)  # Certificate
    place, _ = _inside(certificate, place)  # TBSCertificate
    if certificate[place] == _VERSION:
        _, place = _element(certificate, place)
    for _ in range(_BEFORE_THE_KEY):
        _, place = _element(certificate, place)
    _inside(certificate, place)
    _, end = _element(certificate, place)
    return certificate[place:end]


def _inside(der: bytes, place: int) -> tuple[int, int]:
    """Where the content of a sequence begins and ends."""
    if der[place] != _SEQUENCE:
        raise IndexError
    return _element(der, place)


def _element(der: bytes, place: int) -> tuple[int, int]:
    """Where the content of the element at that place begins and ends."""
    size, begin = der[place + 1], place + 2
    if size & 0x80:
        begin += size & 0x7F
        size = int.from_bytes(der[place + 2 : begin], "big")
    if begin + size > len(der):
        raise IndexError
    return begin, begin + size
