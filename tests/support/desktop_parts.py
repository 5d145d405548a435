"""Every part of the desktop, filled with something. Whole places are drawn by `scenes`."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease_desktop.models.cells import Chip, Tile
from keylease_desktop.models.matrix import Heading, MatrixModel, Seen
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.widgets.badge import Badge
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button, IconButton, Kind
from keylease_desktop.widgets.card import Ground
from keylease_desktop.widgets.chip_field import ChipField
from keylease_desktop.widgets.command_palette import CommandPalette, Entry
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.empty_state import EmptyState, LoadingState
from keylease_desktop.widgets.inputs import (
    CheckBox,
    RadioButton,
    SecretInput,
    Select,
    TextField,
)
from keylease_desktop.widgets.key_caps import KeyHint
from keylease_desktop.widgets.matrix import MatrixLegend, MatrixView
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.progress import ProgressBar, Working
from keylease_desktop.widgets.secret_field import SecretField
from keylease_desktop.widgets.segmented import Segmented
from keylease_desktop.widgets.toast import Toasts

KEYS = [
    ("openai-prod", "OpenAI", "production"),
    ("anthropic-prod", "Anthropic", "production"),
    ("anthropic-dev", "Anthropic", "development"),
    ("gemini-ci", "Google", "staging"),
    ("mistral-eval", "Mistral", "staging"),
    ("openrouter-lab", "OpenRouter", "development"),
]
"""Name, provider and environment."""


def window() -> QWidget:
    """What dialogs lie over."""
    made = Ground()
    made.resize(1280, 800)
    made.show()
    return made


def share() -> QWidget:
    """A dialog with every kind of field."""
    over = window()
    dialog = DialogFrame(over, "Share openai-prod", "Share with 6 until 30 Nov")
    dialog.header.addWidget(Badge("production", Tone.ACCENT))
    who = ChipField("Who", lambda text: [])
    dialog.field("Who", who)
    who.add(Chip(1, "Ben Okafor", Tile.of_person("Ben Okafor")))
    who.add(Chip(2, "ci-eval", icon="cpu"))
    who.add(Chip(3, "ML team · 4", icon="users"))
    spans = [(1, "8 h"), (2, "1 day"), (3, "7 days"), (4, "30 days"), (0, "Date…")]
    span = Segmented("For", spans)
    span.choose(3)
    dialog.field("For", span)
    why = TextField("Why")
    why.setText("Evaluation for release 2.1")
    dialog.field("Why (asked for in production)", why)
    dialog.body.addWidget(
        Banner(
            Tone.NEUTRAL,
            "After this 10 people and 2 services have access to version 4.",
            "Access ends at the team server. To take the key from one who has opened it, you must"
            " replace it for all; OpenAI caps it at 500 USD a month.",
        )
    )
    dialog.open()
    return over


def palette() -> QWidget:
    """Ctrl+K."""
    over = window()
    entries = [
        Entry(name, lambda: None, f"{by} · {where}", tile=Tile.of_provider(by))
        for name, by, where in KEYS[:4]
    ]
    entries += [
        Entry("Add a key", lambda: None, "", "plus", caps=("Ctrl", "N")),
        Entry("Share the chosen key", lambda: None, "openai-prod", "share-2", caps=("Ctrl", "S")),
        Entry("Lock", lambda: None, "", "lock", caps=("Ctrl", "L")),
    ]
    found = CommandPalette(over, lambda: entries)
    found.open()
    return over


def seen_matrix() -> QWidget:
    """Who has seen what."""
    page = Ground()
    page.resize(900, 520)
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(16)
    column.addWidget(PageHeader("Who has seen what"))
    model = MatrixModel()
    names = ["Ada Lovelace", "Ben Okafor", "Cai Ling", "Dee Lang", "Mia Roth", "ci-eval"]
    people = [Heading(name, name, Tile.of_person(name)) for name in names]
    headings = [Heading(name, name, Tile.of_provider(by)) for name, by, _ in KEYS]
    kinds = list(Seen)
    seen = {
        (person.id, key.id): kinds[(place * 7 + number * 3 + place * number) % 5]
        for place, person in enumerate(people)
        for number, key in enumerate(headings)
    }
    model.show(people, headings, seen)
    column.addWidget(MatrixView(model, "Who has seen what"))
    column.addWidget(MatrixLegend())
    return page


def controls() -> QWidget:
    """Every small part in every state."""
    page = Ground(surface=True)
    page.resize(860, 900)
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(14)
    for enabled in (True, False):
        row = QHBoxLayout()
        for kind in Kind:
            button = Button(kind.name.title(), kind, "key" if kind is not Kind.LINK else "")
            button.setEnabled(enabled)
            row.addWidget(button)
        more = IconButton("ellipsis", "More")
        more.setEnabled(enabled)
        row.addWidget(more)
        keep = Button("Keep all routine", caps=("Shift", "K"))
        keep.setEnabled(enabled)
        row.addWidget(keep)
        row.addStretch(1)
        column.addLayout(row)
    badges = QHBoxLayout()
    for tone in Tone:
        badges.addWidget(Badge(tone.name.lower(), tone))
    badges.addStretch(1)
    column.addLayout(badges)
    passphrase = SecretInput("Passphrase")
    passphrase.setText("copper lunar")
    wrong = TextField("Name")
    wrong.setText("already taken")
    wrong.set_wrong(True)
    choice = Select("Environment")
    choice.addItems(["production", "staging"])
    for widget in (TextField("Name", "Name"), wrong, passphrase, choice):
        column.addWidget(widget)
    yes, one = CheckBox("Locks with the screen"), RadioButton("Revoke access and replace")
    yes.setChecked(True)
    one.setChecked(True)
    for choices in ((yes, CheckBox("Compact rows")), (one, RadioButton("Revoke access only"))):
        row = QHBoxLayout()
        for choice_button in choices:
            row.addWidget(choice_button)
        row.addStretch(1)
        column.addLayout(row)
    shown = SecretField("Value")
    shown.set_hint("sk-proj-", "3fQ")
    column.addWidget(shown)
    hints = QHBoxLayout()
    for key, what in (("K", "keep"), ("E", "end"), ("S", "shorten"), ("P", "replace")):
        hints.addWidget(KeyHint((key,), what))
    hints.addWidget(Working("Working"))
    bar = ProgressBar()
    bar.show_share(0.43, "86 of 200")
    hints.addWidget(bar, 1)
    column.addLayout(hints)
    for tone in (Tone.NEUTRAL, Tone.ACCENT, Tone.GOOD, Tone.WARNING, Tone.DANGER):
        column.addWidget(
            Banner(
                tone,
                f"An incident is open: {tone.name.lower()}",
                "openai-prod is frozen.",
                "Go on",
                wide=True,
            )
        )
    column.addStretch(1)
    return page


def focus() -> QWidget:
    """The ring after a key."""
    page = controls()
    page.setProperty("tabs", 2)
    return page


def states() -> QWidget:
    """Empty, loading, refused, offline; and a toast."""
    page = Ground()
    page.resize(1000, 640)
    column = QVBoxLayout(page)
    row = QHBoxLayout()
    row.addWidget(
        EmptyState("key", "No keys yet", "Add one, paste a .env, or drop a file here.", "Add key")
    )
    row.addWidget(LoadingState("Checking the history of 12,400 events", "Stop"))
    column.addLayout(row)
    row = QHBoxLayout()
    row.addWidget(
        EmptyState(
            "wifi-off",
            "The team server does not answer",
            "You see what was known at 10:42. Copying needs the server.",
            "Try again",
            Tone.WARNING,
        )
    )
    row.addWidget(
        EmptyState(
            "ban", "No access", "Ask Ada or Dee: they manage this key.", "Ask for it", Tone.DANGER
        )
    )
    column.addLayout(row)
    Toasts(page).show("Ben’s access to openai-prod is revoked", lambda: None)
    return page


PARTS: dict[str, Callable[[], QWidget]] = {
    "share": share,
    "palette": palette,
    "matrix": seen_matrix,
    "controls": controls,
    "focus": focus,
    "states": states,
}
