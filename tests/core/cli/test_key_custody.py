from support.terminal import Seat


def test_a_second_custodian_can_lend(ada: Seat, bob: Seat, key: str) -> None:
    row = ada.json("key", "custodian", "add", key, "Bob")
    assert row["custodians"] == ["Ada", "Bob"]
    assert "already" in ada.refused("key", "custodian", "add", key, "Bob", status=1)
    assert bob("get", key).out
    bob("grant", key, "--to", "Ada", "--for", "1h")


def test_the_last_custodian_stays(ada: Seat, key: str) -> None:
    said = ada.refused("key", "custodian", "remove", key, "Ada", status=1)
    assert f"keylease key custodian add {key} NAME" in said


def test_taking_a_custodian_off(ada: Seat, bob: Seat, key: str) -> None:
    ada("key", "custodian", "add", key, "Bob")
    answer = ada("key", "custodian", "remove", key, "Bob")
    assert "has seen it all the same" in answer.err
    bob.refused("get", key, status=3)
    assert {one["who"] for one in ada.json("exposure", "--key", key)} == {"Ada", "Bob"}
