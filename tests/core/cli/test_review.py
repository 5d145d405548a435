"""A campaign at the terminal: opened, decided by two, carried out, closed."""

import pytest

from support.terminal import Seat, Terminals
from support.terms import DAY


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


def test_every_verdict_and_what_it_does(ada: Seat, bob: Seat, key: str, second: Seat) -> None:
    """Kept, shortened, ended at once; reassigned and replaced by somebody who is asked to."""
    for other in ("anthropic", "mistral", "groq"):
        ada("key", "add", other, "--environment", "development", stdin=f"sk-{other}-0123456789\n")
        ada("grant", other, "--to", "Bob", "--for", "60d")
    ada("grant", key, "--to", "Bob", "--for", "1d", "--reason", "try it")
    bob("get", "groq")
    ada("revoke", "groq", "--from", "Bob")
    review = opened(ada, "--only", "Bob")
    of = {row["key"]: row for row in subjects(ada, review).values()}
    assert (of["groq"]["kind"], of["groq"]["advice"]) == ("exposure", "end")
    assert "replace it" in str(of["groq"]["why"])

    def decide(name: str, *words: str) -> str:
        return ada("review", "decide", review, str(of[name]["subject"]), *words).err

    assert not decide(key, "keep")
    assert not decide("anthropic", "shorten", "--until", "5d")
    assert "keylease grant" in decide("mistral", "reassign", "--to", "Grace")
    assert "keylease key rotate" in decide("groq", "replace")
    now = {str(row["key"]): row for row in subjects(ada, review).values()}
    assert [now[name]["decided"] for name in (key, "anthropic", "mistral", "groq")] == [
        "keep",
        "shorten",
        "reassign",
        "replace",
    ]
    assert now["anthropic"]["ends"] < of["anthropic"]["ends"]
    assert now["anthropic"]["carried_out"] is True
    assert now["groq"]["carried_out"] is False
    decided = ("review", "decide", review, str(of["groq"]["subject"]))
    assert "decided already" in ada.refused(*decided, "keep", status=1)
    assert "keep, replace" in ada.refused(*decided, "revoke", status=2)
    assert "--until" in ada.refused(*decided, "shorten", status=2)
    assert "--until" in ada.refused(*decided, "keep", "--until", "7d", status=2)
    assert "--to" in ada.refused(*decided, "reassign", status=2)


@pytest.mark.parametrize(("then", "after"), [("end", 3), ("shorten", 0), ("keep", 0)])
def test_undecided_access_does_what_was_said_when_the_time_is_over(
    ada: Seat, bob: Seat, key: str, second: Seat, shell: Terminals, then: str, after: int
) -> None:
    ada("key", "add", "anthropic", "--environment", "development", stdin="sk-ant-0123456789\n")
    ada("grant", "anthropic", "--to", "Bob", "--for", "60d")
    opened(ada, "--undecided", then, "--shorten-to", "3d", "--due", "7d")
    shell.wait(6 * DAY)
    bob("get", "anthropic")
    shell.wait(2 * DAY)
    said = bob("get", "anthropic", status=after)
    assert ("review" in said.err) is (after == 3)
    shell.wait(3 * DAY)
    bob("get", "anthropic", status=0 if then == "keep" else 3)


def test_closing_plans_the_next_one(ada: Seat, lent: str, second: Seat, shell: Terminals) -> None:
    ada("policy", "set", "--review-every", "91d")
    review = opened(ada, "--only", "Bob", "--title", "Winter")
    assert "next one" not in ada("review", "list").err
    ada("review", "decide", review, "routine", "keep")
    told = ada("review", "close", review).err
    due = told.partition("The next one is due on ")[2].strip()
    assert due in ada("review", "list").err
    assert str(ada.json("review", "list")[0]["title"]) == "Winter"


def test_past_ones_can_be_looked_through(
    ada: Seat, key: str, second: Seat, shell: Terminals
) -> None:
    ada("grant", key, "--to", "Bob", "--for", "7d", "--reason", "try it")
    for title in ("Winter", "Spring"):
        shell.wait(DAY)
        review = opened(ada, "--only", "Bob", "--title", title)
        ada("review", "decide", review, "routine", "keep", "--reason", f"kept in {title}")
        ada("review", "close", review)
    listed = ada.json("review", "list")
    assert [(row["title"], row["outcome"]) for row in listed] == [
        ("Spring", {"keep": 1}),
        ("Winter", {"keep": 1}),
    ]
    for title in ("Winter", "Spring"):
        (row,) = ada.json("review", "show", title)
        assert (row["decided"], row["decided_by"]) == ("keep", "Ada")
