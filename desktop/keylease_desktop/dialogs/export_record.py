"""Where the record is to be written: the system's own dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from keylease_desktop.presenters.activity import FileKind


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)


def ask_path(parent: QWidget, kind: FileKind, then: Callable[[Path], None]) -> None:
    """Ask for a place, and call back with it; nothing is called where nobody chose one."""
    dialog = QFileDialog(parent, _tr("Export the record"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind.value)
    dialog.setNameFilter(f"*.{kind.value}")
    dialog.selectFile(f"keylease-record.{kind.value}")
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
