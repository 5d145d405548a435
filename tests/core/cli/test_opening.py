import sys
from types import FrameType

import pytest

from keylease.cli import main
from support.terminal import Seat, Terminals, told

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"


def test_get_prints_the_value_and_nothing_else(bob: Seat, lent: str) -> None:
    answer = bob("get", lent)
    assert answer.out == f"{VALUE}\n"
    assert answer.err == ""


def test_as_json_it_comes_with_its_key(bob: Seat, lent: str) -> None:
    found = bob.json("get", lent)
    assert found["value"] == VALUE
    assert found["key"] == lent
    assert found["key_id"].startswith("key_")


def test_a_value_is_printed_as_it_is(ada: Seat) -> None:
    value = '{\n  "type": "service_account",\n\t"ключ": "1"\n}'
    words = ("key", "add", "json", "--environment", "staging", "--provider", "vertex")
    ada(*words, stdin=value)
    assert ada("get", "json").out == f"{value}\n"


def test_the_key_may_be_named_by_its_id(bob: Seat, lent: str) -> None:
    id_ = bob.json("key", "list")[0]["id"]
    assert bob("get", id_).out == f"{VALUE}\n"


def test_no_access_and_no_such_key_are_two_matters(bob: Seat, key: str) -> None:
    assert "keylease request" in bob.refused("get", key, status=3)
    said = bob.refused("get", "nothing", status=1)
    assert said == (
        "There is no key called 'nothing'. `keylease key list` names all there are. Check the "
        "spelling."
    )


def test_every_opening_is_on_record_and_every_refusal_of_the_relay(
    ada: Seat, bob: Seat, lent: str, shell: Terminals
) -> None:
    shell.wait(1000)
    bob("get", lent)
    shell.wait(1000)
    ada("revoke", lent, "--from", "Bob")
    shell.wait(1000)
    bob.refused("get", lent, status=3)
    lines = [(one["who"], one["what"]) for one in ada.json("log", "--key", lent, "--member", "Bob")]
    assert lines == [("Ada", "granted"), ("Bob", "opened"), ("Ada", "revoked"), ("Bob", "refused")]


@pytest.mark.attack("E06")
def test_nothing_that_fails_inside_tells_the_value(
    bob: Seat, lent: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Every so many calls of our own code one fails, its text holding all that lies about."""
    caplog.set_level("DEBUG")
    bob("get", lent)
    failed = 0
    for moment in range(20, 3000, 61):
        answer = _failing(bob, lent, moment)
        if answer is None:
            break
        failed += 1
        assert "CANARY" not in answer
    assert failed > 20
    assert "CANARY" not in caplog.text


def _failing(bob: Seat, lent: str, moment: int) -> str | None:
    """What is said where the call of that number fails; None where there were fewer."""
    calls = 0

    def fail(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        place = frame.f_code.co_filename
        if event != "call" or "/keylease/" not in place or place.endswith("cli/ending.py"):
            return
        calls += 1
        if calls == moment:
            raise RuntimeError(f"{VALUE} {frame.f_locals}")

    def run() -> int:
        sys.setprofile(fail)
        try:
            return main(("get", lent, "--debug"), bob.surroundings)
        finally:
            sys.setprofile(None)

    answer = told(run)
    if calls < moment:
        return None
    assert answer.status in (0, 1), answer
    return answer.err if answer.status == 0 else answer.out + answer.err


def test_a_relay_that_is_not_there_is_exit_5(ada: Seat, bob: Seat, lent: str) -> None:
    home = ada.shell.home("Ada")
    home.rename(home.with_name("moved"))
    assert "There is no relay in" in bob.refused("get", lent, status=5)
    assert "This is as of" in bob("verify").err
