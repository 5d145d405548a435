"""Certificates as relays have them, good and bad, and the TLS contexts that serve them."""

import datetime
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
YEARS = datetime.timedelta(days=20 * 365)


@dataclass(frozen=True)
class Certificate:
    """A certificate and its key; `made_by` is who vouches for it, itself where nobody does."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def der(self) -> bytes:
        """The certificate's bytes."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pin(self) -> bytes:
        """SHA-256 of its public key, computed by another program than ours."""
        digest = hashes.Hash(hashes.SHA256())
        digest.update(
            self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        )
        return digest.finalize()

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Certificate and key as PEM files in that folder."""
        folder.mkdir(parents=True, exist_ok=True)
        crt, key = folder / "certificate.pem", folder / "key.pem"
        crt.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        key.write_bytes(
            self.key.private_bytes(
                Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return crt, key

    def context(self, folder: Path, version: ssl.TLSVersion) -> ssl.SSLContext:
        """What a server serves it with, by this TLS version and no other."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.write(folder))
        context.maximum_version = version
        context.minimum_version = version
        return context


def certificate(
    *,
    key: ec.EllipticCurvePrivateKey | None = None,
    name: str = "127.0.0.1",
    begins: datetime.datetime = NOW - YEARS,
    ends: datetime.datetime = NOW + YEARS,
    by: Certificate | None = None,
    authority: bool = False,
) -> Certificate:
    """A certificate for an address or a name, self-signed unless somebody vouches for it."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    try:
        alternative: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        alternative = x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if by is None else by.certificate.subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .sign(own if by is None else by.key, hashes.SHA256())
    )
    return Certificate(made, own)
