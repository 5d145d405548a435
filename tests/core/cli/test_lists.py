from support.terminal import Seat


def test_lists(ada: Seat) -> None:
    assert "list set NAME" in ada("list", "show").err
    assert ada("list", "set", "eval", "Bob", "Ada", "Bob").out == "eval has 2 people on it.\n"
    assert ada.json("list", "show", "eval")[0]["people"] == ["Bob", "Ada"]
    assert ada("list", "set", "eval", "Bob").out == "eval has 1 person on it.\n"
    assert ada("list", "set", "eval", "--empty").out == "eval has 0 people on it.\n"
    assert ada("list", "show").lines[0].startswith("LIST")


def test_what_is_no_list(ada: Seat) -> None:
    assert "--empty" in ada.refused("list", "set", "eval", status=2)
    ada("app", "create", "ci", "--for", "1d")
    assert "is an app" in ada.refused("list", "set", "eval", "ci", status=1)
    assert "no list called" in ada.refused("list", "show", "none", status=1)
    assert "called 'Cai'" in ada.refused("list", "set", "eval", "Cai", status=1)
