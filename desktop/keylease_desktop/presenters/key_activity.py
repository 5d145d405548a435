"""What happened about one key: its lines, newest first, and openings a day."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.activity import Happening
from keylease.client.snapshot import Snapshot
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import Shown, purpose, reason, sentence, source
from keylease_desktop.presenters.openings import Openings, openings

MOST_LINES = 100
"""Shown in the panel; the place Activity has them all."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("key_activity", text)


@dataclass(frozen=True)
class ActivityRow:
    """One line about a key."""

    id: str
    name: str
    text: str
    second: str
    refused: bool


@dataclass(frozen=True)
class KeyActivity:
    """Lines, the newest first, and openings a day of one key."""

    rows: tuple[ActivityRow, ...]
    openings: Openings


def key_activity(now: Snapshot, happened: Iterable[Happening], t: int) -> KeyActivity:
    """What happened about a key, from its happenings, oldest first."""
    shown = Shown(now.names.told_apart())
    told = list(happened)
    rows = tuple(_row(shown, one, t) for one in reversed(told[-MOST_LINES:]))
    return KeyActivity(rows, openings(told, t))


def _row(shown: Shown, one: Happening, t: int) -> ActivityRow:
    parts = [when.ago(one.at, t)]
    if said := reason(one):
        parts.append(_tr("“{}”").format(said))
    parts += [purpose(one.detail.get("purpose", "")), source(one)]
    return ActivityRow(
        id=f"{one.log}:{one.seq}",
        name=shown.of(one.who),
        text=sentence(shown, one),
        second=" · ".join(part for part in parts if part),
        refused=one.what == "refused",
    )
