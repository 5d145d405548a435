from keylease.model import events as e
from keylease.wire.events import EVENT_TYPES


def test_a_type_is_known_by_its_tag() -> None:
    assert e.type_of(e.MemberLeave()) == "member.leave"
    assert e.type_of(e.KeyFreeze(key="key_x")) == "key.freeze"


def test_no_two_types_share_a_tag() -> None:
    assert len(EVENT_TYPES) == len(e.EventData.__args__)


def test_a_later_lapse_is_harder() -> None:
    """The rule that a review is no harder than the policy reads the order of declaration."""
    assert list(e.Lapse) == [e.Lapse.KEEP, e.Lapse.SHORTEN, e.Lapse.END]
