import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("tone", Tone)
def test_it_acts(qtbot: QtBot, tone: Tone, wide: bool) -> None:
    banner = Banner(tone, "Version 3 is not proved dead.", "Cai has seen it.", "Prove", wide=wide)
    qtbot.addWidget(banner)
    banner.show()
    assert banner.accessibleName() == "Version 3 is not proved dead."
    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(banner.findChild(Button), Qt.MouseButton.LeftButton)


def test_without_text_it_is_one_line(qtbot: QtBot) -> None:
    banner = Banner(Tone.DANGER, "An incident is open")
    qtbot.addWidget(banner)
    assert not banner.text.isVisibleTo(banner)
    assert banner.findChild(Button) is None
