"""A name is data."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.label import Label, Line, plain_tip

EVIL = "<img src='file:///etc/passwd'><b>Ada</b>"


@pytest.mark.attack("F03")
def test_a_label_shows_tags_as_they_stand(qtbot: QtBot) -> None:
    label = Label(EVIL)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == EVIL


@pytest.mark.attack("F03")
def test_a_tool_tip_shows_tags_as_they_stand() -> None:
    assert "<b>" not in plain_tip(EVIL)
    assert plain_tip("") == ""


TURNED = "fine\u202e, for staging\u2066\u200b"
WRITTEN_OUT = "fine\\u{202e}, for staging\\u{2066}\\u{200b}"


@pytest.mark.attack("F01")
def test_nothing_that_people_wrote_turns_what_stands_around_it(qtbot: QtBot) -> None:
    """A reason is part of a sentence: what follows it would stand before it."""
    label, line = Label(f"one\n{TURNED}"), Line(f"one\n{TURNED}")
    for widget in (label, line):
        qtbot.addWidget(widget)
    assert label.text() == plain_tip(f"one\n{TURNED}") == f"one\n{WRITTEN_OUT}"
    assert line.text() == line.accessibleName() == f"one {WRITTEN_OUT}"
    label.setText(TURNED)
    assert label.text() == WRITTEN_OUT


def test_a_line_that_does_not_fit_tells_all_in_its_tip(qtbot: QtBot) -> None:
    line = Line("a-very-long-name-of-a-key-in-production")
    qtbot.addWidget(line)
    line.resize(80, 20)
    line.show()
    line.grab()
    assert "a-very-long-name" in line.toolTip()
    line.resize(600, 20)
    line.grab()
    assert line.toolTip() == ""


def test_tones_differ(qtbot: QtBot) -> None:
    label = Label("openai-prod")
    qtbot.addWidget(label)
    label.show()
    plain = label.grab().toImage()
    label.set_tone(Tone.DANGER)
    assert label.grab().toImage() != plain


def test_a_wrapped_label_is_as_tall_as_its_text_needs(qtbot: QtBot) -> None:
    label = Label("word " * 60, wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(200) > 4 * label.heightForWidth(2000)
    assert label.minimumSizeHint().height() <= 20


def test_lines_stand_as_far_apart_as_the_type_says_and_long_words_break(qtbot: QtBot) -> None:
    label = Label("x" * 200, Type.BODY, wrap=True)
    qtbot.addWidget(label)
    lines, rest = divmod(label.heightForWidth(300), Type.BODY.line)
    assert (lines > 3, rest) == (True, 0)
    assert label.heightForWidth(10_000) == Type.BODY.line
