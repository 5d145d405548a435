import pytest

from keylease.cli.ending import No
from keylease.cli.ids import id_meant
from keylease.errors import Code

KNOWN = ("req_aaaabbbb", "req_aaaacccc", "req_aaaaccccdddd")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("req_aaaabbbb", KNOWN[0]),
        ("req_aaaab", KNOWN[0]),
        ("req_aaaacccc", KNOWN[1]),
        ("req_aaaaccccd", KNOWN[2]),
        ("req_aaab", None),
        ("", None),
    ],
)
def test_an_id_or_how_it_begins(text: str, meant: str | None) -> None:
    assert id_meant(text, KNOWN) == meant


def test_too_little_of_an_id_means_none() -> None:
    assert id_meant("req_aaa", KNOWN[:1]) is None


def test_what_several_ids_begin_with_means_none_of_them() -> None:
    with pytest.raises(No, match="2 ids begin like that") as refusal:
        id_meant("req_aaaac", KNOWN)
    assert refusal.value.code is Code.E_AMBIGUOUS
