import msgspec
import pytest

from keylease.model import access


@pytest.mark.parametrize("text", ["released", "recorded", "E_NO_GRANT"])
def test_outcomes(text: str) -> None:
    assert msgspec.convert(text, access.Outcome) == text


@pytest.mark.parametrize("text", ["", "Released", "released\n", "E_", "E_X", "e_no_grant", "no"])
def test_no_outcomes(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, access.Outcome)


def test_operations_and_replies_are_told_apart_by_their_tags() -> None:
    for union in (access.AnyOperation, access.AnyReply):
        tags = [kind.__struct_config__.tag for kind in union.__args__]
        assert len(tags) == len(set(tags))
