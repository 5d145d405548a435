"""The place People as a person uses it: real keys and clicks over a real team."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from keylease.errors import Code, KeyleaseError
from keylease.model.access import Purpose
from keylease.model.roles import Role, Status
from keylease_desktop.dialogs.invite import InviteDialog, LinksDialog
from keylease_desktop.dialogs.let_in import LetInDialog
from keylease_desktop.dialogs.people_list import PeopleListDialog
from keylease_desktop.dialogs.standing import RemoveDialog, RoleDialog, SuspendDialog
from keylease_desktop.navigation import Place
from keylease_desktop.screens import people
from keylease_desktop.screens.context import Services
from keylease_desktop.screens.people import PeopleScreen, View
from keylease_desktop.screens.person_panel import Part, PersonAct
from keylease_desktop.services.team import TeamService
from support.desktop_stage import Stage, set_stage
from support.desktop_team import LittleTeam, passphrase
from support.terms import DAY


@pytest.fixture
def stage(qtbot: QtBot, services: Services, team_service: TeamService) -> Stage:
    made = set_stage(qtbot, services, people.make)
    made.context.people_dialogs.said.connect(lambda text, undo: made.said.append(text))
    made.context.people_dialogs.refused_to.connect(made.refused.append)
    qtbot.waitUntil(lambda: made.context.record.read)
    return made


def screen(stage: Stage) -> PeopleScreen:
    assert isinstance(stage.view.widget, PeopleScreen)
    return stage.view.widget


def names(stage: Stage) -> list[str]:
    return [row.name for row in screen(stage).table.model().shown]  # type: ignore[attr-defined]


def member(stage: Stage, name: str) -> str:
    return stage.now.member_named(name)


def choose(stage: Stage, name: str) -> str:
    chosen = member(stage, name)
    screen(stage).show_person(chosen)
    return chosen


def spoken(rows: QWidget) -> list[str]:
    """What a screen reader says of each row of a list."""
    found = [row for row in rows.findChildren(QWidget) if row.parent() is rows]
    return [row.accessibleName() for row in found if row.isVisible()]


def test_lists_who_is_here_with_how_they_stand(stage: Stage) -> None:
    assert names(stage) == ["Ana", "Ben", "Cai", "Dee"]
    badges = {row.name: row.badge for row in screen(stage).people.people}
    assert badges == {
        "Ana": "founder",
        "Ben": "words compared",
        "Cai": "words not compared",
        "Dee": "words compared",
    }


def test_slash_filters_and_escape_shows_all_again(stage: Stage) -> None:
    stage.type("/")
    assert stage.focused is screen(stage).search
    stage.type("admin")
    assert names(stage) == ["Dee"]
    stage.press(Qt.Key.Key_Escape)
    assert len(names(stage)) == 4


def test_enter_opens_the_panel_and_escape_closes_it(stage: Stage) -> None:
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    assert screen(stage).panel.isVisible()
    assert stage.focused is screen(stage).panel.tabs
    stage.press(Qt.Key.Key_Escape)
    assert not screen(stage).panel.isVisible()


def test_many_are_invited_at_once_each_with_a_link_of_their_own(stage: Stage) -> None:
    stage.ctrl(Qt.Key.Key_N)
    dialog = stage.dialog(InviteDialog)
    assert stage.focused is dialog.who
    dialog.who.insertPlainText("Noor <noor@acme.example>\nzoe@acme.example; ")
    assert dialog.primary.caption == "Make 2 links"
    stage.ctrl(Qt.Key.Key_Return)
    links = stage.dialog(LinksDialog)
    shown = links.findChildren(QPushButton)
    assert links.primary.caption == "Copy all"
    stage.ctrl(Qt.Key.Key_Return)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split(": keylease:join?")[0] for line in lines] == [
        "Noor <noor@acme.example>",
        "zoe@acme.example",
    ]
    assert len({line.split("join?")[1] for line in lines}) == 2
    assert shown
    stage.press(Qt.Key.Key_Escape)
    screen(stage).view.choose(View.INVITATIONS)
    wanted = ["zoe@acme.example · as member", "Noor <noor@acme.example> · as member"]
    stage.qtbot.waitUntil(lambda: [row.title for row in screen(stage).people.invitations] == wanted)


def test_whoever_invites_is_told_that_a_link_works_here_only(stage: Stage) -> None:
    screen(stage).acts.invite()
    dialog = stage.dialog(InviteDialog)
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("works on this computer only" in text for text in told)
    stage.press(Qt.Key.Key_Escape)


def test_an_invitation_is_taken_back(stage: Stage, little_team: LittleTeam) -> None:
    screen(stage).acts.invite()
    stage.ctrl(Qt.Key.Key_Return)
    stage.dialog(LinksDialog)
    link_text = stage.dialog(LinksDialog)._links[0].url
    stage.press(Qt.Key.Key_Escape)
    screen(stage).view.choose(View.INVITATIONS)
    (row,) = screen(stage).people.invitations
    screen(stage).invitations.acted.emit(row.id, "cancel")
    stage.qtbot.waitUntil(lambda: not screen(stage).people.invitations)
    assert stage.said == ["The invitation is taken back: its link lets nobody in."]
    with pytest.raises(KeyleaseError) as refused:
        little_team.assembly("Eve").join(link_text, "Eve", passphrase())
    assert refused.value.code in (Code.E_INVITE_USED, Code.E_AUTHOR_INACTIVE)


def test_words_are_compared_later_and_put_on_record(stage: Stage, little_team: LittleTeam) -> None:
    cai = choose(stage, "Cai")
    assert screen(stage).panel.isVisible()
    screen(stage).panel._notice_acted()
    dialog = stage.dialog(LetInDialog)
    stage.qtbot.waitUntil(dialog.primary.isEnabled)
    assert dialog.words == little_team.session("Cai").people.safety_words(cai)
    stage.click(dialog.primary)
    stage.qtbot.waitUntil(stage.nothing_open)
    assert stage.now.state.members[cai].verified
    assert stage.said == ["Words compared with Cai: it is on record."]


def test_words_that_differ_lead_to_removing_the_newcomer(
    stage: Stage, little_team: LittleTeam
) -> None:
    link = little_team.session("Ana").people.invite(Role.MEMBER, DAY).link
    eve = little_team.assembly("Eve").join(link, "Eve", passphrase())
    stage.context.team.refresh()
    stage.qtbot.waitUntil(lambda: eve.me in stage.now.state.members)
    screen(stage).acts.let_in(eve.me)
    dialog = stage.dialog(LetInDialog)
    stage.qtbot.waitUntil(dialog.primary.isEnabled)
    stage.click(dialog._differ)
    assert not dialog.primary.isEnabled()
    assert not dialog.other.isEnabled()
    dialog._warning.acted.emit()
    remove = stage.dialog(RemoveDialog)
    stage.qtbot.waitUntil(remove.primary.isEnabled)
    stage.click(remove.primary)
    stage.qtbot.waitUntil(lambda: stage.now.state.members[eve.me].status is Status.REMOVED)
    eve.close()


def test_a_dialog_that_was_closed_is_not_called_back(stage: Stage) -> None:
    for _ in range(3):
        screen(stage).acts.compare(member(stage, "Cai"))
        stage.press(Qt.Key.Key_Escape)
        screen(stage).acts.remove(member(stage, "Ben"))
        stage.press(Qt.Key.Key_Escape)
    stage.qtbot.wait(50)  # the dialogs are deleted while the worker still looks
    done: list[object] = []
    stage.context.team.ask(lambda session: session.me, done.append)
    stage.qtbot.waitUntil(lambda: bool(done))  # derives words, slowly
    assert stage.nothing_open()


def test_a_role_is_changed(stage: Stage) -> None:
    ben = choose(stage, "Ben")
    stage.click(screen(stage).panel.role)
    dialog = stage.dialog(RoleDialog)
    dialog.role.setCurrentIndex(dialog.role.findData(Role.AUDITOR))
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(stage.nothing_open)
    assert stage.now.state.members[ben].role is Role.AUDITOR
    assert stage.said == ["Ben is auditor now."]


def test_somebody_is_suspended_and_let_go_on(stage: Stage) -> None:
    ben = choose(stage, "Ben")
    screen(stage).panel.acted.emit(PersonAct.SUSPEND)
    stage.dialog(SuspendDialog)
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.now.state.members[ben].status is Status.SUSPENDED)
    stage.qtbot.waitUntil(lambda: screen(stage).people.facts is not None)
    facts = screen(stage).people.facts
    assert facts is not None
    assert facts.notices[0].title == "Suspended"
    screen(stage).panel._notice_acted()
    stage.qtbot.waitUntil(lambda: stage.now.state.members[ben].status is Status.ACTIVE)


def test_removing_says_what_it_ends_and_then_what_to_replace(
    stage: Stage, little_team: LittleTeam
) -> None:
    key = little_team.id("openai-prod")
    little_team.act("Ben", lambda session: session.values.open(key, Purpose.COPY))
    stage.context.team.refresh()
    ben = choose(stage, "Ben")
    screen(stage).panel.acted.emit(PersonAct.REMOVE)
    dialog = stage.dialog(RemoveDialog)
    stage.qtbot.waitUntil(dialog.primary.isEnabled)
    wanted = ["1 access ends, openai-prod", "Replace 1 value afterwards, openai-prod"]
    stage.qtbot.waitUntil(lambda: spoken(dialog.lines) == wanted)
    stage.click(dialog.primary)
    stage.qtbot.waitUntil(lambda: stage.now.state.members[ben].status is Status.REMOVED)
    stage.qtbot.waitUntil(lambda: bool(stage.said))
    assert stage.said == ["Ben is removed. 1 value to replace."]
    panel = screen(stage).panel
    stage.qtbot.waitUntil(lambda: panel.tabs.value is Part.SEEN)
    assert screen(stage).chosen == ben
    facts = screen(stage).people.facts
    assert facts is not None
    (line,) = facts.seen
    assert (line.name, line.trailing, line.may_replace) == ("openai-prod", "to replace", True)
    assert line.second.startswith("v1 · opened it")


def test_the_panel_leads_to_a_key(stage: Stage) -> None:
    choose(stage, "Ben")
    facts = screen(stage).people.facts
    assert facts is not None
    with stage.qtbot.waitSignal(stage.context.navigator.went) as went:
        screen(stage).panel._line_acted(facts.access[0].id, "see")
    assert went.args == [Place.KEYS, stage.now.key_named("openai-prod")]


def test_a_list_is_made_and_changed(stage: Stage) -> None:
    screen(stage).view.choose(View.LISTS)
    stage.click(screen(stage).new_list)
    dialog = stage.dialog(PeopleListDialog)
    assert not dialog.primary.isEnabled()
    stage.type("Backend")
    stage.press(Qt.Key.Key_Tab)
    stage.type("be")
    stage.press(Qt.Key.Key_Return)
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(stage.nothing_open)
    (row,) = screen(stage).people.lists
    assert (row.name, row.second) == ("Backend", "Ben")
    screen(stage).lists.acted.emit(row.id, "edit")
    dialog = stage.dialog(PeopleListDialog)
    assert [chip.name for chip in dialog.who.chips] == ["Ben"]
    dialog.who.remove(row.members[0])
    stage.ctrl(Qt.Key.Key_Return)
    stage.qtbot.waitUntil(stage.nothing_open)
    assert screen(stage).people.lists[0].second == "nobody"


@pytest.mark.attack("F03")
def test_f03_a_name_is_shown_as_it_stands(stage: Stage, little_team: LittleTeam) -> None:
    screen(stage).acts.invite()
    dialog = stage.dialog(InviteDialog)
    dialog.who.insertPlainText("<img src=file:x><b>Noor")
    stage.ctrl(Qt.Key.Key_Return)
    links = stage.dialog(LinksDialog)
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in links.findChildren(QLabel)
    )
    stage.press(Qt.Key.Key_Escape)


def test_an_admin_may_not_touch_an_owner(
    qtbot: QtBot, services: Services, little_team: LittleTeam
) -> None:
    with qtbot.waitSignal(services.team.snapshot_changed):
        services.team.start(lambda: little_team.assembly("Dee").unlock(passphrase()))
    stage = set_stage(qtbot, services, people.make)
    choose(stage, "Ana")
    assert not screen(stage).panel.role.isVisible()
    assert not screen(stage).panel.menu().actions()
    choose(stage, "Ben")
    assert screen(stage).panel.role.isVisible()
