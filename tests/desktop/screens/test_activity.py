"""The place Activity as a person uses it: real keys and clicks over a real team."""

import csv
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from keylease.client.activity import Happening
from keylease.errors import KeyleaseError
from keylease.model.access import Purpose
from keylease.store.sqlite import driver
from keylease_desktop.presenters.activity import FileKind
from keylease_desktop.presenters.activity_rows import Kind, activity_rows
from keylease_desktop.presenters.happening_words import Shown
from keylease_desktop.screens import activity
from keylease_desktop.screens.activity import ActivityScreen
from keylease_desktop.screens.activity import Shown as State
from keylease_desktop.screens.context import Services
from keylease_desktop.services.team import TeamService
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam, passphrase, put_in_motion
from support.terms import MINUTE
from support.wrong_keys import rotate_wrongly

MOST = 100_000


@pytest.fixture
def stage(
    qtbot: QtBot, services: Services, team_service: TeamService, little_team: LittleTeam
) -> Stage:
    put_in_motion(little_team)
    made = set_stage(qtbot, services, activity.make)
    team_service.refresh()
    qtbot.waitUntil(lambda: any("asked for" in text for text in texts(made)))
    return made


def screen(stage: Stage) -> ActivityScreen:
    assert isinstance(stage.view.widget, ActivityScreen)
    return stage.view.widget


def texts(stage: Stage) -> list[str]:
    return [row.text for row in screen(stage)._model.shown]


def test_the_newest_stand_on_top(stage: Stage) -> None:
    assert texts(stage)[:2] == ["Cai asked for openai-prod", "Ben opened openai-prod"]
    assert texts(stage)[-1] == "Ana founded the team"


def test_what_the_program_does_by_itself_stands_apart(stage: Stage) -> None:
    assert not any("checkpoint" in text for text in texts(stage))
    place = screen(stage)
    place.what.setCurrentIndex(place.what.findData(Kind.MACHINERY))
    assert any("checkpoint" in text for text in texts(stage))


def test_filters_by_who_what_and_key(stage: Stage) -> None:
    place = screen(stage)
    place.who.setCurrentIndex(place.who.findText("Ben"))
    assert all("Ben" in text for text in texts(stage))
    place.what.setCurrentIndex(place.what.findData(Kind.OPENINGS))
    assert texts(stage) == ["Ben opened openai-prod"]
    place.key.setCurrentIndex(place.key.findText("mistral-eval"))
    assert texts(stage) == []
    assert place._stack.currentWidget() is place._states[State.NO_MATCH]
    place.show_everything()
    assert len(texts(stage)) > 10


def test_only_refusals(stage: Stage, little_team: LittleTeam) -> None:
    screen(stage).refusals.setChecked(True)
    assert texts(stage) == []
    key = little_team.id("openai-prod")
    ben = little_team.at_work["Ben"]
    grant = next(id_ for id_, one in stage.now.grants() if one.key == key)
    little_team.clock.wait(MINUTE)
    little_team.act("Ana", lambda session: session.lending.revoke([grant]))
    with pytest.raises(KeyleaseError):
        ben.values.open(key, Purpose.COPY)
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: bool(texts(stage)))
    assert texts(stage) == ["Ben was refused openai-prod: access was revoked"]


def test_slash_searches_the_words_and_escape_gives_them_back(stage: Stage) -> None:
    stage.type("/")
    stage.type("benchmark")
    assert texts(stage) == ["Cai asked for openai-prod"]
    stage.press(Qt.Key.Key_Escape)
    assert len(texts(stage)) > 10


def test_enter_opens_all_that_is_known_of_a_line(stage: Stage) -> None:
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    assert screen(stage).panel.isVisible()
    row = next(row for row in screen(stage)._model.shown if row.happening.what == "opened")
    facts = dict(screen(stage).activity.facts(row))
    assert facts["Key"] == "openai-prod"
    assert facts["What for"] == "copied"
    assert facts["From"] == "on this computer"
    assert facts["On record"].startswith("openings, line ")
    stage.press(Qt.Key.Key_Escape)
    assert not screen(stage).panel.isVisible()


def test_verify_again_checks_every_byte(stage: Stage) -> None:
    assert screen(stage)._chain.text().startswith("Checked as they came in: ")
    with stage.qtbot.waitSignal(screen(stage).activity.checked) as checked:
        stage.click(screen(stage).verify)
    assert checked.args[1]
    events = stage.now.state.head.seq + 1
    assert f"{events} of {events} events" in screen(stage)._chain.text()
    assert screen(stage).verify.isEnabled()


def test_verify_again_tells_of_a_copy_that_was_changed(
    stage: Stage, little_team: LittleTeam
) -> None:
    (replica,) = (little_team.folder / "ana").rglob("replica.db")
    connection = driver.connect(replica)
    connection.execute("UPDATE lines SET leaf = zeroblob(32) WHERE seq = 1")
    connection.commit()
    connection.close()
    with stage.qtbot.waitSignal(screen(stage).activity.checked) as checked:
        stage.click(screen(stage).verify)
    assert not checked.args[1]


def test_verify_again_names_who_handed_out_a_wrong_key_for_names(
    stage: Stage, little_team: LittleTeam
) -> None:
    little_team.act("Dee", rotate_wrongly)
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: stage.now.state.epoch == 1)
    with stage.qtbot.waitSignal(screen(stage).activity.checked) as checked:
        stage.click(screen(stage).verify)
    sentence, good = checked.args
    assert sentence.startswith("Dee handed out a wrong key for names on ")
    assert not good
    screen(stage).activity.rows_changed.emit(screen(stage).activity.rows)
    assert screen(stage)._chain.text() == sentence, "news does not wipe away what is wrong"


@pytest.mark.attack("F04")
def test_f04_what_is_shown_is_exported_without_formulas(
    stage: Stage, little_team: LittleTeam, tmp_path: Path
) -> None:
    key = little_team.id("openai-prod")
    little_team.clock.wait(MINUTE)
    little_team.act("Dee", lambda session: session.lending.request(key, 86_400_000, "=1+1"))
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: texts(stage)[0] == "Dee asked for openai-prod")
    screen(stage).search.setText("asked for")
    chosen: list[Path] = []

    def choose(_: QWidget, kind: FileKind, then: Callable[[Path], None]) -> None:
        chosen.append(tmp_path / f"record.{kind.value}")
        then(chosen[-1])

    screen(stage)._choose_path = choose
    for kind in FileKind:
        with stage.qtbot.waitSignal(screen(stage).activity.written):
            screen(stage).write(kind)
    with chosen[0].open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["who"] for row in rows] == ["Cai", "Dee"]
    assert rows[1]["note"] == "'=1+1"
    assert [one["note"] for one in json.loads(chosen[1].read_text())] == ["benchmark run", "=1+1"]


def test_it_goes_to_what_it_is_asked_about(stage: Stage) -> None:
    stage.view.focus(stage.now.key_named("mistral-eval"))
    assert texts(stage)
    assert all("mistral-eval" in text for text in texts(stage))
    stage.view.focus(stage.now.member_named("Dee"))
    assert all("Dee" in text for text in texts(stage))


def test_what_another_program_does_keeps_what_is_chosen(
    stage: Stage, little_team: LittleTeam
) -> None:
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Down)
    chosen = screen(stage).table.current_id()
    key = little_team.id("openai-prod")
    little_team.clock.wait(MINUTE)
    little_team.act("Ben", lambda session: session.values.open(key, Purpose.SHOW))
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: texts(stage)[0] == "Ben opened openai-prod")
    assert chosen is not None
    assert screen(stage).table.current_id() == chosen


def test_a_member_reads_what_concerns_them(
    qtbot: QtBot, services: Services, little_team: LittleTeam
) -> None:
    with qtbot.waitSignal(services.team.snapshot_changed):
        services.team.start(lambda: little_team.assembly("Ben").unlock(passphrase()))
    stage = set_stage(qtbot, services, activity.make)
    qtbot.waitUntil(lambda: screen(stage).activity.ready)
    assert "Ana shared openai-prod with Ben" in texts(stage)


def test_a_hundred_thousand_rows_filter_while_one_types(stage: Stage) -> None:
    """Unnoticed between two letters; only a way of another kind takes as long as is allowed."""
    names = {f"mem_{n}": f"Person {n}" for n in range(300)} | {"key_x": "openai-prod"}
    lines = [
        Happening(n * 1000, "opened", f"mem_{n % 300}", "access", n, "key_x", 1, (), {})
        for n in range(MOST)
    ]
    rows = tuple(activity_rows(Shown(names), lines))
    place = screen(stage)
    place.activity.rows = rows
    place.when.setCurrentIndex(place.when.count() - 1)
    place.activity.rows_changed.emit(rows)
    place.focus_search()
    slowest = 0.0
    for end in range(1, len("person 299") + 1):
        began = time.thread_time()
        place.search.setText("person 299"[:end])
        slowest = max(slowest, time.thread_time() - began)
    assert place._model.rowCount() == len([n for n in range(MOST) if n % 300 == 299])
    assert slowest < 2
