"""A value on its own: to look at while it is held, and how to run a program with it."""

import re
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from keylease.client.access import in_use
from keylease.client.entering import provider_facts
from keylease.client.snapshot import Snapshot
from keylease.launch.environment import is_variable
from keylease.model.base import KeyId
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import TextField
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.secret_field import SecretField


class LookDialog(DialogFrame):
    """Hold to see the value; the primary action copies it."""

    def __init__(
        self,
        window: QWidget,
        now: Snapshot,
        key: KeyId,
        show: Callable[[KeyId, Callable[[str], None]], None],
    ) -> None:
        name = now.names.of(key)
        super().__init__(window, name, self.tr("Copy"), cancel=self.tr("Close"))
        self.value = SecretField(self.tr("Value of {}").format(name))
        version = in_use(now, key)
        ending = "" if version is None else now.names.ending(key, version)
        self.value.set_hint(provider_facts(now.names.field(key, "provider")).prefix, ending)
        self.value.asked.connect(lambda: show(key, self.value.show_value))
        self.body.addWidget(self.value)
        note = self.tr("Each look is on record: your name, this computer, the time.")
        self.body.addWidget(Label(note, Type.CAPTION, Tone.MUTED, wrap=True))


class RunDialog(DialogFrame):
    """The command that runs a program with the key; the primary action copies it."""

    def __init__(self, window: QWidget, now: Snapshot, key: KeyId) -> None:
        name = now.names.of(key)
        title = self.tr("Run a program with {}").format(name)
        super().__init__(window, title, self.tr("Copy command"), cancel=self.tr("Close"))
        self.command = run_command(now, key)
        field = TextField(self.tr("Command"))
        field.setText(self.command)
        field.setReadOnly(True)
        field.setCursorPosition(0)
        self.field(self.tr("In a terminal"), field)
        note = self.tr(
            "The program finds the key in its environment. It never lies on the clipboard or in a "
            "file."
        )
        self.body.addWidget(Label(note, Type.CAPTION, Tone.MUTED, wrap=True))


def run_command(now: Snapshot, key: KeyId) -> str:
    """`keylease run --key openai-eval=OPENAI_API_KEY -- your-program`: to be pasted into a shell.

    What others have called the key, or noted as its variable, is never a command there: what a
    shell of any kind could read as more than a word is left out, the name for the key's id.
    """
    name = now.names.of(key)
    variable = now.names.field(key, "variable")
    word = name if _INERT.fullmatch(name) else key
    chosen = f"{word}={variable}" if is_variable(variable) else word
    quoted = chosen if _BARE.fullmatch(chosen) else f'"{chosen}"'
    return f"keylease run --key {quoted} -- your-program"


_BARE = re.compile(r"[A-Za-z0-9_.=-]+")
_INERT = re.compile(r"[\w .,'’&()/+:#@-]+")
"""Of letters and marks that are nothing but themselves between double quotes, in sh, PowerShell and
cmd alike.
"""
