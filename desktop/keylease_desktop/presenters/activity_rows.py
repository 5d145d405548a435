"""The record as rows: what stands in each, and by what it is filtered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from keylease.client.activity import Happening
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import (
    MACHINERY,
    Shown,
    purpose,
    reason,
    sentence,
    source,
    why_refused,
)
from keylease_desktop.theme.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("activity", text)


class Kind(Enum):
    """Kinds of happenings, as people look for them."""

    OPENINGS = "openings"
    ACCESS = "access"
    KEYS = "keys"
    PEOPLE = "people"
    OVERSEEING = "overseeing"
    TEAM = "team"
    MACHINERY = "machinery"


_KINDS: dict[Kind, frozenset[str]] = {
    Kind.OPENINGS: frozenset({"opened", "refused"}),
    Kind.ACCESS: frozenset(
        {"requested", "denied", "granted", "approved", "renewed", "limited", "revoked"}
    ),
    Kind.KEYS: frozenset(
        {
            "added",
            "edited",
            "version",
            "resealed",
            "state",
            "custodian",
            "frozen",
            "thawed",
            "declared",
        }
    ),
    Kind.PEOPLE: frozenset(
        {
            "invited",
            "uninvited",
            "joined",
            "admitted",
            "verified",
            "role",
            "suspended",
            "resumed",
            "removed",
            "left",
            "acknowledged",
            "app-added",
            "app-renewed",
            "list",
        }
    ),
    Kind.OVERSEEING: frozenset(
        {
            "reviewed",
            "review-opened",
            "review-closed",
            "incident",
            "incident-note",
            "incident-closed",
        }
    ),
    Kind.MACHINERY: MACHINERY,
}
_KIND_OF = {what: kind for kind, words in _KINDS.items() for what in words}


def kind_of(what: str) -> Kind:
    """Of which kind a happening is; what is about the team as a whole where no other fits."""
    return _KIND_OF.get(what, Kind.TEAM)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line of the record. `words` is what the filter searches."""

    id: str
    happening: Happening
    kind: Kind
    name: str
    text: str
    note: str
    source: str
    refused: bool
    words: str


def activity_rows(shown: Shown, happened: Iterable[Happening]) -> list[ActivityRow]:
    """Rows in the order of the happenings."""
    return [_row(shown, one) for one in happened]


def _row(shown: Shown, one: Happening) -> ActivityRow:
    name, text = shown.of(one.who), sentence(shown, one)
    version = one.version if one.what == "opened" else None
    what_for = one.detail.get("purpose", "") if one.what == "opened" else ""
    parts = [
        _tr("version {}").format(version) if version else "",
        shown.once("purpose", what_for, lambda: purpose(what_for)),
        _tr("“{}”").format(reason(one)) if reason(one) else "",
    ]
    note, where = " · ".join(filter(None, parts)), source(one)
    return ActivityRow(
        id=f"{one.log}:{one.seq}",
        happening=one,
        kind=kind_of(one.what),
        name=name,
        text=text,
        note=note,
        source=where,
        refused=one.what == "refused",
        words=f"{text} {note} {where}",
    )


@dataclass(frozen=True)
class Filter:
    """What is to be shown; empty strings and 0 leave everything in."""

    since: int = 0
    who: str = ""
    key: str = ""
    kind: Kind | None = None
    refusals: bool = False

    def accepts(self, row: ActivityRow) -> bool:
        """Whether a row is to be shown."""
        one = row.happening
        if one.at < self.since or (self.refusals and not row.refused):
            return False
        if self.kind is not None:
            if row.kind is not self.kind:
                return False
        elif row.kind is Kind.MACHINERY:
            return False
        if self.key and one.key != self.key:
            return False
        return not self.who or one.who == self.who or self.who in one.to


class Filters:
    """The same function for the same filter, as the table's model wants it."""

    def __init__(self) -> None:
        self._known: dict[Filter, Callable[[ActivityRow], bool]] = {}

    def accept(self, wanted: Filter) -> Callable[[ActivityRow], bool]:
        """The function of a filter."""
        return self._known.setdefault(wanted, wanted.accepts)


def line_facts(shown: Shown, row: ActivityRow, t: int) -> tuple[tuple[str, str], ...]:
    """All that is known of one line."""
    one = row.happening
    code = one.detail.get("code", "")
    line = _tr("history, line {}") if one.log == "ledger" else _tr("openings, line {}")
    found = [
        (_tr("When"), _tr("{} ({})").format(moment(one.at, t), when.ago(one.at, t))),
        (_tr("Who"), row.name),
        (_tr("Key"), shown.of(one.key)),
        (_tr("Version"), "" if one.version is None else str(one.version)),
        (_tr("Whom"), ", ".join(shown.of(id_) for id_ in one.to)),
        (_tr("Why not"), why_refused(code) if code else ""),
        (_tr("Why"), reason(one)),
        (_tr("What for"), purpose(one.detail.get("purpose", ""))),
        (_tr("Until"), _end(one)),
        (_tr("From"), row.source),
        (_tr("Program"), one.detail.get("client", "")),
        (_tr("On record"), line.format(one.seq)),
    ]
    return tuple((caption, text) for caption, text in found if text)


def moment(at: int, t: int) -> str:
    """When it was: with the weekday this year, with the year in others."""
    if when.today(at).year == when.today(t).year:
        return when.full(at)
    return _tr("{}, {}").format(when.day(at, t), when.clock(at))


def _end(one: Happening) -> str:
    expires = one.detail.get("expires", "")
    return when.full(int(expires)) if expires.isdecimal() else ""


def tone_of(row: ActivityRow) -> Tone:
    """How a line is coloured."""
    if row.refused:
        return Tone.DANGER
    return Tone.MUTED if row.kind is Kind.MACHINERY else Tone.NEUTRAL


def newest_first(rows: Sequence[ActivityRow]) -> tuple[ActivityRow, ...]:
    """As they stand on the screen."""
    return tuple(reversed(rows))
