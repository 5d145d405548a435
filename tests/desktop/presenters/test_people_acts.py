import pytest

from keylease_desktop.presenters.people_acts import Link, invited_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("  \n , ;", ()),
        ("Ben", ("Ben",)),
        ("Ben Okafor <ben@acme.example>\r\nDee", ("Ben Okafor <ben@acme.example>", "Dee")),
        ("ben@x.y, dee@x.y; ben@x.y", ("ben@x.y", "dee@x.y")),
        ("a" * 200, ("a" * 100,)),
    ],
)
def test_a_pasted_text_names_people_once_each(text: str, found: tuple[str, ...]) -> None:
    assert invited_in(text) == found


def test_a_link_never_shows_in_a_repr() -> None:
    assert "join" not in repr(Link("Ben", "keylease:join?x"))
