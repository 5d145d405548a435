"""The rows of a campaign as values: who has what, what speaks for the advice, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.entering import provider_facts
from keylease.client.review_facts import ReviewFacts
from keylease.client.snapshot import Snapshot
from keylease.insight.review_advice import Advice, Why
from keylease.insight.review_rows import ReviewRow
from keylease.model.base import MemberId, Time
from keylease.model.events import Verdict
from keylease.model.roles import Role
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import EMBEDDED, Shown
from keylease_desktop.texts import words
from keylease_desktop.theme.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("campaign", text)


NONE = "–"


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One subject in words; `fact` is what the core knows of it, `key` its key's name if any."""

    id: str
    fact: ReviewRow
    who: str
    what: str
    key: str
    provider: str
    environment: str
    why: str
    ends: str
    left: float | None
    last: str

    @property
    def words(self) -> str:
        """What the filter searches."""
        return f"{self.who} {self.what} {self.why} {self.provider} {self.environment}"

    @property
    def subject(self) -> str:
        """The row in a few words: "Ben → openai-prod"."""
        return f"{self.who} → {self.what}"


def campaign_rows(now: Snapshot, rows: Sequence[ReviewRow], t: Time) -> tuple[CampaignRow, ...]:
    """The most urgent advice first, then by what and who."""
    shown = Shown(now.names.told_apart())
    made = [_row(now, shown, row, t) for row in rows]
    return tuple(
        sorted(made, key=lambda row: (row.fact.advice, row.what.casefold(), row.who.casefold()))
    )


def _row(now: Snapshot, shown: Shown, fact: ReviewRow, t: Time) -> CampaignRow:
    provider = "" if fact.key is None else now.names.field(fact.key, "provider")
    return CampaignRow(
        id=fact.subject,
        fact=fact,
        who=shown.of(fact.member),
        what=_what(shown, fact),
        key=shown.of(fact.key),
        provider=provider_facts(provider).name if provider else "",
        environment=shown.of(fact.environment),
        why=why(fact, t),
        ends=_ends(fact, t),
        left=_left(fact, t),
        last=_last(fact, t),
    )


def _what(shown: Shown, fact: ReviewRow) -> str:
    if fact.key is None:
        return _tr("Role: {}").format(words.role(fact.role))
    if fact.kind == "exposure":
        return _tr("{} v{}").format(shown.of(fact.key), fact.version)
    return shown.of(fact.key)


def why(fact: ReviewRow, t: Time) -> str:
    """What speaks for the advice, in a sentence."""
    if fact.ends is not None and fact.ends <= t:
        return _tr("Has ended meanwhile")
    span = when.counted(fact.days, _tr("{} day"), _tr("{} days")) if fact.days else ""
    text, of_today = _whys()[fact.why]
    return text.format(span) if span or "{}" not in text else of_today


def _whys() -> dict[Why, tuple[str, str]]:
    """Each with days, and for less than one."""
    return {
        Why.SEEN_WITHOUT_ACCESS: (_tr("Has seen it, no access now"), ""),
        Why.SUSPENDED: (_tr("Is suspended"), ""),
        Why.NEVER_OPENED: (_tr("Never opened in {}"), ""),
        Why.NOT_OPENED_FOR_LONG: (_tr("Not opened for {}"), ""),
        Why.WORDS_NOT_COMPARED: (_tr("Safety words were never compared"), ""),
        Why.ISSUER_GONE: (_tr("Whoever gave it has left"), ""),
        Why.OPENED_LONG_AGO: (_tr("Not opened for {}"), ""),
        Why.ONLY_MANAGER: (_tr("Its only key manager"), ""),
        Why.ENDS_SOON: (_tr("Ends by itself in {}"), _tr("Ends by itself today")),
        Why.NEW: (_tr("Given {} ago, not opened yet"), _tr("Given today, not opened yet")),
        Why.IN_USE: (_tr("In use, last opened {} ago"), _tr("In use, opened today")),
        Why.OFFICE: (_tr("Leads or audits the team"), ""),
        Why.KEEPS_IT: (_tr("Manages this key"), ""),
    }


def _ends(fact: ReviewRow, t: Time) -> str:
    if fact.kind == "exposure":
        return _tr("has seen it")
    if fact.ends is None:
        return _tr("no end")
    return _tr("ended") if fact.ends <= t else _tr("until {}").format(when.day(fact.ends, t))


def _left(fact: ReviewRow, t: Time) -> float | None:
    if fact.ends is None or fact.since is None or fact.ends <= fact.since:
        return None
    return min(max((fact.ends - t) / (fact.ends - fact.since), 0.0), 1.0)


def _last(fact: ReviewRow, t: Time) -> str:
    if fact.key is None or fact.kind != "grant":
        return NONE if fact.last_opened is None else when.ago(fact.last_opened, t)
    return _tr("never") if fact.last_opened is None else when.ago(fact.last_opened, t)


def group_of(advice: Advice) -> tuple[str, str, Tone]:
    """What stands over the rows of an advice: its name, what it says, its tone."""
    return {
        Advice.END: (_tr("End"), _tr("better ended"), Tone.DANGER),
        Advice.LOOK: (_tr("Look"), _tr("look at these"), Tone.WARNING),
        Advice.ROUTINE: (_tr("Routine"), _tr("nothing unusual"), Tone.GOOD),
    }[advice]


def verdict_words(verdict: Verdict, until: Time | None, t: Time) -> tuple[str, Tone]:
    """A decision as it stands in its row."""
    if verdict is Verdict.SHORTEN and until is not None:
        return _tr("until {}").format(when.day(until, t)), Tone.WARNING
    return {
        Verdict.KEEP: (_tr("keep"), Tone.GOOD),
        Verdict.END: (_tr("end"), Tone.DANGER),
        Verdict.SHORTEN: (_tr("shorten"), Tone.WARNING),
        Verdict.REPLACE: (_tr("replace"), Tone.ACCENT),
        Verdict.REASSIGN: (_tr("reassign"), Tone.ACCENT),
    }[verdict]


@dataclass(frozen=True)
class RowFacts:
    """All that is known of one row: a sentence for the foot of the list, and captions with texts
    for the panel.
    """

    title: str
    line: str
    tile: str
    second: str
    facts: tuple[tuple[str, str], ...]
    others: str


def row_facts(
    now: Snapshot,
    row: CampaignRow,
    known: ReviewFacts,
    having: set[MemberId],
    t: Time,
    said: str = "",
) -> RowFacts:
    """What a reviewer asks before deciding; `said` is why it is decided as it is."""
    fact, shown = row.fact, Shown(now.names.told_apart())
    reason = known.reasons.get(fact.grant or "", "")
    source = known.sources.get((fact.member, fact.key or ""), "")
    where = _tr("this computer") if source == EMBEDDED else source
    others = [shown.of(one) for one in having if one != fact.member]
    facts = [
        (_tr("What"), row.what if not row.provider else f"{row.what} · {row.provider}"),
        (_tr("Where"), row.environment),
        (_tr("Role"), words.role(fact.role)),
        (_tr("Words"), _compared(fact)),
        (_tr("Since"), "" if fact.since is None else when.day(fact.since, t)),
        (_tr("Given by"), shown.of(fact.by)),
        (_tr("Why"), _tr("“{}”").format(reason) if reason else ""),
        (_tr("Last opened"), "" if row.last == NONE else row.last),
        (_tr("Opened"), _times(fact.openings)),
        (_tr("From"), where),
        (_tr("Ends"), "" if fact.kind == "exposure" else row.ends),
        (_tr("Decided because"), _tr("“{}”").format(said) if said else ""),
    ]
    return RowFacts(
        title=row.subject,
        line=" · ".join(filter(None, (_because(said), _line(row, shown, reason, t)))),
        tile=row.who,
        second=row.why,
        facts=tuple((caption, text) for caption, text in facts if text),
        others=", ".join(sorted(others, key=str.casefold)),
    )


def _because(said: str) -> str:
    return _tr("decided because “{}”").format(said) if said else ""


def _times(count: int) -> str:
    return when.counted(count, _tr("once"), _tr("{} times")) if count else ""


def _compared(fact: ReviewRow) -> str:
    if fact.role is Role.APP:
        return ""
    return _tr("compared") if fact.verified else _tr("never compared")


def _line(row: CampaignRow, shown: Shown, reason: str, t: Time) -> str:
    """ "until 1 Mar, since 3 Nov, by Ada, “evals” · opened twice · 10 others have access"."""
    fact = row.fact
    begun = [] if fact.ends is None else [row.ends]
    if fact.since is not None:
        begun.append(_tr("since {}").format(when.day(fact.since, t)))
    if fact.by is not None:
        begun.append(_tr("by {}").format(shown.of(fact.by)))
    if reason:
        begun.append(_tr("“{}”").format(reason))
    parts = [", ".join(begun)]
    if fact.openings:
        parts.append(when.counted(fact.openings, _tr("opened once"), _tr("opened {} times")))
    if fact.key is not None:
        others = when.counted(fact.others, _tr("1 other has access"), _tr("{} others have access"))
        parts.append(others if fact.others else _tr("nobody else has access"))
    return " · ".join(filter(None, parts))
