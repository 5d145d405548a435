import pytest

from support.terminal import Seat, Terminals
from support.terms import DAY, HOUR

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"


def test_the_consequence_is_said_before_a_grant_is_printed(ada: Seat, key: str) -> None:
    answer = ada("grant", key, "--to", "Bob", "--for", "1h")
    assert answer.err.startswith(f"This makes 2 holders of {key}; ")
    assert "OpenAI" in answer.err
    assert "no monthly cap is set" in answer.err
    assert answer.out.startswith(f"{key} is shared with Bob. It ends in an hour (")


def test_what_limits_a_key_at_its_provider_is_said_too(ada: Seat, key: str) -> None:
    ada("key", "edit", key, "--monthly-cap", "200 USD", "--scopes", "gpt-5 only")
    said = ada("grant", key, "--to", "Bob", "--for", "1h").err
    assert "OpenAI keeps it to gpt-5 only" in said
    assert "its monthly cap is 200 USD" in said


def test_a_grant_as_json(ada: Seat, key: str, shell: Terminals) -> None:
    (grant,) = ada.json("grant", key, "--to", "Bob", "--for", "1h", "--uses", "3")
    assert grant["key"] == key
    assert grant["to"] == "Bob"
    assert grant["max_uses"] == 3
    assert grant["state"] == "live"
    assert grant["grant"].startswith("grt_")
    assert grant["ends"].endswith("+00:00")


def test_days_end_on_a_working_morning_and_hours_to_the_minute(
    ada: Seat, key: str, shell: Terminals, monkeypatch: pytest.MonkeyPatch
) -> None:
    (days,) = ada.json("grant", key, "--to", "Bob", "--for", "7d")
    assert days["ends"][11:16] == "09:00"
    (hours,) = ada.json("grant", key, "--to", "Bob", "--for", "26h")
    assert hours["ends"][11:16] != "09:00" or shell.now % DAY == 7 * HOUR


def test_a_list_is_lent_to_at_once(ada: Seat, key: str) -> None:
    ada("list", "set", "eval", "Bob", "Ada")
    grants = ada.json("grant", key, "--list", "eval", "--for", "1h")
    assert sorted(grant["to"] for grant in grants) == ["Ada", "Bob"]


def test_nobody_named_is_wrong_usage(ada: Seat, key: str) -> None:
    assert "--to NAME" in ada.refused("grant", key, "--for", "1h", status=2)
    assert "--for" in ada.refused("grant", key, "--to", "Bob", status=2)


def test_longer_than_the_policy_is_refused(ada: Seat, key: str) -> None:
    said = ada("grant", key, "--to", "Bob", "--for", "31d", status=3).err
    assert "In production, access lasts 30 days at most." in said


def test_a_member_who_keeps_nothing_cannot_lend(bob: Seat, lent: str) -> None:
    assert "custodian" in bob("grant", lent, "--to", "Ada", "--for", "1h", status=3).err


def test_ends_of_use_are_refused_and_said(ada: Seat, bob: Seat, key: str, shell: Terminals) -> None:
    ada("grant", key, "--to", "Bob", "--for", "10s", "--uses", "1")
    assert bob("get", key).out == VALUE + "\n"
    assert "All uses" in bob.refused("get", key, status=3)
    shell.wait(11_000)
    assert "has ended" in bob.refused("get", key, status=3)


def test_renewing_gives_a_later_end_and_never_an_earlier(
    ada: Seat, bob: Seat, key: str, shell: Terminals
) -> None:
    ada("grant", key, "--to", "Bob", "--for", "1h")
    assert "already runs longer" in ada.refused(
        "renew", key, "--to", "Bob", "--for", "5m", status=1
    )
    assert "now ends in 2 hours" in ada("renew", key, "--to", "Bob", "--for", "2h").out
    shell.wait(90 * 60 * 1000)
    assert bob("get", key).out == VALUE + "\n"


def test_renewing_nothing_says_how_to_share(ada: Seat, key: str) -> None:
    said = ada.refused("renew", key, "--to", "Bob", "--for", "1h", status=1)
    assert "keylease grant" in said


def test_revoking_says_what_it_ends_and_what_it_cannot_take_back(
    ada: Seat, bob: Seat, lent: str, shell: Terminals
) -> None:
    bob("get", lent)
    shell.wait(HOUR // 2)
    answer = ada("revoke", lent, "--from", "Bob", "--reason", "over")
    assert "This ends 1 grant of openai-prod to Bob." in answer.err
    assert "Bob opened version 1 1 time, last 30 minutes ago." in answer.err
    assert "Revoking does not take that back" in answer.err
    assert "https://platform.openai.com/api-keys" in answer.err
    assert answer.out == "Revoked: openai-prod opens no more for Bob.\n"
    assert "revoked" in bob.refused("get", lent, status=3)


def test_revoking_what_nobody_opened_leaves_nothing_to_replace(ada: Seat, lent: str) -> None:
    assert "nothing has to be replaced" in ada("revoke", lent, "--from", "Bob").err


def test_revoking_twice_and_from_a_custodian(ada: Seat, lent: str) -> None:
    ada("revoke", lent, "--from", "Bob")
    assert "could be revoked" in ada.refused("revoke", lent, "--from", "Bob", status=1)
    assert "custodian remove" in ada.refused("revoke", lent, "--from", "Ada", status=1)


def test_the_revocation_as_json_counts_openings(ada: Seat, bob: Seat, lent: str) -> None:
    bob("get", lent)
    (row,) = ada.json("revoke", lent, "--from", "Bob")
    assert row["opened"] == 1
    assert row["state"] == "E_REVOKED"
    assert "replace the key" in row["cannot_take_back"]
