"""A relay's own certificate (PROTOCOL.md, "Over HTTPS").

Who signed it and when it ends says nothing: members know its key by the pin (pinning.py) that the
signed ledger and invite links carry.
"""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

LIFE: Final = timedelta(days=3653)
BACKDATED: Final = timedelta(days=1)
"""A member's clock may be a little behind the relay's."""


def make_certificate(host: str, now: int) -> tuple[bytes, bytes]:
    """A new P-256 key and its self-signed certificate for a host name or address, both as PEM.

    `now` is in milliseconds UTC; the certificate holds for ten years. The key comes unencrypted:
    it belongs into a private file.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Keylease relay")])
    start = datetime.fromtimestamp(now / 1000, UTC) - BACKDATED
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + LIFE)
        .add_extension(x509.SubjectAlternativeName([_alternative(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    packed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return certificate.public_bytes(Encoding.PEM), packed


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
