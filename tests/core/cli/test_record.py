import csv
from contextlib import closing

import pytest

from keylease.client.activity import WORDS
from keylease.store.sqlite.driver import sqlite3
from support.terminal import Seat, Terminals
from support.terms import DAY, HOUR


def test_the_log_as_json(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    log = ada.json("log")
    (opened,) = [one for one in log if one["what"] == "opened" and one["who"] == "Bob"]
    assert opened["key"] == lent
    assert opened["version"] == 1
    assert opened["key_id"].startswith("key_")
    assert opened["who_id"].startswith("mem_")
    assert opened["at"].endswith("+00:00")
    assert opened["purpose"] == "show"
    (granted,) = [one for one in log if one["what"] == "granted"]
    assert granted["to"] == ["Bob"]
    assert granted["reason"] == "try it"
    assert granted["ends"].endswith("+00:00")
    assert {one["what"] for one in log} <= {*WORDS.values(), "opened", "refused"}


@pytest.mark.attack("B08")
def test_what_the_relay_keeps_from_an_owner_is_said_wherever_openings_are(
    ada: Seat, bob: Seat, lent: str, shell: Terminals
) -> None:
    """Bob's line is but a hash in its store, and so in what was kept of it here."""
    bob("get", lent)
    for command in ("log", "exposure", "verify"):
        assert "hash alone" not in ada(command).err
    home = shell.home("Ada")
    forgotten = ", ".join(f"{column} = NULL" for column in SAID_BY_A_LINE)
    for path in (*home.glob("teams/*/replica.db"), *home.glob("relays/*/*.db")):
        with closing(sqlite3.connect(path)) as store, store:
            store.execute(f"UPDATE lines SET {forgotten} WHERE purpose = 'show'")
    for command in ("log", "exposure", "verify"):
        assert "shows the hash alone of 1 line of the access log" in ada(command).err
    assert ada.json("verify")["held_back"] == 1
    assert not [one for one in ada.json("exposure") if one["how"] == "opened"]


SAID_BY_A_LINE = (
    *("entry", "sig", "author", "grant_id", "key_id", "version"),
    *("outcome", "at", "rid", "purpose"),
)


def test_the_log_for_people(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    lines = ada("log", "--key", lent).lines
    assert lines[0].split() == ["WHEN", "WHO", "WHAT", "KEY", "VERSION", "WHOM", "NOTE"]
    assert any(line.split()[3:5] == ["Bob", "opened"] for line in lines)


def test_filters(ada: Seat, bob: Seat, lent: str, shell: Terminals) -> None:
    shell.wait(2 * DAY)
    ada("key", "add", "other", "--environment", "staging", stdin="sk-proj-other")
    assert {one["what"] for one in ada.json("log", "--since", "1d")} == {
        "added",
        "version",
        "state",
    }
    assert {one["key"] for one in ada.json("log", "--key", lent)} == {lent}
    assert [one["what"] for one in ada.json("log", "--what", "granted")] == ["granted"]
    assert len(ada.json("log", "--last", "2")) == 2
    assert all("Bob" in (one["who"], *one["to"]) for one in ada.json("log", "--member", "Bob"))
    assert "keylease log" in ada("log", "--what", "nothing").err
    assert "no duration" in ada.refused("log", "--since", "soon", status=2)
    assert "one of --csv and --json" in ada("log", "--csv", "--json", status=2).err


@pytest.mark.attack("F04")
def test_the_log_for_a_spreadsheet(ada: Seat, lent: str) -> None:
    ada("grant", lent, "--to", "Bob", "--for", "1h", "--reason", '=HYPERLINK("http://x","y")')
    rows = list(csv.DictReader(ada("log", "--csv").lines))
    assert rows[0]["what"] == "founded"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(tuple("=+-@\t\r"))]
    assert any(row["note"].startswith("'=HYPERLINK") for row in rows)


@pytest.mark.attack("F01")
def test_reasons_that_would_steer_a_terminal_are_not_taken(ada: Seat, lent: str) -> None:
    words = ("grant", lent, "--to", "Bob", "--for", "1h", "--reason")
    for reason in ("\x1b[2J", "a\u202eb", "\x07"):
        assert "control or invisible" in ada(*words, reason, status=2).err
    ada(*words, "first line\nsecond line")
    assert "first line second line" in ada("log").out


def test_exposure(ada: Seat, bob: Seat, lent: str, shell: Terminals) -> None:
    before = ada.json("exposure", "--key", lent)
    assert {(one["who"], one["how"]) for one in before} == {
        ("Ada", "entered"),
        ("Ada", "custodian"),
    }
    bob("get", lent)
    shell.wait(HOUR // 2)
    bob("get", lent)
    (bobs,) = ada.json("exposure", "--member", "Bob")
    assert (bobs["key"], bobs["version"], bobs["how"], bobs["times"]) == (lent, 1, "opened", 2)
    assert bobs["value"] == "active"
    assert bobs["first"] < bobs["last"]
    assert ada("exposure").lines[0].startswith("WHO")


def test_nobody_is_exposed_yet(ada: Seat) -> None:
    assert ada.json("exposure") == []
    assert "Nobody has seen" in ada("exposure").err


def test_a_member_sees_their_own_openings_alone(ada: Seat, bob: Seat, lent: str) -> None:
    ada("get", lent)
    bob("get", lent)
    assert {one["who"] for one in bob.json("log") if one["what"] == "opened"} == {"Bob"}
