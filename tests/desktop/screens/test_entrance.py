"""The ways into a team, by keys: joining, coming back, looking around."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from keylease.client.backup import export
from keylease.client.https import HttpsTransport
from keylease.client.kit import sheet_of
from keylease.client.transport import Clock
from keylease.model.roles import Role, Status
from keylease.relay.settings import read_settings
from keylease.relocation import move
from keylease_desktop.screens.entrance import EntranceScreen
from keylease_desktop.screens.entrance_forms import Form
from keylease_desktop.services.arrival import Arrival
from keylease_desktop.services.jobs import Jobs
from keylease_desktop.services.services import Services
from keylease_desktop.services.team import TeamService
from support.desktop_team import LittleTeam
from support.relay_server import HERE, RelayThread
from support.terms import DAY

WORDS = "seven quiet lamps over the river"


@pytest.fixture
def team(qtbot: QtBot, little_team: LittleTeam) -> Iterator[TeamService]:
    jobs = Jobs()
    made = TeamService(little_team.assembly("Eve"), jobs)
    yield made
    made.close()


@pytest.fixture
def entrance(qtbot: QtBot, services: Services, team: TeamService) -> EntranceScreen:
    made = EntranceScreen(Services(team, services.clipboard, services.settings, services.hosting))
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.begin()
    made.show()
    return made


def told(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def choose_passphrase(qtbot: QtBot, form: Form) -> None:
    block = form.passphrase  # type: ignore[attr-defined]
    for field in (block.first, block.again):
        qtbot.keyClicks(field, WORDS)


@pytest.mark.attack("F08")
def test_joining_asks_before_anything_happens(
    qtbot: QtBot, entrance: EntranceScreen, team: TeamService, little_team: LittleTeam
) -> None:
    ana = little_team.session("Ana")
    link = ana.people.invite(Role.MEMBER, 7 * DAY).link
    qtbot.keyClick(entrance.to_join, Qt.Key.Key_Return)
    entrance.link.link.insertPlainText(link)
    entrance.link.primary.click()
    assert entrance.join.isVisible()
    assert not team.assembly.home.teams()
    said = told(entrance.join)
    assert "A team on this computer" in said
    assert "you read six words to each other first" in said
    qtbot.keyClicks(entrance.join.person, "Eve")
    choose_passphrase(qtbot, entrance.join)
    arrivals: list[Arrival] = []
    entrance.arrived.connect(arrivals.append)
    with qtbot.waitSignal(team.unlocked):
        entrance.join.primary.click()
    assert arrivals == [Arrival(kit=True)]
    assert team.snapshot is not None
    assert team.snapshot.self.status is Status.PENDING


def test_what_is_missing_is_told_one_by_one(qtbot: QtBot, entrance: EntranceScreen) -> None:
    entrance.to_found.click()
    form = entrance.found
    form.primary.click()
    assert "Give the team a name." in told(form)
    assert form.team.hasFocus()
    qtbot.keyClicks(form.team, "Night Owls")
    form.primary.click()
    assert "Say your name" in told(form)
    qtbot.keyClicks(form.person, "Noor")
    form.primary.click()
    assert "Choose a passphrase." in told(form)
    assert form.passphrase.first.hasFocus()
    qtbot.keyClicks(form.passphrase.first, WORDS)
    qtbot.keyClicks(form.passphrase.again, "another")
    form.primary.click()
    assert "differ" in told(form)
    assert form.passphrase.again.hasFocus()


def test_six_words_are_suggested_and_not_filled_in(qtbot: QtBot, entrance: EntranceScreen) -> None:
    entrance.to_found.click()
    block = entrance.found.passphrase
    block.suggest.click()
    assert len(block.suggested.text().split()) == 6
    assert block.first.text() == ""


def test_escape_goes_back_and_forgets_what_was_typed(
    qtbot: QtBot, entrance: EntranceScreen
) -> None:
    entrance.to_found.click()
    qtbot.keyClicks(entrance.found.passphrase.first, WORDS)
    qtbot.keyClick(entrance.found.passphrase.first, Qt.Key.Key_Escape)
    assert entrance.choices.isVisible()
    assert entrance.found.passphrase.first.text() == ""


def test_kit_and_backup_bring_back_what_was_lost(
    qtbot: QtBot,
    entrance: EntranceScreen,
    team: TeamService,
    little_team: LittleTeam,
    tmp_path: Path,
) -> None:
    ana = little_team.session("Ana")
    groups = sheet_of(ana, at=little_team.clock()).groups
    backup = export(ana, tmp_path / "backup").folder
    little_team.close()
    (little_team.folder / "ana").rename(tmp_path / "lost")
    qtbot.keyClick(entrance.to_restore, Qt.Key.Key_Return)
    form = entrance.restore
    form.kit.insertPlainText(" ".join(groups).lower())
    form.primary.click()
    assert "Choose the folder" in told(form)
    form.set_backup(backup)
    choose_passphrase(qtbot, form)
    arrivals: list[Arrival] = []
    entrance.arrived.connect(arrivals.append)
    with qtbot.waitSignal(team.unlocked):
        form.primary.click()
    assert team.snapshot is not None
    assert team.snapshot.names.team == "Acme AI"
    assert arrivals[0].link.startswith("keylease:relay")
    assert form.kit.toPlainText() == ""


def test_a_team_whose_server_is_lost_comes_back_where_somebody_says_so(
    qtbot: QtBot,
    entrance: EntranceScreen,
    team: TeamService,
    little_team: LittleTeam,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server that does not answer may only be silent, so it takes a person's word."""
    monkeypatch.setattr(HttpsTransport, "pauses", (0.0, 0.01))
    ana = little_team.session("Ana")
    server = empty_server(tmp_path / "server", little_team.clock)
    move(little_team.assembly("Ana"), ana, server.server.new_link())
    groups = sheet_of(ana, at=little_team.clock()).groups
    backup = export(ana, tmp_path / "backup").folder
    little_team.close()
    server.close()
    (little_team.folder / "ana").rename(tmp_path / "lost")
    entrance.to_restore.click()
    form = entrance.restore
    form.kit.insertPlainText(" ".join(groups))
    form.set_backup(backup)
    choose_passphrase(qtbot, form)
    form.primary.click()
    qtbot.waitUntil(lambda: "if it is lost for good, say so above" in told(form))
    choose_passphrase(qtbot, form)
    qtbot.keyClick(form.lost, Qt.Key.Key_Space)
    arrivals: list[Arrival] = []
    entrance.arrived.connect(arrivals.append)
    with qtbot.waitSignal(team.unlocked):
        form.primary.click()
    assert team.snapshot is not None
    assert team.snapshot.state.relay.address.startswith("file:")
    assert arrivals[0].link.startswith("keylease:relay")
    assert not form.lost.isChecked()


def empty_server(folder: Path, clock: Clock) -> RelayThread:
    folder.mkdir(mode=0o700)
    database, listen = f"sqlite:///{folder / 'team.db'}", f"{HERE}:0"
    return RelayThread(read_settings({"database": database, "listen": listen}, {}), clock)


def test_a_mistyped_group_is_told_by_its_place(
    qtbot: QtBot, entrance: EntranceScreen, little_team: LittleTeam, tmp_path: Path
) -> None:
    ana = little_team.session("Ana")
    groups = list(sheet_of(ana, at=little_team.clock()).groups)
    groups[5] = "AAAA"
    backup = export(ana, tmp_path / "backup").folder
    entrance.to_restore.click()
    entrance.restore.kit.insertPlainText(" ".join(groups))
    entrance.restore.set_backup(backup)
    choose_passphrase(qtbot, entrance.restore)
    entrance.restore.primary.click()
    qtbot.waitUntil(lambda: "paper" in told(entrance.restore))
    assert "AAAA" not in told(entrance.restore)


def test_looking_around_in_the_example_team(
    qtbot: QtBot, entrance: EntranceScreen, team: TeamService
) -> None:
    arrivals: list[Arrival] = []
    entrance.arrived.connect(arrivals.append)
    with qtbot.waitSignal(team.unlocked, timeout=120_000):
        entrance.to_demo.click()
    assert arrivals == [Arrival(demo=True)]
    assert team.snapshot is not None
    assert team.snapshot.names.team == "Northwind Labs"
    assert not team.assembly.home.teams()
