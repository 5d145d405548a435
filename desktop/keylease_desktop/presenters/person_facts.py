"""All that is known of one person, as values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.access import Access, manages
from keylease.client.activity import Happening
from keylease.client.membership import GONE, MayDo, access_of, lists_of, may_do
from keylease.client.snapshot import Snapshot
from keylease.insight.exposure import Exposure, How
from keylease.insight.holders import has_access
from keylease.insight.rotation import Remedy, Replacement, to_replace
from keylease.model.base import KeyId, MemberId
from keylease.model.roles import Status
from keylease.model.state import Member
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import MACHINERY, Shown, ago, listed, sentence
from keylease_desktop.presenters.people_rows import badge_of
from keylease_desktop.texts import words
from keylease_desktop.theme.tokens import Tone

MOST_LINES = 200
"""Shown in the panel; the place Activity has them all."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("person", text)


@dataclass(frozen=True)
class Notice:
    """What somebody who looks at this person should know first, and what can be done about it."""

    tone: Tone
    title: str
    text: str
    act: str = ""


@dataclass(frozen=True)
class LineRow:
    """A line of the panel: a key they have, a value they have seen, something they did."""

    id: str
    name: str
    second: str
    trailing: str = ""
    tone: Tone = Tone.NEUTRAL
    key: KeyId = ""
    may_replace: bool = False


@dataclass(frozen=True)
class PersonFacts:
    """One person, as the panel shows them."""

    id: MemberId
    name: str
    subtitle: str
    may: MayDo
    notices: tuple[Notice, ...]
    facts: tuple[tuple[str, str], ...]
    access: tuple[LineRow, ...]
    seen: tuple[LineRow, ...]
    did: tuple[LineRow, ...]
    gone: bool


def person_facts(
    now: Snapshot,
    exposures: Sequence[Exposure],
    happened: Sequence[Happening],
    member: MemberId,
    t: int,
) -> PersonFacts | None:
    """What is known of a person now; None if there is no such person."""
    one = now.state.members.get(member)
    if one is None:
        return None
    shown = Shown(now.names.told_apart())
    gone = one.status in GONE
    badge, _ = badge_of(one)
    about = [h for h in happened if h.who == member or member in h.to]
    seen = tuple(_seen(now, shown, exposures, member, t))
    may = may_do(now, member)
    return PersonFacts(
        id=member,
        name=shown.of(member),
        subtitle=f"{words.role(one.role)} · {badge}",
        may=may,
        notices=tuple(_notices(one, may, seen, shown.of(member))),
        facts=tuple(_facts(now, shown, member, one, about, t)),
        access=tuple(_access(shown, access_of(now, member, t), t)),
        seen=seen,
        did=tuple(_did(shown, about, t)),
        gone=gone,
    )


def _notices(one: Member, may: MayDo, seen: Sequence[LineRow], name: str) -> Iterator[Notice]:
    if one.status is Status.PENDING:
        yield Notice(
            Tone.ACCENT,
            _tr("Waits to be let in"),
            _tr("Compare six words first: the link alone does not prove who it is."),
            _tr("Let in…") if may.let_in else "",
        )
    elif one.status is Status.SUSPENDED:
        yield Notice(
            Tone.DANGER,
            _tr("Suspended"),
            _tr("Opens nothing and sees nothing new until somebody lets them go on."),
            _tr("Let go on") if may.resume else "",
        )
    elif may.compare:
        yield Notice(
            Tone.WARNING,
            _tr("Words not compared"),
            _tr(
                "The invitation was the only proof: whoever got the link first could be {}."
            ).format(name),
            _tr("Compare words…"),
        )
    left = sum(line.tone is Tone.DANGER for line in seen)
    if one.status in GONE and left:
        title = when.counted(left, _tr("{} value to replace"), _tr("{} values to replace"))
        text = when.counted(
            left,
            _tr("It was seen here and may still work at its provider."),
            _tr("They were seen here and may still work at their providers."),
        )
        yield Notice(Tone.DANGER, title, text)


def _facts(
    now: Snapshot,
    shown: Shown,
    member: MemberId,
    one: Member,
    about: Sequence[Happening],
    t: int,
) -> Iterator[tuple[str, str]]:
    joined = next((h for h in about if h.what in ("joined", "founded")), None)
    if joined is not None:
        yield _tr("Joined"), when.day(joined.at, t)
    if one.admitted_by is not None:
        yield _tr("Let in by"), shown.of(one.admitted_by)
    parted = next((h for h in reversed(about) if h.what in ("removed", "left")), None)
    if one.status in GONE and parted is not None:
        yield _tr("Gone since"), when.day(parted.at, t)
    own = [h for h in about if h.who == member]
    if own:
        yield _tr("Last active"), when.ago(own[-1].at, t)
    opened = next((h for h in reversed(own) if h.what == "opened"), None)
    if opened is not None:
        yield _tr("Last opened"), " · ".join(filter(None, [shown.of(opened.key), ago(opened, t)]))
    if lists := [shown.of(id_) for id_ in lists_of(now, member)]:
        yield _tr("On lists"), listed(sorted(lists))


def _access(shown: Shown, access: Iterable[Access], t: int) -> Iterator[LineRow]:
    for one in access:
        second = _tr("key manager")
        if one.until is not None:
            second = _tr("until {}, shared by {}").format(when.day(one.until, t), shown.of(one.by))
        trailing = "" if one.until is None else when.span(max(one.until - t, 0))
        if one.why_not is not None:
            trailing = _tr("opens nothing now")
        yield LineRow(one.grant or one.key, shown.of(one.key), second, trailing, key=one.key)


def _seen(
    now: Snapshot, shown: Shown, exposures: Sequence[Exposure], member: MemberId, t: int
) -> Iterator[LineRow]:
    """Values that still work and that they know, the most dangerous first."""
    for one in to_replace(now.state, exposures, member, t):
        key, has = one.key, has_access(now.state, member, one.key, t)
        again = one.remedy is Remedy.REPLACE
        to_do = _tr("to replace") if again else _tr("not proved dead")
        yield LineRow(
            id=f"{key}:{one.version}",
            name=shown.of(key),
            second=_tr("v{} · {}").format(one.version, _how(one, t)),
            trailing=_tr("has access") if has else to_do,
            tone=Tone.NEUTRAL if has else Tone.DANGER if again else Tone.WARNING,
            key=key,
            may_replace=again and not has and manages(now, key) and now.frozen is None,
        )


def _how(one: Replacement, t: int) -> str:
    said = {
        How.ENTERED: _tr("entered it"),
        How.CUSTODIAN: _tr("key manager of it"),
        How.OPENED: _tr("opened it"),
        How.BROKERED: _tr("used through the broker"),
        How.DECLARED: _tr("knew it before"),
    }
    parts = [said[way] for way in one.ways]
    if one.last is not None:
        parts.append(_tr("last {}").format(when.ago(one.last, t)))
    return ", ".join(parts)


def _did(shown: Shown, about: Sequence[Happening], t: int) -> Iterator[LineRow]:
    told = [h for h in about if h.what not in MACHINERY]
    for one in reversed(told[-MOST_LINES:]):
        tone = Tone.DANGER if one.what == "refused" else Tone.NEUTRAL
        yield LineRow(f"{one.log}:{one.seq}", sentence(shown, one), ago(one, t), tone=tone)
