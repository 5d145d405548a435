"""Lengths as they fit on a segment: "8 h", "7 days"."""

from PySide6.QtCore import QCoreApplication

from keylease_desktop.presenters import when


def short_span(span: int) -> str:
    """A length in hours or days, never in weeks or months."""
    if span < when.DAY:
        return _tr("{} h").format(span // when.HOUR)
    return when.counted(span // when.DAY, _tr("{} day"), _tr("{} days"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("spans", text)
