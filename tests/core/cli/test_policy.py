from support.terminal import Seat


def test_showing_and_setting(ada: Seat, bob: Seat) -> None:
    shown = ada.json("policy", "show")
    assert shown["may_add_keys"] == ["owner", "admin", "member"]
    row = ada.json("policy", "set", "--no-adders", "--review-every", "26w", "--lapse", "keep")
    assert row["may_add_keys"] == ["owner", "admin"]
    assert (row["review_every"], row["undecided_access"]) == (26 * 7 * 86400, "keep")
    bob.refused("key", "add", "x", "--environment", "staging", stdin="sk-proj-x", status=3)
    ada("policy", "set", "--adder", "member", "--adder", "auditor")
    assert "May add keys" in ada("policy", "show").out
    bob("key", "add", "x", "--environment", "staging", stdin="sk-proj-x")


def test_wrong_wishes(ada: Seat, bob: Seat) -> None:
    assert "what to change" in ada.refused("policy", "set", status=2)
    ada.refused("policy", "set", "--no-adders", "--adder", "member", status=2)
    ada.refused("policy", "set", "--adder", "owner", status=2)
    bob.refused("policy", "set", "--no-adders", status=3)
