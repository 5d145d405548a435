"""The list of keys as values."""

from keylease.client.lending import Terms
from keylease.model.access import Purpose
from keylease_desktop.presenters.key_rows import KeyRow, key_rows
from keylease_desktop.theme.tokens import Tone
from support.desktop_team import LittleTeam
from support.terms import DAY


def rows(team: LittleTeam) -> dict[str, KeyRow]:
    ana = team.session("Ana")
    return {row.name: row for row in key_rows(ana.refresh(), ana.exposures(), team.clock())}


def test_each_key_says_where_who_and_until_when(little_team: LittleTeam) -> None:
    shared, private = rows(little_team)["openai-prod"], rows(little_team)["mistral-eval"]
    assert (shared.provider, shared.environment, shared.strict) == ("OpenAI", "production", True)
    assert (shared.access, shared.ends) == ("2", "6 days")
    assert shared.left == 1.0
    assert shared.ends_soon(little_team.clock())
    assert (private.access, private.ends, private.left) == ("only you", "not shared", None)


def test_services_are_counted_apart(little_team: LittleTeam) -> None:
    ana, key = little_team.session("Ana"), little_team.id("openai-prod")
    ana.lending.issue(key, [little_team.id("ci-eval")], Terms(little_team.clock() + DAY))
    assert rows(little_team)["openai-prod"].access == "2 · 1 service"
    assert rows(little_team)["openai-prod"].ends == "1 day"


def test_an_access_runs_out(little_team: LittleTeam) -> None:
    little_team.clock.wait(5 * DAY)
    assert 0 < (rows(little_team)["openai-prod"].left or 0) < 0.2
    little_team.clock.wait(2 * DAY)
    over = rows(little_team)["openai-prod"]
    assert (over.left, over.ends) == (0.0, "ended")


def test_the_worst_trouble_is_shown(little_team: LittleTeam) -> None:
    key = little_team.id("openai-prod")
    assert rows(little_team)["openai-prod"].trouble is None
    little_team.act("Ben", lambda session: session.values.open(key, Purpose.COPY))
    little_team.act("Ana", lambda s: s.lending.revoke([id_ for id_, g in s.snapshot.grants()][:1]))
    astray = rows(little_team)["openai-prod"].trouble
    assert astray is not None
    assert (astray.icon, astray.tone) == ("eye", Tone.WARNING)
    little_team.act("Ana", lambda session: session.keys.freeze(key))
    frozen = rows(little_team)["openai-prod"].trouble
    assert frozen is not None
    assert frozen.icon == "snowflake"


def test_what_is_overdue_is_said(little_team: LittleTeam) -> None:
    for _ in range(20):
        little_team.clock.wait(5 * DAY)
        little_team.session("Ana").refresh()
    trouble = rows(little_team)["openai-prod"].trouble
    assert trouble is not None
    assert "overdue" in trouble.text
