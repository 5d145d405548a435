"""What a pasted value tells."""

import pytest
from PySide6.QtWidgets import QApplication

from keylease_desktop.presenters.entering import Words, recognise, twin_text
from support.desktop_team import LittleTeam


@pytest.mark.parametrize(
    ("value", "provider"),
    [("sk-or-v1-" + "ab" * 32, "openrouter"), ("gsk_" + "a1" * 26, "groq")],
)
def test_the_form_gives_the_provider_away(qapp: QApplication, value: str, provider: str) -> None:
    found = recognise(value)
    assert found.provider is not None
    assert found.provider.id == provider
    assert found.variable


def test_what_nobody_knows_is_left_to_the_person(qapp: QApplication) -> None:
    found = recognise("something of our own")
    assert found.provider is None
    assert found.said
    assert recognise("  ").said == ""


def test_an_admin_key_gives_pause(qapp: QApplication) -> None:
    assert "admin key" in recognise("sk-ant-admin01-" + "a" * 93 + "AA").caution


def test_where_the_same_value_is_already(little_team: LittleTeam) -> None:
    now, key = little_team.session("Ana").snapshot, little_team.id("openai-prod")
    assert "openai-prod, version 1, in production" in twin_text(now, [(key, 1)], None)
    assert "version 1 of this key" in twin_text(now, [(key, 1)], key)
    assert twin_text(now, [], None) == ""


def test_only_what_was_said_is_kept() -> None:
    words = Words("a", "openai", "env", monthly_cap=" 500 USD ", scopes=" ")
    assert words.facts == (("monthly_cap", "500 USD"),)
