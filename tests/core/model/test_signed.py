from keylease.model.signed import Signed


def test_the_authors_signature_is_the_first() -> None:
    assert Signed(body=b"", sigs=(b"a" * 64, b"b" * 64)).sig == b"a" * 64
