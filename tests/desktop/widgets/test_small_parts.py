"""Parts that only show something: badge, bars, tiles, marks, cards, plots, status."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from keylease_desktop.models.cells import Tile
from keylease_desktop.theme.look import look
from keylease_desktop.theme.tokens import LIGHT, Tone
from keylease_desktop.widgets.badge import Badge
from keylease_desktop.widgets.card import Card, Ground, Rule, Scroll
from keylease_desktop.widgets.lease_bar import LeaseBar
from keylease_desktop.widgets.letter_tile import IconTile, LetterTile
from keylease_desktop.widgets.mark import Mark
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.progress import ProgressBar, ProgressRing, Working
from keylease_desktop.widgets.sparkline import Sparkline
from keylease_desktop.widgets.status import StatusItem


def changes(qtbot: QtBot, widget: QWidget, change: object) -> bool:
    """Whether a change is to be seen."""
    qtbot.addWidget(widget)
    widget.show()
    before = widget.grab().toImage()
    assert callable(change)
    change()
    return widget.grab().toImage() != before


def test_badge(qtbot: QtBot) -> None:
    badge = Badge("staging", Tone.NEUTRAL)
    assert changes(qtbot, badge, lambda: badge.show_text("production", Tone.ACCENT))
    assert badge.accessibleName() == "production"


def test_lease_bar(qtbot: QtBot) -> None:
    bar = LeaseBar(0.9, "27 days left")
    bar.resize(100, 6)
    assert changes(qtbot, bar, lambda: bar.show_left(0.1, "3 days left"))
    assert bar.accessibleName() == "3 days left"
    bar.show_left(7, "")
    assert bar.left == 1.0


def test_tiles(qtbot: QtBot) -> None:
    letters, mark = LetterTile(Tile("O", 0)), IconTile("key", Tone.DANGER)
    assert changes(qtbot, letters, lambda: letters.show_tile(Tile("A", 1)))
    assert changes(qtbot, mark, lambda: mark.show_icon("timer", Tone.WARNING))


def test_mark_and_status(qtbot: QtBot) -> None:
    mark, status = Mark("lock"), StatusItem("lock", "Locks in 4:12")
    assert changes(qtbot, mark, lambda: mark.show_icon("lock-open", Tone.GOOD))
    assert changes(qtbot, status, lambda: status.show_text("Locks in 0:12", Tone.WARNING))
    status.show_text("")
    assert not status.isVisible()


def test_ring_and_bar_never_leave_their_range(qtbot: QtBot) -> None:
    for part in (ProgressRing(), ProgressBar()):
        part.resize(100, 56)
        assert changes(qtbot, part, lambda part=part: part.show_share(0.43, "18 of 42"))
        part.show_share(3, "too many")
        assert part.share == 1
        assert part.accessibleName() == "too many"


def test_working_turns_only_while_it_is_seen(qtbot: QtBot, qapp: QApplication) -> None:
    look().apply(qapp, LIGHT, motion=True)
    working = Working("Checking")
    qtbot.addWidget(working)
    working.show()
    still = working.grab().toImage()
    qtbot.waitUntil(lambda: working.grab().toImage() != still)
    working.hide()


def test_working_stands_still_where_motion_is_reduced(qtbot: QtBot) -> None:
    working = Working("Checking")
    qtbot.addWidget(working)
    working.show()
    still = working.grab().toImage()
    QTest.qWait(150)
    assert working.grab().toImage() == still


@pytest.mark.parametrize("counts", [[], [0], [0, 0, 0], [1, 2, 3], list(range(90))])
def test_a_plot_of_anything(qtbot: QtBot, counts: list[int]) -> None:
    plot = Sparkline()
    qtbot.addWidget(plot)
    plot.resize(200, 50)
    plot.show_counts(counts, "Openings", tips=[f"day {n}" for n in range(len(counts))])
    assert plot.accessibleName() == "Openings"
    assert not plot.grab().isNull()


def test_a_bar_tells_its_day(qtbot: QtBot) -> None:
    plot = Sparkline()
    qtbot.addWidget(plot)
    plot.resize(200, 50)
    plot.show()
    plot.show_counts([1, 2], "Openings", tips=["Monday: 1", "Tuesday: 2"])
    at = QPoint(190, 40)
    assert QApplication.sendEvent(
        plot, QHelpEvent(QHelpEvent.Type.ToolTip, at, plot.mapToGlobal(at))
    )
    tips = [window for window in QApplication.topLevelWidgets() if window.inherits("QTipLabel")]
    assert [tip.text() for tip in tips if isinstance(tip, QLabel)] == ["Tuesday: 2"]
    for tip in tips:
        tip.hide()


def test_paper(qtbot: QtBot) -> None:
    for part in (Card(), Rule(), Rule(upright=True), Ground(), Ground(surface=True), Scroll(8)):
        qtbot.addWidget(part)
        part.resize(60, 60)
        assert not part.grab().isNull()


def test_page_header(qtbot: QtBot) -> None:
    header = PageHeader("Keys")
    header.resize(400, 60)
    assert changes(qtbot, header, lambda: header.set_title("People"))
    header.set_subtitle("Five things need you.")
    header.add(Badge("staging"))
    assert header.sizeHint().width() > 100
