"""A relay's own certificate is one that TLS takes, and its pin is of its key and nothing else."""

import hashlib
import ssl
import subprocess
from pathlib import Path

import pytest

from keylease.crypto.certificate import make_certificate
from keylease.crypto.pinning import pin_of
from support.terms import START


def openssl(*arguments: object, given: bytes | None = None) -> bytes:
    command = ["openssl", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


@pytest.mark.parametrize("host", ["relay.example.org", "192.0.2.7", "2001:db8::7"])
def test_tls_takes_it_and_names_its_host(host: str, tmp_path: Path) -> None:
    certificate, key = make_certificate(host, START)
    (tmp_path / "both.pem").write_bytes(certificate + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    text = openssl("x509", "-noout", "-text", given=certificate).decode()
    assert "prime256v1" in text
    assert "CA:FALSE" in text
    assert host in text.replace("2001:DB8:0:0:0:0:0:7", host)


def test_it_holds_for_ten_years_from_a_day_ago(tmp_path: Path) -> None:
    certificate, _ = make_certificate("relay.example.org", START)
    dates = openssl("x509", "-noout", "-dates", given=certificate).decode()
    assert "notBefore=Dec 31 00:00:00 2025" in dates
    assert "notAfter=Jan  1 00:00:00 2036" in dates


def test_the_pin_is_the_hash_of_the_public_key_as_openssl_has_it() -> None:
    certificate, _ = make_certificate("relay.example.org", START)
    public = openssl("x509", "-noout", "-pubkey", given=certificate)
    spki = openssl("pkey", "-pubin", "-outform", "DER", given=public)
    assert pin_of(ssl.PEM_cert_to_DER_cert(certificate.decode())) == hashlib.sha256(spki).digest()
