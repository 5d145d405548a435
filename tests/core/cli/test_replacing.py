from support.terminal import Seat

NEW = "sk-proj-CANARY9876543210abcdefT3BlbkFJ9876543210abcdef"


def test_what_was_replaced_has_still_to_be_proved_dead(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    ada("key", "rotate", lent, stdin=NEW)
    row = ada.json("member", "remove", "Bob")
    assert [(one["version"], one["do"]) for one in row["replace"]] == [(1, "prove")]
    assert [one["version"] for one in row["could_have_opened"]] == [2]
    ada("key", "retire", lent, "1", "--note", "401")


def test_a_dead_version_is_nobodys_concern(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    ada("key", "rotate", lent, stdin=NEW)
    ada("key", "retire", lent, "1", "--note", "401")
    answer = ada("revoke", lent, "--from", "Bob")
    assert "nothing has to be replaced" in answer.err


def test_versions_seen_are_named_together(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    ada("key", "rotate", lent, stdin=NEW)
    bob("get", lent)
    bob("get", lent)
    said = ada("revoke", lent, "--from", "Bob").err
    assert "Bob opened versions 1 and 2 3 times" in said
