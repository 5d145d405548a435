import pytest

from support.terminal import Seat, Terminals
from support.terms import DAY


def join(ada: Seat, shell: Terminals, name: str) -> Seat:
    """Somebody who has joined and waits."""
    link = ada("member", "invite").out
    newcomer = shell.person(name.replace(" ", ""))
    newcomer("team", "join", "-", "--as", name, stdin=link)
    return newcomer


def test_an_invite_stands_alone_on_stdout(ada: Seat) -> None:
    answer = ada("member", "invite", "--role", "admin", "--for", "1d")
    assert len(answer.lines) == 1
    assert "makes them admin" in answer.err
    assert "ends in a day" in answer.err
    assert "keylease member admit NAME --words-compared" in answer.err
    assert "works on this computer only" in answer.err
    assert "keylease relay host" in answer.err
    assert ada.json("member", "invite")["link"].startswith("keylease:join?")


def test_invites_are_listed_and_taken_back(ada: Seat, shell: Terminals) -> None:
    assert ada.json("member", "invites") == []
    ada("member", "invite", "--role", "auditor")
    (invite,) = ada.json("member", "invites")
    assert invite["role"] == "auditor"
    ada("member", "uninvite", invite["invite"][:12])
    assert ada.json("member", "invites") == []
    assert "no invite called" in ada.refused("member", "uninvite", "x", status=1)
    ada("member", "invite", "--for", "1d")
    shell.wait(2 * DAY)
    assert ada.json("member", "invites") == []


def test_an_invite_of_more_than_thirty_days_is_refused(ada: Seat) -> None:
    ada.refused("member", "invite", "--for", "31d", status=3)


def test_letting_in_with_and_without_words(ada: Seat, shell: Terminals) -> None:
    join(ada, shell, "Cai")
    assert "keylease member admit Cai --words-compared" in ada("member", "list").err
    answer = ada("member", "admit", "Cai")
    assert answer.out == "Cai is in, as member.\n"
    assert "whoever had the link could be Cai" in answer.err
    assert "does not wait" in ada.refused("member", "admit", "Cai", status=1)
    hint = "keylease member verify Cai --words-compared"
    assert hint in answer.err
    assert hint in ada.refused("member", "verify", "Cai", status=2)
    ada("member", "verify", "Cai", "--words-compared")
    assert "before" in ada.refused("member", "verify", "Cai", "--words-compared", status=1)
    (cai,) = [row for row in ada.json("member", "list") if row["name"] == "Cai"]
    assert cai["words_compared"] is True


def test_a_member_lets_nobody_in(ada: Seat, bob: Seat, shell: Terminals) -> None:
    join(ada, shell, "Cai")
    bob.refused("member", "admit", "Cai", status=3)
    bob.refused("member", "invite", status=3)


def test_roles(ada: Seat) -> None:
    assert ada("member", "role", "Bob", "admin").out == "Bob is now admin (was member).\n"
    assert "already" in ada.refused("member", "role", "Bob", "admin", status=1)
    assert "Make someone else owner" in ada.refused("member", "role", "Ada", "member", status=3)


def test_suspending_and_resuming(ada: Seat, bob: Seat, lent: str) -> None:
    ada("member", "suspend", "Bob", "--reason", "on leave")
    bob.refused("get", lent, status=3)
    ada("member", "resume", "Bob")
    assert bob("get", lent).out


def test_a_leaver_leaves_a_list_of_what_to_replace(ada: Seat, bob: Seat, lent: str) -> None:
    ada("key", "add", "other", "--environment", "development", stdin="sk-proj-other")
    ada("grant", "other", "--to", "Bob", "--for", "1h")
    bob("get", lent)
    answer = ada("member", "remove", "Bob", "--reason", "left the company")
    assert answer.lines[0] == "Bob is removed: all their access has ended."
    seen = answer.out.index("Bob has seen these. Replace them, worst first:")
    could = answer.out.index("No opening by Bob is on record for these")
    assert seen < answer.out.index(lent, seen) < could < answer.out.index("other", could)
    assert "https://platform.openai.com/api-keys" in answer.out
    bob.refused("get", lent, status=3)
    assert "Bob" not in ada("member", "list").out
    assert "Bob" in ada("member", "list", "--all").out


def test_a_leaver_as_json(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    row = ada.json("member", "remove", "Bob")
    assert [(one["key"], one["version"], one["do"]) for one in row["replace"]] == [
        (lent, 1, "replace")
    ]
    assert row["could_have_opened"] == []
    assert row["left_without_custodian"] == []


def test_a_leaver_who_alone_kept_a_value(ada: Seat, bob: Seat) -> None:
    bob("key", "add", "bobs", "--environment", "development", stdin="sk-proj-bobs")
    said = ada("member", "remove", "Bob").err
    assert "Nobody is left who keeps the value of bobs" in said
    ada("key", "rotate", "bobs", stdin="sk-proj-new")
    assert ada("get", "bobs").out == "sk-proj-new\n"


def test_a_leaver_who_has_seen_nothing(ada: Seat) -> None:
    assert "has seen no value that still works" in ada("member", "remove", "Bob").err


@pytest.mark.attack("F02")
def test_a_name_that_looks_like_anothers_is_not_let_in(ada: Seat, shell: Terminals) -> None:
    join(ada, shell, "B0b")  # zero for o
    said = ada.refused("member", "admit", "B0b", status=2)
    (waiting,) = [row for row in ada.json("member", "list") if row["status"] == "pending"]
    assert "That can mean any of these: B0b (mem_" in said
    for known in (waiting["id"], waiting["id"][:12], waiting["name"]):
        said = ada.refused("member", "admit", known, status=2)
        assert "'Bob' is taken or looks the same" in said
        assert f"keylease member remove {waiting['id']}" in said
        assert "invite them anew" in said


@pytest.mark.attack("F02")
def test_an_ambiguous_name_exits_2_and_the_id_decides(ada: Seat, shell: Terminals) -> None:
    join(ada, shell, "Cai")
    join(ada, shell, "CAl")  # a small L
    waiting = [row for row in ada.json("member", "list") if row["status"] == "pending"]
    assert len({row["name"] for row in waiting}) == 2
    assert all(row["id"][:12] in row["name"] for row in waiting)
    said = ada.refused("member", "admit", "Cai", status=2)
    assert all(row["name"] in said for row in waiting)
    assert "Use the identifier" in said
    assert ada("member", "words", waiting[0]["id"][:12]).out
    removed = ada("member", "remove", waiting[1]["name"])
    assert removed.out.startswith(f"{waiting[1]['name']} is removed")
    ada("member", "admit", "Cai")


@pytest.mark.attack("F01")
@pytest.mark.parametrize("name", ["Ada\u202e", "A\u200bda", "", " Ada", "A" * 65, "\x1b[31mAda"])
def test_a_name_with_something_hidden_is_refused(ada: Seat, shell: Terminals, name: str) -> None:
    link = ada("member", "invite").out
    newcomer = shell.person("Cai")
    said = newcomer.refused("team", "join", "-", "--as", name, stdin=link, status=2)
    assert said.isprintable()
    assert not (shell.home("Cai") / "teams").exists() or not list(
        (shell.home("Cai") / "teams").iterdir()
    )
