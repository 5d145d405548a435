"""Names as data from other people's machines: found by exactly one, never taken for another's."""

import pytest
from immutables import Map

from keylease.client.names import KeyFacts, Names
from keylease.errors import Code, KeyleaseError
from support.members import World, code_of

NAMES = Names(
    by_id=Map({"mem_a": "Ada", "mem_b": "Bob", "mem_c": "Аda", "mem_d": "a\u202eb"}),
    keys=Map({"key_a": KeyFacts({"provider": "openai"})}),
)


def test_a_name_or_an_id_is_found() -> None:
    assert NAMES.find("Bob", NAMES.by_id, "person") == "mem_b"
    assert NAMES.find("mem_b", NAMES.by_id, "person") == "mem_b"
    assert NAMES.find("Ada", ["mem_a", "mem_b"], "person") == "mem_a"


@pytest.mark.attack("F02")
def test_f02_two_that_look_alike_are_told_apart_by_id_alone() -> None:
    for name in ("Ada", "Аda"):
        with pytest.raises(KeyleaseError) as refusal:
            NAMES.find(name, NAMES.by_id, "people")
        assert refusal.value.code is Code.E_AMBIGUOUS
        assert "mem_a" in str(refusal.value)
    assert NAMES.find("mem_c", NAMES.by_id, "person") == "mem_c"
    with pytest.raises(KeyleaseError):
        NAMES.require_unlike("Аda", ["mem_a"])


@pytest.mark.attack("F02")
def test_f02_whatever_is_shown_is_understood_and_never_as_anothers() -> None:
    first, second, third = "mem_fmek46e6aa", "mem_gnek46e6bb", "mem_honk46e6cc"
    names = Names(by_id=Map({first: "Ada", second: "Ada", third: "a\u202eb"}))
    for id_, shown in names.told_apart().items():
        assert names.find(shown, names.by_id, "person") == id_
        assert names.find(id_[:8], names.by_id, "person") == id_
    assert code_of(lambda: names.find("Ada (mem_)", names.by_id, "person")) is Code.E_UNKNOWN
    assert code_of(lambda: names.find(f"Bob ({first})", names.by_id, "person")) is Code.E_UNKNOWN
    posing = Names(by_id=names.by_id.set(third, f"Ada ({first[:12]})"))
    assert (
        code_of(lambda: posing.find(f"Ada ({first[:12]})", posing.by_id, "person"))
        is Code.E_AMBIGUOUS
    )


def test_what_nobody_has_is_unknown() -> None:
    for name in ("Cleo", "", "mem_x", "BOB!"):
        found = code_of(lambda name=name: NAMES.find(name, ["mem_a", "mem_b"], "person"))
        assert found is Code.E_UNKNOWN


@pytest.mark.attack("F01")
def test_f01_a_bad_name_is_shown_as_data_with_its_id() -> None:
    shown = NAMES.of("mem_d")
    assert "\u202e" not in shown
    assert "mem_d" in shown
    assert NAMES.of("mem_unknown") == "mem_unknown"
    assert NAMES.field("key_a", "provider") == "openai"
    assert NAMES.field("key_b", "provider", "?") == "?"


@pytest.mark.attack("F02")
def test_f02_a_twin_is_not_admitted_under_its_name(world: World) -> None:
    ada = world.found("Bill")
    twin = world.join(ada, "BilI")
    assert code_of(lambda: ada.people.admit(twin.me, verified=True)) is Code.E_NAME
    assert len(ada.refresh().people()) == 2
    ada.people.remove(twin.me)


def test_an_edit_says_nothing_about_a_version(world: World) -> None:
    ada = world.found("Ada")
    key = world.key(ada, "openai")
    before = ada.snapshot.names
    entered = before.keys[key].values
    foreign = dict.fromkeys(("fingerprint", "fingerprint:1", "ending", "ending:1"), "00" * 16)
    after = ada.keys.edit(key, foreign | {"note": "for the tests"}).names
    assert after.keys[key].values == entered
    assert after.ending(key, 1) == before.ending(key, 1)
    assert after.with_fingerprint(entered[0].fingerprint) == [(key, 1)]
    assert after.with_fingerprint("00" * 16) == []
    assert after.field(key, "note") == "for the tests"
