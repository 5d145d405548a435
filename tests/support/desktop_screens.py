"""Whole screens of the desktop, filled with what the drawings of the design show."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from keylease_desktop.models.cells import Cell, Tile
from keylease_desktop.models.rows import Column, RowsModel
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.banner import Banner
from keylease_desktop.widgets.buttons import Button, IconButton, Kind
from keylease_desktop.widgets.card import Card, Ground, Rule
from keylease_desktop.widgets.countdown import Countdown
from keylease_desktop.widgets.detail_panel import DetailHost, DetailPanel
from keylease_desktop.widgets.inputs import (
    SearchField,
)
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.nav_list import NavItem, NavList
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.progress import ProgressRing
from keylease_desktop.widgets.secret_field import SecretField
from keylease_desktop.widgets.segmented import Segmented
from keylease_desktop.widgets.sparkline import Sparkline
from keylease_desktop.widgets.status import StatusItem
from keylease_desktop.widgets.table import RowsView
from keylease_desktop.widgets.tabs import Tabs

OPENINGS = [3, 4, 2, 1, 1, 5, 7, 6, 4, 8, 2, 1, 6, 5, 5, 7, 9, 2, 1, 6, 7, 5, 8, 9, 2, 1, 8]
OPENINGS += [12, 11, 14]


@dataclass(frozen=True)
class KeyRow:
    """One line of the list of keys."""

    name: str
    provider: str
    environment: str
    access: str
    left: float | None
    ends: str


KEYS = [
    KeyRow("openai-prod", "OpenAI", "production", "5 · 1 service", 0.14, "6 days"),
    KeyRow("anthropic-prod", "Anthropic", "production", "6", 0.62, "3 weeks"),
    KeyRow("anthropic-dev", "Anthropic", "development", "9", 0.8, "3 months"),
    KeyRow("gemini-ci", "Google", "staging", "1 service", 0.0, "ended"),
    KeyRow("mistral-eval", "Mistral", "staging", "–", None, "not shared"),
    KeyRow("openrouter-lab", "OpenRouter", "development", "ML team · 4", 0.55, "5 weeks"),
    KeyRow("bedrock-batch", "Bedrock", "production", "2 services", 0.35, "11 days"),
    KeyRow("cohere-rerank", "Cohere", "production", "2", 0.1, "2 days"),
    KeyRow("xai-trial", "xAI", "development", "1", 0.48, "2 weeks"),
    KeyRow("openai-eval", "OpenAI", "staging", "3 · 2 services", 0.72, "2 months"),
]
KEY_COLUMNS = [
    Column[KeyRow](
        "Key",
        lambda row: Cell(row.name, tile=Tile.of_provider(row.provider), strong=True),
        lambda row: row.name,
    ),
    Column[KeyRow](
        "Environment",
        lambda row: Cell(
            row.environment,
            badge=True,
            tone=Tone.ACCENT if row.environment == "production" else Tone.NEUTRAL,
        ),
        lambda row: row.environment,
        width=138,
    ),
    Column[KeyRow]("Has access", lambda row: Cell(row.access), width=130, tabular=True),
    Column[KeyRow](
        "Ends",
        lambda row: Cell(row.ends, lease=row.left, tone=Tone.NEUTRAL if row.left else Tone.MUTED),
        lambda row: row.left,
        width=184,
    ),
]


def keys_model() -> RowsModel[KeyRow]:
    """The ten keys of the drawings."""
    model = RowsModel(KEY_COLUMNS, lambda row: row.name, lambda row: f"{row.name} {row.provider}")
    model.set_rows(KEYS)
    return model


def navigation() -> QWidget:
    """The left side."""
    side = Ground()
    side.setFixedWidth(Metrics.NAVIGATION)
    places = NavList("Places")
    places.set_items(
        [
            NavItem("today", "Today", "sun", 5, alert=True),
            NavItem("keys", "Keys", "key", 14),
            NavItem("people", "People", "users", 6),
            NavItem("services", "Services & CI", "cpu", 2),
            NavItem("reviews", "Reviews", "clipboard-check", 24, alert=True),
            NavItem("activity", "Activity", "activity"),
            NavItem("leaks", "Leak check", "radar", foot=True),
            NavItem("settings", "Settings", "settings", foot=True),
        ]
    )
    places.show_current("keys")
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.addSpacing(72)
    column.addWidget(places)
    return side


def status_line() -> QWidget:
    """The bottom."""
    line = QWidget()
    line.setFixedHeight(28)
    row = QHBoxLayout(line)
    row.setContentsMargins(16, 0, 16, 0)
    row.setSpacing(20)
    row.addWidget(StatusItem("lock-open", "Locks in 4:12"))
    row.addWidget(StatusItem("server", "team.acme.example · 12 s ago"))
    row.addWidget(StatusItem("shield-check", "Same history confirmed by 5 of 6, newest 10:42"))
    row.addStretch(1)
    countdown = Countdown("Clear now")
    countdown.show_left("openai-prod clears in", 22, 30)
    row.addWidget(countdown)
    return line


def framed(content: QWidget, width: int = 1280, height: int = 800) -> QWidget:
    """A whole window round some content."""
    window = Ground()
    window.resize(width, height)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    middle = QHBoxLayout()
    middle.setSpacing(0)
    middle.addWidget(navigation())
    middle.addWidget(Rule(upright=True))
    middle.addWidget(content, 1)
    column.addLayout(middle, 1)
    column.addWidget(Rule())
    column.addWidget(status_line())
    return window


def keys_list() -> QWidget:
    """The list of keys with what stands above it."""
    main = QWidget()
    column = QVBoxLayout(main)
    column.setContentsMargins(24, 14, 24, 24)
    column.setSpacing(14)
    header = PageHeader("Keys")
    search = SearchField("Find anything", "Find anything", ("Ctrl", "K"))
    search.setFixedWidth(241)
    header.add(search)
    header.add(Button("Add key", Kind.PRIMARY, "plus"))
    column.addWidget(header)
    tools = QHBoxLayout()
    tools.setSpacing(12)
    views = [("list", "List"), ("replace", "Replacements"), ("seen", "Who has seen what")]
    tools.addWidget(Segmented("View", views))
    tools.addWidget(Button("Environment", Kind.QUIET, "list-filter"))
    tools.addWidget(Button("Ends soon 3", Kind.QUIET))
    tools.addStretch(1)
    column.addLayout(tools)
    view = RowsView(keys_model(), "Keys")
    view.choose("openai-prod")
    column.addWidget(view)
    column.addStretch(1)
    return main


def key_detail() -> DetailPanel:
    """The panel of one key."""
    panel = DetailPanel("Key")
    panel.show_title(
        Tile.of_provider("OpenAI"), "openai-prod", "OpenAI · version 4, 31 days · Ada, Dee"
    )
    field = SecretField("Value of openai-prod")
    field.set_hint("sk-proj-", "3fQ")
    panel.column.addWidget(field)
    buttons = QHBoxLayout()
    buttons.setSpacing(10)
    buttons.addWidget(Button("Copy", Kind.PRIMARY, "copy"))
    buttons.addWidget(Button("Share", Kind.PLAIN, "share-2", tall=True))
    buttons.addWidget(Button("Replace", Kind.PLAIN, "refresh-cw", tall=True))
    buttons.addStretch(1)
    buttons.addWidget(IconButton("ellipsis", "More"))
    panel.column.addLayout(buttons)
    panel.column.addWidget(
        Tabs("Parts", [(1, "Access 5"), (2, "Versions 4"), (3, "Activity"), (4, "Seen by 7")])
    )
    access = ItemList("Access", bare=True, dense=True)
    more = (Action("more", icon="ellipsis", tip="More"),)
    people = [
        ("Ben Okafor", "until 30 Nov · today 09:12", "3×"),
        ("Dee Lang", "until 30 Nov · yesterday", "1×"),
        ("Cai Ling", "until 2 Dec · not opened", "–"),
        ("ci-eval", "until 12 Dec · 3 min ago", "214×"),
    ]
    access.show_items(
        [
            Item(name, name, second, Tile.of_person(name), trailing=times, actions=more)
            for name, second, times in people
        ]
    )
    panel.column.addWidget(access)
    panel.column.addWidget(
        Banner(
            Tone.WARNING,
            "Version 3 is not proved dead.",
            "Cai and a leaver have seen it. Replaced on 23 Oct, still works at OpenAI.",
            "Prove it dead…",
        )
    )
    panel.column.addWidget(Label("Openings, last 30 days", Type.CAPTION, Tone.MUTED))
    plot = Sparkline(height=26)
    plot.show_counts(OPENINGS, "Openings")
    panel.column.addWidget(plot)
    return panel


def keys() -> QWidget:
    """The screen of the drawing keys-*.png."""
    panel = key_detail()
    host = DetailHost(keys_list(), panel)
    window = framed(host)
    host.show_panel(True)
    return window


def keys_narrow() -> QWidget:
    """The same where the panel lies over the list."""
    host = DetailHost(keys_list(), key_detail())
    window = framed(host, 1024, 640)
    host.show_panel(True)
    return window


def today() -> QWidget:
    """The screen of the drawing today-*.png."""
    main = QWidget()
    column = QVBoxLayout(main)
    column.setContentsMargins(32, 28, 32, 24)
    column.setSpacing(24)
    column.addWidget(
        PageHeader(
            "Good morning, Ada.",
            "Five things need you. Everything else is in order.",
            Type.GREETING,
        )
    )
    row = QHBoxLayout()
    row.setSpacing(24)
    things = ItemList("What needs you")
    things.show_items(
        [
            Item(
                1,
                "Cai left on 3 November",
                "2 of the 3 keys she has seen are not replaced yet.",
                icon="user-minus",
                tone=Tone.DANGER,
                actions=(Action("go", "Continue", Kind.PRIMARY),),
            ),
            Item(
                2,
                "anthropic-prod is 4 days overdue",
                "6 people have access. Replace it now; nobody stops working.",
                icon="refresh-cw",
                tone=Tone.DANGER,
                actions=(Action("go", "Replace"),),
            ),
            Item(
                3,
                "Dee asks for openai-eval for 7 days",
                "“Benchmark run for the planner.” Staging, 3 have access.",
                icon="inbox",
                tone=Tone.ACCENT,
                actions=(Action("o", "Other…", Kind.QUIET), Action("y", "Approve")),
            ),
            Item(
                4,
                "Three accesses end this week",
                "Ben and ci-eval on openai-prod, Noor on cohere-rerank.",
                icon="timer",
                tone=Tone.WARNING,
                actions=(Action("go", "Renew…"),),
            ),
            Item(
                5,
                "gemini-ci has one manager",
                "If Ada’s laptop is lost, nobody can share it.",
                icon="user-check",
                tone=Tone.WARNING,
                actions=(Action("go", "Add another"),),
            ),
        ]
    )
    row.addWidget(things, 1, Qt.AlignmentFlag.AlignTop)
    right = QVBoxLayout()
    right.setSpacing(16)
    right.addWidget(review_card())
    right.addWidget(openings_card())
    right.addStretch(1)
    row.addLayout(right)
    column.addLayout(row)
    lately = Card()
    lately.column.addWidget(Label("Lately", Type.SECTION))
    events = ItemList("Lately", bare=True, dense=True)
    events.show_items(
        [
            Item(
                1,
                "Ben opened openai-prod",
                "2 min ago · ben-laptop",
                Tile.of_person("Ben Okafor"),
                strong=False,
            ),
            Item(
                2,
                "ci-eval opened bedrock-batch",
                "4 min ago · 10.0.3.7",
                Tile.of_person("ci-eval"),
                strong=False,
            ),
            Item(
                3,
                "Dee renewed anthropic-dev for Noor",
                "1 h ago",
                Tile.of_person("Dee Lang"),
                strong=False,
            ),
        ]
    )
    lately.column.addWidget(events)
    column.addWidget(lately)
    column.addStretch(1)
    return framed(main)


def review_card() -> QWidget:
    """How far the review is."""
    card = Card()
    card.setFixedWidth(300)
    card.column.addWidget(Label("Access review Q4", Type.SECTION))
    row = QHBoxLayout()
    row.setSpacing(14)
    ring = ProgressRing()
    ring.show_share(0.43, "18 of 42 decided")
    row.addWidget(ring)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(Label("18 of 42 decided", Type.STRONG))
    words.addWidget(Label("about 2 minutes left", Type.CAPTION, Tone.MUTED))
    words.addStretch(1)
    row.addLayout(words, 1)
    card.column.addLayout(row)
    card.column.addWidget(Button("Go on"))
    return card


def openings_card() -> QWidget:
    """Openings over time."""
    card = Card()
    card.setFixedWidth(300)
    card.column.addWidget(Label("Openings", Type.SECTION))
    plot = Sparkline()
    plot.show_counts(OPENINGS, "Openings")
    card.column.addWidget(plot)
    return card


def member() -> QWidget:
    """The screen of the drawing member-*.png."""
    main = QWidget()
    column = QVBoxLayout(main)
    column.setContentsMargins(32, 28, 32, 24)
    column.setSpacing(20)
    header = PageHeader("My keys")
    header.add(Button("Ask for a key", Kind.PRIMARY, "hand"))
    column.addWidget(header)
    more = Action("more", "More time", Kind.QUIET)
    run = Action("run", "Run…", Kind.PLAIN, "terminal")
    items = [
        Item(
            name,
            name,
            second,
            Tile.of_provider(name.split("-")[0]),
            lease=left,
            lease_text=text,
            actions=(more, run, Action("copy", "Copy", kind, "copy")),
        )
        for name, second, left, text, kind in [
            ("openai-eval", "OpenAI · staging", 0.85, "6 days left", Kind.PRIMARY),
            ("anthropic-dev", "Anthropic · development", 0.8, "3 months left", Kind.PLAIN),
            ("cohere-rerank", "Cohere · production", 0.09, "2 days left", Kind.PLAIN),
        ]
    ]
    mine = ItemList("My keys")
    mine.show_items(items)
    column.addWidget(mine)
    waiting = ItemList("Waiting")
    waiting.show_items(
        [
            Item(
                1,
                "openai-prod",
                "for 7 days, asked Ada 2 hours ago",
                icon="hourglass",
                actions=(Action("remind", "Remind", Kind.QUIET),),
            )
        ]
    )
    column.addWidget(waiting)
    column.addStretch(1)
    return framed(main)
