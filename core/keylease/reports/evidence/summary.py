"""summary.pdf: the review on paper, for somebody who has never seen Keylease."""

import statistics
from base64 import b64decode
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from keylease.model.base import LATEST_SHOWN, Time
from keylease.reports.evidence.charts import COLOURS, WORDS, by_verdict, over_days
from keylease.reports.evidence.document import Decided, Reviewed
from keylease.reports.evidence.effects import Effect
from keylease.reports.evidence.exceptions import exceptions
from keylease.reports.evidence.sheet import INK, MARGIN, MUTED, Colour, Column, Sheet
from keylease.reports.evidence.story import Story
from keylease.wire.names import tell_apart

KINDS: Mapping[str, str] = {
    "grant": "Access to a key",
    "custody": "Key managers",
    "role": "Roles above member",
    "exposure": "Values seen without access",
}
LAPSES: Mapping[str, str] = {
    "keep": "stays as it is",
    "shorten": "is shortened",
    "end": "ends",
}
COVERAGE = (
    Column("What was reviewed", 62),
    Column("Subjects", 28),
    Column("Decided", 28),
    Column("Undecided", 28),
    Column("No second reviewer", 32),
)
REVIEWERS = (
    Column("Reviewer", 62),
    Column("Decisions", 28),
    Column("About them, so left to others", 88),
)
EFFECT = (
    Column("Decision", 34),
    Column("Decided", 28),
    Column("At once", 28),
    Column("Later", 28),
    Column("Not yet", 28),
    Column("Longest time", 32),
)
ACTS: Mapping[str, str] = {
    "end": "End",
    "shorten": "Shorten",
    "replace": "Replace the value",
    "reassign": "Reassign",
}
CONTROLS = (Column("Control", 46), Column("What this review shows", 132))
SHOWN = (
    ("SOC 2 CC6.1", "Who had access to which keys, and who had seen a value without having any."),
    ("SOC 2 CC6.2", "Who granted it, when and why; what was ended or shortened."),
    ("SOC 2 CC6.3", "Reviewed by named people, none on their own access; changed by the decision."),
    ("ISO/IEC 27001 A.5.18", "Rights reviewed, and removed or changed, with the time that took."),
    ("PCI DSS 7.2.4", "All accounts and privileges reviewed; what was not appropriate addressed."),
)
DECISIONS = (
    Column("Who", 38),
    Column("What", 38),
    Column("Granted by, on, why", 43),
    Column("Opened by then", 29),
    Column("Decision", 33),
    Column("By, on (UTC)", 37),
    Column("Event", 12),
    Column("Reason given", 35),
)
EXCEPTIONS = (
    Column("Who", 44),
    Column("What", 47),
    Column("Decision", 39),
    Column("By, on (UTC)", 37),
    Column("Event", 11),
)
MOST_OF_A_KIND = 25
ON_FRONT = (
    "This paper is drawn from the signed record and is for reading. What proves it lies beside it: "
    "run verify.py (README.txt says how). Letters that this paper's font lacks are written as "
    "their numbers, like [U+674E]; decisions.csv has the letters."
)


def summary_pdf(
    story: Story, said: Reviewed, effects: Sequence[Effect], exporter: str, at: Time
) -> bytes:
    """The whole paper."""
    return _Paper(story, said, effects, exporter, at).made()


class _Paper:
    """One summary in the making."""

    def __init__(
        self, story: Story, said: Reviewed, effects: Sequence[Effect], exporter: str, at: Time
    ) -> None:
        self._story, self._said, self._effects = story, said, effects
        self._exporter, self._at = exporter, at
        self._shown = _told_apart(said)
        self._effect_of = {one.row.subject: one for one in effects}
        title = said.title or said.review
        self._sheet = Sheet(f"{title}: evidence of an access review, exported {_when(at)}")
        self._sheet.set_title(f"Access review: {title}")
        self._sheet.set_creator("Keylease")
        self._sheet.set_creation_date(_date(at))

    def made(self) -> bytes:
        self._front()
        self._coverage()
        self._outcome()
        self._time_to_effect()
        self._reviewers()
        self._controls()
        self._exceptions()
        self._decisions()
        return bytes(self._sheet.output())

    def _front(self) -> None:
        sheet, said = self._sheet, self._said
        sheet.add_page()
        sheet.say("Access review", "", 11, MUTED)
        sheet.say(said.title or said.review, "B", 20)
        sheet.ln(2)
        sheet.say(ON_FRONT, "", 9, MUTED)
        sheet.ln(3)
        opened = said.opened_by_name or said.opened_by
        sheet.fact("Team", f"{said.team_name or '(not disclosed)'}")
        sheet.fact("Scope", said.scope or "everything: all access, key managers, roles, exposures")
        sheet.fact(
            "Opened", f"{_short(said.opened_at)} UTC by {self._name(said.opened_by, opened)}"
        )
        places = f"event {said.ledger['seq']} and access line {said.access['seq']}"
        sheet.fact("As the record stood at", places)
        sheet.fact("Due", f"{_short(said.due)} UTC")
        sheet.fact("Closed", self._closing())
        names = [self._name(one.id, one.name) for one in said.reviewers]
        sheet.fact("Reviewers", ", ".join(names))
        sheet.fact("Undecided access", f"{LAPSES[said.undecided_then]} at the due date")
        sheet.fact("Exported", f"{_when(self._at)} by {self._exporter}")
        sheet.fact("Team id", b64decode(said.team).hex())
        sheet.fact("Review id", said.review)

    def _closing(self) -> str:
        closed = self._story.closed
        if closed is None:
            return "not yet: this is how it stood when it was exported"
        return f"{_when(closed.ts)} by {self._story.name(closed.author) or closed.author}"

    def _coverage(self) -> None:
        self._sheet.heading("Coverage", room=45)
        rows = [
            (KINDS[kind], *_counts([row for row in self._said.decisions if row.kind == kind]))
            for kind in KINDS
        ]
        self._sheet.rows(COVERAGE, [*rows, ("All", *_counts(self._said.decisions))])

    def _outcome(self) -> None:
        sheet = self._sheet
        sheet.heading("Outcome", room=60)
        top, half = sheet.get_y(), (sheet.w - 2 * MARGIN) / 2
        by_verdict(sheet, self._said.tally, MARGIN, half - 4)
        bottom = sheet.get_y()
        decided = [_ms(row.decided_at) for row in self._said.decisions if row.decided_at]
        end = self._at if self._story.closed is None else self._story.closed.ts
        sheet.set_y(top)
        sheet.ink("", 8.5, MUTED)
        sheet.text(MARGIN + half + 4, top + 2, "Decisions over days")
        over_days(sheet, decided, _ms(self._said.opened_at), end, MARGIN + half + 4, half - 4)
        sheet.set_y(max(bottom, sheet.get_y()) + 2)

    def _time_to_effect(self) -> None:
        sheet = self._sheet
        sheet.heading("From decision to effect", room=40)
        if not self._effects:
            sheet.say("Everything was kept: there was nothing to carry out.", "", 9.5)
            return
        words = [word for word in WORDS if any(one.row.outcome == word for one in self._effects)]
        rows = [self._effect_row(word) for word in words]
        sheet.rows(EFFECT, rows)
        sheet.ln(1.5)
        sheet.say(
            "Ending and shortening take effect by the signed decision itself, at the relay too. "
            "What has to be done at a provider, or by somebody else, is found in later events.",
            "", 8.5, MUTED,
        )  # fmt: skip

    def _effect_row(self, word: str) -> tuple[str, ...]:
        some = [one for one in self._effects if one.row.outcome == word]
        spans = [one.at - one.decided for one in some if one.at is not None]
        later = [span for span in spans if span > 0]
        longest = "-" if not spans else _span(max(spans))
        if later:
            longest += f" (median {_span(int(statistics.median(spans)))})"
        at_once = len(spans) - len(later)
        numbers = (len(some), at_once, len(later), len(some) - len(spans))
        return (ACTS[word], *(f"{n:,}" for n in numbers), longest)

    def _reviewers(self) -> None:
        self._sheet.heading("Reviewers", room=30)
        made = Counter(row.decided_by for row in self._said.decisions)
        about = Counter(row.member for row in self._said.decisions)
        self._sheet.rows(
            REVIEWERS,
            [
                (self._name(one.id, one.name), f"{made[one.id]:,}", f"{about[one.id]:,}")
                for one in self._said.reviewers
            ],
        )

    def _controls(self) -> None:
        self._sheet.heading("What it shows", room=50)
        self._sheet.rows(CONTROLS, SHOWN)

    def _exceptions(self) -> None:
        sheet = self._sheet
        sheet.heading("Exceptions", room=30)
        found = exceptions(self._said.decisions, self._effects)
        if not found:
            sheet.say("None: everything was decided by a second person and carried out.", "", 9.5)
        for kind, rows in found.items():
            if sheet.get_y() > sheet.h - 45:
                sheet.add_page(same=True)
            sheet.ln(1)
            sheet.say(f"{kind} ({len(rows):,})", "B", 9.5)
            sheet.ln(0.8)
            cells = [
                (self._who(row), self._what(row), self._outcome_of(row), *self._by(row))
                for row in rows
            ]
            sheet.rows(EXCEPTIONS, cells[:MOST_OF_A_KIND])
            if len(rows) > MOST_OF_A_KIND:
                rest = len(rows) - MOST_OF_A_KIND
                sheet.say(f"and {rest:,} more: see the table of all decisions.", "", 8.5, MUTED)
            sheet.ln(2)

    def _decisions(self) -> None:
        sheet, rows = self._sheet, self._said.decisions
        sheet.add_page(orientation="L")
        sheet.heading(f"All decisions ({len(rows):,})")
        cells = [
            (
                self._who(row),
                self._what(row),
                self._granted(row),
                _opened(row),
                self._outcome_of(row),
                *self._by(row),
                row.decision_reason or "",
            )
            for row in rows
        ]

        def colour(row: int, column: int) -> Colour:
            return COLOURS[rows[row].outcome] if column == 4 else INK

        sheet.rows(DECISIONS, cells, colour)

    def _name(self, id_: str | None, name: str | None) -> str:
        if id_ is None:
            return ""
        return self._shown.get(id_, name or id_)

    def _who(self, row: Decided) -> str:
        words = "" if row.words_compared else ", words not compared"
        return f"{self._name(row.member, row.member_name)} ({row.role}{words})"

    def _what(self, row: Decided) -> str:
        key = self._name(row.key, row.key_name)
        place = self._name(row.environment, row.environment_name)
        return {
            "grant": f"{key}, {place}",
            "custody": f"manages {key}, {place}",
            "role": f"role: {row.role}",
            "exposure": f"has seen version {row.version} of {key}, {place}",
        }[row.kind]

    def _granted(self, row: Decided) -> str:
        if row.granted_by is None:
            return ""
        why = f": {row.reason}" if row.reason else ""
        name = self._name(row.granted_by, row.granted_by_name)
        return f"{name}, {(row.granted_at or '')[:10]}{why}"

    def _by(self, row: Decided) -> tuple[str, str]:
        if row.decided_by is None:
            return "", ""
        name = self._name(row.decided_by, row.decided_by_name)
        return f"{name}, {_short(row.decided_at or '')}", f"{row.event}"

    def _outcome_of(self, row: Decided) -> str:
        until = f" to {row.until[:10]}" if row.until else ""
        to = f" to {self._name(row.to, row.to_name)}" if row.to else ""
        return f"{WORDS[row.outcome]}{until}{to}{self._done(row)}"

    def _done(self, row: Decided) -> str:
        """Of what was asked for: whether somebody has done it, and by which event."""
        effect = self._effect_of.get(row.subject)
        if effect is None or row.carried_out:
            return ""
        if effect.at is None:
            return " (not done yet)"
        return f" (done {_when(effect.at)[:10]}, event {effect.event})"


def _told_apart(said: Reviewed) -> dict[str, str]:
    """Every name as it may be shown, by id; those that look alike with their id's beginning."""
    pairs = [(one.id, one.name) for one in said.reviewers]
    pairs.append((said.opened_by, said.opened_by_name))
    for row in said.decisions:
        pairs += [
            (row.member, row.member_name),
            (row.key or "", row.key_name),
            (row.environment or "", row.environment_name),
            (row.granted_by or "", row.granted_by_name),
            (row.decided_by or "", row.decided_by_name),
            (row.to or "", row.to_name),
        ]
    kinds: dict[str, dict[str, str]] = {}
    for id_, name in pairs:
        if id_ and name:
            kinds.setdefault(id_.partition("_")[0], {})[id_] = name
    return {id_: name for kind in kinds.values() for id_, name in tell_apart(kind).items()}


def _counts(rows: Sequence[Decided]) -> tuple[str, ...]:
    counts = Counter(row.outcome for row in rows)
    undecided, alone = counts["undecided"], counts["no_second_reviewer"]
    return tuple(f"{n:,}" for n in (len(rows), len(rows) - undecided - alone, undecided, alone))


def _opened(row: Decided) -> str:
    if row.kind == "role":
        return ""
    if not row.openings or row.last_opened is None:
        return "never"
    return f"{row.openings:,} x, last {row.last_opened[:10]}"


def _span(milliseconds: int) -> str:
    minutes = milliseconds // 60_000
    if minutes < 1:
        return "at once"
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"


def _short(moment: str) -> str:
    """Of an ISO time date and minute."""
    return moment[:16].replace("T", " ")


def _when(at: Time) -> str:
    return _date(at).strftime("%Y-%m-%d %H:%M UTC")


def _date(at: Time) -> datetime:
    return datetime.fromtimestamp(min(at, LATEST_SHOWN) / 1000, UTC)


def _ms(moment: str) -> Time:
    return int(datetime.fromisoformat(moment).timestamp() * 1000)
