from support.terminal import Seat


def test_what_a_new_team_has(ada: Seat) -> None:
    found = {row["environment"]: row for row in ada.json("environment", "list")}
    assert set(found) == {"development", "staging", "production"}
    assert found["production"]["verified_only"] is True
    assert found["production"]["longest"] == 30 * 24 * 60 * 60
    assert "MOCK BY DEFAULT" in ada("environment", "list").out


def test_changing_one_keeps_the_rest(ada: Seat, bob: Seat) -> None:
    row = ada.json("environment", "set", "production", "--longest", "7d", "--reason-required")
    assert (row["longest"], row["reason_required"], row["verified_only"]) == (604800, True, True)
    row = ada.json("environment", "set", "production", "--anyone", "--reason-optional")
    assert (row["longest"], row["reason_required"], row["verified_only"]) == (604800, False, False)
    assert "what to change" in ada.refused("environment", "set", "production", status=2)
    bob.refused("environment", "set", "production", "--longest", "90d", status=3)


def test_a_new_one(ada: Seat) -> None:
    row = ada.json("environment", "set", "research", "--agent-keeps", "2h", "--rotate-every", "30d")
    assert (row["agent_keeps"], row["rotate_every"], row["keys"]) == (7200, 2592000, 0)
    assert len(ada.json("environment", "list")) == 4


def test_policies_are_held_to(ada: Seat, bob: Seat, key: str) -> None:
    ada("environment", "set", "production", "--reason-required", "--second-approver")
    assert "--reason" in ada("grant", key, "--to", "Bob", "--for", "1h", status=3).err
    answer = ada("grant", key, "--to", "Bob", "--for", "1h", "--reason", "x")
    assert "only when a second person approves" in answer.err
    bob.refused("get", key, status=3)
