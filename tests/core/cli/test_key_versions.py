from support.terminal import Seat

NEW = "sk-proj-CANARY9876543210abcdefT3BlbkFJ9876543210abcdef"


def test_rotating_reaches_all_and_says_what_is_left(ada: Seat, bob: Seat, lent: str) -> None:
    answer = ada("key", "rotate", lent, stdin=NEW)
    assert answer.out == f"Version 2 of {lent} is in use, sealed to 2 holders.\n"
    assert "Version 1 still works until you delete it at OpenAI (https://" in answer.err
    assert f"keylease key retire {lent} 1" in answer.err
    assert bob("get", lent).out == f"{NEW}\n"


def test_a_new_value_may_wait(ada: Seat, bob: Seat, lent: str) -> None:
    before = bob("get", lent).out
    answer = ada("key", "rotate", lent, "--pending", stdin=NEW)
    assert "and waits" in answer.out
    assert f"keylease key activate {lent} 2" in answer.err
    assert bob("get", lent).out == before
    said = ada.refused("key", "rotate", lent, stdin="sk-proj-other", status=1)
    assert "waits to be used already" in said
    assert "does not wait" in ada.refused("key", "activate", lent, "1", status=1)
    ada("key", "activate", lent, "2")
    assert bob("get", lent).out == f"{NEW}\n"


def test_retiring_is_for_what_is_replaced(ada: Seat, key: str) -> None:
    assert "is in use" in ada.refused("key", "retire", key, "1", status=1)
    ada("key", "rotate", key, stdin=NEW)
    row = ada.json("key", "retire", key, "1", "--note", "deleted it, saw a 401")
    assert row["state"] == "destroyed"
    assert "recorded as dead" in ada.refused("key", "retire", key, "1", status=1)
    assert "has 2 versions" in ada.refused("key", "retire", key, "3", status=1)
    assert {one["version"] for one in ada.json("exposure", "--key", key)} == {2}
    assert {one["version"] for one in ada.json("exposure", "--all")} == {1, 2}
    assert "saw a 401" in ada("log", "--key", key).out


def test_a_compromised_version_opens_no_more(ada: Seat, bob: Seat, lent: str) -> None:
    answer = ada("key", "compromised", lent, "1", "--reason", "in a public gist")
    assert "Delete it at OpenAI now" in answer.err
    assert "no value in use" in bob.refused("get", lent, status=1)
    ada("key", "rotate", lent, stdin=NEW)
    assert bob("get", lent).out == f"{NEW}\n"


def test_freezing_and_thawing(ada: Seat, bob: Seat, lent: str) -> None:
    assert "not frozen" in ada.refused("key", "thaw", lent, status=1)
    answer = bob("key", "freeze", lent, "--reason", "seen in a log")
    assert answer.out == f"{lent} is frozen: it opens for nobody.\n"
    assert "keylease exposure" in answer.err
    assert "frozen" in bob.refused("get", lent, status=3)
    assert "already" in ada.refused("key", "freeze", lent, status=1)
    assert ada("key", "thaw", lent).out == f"{lent} is handed out again.\n"
    assert bob("get", lent).out


def test_resealing(ada: Seat, bob: Seat, lent: str) -> None:
    assert "sealed anew" in ada("key", "reseal", lent).out
    assert bob("get", lent).out


def test_only_custodians_replace(bob: Seat, lent: str) -> None:
    bob.refused("key", "rotate", lent, stdin=NEW, status=3)
    bob.refused("key", "retire", lent, "1", status=1)
