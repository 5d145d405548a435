"""A campaign at the terminal: opened, decided by two, carried out, closed."""

import pytest

from support.terminal import Seat, Terminals


@pytest.fixture
def second(ada: Seat, shell: Terminals) -> Seat:
    """A second owner, so that nobody's own access is left over."""
    link = ada("member", "invite", "--role", "admin", "--for", "1d").out
    grace = shell.person("Grace")
    grace("team", "join", "-", "--as", "Grace", stdin=link)
    ada("member", "admit", "Grace", "--words-compared")
    ada("member", "role", "Grace", "owner")
    return grace


def opened(ada: Seat, *options: str) -> str:
    return str(ada.json("review", "open", *options)["review"])


def subjects(seat: Seat, review: str) -> dict[str, dict[str, object]]:
    rows = seat.json("review", "show", review)
    return {row["subject"]: row for row in rows}


def test_a_campaign_from_opening_to_closing(ada: Seat, bob: Seat, lent: str, second: Seat) -> None:
    bob("get", lent)
    preview = ada.json("review", "open", "--preview")
    assert {row["kind"] for row in preview} == {"grant", "custody", "role"}
    review = opened(ada, "--title", "Q1", "--due", "14d")
    rows = subjects(ada, review)
    (of_bob,) = [id_ for id_, row in rows.items() if row["who"] == "Bob"]
    assert rows[of_bob]["why"] == "ends by itself in less than a day"
    assert rows[of_bob]["yours"] is True
    done = ada.json("review", "decide", review, of_bob, "revoke", "--reason", "project over")
    assert done["decided"] == 1
    assert "review" in bob.refused("get", lent, status=3)
    for seat in (ada, second):
        for id_, row in subjects(seat, review).items():
            if row["yours"]:
                seat("review", "decide", review, id_, "keep")
    (listed,) = ada.json("review", "list")
    assert (listed["left_to_you"], listed["decided"]) == (0, len(rows))
    assert "Q1 is closed" in ada("review", "close", review).out
    assert ada.json("review", "list")[0]["state"] == "closed"


def test_all_that_is_routine_is_kept_at_once(ada: Seat, lent: str, second: Seat) -> None:
    review = opened(ada)
    before = [r for r in subjects(ada, review).values() if r["yours"] and r["advice"] == "routine"]
    done = ada.json("review", "decide", review, "routine", "keep")
    assert done["decided"] == len(before) > 0
    ada.refused("review", "decide", review, "routine", "keep", status=1)
    ada.refused("review", "decide", review, "routine", "revoke", status=2)


def test_nobody_decides_on_their_own(ada: Seat, lent: str, second: Seat) -> None:
    review = opened(ada)
    rows = subjects(ada, review).values()
    own = next(r["subject"] for r in rows if (r["who"], r["kind"]) == ("Ada", "role"))
    assert "own" in ada.refused("review", "decide", review, str(own), "keep", status=3)


def test_it_is_not_closed_before_its_time(ada: Seat, lent: str, second: Seat) -> None:
    review = opened(ada)
    ada.refused("review", "close", review, status=3)


def test_a_part_of_the_team(ada: Seat, bob: Seat, lent: str) -> None:
    review = opened(ada, "--only", "Bob")
    assert {row["who"] for row in subjects(ada, review).values()} == {"Bob"}
    ada.refused("review", "open", "--provider", "nobody", status=1)
    ada.refused("review", "open", "--people", "--apps", status=2)
    assert "name a second" in ada("review", "open", "--only", "Bob", "--reviewer", "Ada").err


def test_what_is_no_review_and_no_subject_is_said(ada: Seat, lent: str) -> None:
    review = opened(ada)
    ada.refused("review", "show", "no-such", status=1)
    ada.refused("review", "decide", review, "grt_nosuch", "keep", status=1)
