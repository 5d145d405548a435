"""The place Settings."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.services.settings import Theme
from keylease_desktop.theme.tokens import Metrics
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.segmented import Segmented

ABOVE = 14


class SettingsScreen(QWidget):
    """What the app remembers, and what is really protected here."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(Metrics.PAGE, ABOVE, Metrics.PAGE, Metrics.PAGE)
        column.addWidget(PageHeader(self.tr("Settings")))
        self.theme = Segmented(
            self.tr("Theme"),
            [
                (Theme.SYSTEM, self.tr("System")),
                (Theme.LIGHT, self.tr("Light")),
                (Theme.DARK, self.tr("Dark")),
            ],
        )
        self.theme.choose(context.settings.theme)
        self.theme.changed.connect(context.settings.set_theme)
        column.addWidget(self.theme)
        column.addStretch(1)


def make(context: Context) -> PlaceView:
    """Settings as a place."""
    screen = SettingsScreen(context)
    return PlaceView(screen)
