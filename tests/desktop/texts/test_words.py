"""Every name of the core has a word."""

from keylease.model.access import Purpose
from keylease.model.roles import Role, Status
from keylease_desktop.texts import words


def test_nothing_is_without_a_word() -> None:
    assert all(words.role(role) for role in Role)
    assert all(words.status(status) for status in Status)
    assert all(words.purpose(purpose) for purpose in Purpose)
    assert words.role(Role.APP) == "service"
