import pytest

from keylease.cli.showing import Names, ago, counted, listing, typed
from keylease.model.roles import Role
from support.members import World
from support.terminal import Seat, Terminals


def test_phrases() -> None:
    assert listing([]) == ""
    assert listing(["Ada"]) == "Ada"
    assert listing(["Ada", "Bob", "Cai"]) == "Ada, Bob and Cai"
    assert counted(1, "key") == "1 key"
    assert counted(2, "person", "people") == "2 people"
    assert ago(None, 0) == ""


@pytest.mark.attack("F02")
def test_two_of_one_name_are_told_apart_wherever_they_appear(
    ada: Seat, lent: str, bob: Seat, shell: Terminals, world: World
) -> None:
    bob("get", lent)
    gone = next(one["id"] for one in ada.json("member", "list") if one["name"] == "Bob")
    ada("member", "remove", "Bob")
    session = world.unlock("Ada")
    new = world.bring(session, "Bob2", Role.MEMBER)
    world.close()
    assert ada("exposure").out.count("Bob2") == 0
    assert gone[:12] not in ada("log").out
    link = ada("member", "invite").out
    shell.person("Again")("team", "join", "-", "--as", "Bob", stdin=link)
    ada("member", "admit", "Bob", "--words-compared")
    whos = {one["who"] for one in ada.json("log") if one["who"].startswith("Bob")}
    assert f"Bob ({gone[:12]})" in whos
    assert "Bob" not in whos
    assert new.me != gone


def test_an_id_without_a_name_is_shown_itself(world: World) -> None:
    session = world.found("Ada")
    assert Names(session.snapshot)("mem_unknown") == "mem_unknown"


def test_names_as_they_are_typed() -> None:
    assert typed("openai-prod") == "openai-prod"
    assert typed("OpenAI staging") == "'OpenAI staging'"
    assert typed("a\x1b$(x)") == "'a\\u{1b}$(x)'"
