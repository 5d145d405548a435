from pathlib import Path

import pytest

from support.terminal import Seat

RULES = "1. Never paste a key into a chat.\n2. Prefer `keylease run`.\n"


@pytest.fixture
def rules(ada: Seat, tmp_path: Path) -> Path:
    path = tmp_path / "rules.txt"
    path.write_text(RULES)
    ada("rules", "set", str(path))
    return path


def test_no_rules_yet(ada: Seat) -> None:
    assert "keylease rules set" in ada.refused("rules", "show", status=1)


def test_no_key_opens_before_the_rules_are_acknowledged(
    ada: Seat, bob: Seat, lent: str, rules: Path
) -> None:
    assert "keylease rules show" in bob.refused("get", lent, status=3)
    answer = bob("rules", "show")
    assert answer.out == RULES
    assert "keylease rules acknowledge" in answer.err
    bob("rules", "acknowledge")
    assert bob.json("rules", "show") == {"rules": RULES, "acknowledged": True}
    assert bob("get", lent).out
    assert bob("rules", "show").err == ""


def test_changed_rules_are_asked_for_anew(ada: Seat, bob: Seat, lent: str, rules: Path) -> None:
    bob("rules", "acknowledge")
    rules.write_text(RULES + "3. Lock your screen.\n")
    row = ada.json("rules", "set", str(rules))
    assert row["to_acknowledge"] == 2
    bob.refused("get", lent, status=3)
    bob("rules", "acknowledge", "--file", str(rules))
    assert bob("get", lent).out


def test_another_text_is_not_what_is_asked_for(bob: Seat, rules: Path) -> None:
    rules.write_text("I do as I please.")
    bob.refused("rules", "acknowledge", "--file", str(rules), status=1)


def test_rules_survive_another_policy_and_can_be_dropped(
    ada: Seat, bob: Seat, lent: str, rules: Path
) -> None:
    ada("policy", "set", "--lapse", "keep")
    assert bob("rules", "show").out == RULES
    assert ada.json("policy", "show")["rules"] is True
    ada("rules", "drop")
    assert bob("get", lent).out
    bob.refused("rules", "acknowledge", status=1)


@pytest.mark.parametrize("content", [b"x" * 20_000, b"\xff", None], ids=["long", "binary", "none"])
def test_what_is_no_text_of_rules_is_not_set(
    ada: Seat, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "rules"
    if content is not None:
        path.write_bytes(content)
    ada.refused("rules", "set", str(path), status=2)
    assert "keylease rules set" in ada.refused("rules", "show", status=1)
