"""What sharing comes to, before it is done."""

from datetime import date

from keylease_desktop.presenters.sharing import Wish, choices, matching, offer, slack_note, spans
from support.desktop_team import LittleTeam
from support.terms import DAY, HOUR


def test_everybody_but_the_managers_can_be_chosen(little_team: LittleTeam) -> None:
    ana, key = little_team.session("Ana"), little_team.id("openai-prod")
    ana.people.set_list("ML team", [little_team.id("Ben"), little_team.id("Cai")])
    found = {one.name: one for one in choices(ana.snapshot, key, little_team.clock())}
    assert set(found) == {"Ben", "Cai", "Dee", "ci-eval", "ML team · 2"}
    assert found["Ben"].note.startswith("has access until")
    assert found["Cai"].note == "words not compared"
    assert found["ci-eval"].kind == "service"


def test_two_letters_find_whose_name_begins_so(little_team: LittleTeam) -> None:
    ana, key = little_team.session("Ana"), little_team.id("openai-prod")
    every = choices(ana.snapshot, key, little_team.clock())
    assert [one.name for one in matching(every, "ev")] == ["ci-eval"]
    assert [one.name for one in matching(every, "en")] == ["Ben"]
    assert matching(every, " ") == []


def test_the_consequence_counts_and_names_the_limits(little_team: LittleTeam) -> None:
    ana, key = little_team.session("Ana"), little_team.id("openai-prod")
    ana.keys.edit(key, {"monthly_cap": "500 USD"})
    wish = Wish(chosen=(little_team.id("Dee"), little_team.id("ci-eval")))
    made = offer(ana.snapshot, key, wish, little_team.clock())
    assert made.title == "After this 3 people and 1 service have access to version 1."
    assert "its monthly cap is 500 USD" in made.text
    assert made.primary.startswith("Share with 2 until")
    assert made.fault == ""


def test_whoever_may_not_have_it_is_left_out(little_team: LittleTeam) -> None:
    ana, key = little_team.session("Ana"), little_team.id("openai-prod")
    made = offer(ana.snapshot, key, Wish(chosen=(little_team.id("Cai"),)), little_team.clock())
    assert made.members == ()
    assert "Not yet for Cai" in made.left_out
    assert made.fault


def test_a_date_is_kept_within_the_policy(little_team: LittleTeam) -> None:
    ana, key = little_team.session("Ana"), little_team.id("openai-prod")
    t, dee = little_team.clock(), (little_team.id("Dee"),)
    assert max(spans(ana.snapshot, key)) == 30 * DAY
    good = offer(ana.snapshot, key, Wish(dee, None, date(2026, 1, 20)), t)
    assert good.until is not None
    assert 18 * DAY < good.until - t < 20 * DAY
    assert "30 days at most" in offer(ana.snapshot, key, Wish(dee, None, date(2026, 6, 1)), t).fault
    assert "passed" in offer(ana.snapshot, key, Wish(dee, None, date(2025, 6, 1)), t).fault
    assert offer(ana.snapshot, key, Wish(dee, None), t).fault


def test_hours_are_told_by_the_clock(little_team: LittleTeam) -> None:
    ana, key = little_team.session("Ana"), little_team.id("openai-prod")
    made = offer(ana.snapshot, key, Wish((little_team.id("Dee"),), 8 * HOUR), little_team.clock())
    assert ":" in made.primary


def test_the_note_holds_no_secret(little_team: LittleTeam) -> None:
    ana, key = little_team.session("Ana"), little_team.id("openai-prod")
    note = slack_note(ana.snapshot, key, little_team.clock() + DAY)
    assert "sk-" not in note
    assert key in note
