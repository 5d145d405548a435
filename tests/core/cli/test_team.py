from pathlib import Path

import pytest

from support.members import PASSPHRASE
from support.terminal import Seat, Terminals


def test_founding_says_what_comes_next(nobody: Seat) -> None:
    answer = nobody("team", "create", "Acme AI", "--as", "Ada")
    assert answer.out == "Founded Acme AI. You are Ada, its owner.\n"
    assert "keylease member invite" in answer.err
    shown = nobody.json("team", "show")
    assert (shown["team"], shown["you"], shown["role"]) == ("Acme AI", "Ada", "owner")
    assert sorted(shown["environments"]) == ["development", "production", "staging"]
    assert shown["relay"] == "on this computer only"


def test_two_teams_of_one_name_are_not_founded(ada: Seat) -> None:
    said = ada.refused("team", "create", "Acme", "--as", "Ada", status=1)
    assert "keylease" not in said.split("already")[0]
    assert "--team Acme" in said


def test_of_several_teams_one_is_chosen(ada: Seat) -> None:
    ada("team", "create", "Second", "--as", "Ada")
    said = ada.refused("team", "show", status=2)
    assert "(Acme)" in said
    assert "(Second)" in said
    assert ada.json("team", "show", "--team", "Second")["team"] == "Second"


def test_no_team_yet(nobody: Seat) -> None:
    assert "keylease team create" in nobody.refused("key", "list", status=1)


def test_a_home_that_is_a_file_is_told(nobody: Seat, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    seat = nobody.given(KEYLEASE_HOME=str(tmp_path / "file"))
    for words in ("key", "list"), ("team", "create", "Acme", "--as", "Ada"):
        said = seat.refused(*words, status=2)
        assert said.startswith(f"{tmp_path / 'file'}, where your teams are to lie, is no folder.")


def test_joining_by_link_and_waiting(ada: Seat, shell: Terminals) -> None:
    link = ada("member", "invite", "--for", "1d").out
    assert link.startswith("keylease:join?")
    assert link.count("\n") == 1
    cai = shell.person("Cai")
    answer = cai("team", "join", "-", "--as", "Cai", stdin=link)
    assert "wait to be let in" in answer.out
    words = answer.err.split("Your safety words: ")[1].split(".")[0]
    assert len(words.split()) == 6
    assert "wait to be let in" in cai.refused("get", "openai", status=3)
    assert ada("member", "words", "Cai").out == f"{words}\n"


def test_a_link_that_was_used_is_refused(ada: Seat, shell: Terminals) -> None:
    link = ada("member", "invite").out.strip()
    shell.person("Cai")("team", "join", link, "--as", "Cai")
    assert "already used" in shell.person("Eve").refused(
        "team", "join", link, "--as", "Eve", status=3
    )


def test_a_link_to_a_team_of_another_computer_says_why_it_leads_nowhere(
    ada: Seat, nobody: Seat, shell: Terminals
) -> None:
    link = ada("member", "invite").out
    relays = shell.home("Ada") / "relays"
    relays.rename(relays.with_name("not-here"))
    said = nobody.refused("team", "join", "-", "--as", "Eve", stdin=link, status=5)
    assert "lives on the computer where the link was made" in said
    assert "keylease relay host" in said
    assert not (shell.home("Nobody") / "teams").exists()


@pytest.mark.parametrize("link", ["", "keylease:join?x#y", "https://evil.example"])
def test_what_is_no_link(nobody: Seat, link: str) -> None:
    said = nobody.refused("team", "join", "-", "--as", "Eve", stdin=link, status=2)
    assert "invite link" in said


def test_a_wrong_passphrase_is_told_without_it(ada: Seat) -> None:
    wrong = ada.given(KEYLEASE_PASSPHRASE="CANARY horse battery staple")
    said = wrong.refused("team", "show", status=1)
    assert "passphrase is wrong" in said
    assert "CANARY" not in said


def test_words_of_the_history(ada: Seat) -> None:
    spoken = ada.json("team", "words")
    assert len(spoken["words"]) == 6
    assert len(spoken["number"].split()) == 3
    assert " ".join(spoken["words"]) in ada("team", "words").out


def test_the_history_is_accepted_only_after_comparing(ada: Seat) -> None:
    assert "team words" in ada.refused("team", "accept-history", status=2)
    said = ada.refused("team", "accept-history", "--words-compared", status=1)
    assert "Nothing is frozen here" in said


def test_leaving(bob: Seat, ada: Seat) -> None:
    assert "--yes" in bob.refused("team", "leave", status=2)
    assert bob("team", "leave", "--yes").out == "You have left Acme.\n"
    assert "Bob" not in ada("member", "list").out
    assert "owner" in ada.refused("team", "leave", "--yes", status=3)


def test_the_passphrase_lies_in_no_answer(nobody: Seat) -> None:
    answer = nobody("team", "create", "Acme", "--as", "Ada", "--debug")
    assert PASSPHRASE.decode() not in answer.out + answer.err
