"""The place Today: what needs doing now, how the review is, openings, what happened lately."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.activity import Happening
from keylease.insight.attention import Item, Matter
from keylease.insight.progress import progress
from keylease.model.base import MemberId
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import MACHINERY, Shown, ago, listed, sentence
from keylease_desktop.presenters.openings import NO_OPENINGS, Openings, openings
from keylease_desktop.presenters.record import TeamRecord
from keylease_desktop.presenters.today_look import LOOKS, Look, TodayRow, Wish
from keylease_desktop.presenters.today_rows import first_steps, today_rows, withheld
from keylease_desktop.services.attention import Found
from keylease_desktop.services.team import TeamService

LATELY = 5
NOON, EVENING, NIGHT = 12, 18, 5
GONE = frozenset({"removed", "left"})


def _tr(text: str) -> str:
    return QCoreApplication.translate("today", text)


@dataclass(frozen=True)
class IncidentLine:
    """An open incident, for the banner on top."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class ReviewCard:
    """The open review that is due next."""

    id: str
    title: str
    due: str
    share: float
    decided: str
    left: str
    mine: int


@dataclass(frozen=True)
class LatelyRow:
    """One of the newest happenings."""

    id: str
    name: str
    text: str
    second: str
    refused: bool


@dataclass(frozen=True)
class TodayPage:
    """All that the screen shows."""

    greeting: str = ""
    sentence: str = ""
    incidents: tuple[IncidentLine, ...] = ()
    rows: tuple[TodayRow, ...] = ()
    review: ReviewCard | None = None
    openings: Openings = NO_OPENINGS
    lately: tuple[LatelyRow, ...] = ()
    may_act: bool = False


EMPTY = TodayPage()


def today_page(found: Found, happened: Sequence[Happening], t: int) -> TodayPage:
    """The page as it is at `t`."""
    now, items = found.now, found.items
    shown = Shown(now.names.told_apart())
    left = {who: one.at for one in happened if one.what in GONE for who in one.to or (one.who,)}

    def left_at(member: MemberId) -> int | None:
        return left.get(member)

    look = Look(now, shown, found.exposures, _reasons(happened), left_at, t)
    rows = (*withheld(found.held_back), *first_steps(now), *today_rows(look, items))
    if now.frozen is not None:
        rows = tuple(replace(row, acts=_looks(row)) for row in rows)
    incidents = _incidents(look, items)
    return TodayPage(
        greeting=_greeting(shown.of(now.me), t),
        sentence=_count(len(rows) + len(incidents)) if now.frozen is None else _read_only(),
        incidents=incidents,
        rows=rows,
        review=_review(look, items),
        openings=openings(happened, t),
        lately=_lately(shown, happened, t),
        may_act=now.frozen is None,
    )


def _looks(row: TodayRow) -> tuple[tuple[str, Wish], ...]:
    return tuple((text, wish) for text, wish in row.acts if wish.act in LOOKS)


def _reasons(happened: Sequence[Happening]) -> dict[tuple[str, str, int], str]:
    """Why somebody asked for a key, by who, which, and when."""
    return {
        (one.who, one.key or "", one.at): one.detail.get("reason", "")
        for one in happened
        if one.what == "requested"
    }


def _greeting(name: str, t: int) -> str:
    hour = when.today(t).hour
    if NIGHT <= hour < NOON:
        return _tr("Good morning, {}.").format(name)
    if NOON <= hour < EVENING:
        return _tr("Good afternoon, {}.").format(name)
    return _tr("Good evening, {}.").format(name)


def _read_only() -> str:
    return _tr("Nothing can be done here until the histories agree again.")


def _count(things: int) -> str:
    words = (
        _tr("One thing needs you."),
        _tr("Two things need you."),
        _tr("Three things need you."),
        _tr("Four things need you."),
        _tr("Five things need you."),
        _tr("Six things need you."),
        _tr("Seven things need you."),
        _tr("Eight things need you."),
        _tr("Nine things need you."),
    )
    if not things:
        return _tr("Nothing needs you. Everything is in order.")
    first = words[things - 1] if things <= len(words) else _tr("{} things need you.").format(things)
    return " ".join((first, _tr("Everything else is in order.")))


def _incidents(look: Look, items: Sequence[Item]) -> tuple[IncidentLine, ...]:
    return tuple(
        _incident(look, item) for item in items if item.matter is Matter.INCIDENT and item.subject
    )


def _incident(look: Look, item: Item) -> IncidentLine:
    incident = look.now.state.incidents[item.subject or ""]
    names = listed([look.name(key) for key in incident.keys])
    title = _tr("Open incident: {}").format(names) if names else _tr("Open incident")
    text = _tr("Reported by {} {}.").format(
        look.name(incident.by), when.ago(incident.opened, look.t)
    )
    frozen = sum(look.now.key(key).frozen for key in incident.keys)
    if frozen:
        one = _tr("The key is frozen: nobody can open it.")
        many = _tr("{} keys are frozen: nobody can open them.")
        text = " ".join(
            (text, one if len(incident.keys) == 1 else when.counted(frozen, many, many))
        )
    return IncidentLine(item.subject or "", title, text)


def _review(look: Look, items: Sequence[Item]) -> ReviewCard | None:
    """The open review that is due first."""
    first = next((i for i in items if i.matter is Matter.REVIEW and i.subject), None)
    if first is None or first.subject is None:
        return None
    how_far = progress(look.now.state, first.subject, look.now.me, look.t)
    due = _tr("due {}").format(when.day(how_far.due, look.t))
    left = _tr("none is left for you to decide")
    if how_far.left_to_me:
        left = when.counted(
            how_far.left_to_me, _tr("{} left for you"), _tr("{} left for you to decide")
        )
    if how_far.due <= look.t:
        due = _tr("was due {}").format(when.day(how_far.due, look.t))
        left = _tr("its time is over")
    return ReviewCard(
        id=first.subject,
        title=look.name(first.subject),
        due=due,
        share=how_far.share,
        decided=_tr("{} of {} decided").format(how_far.decided, how_far.subjects),
        left=left,
        mine=how_far.left_to_me,
    )


def _lately(shown: Shown, happened: Sequence[Happening], t: int) -> tuple[LatelyRow, ...]:
    rows: list[LatelyRow] = []
    for one in reversed(happened):
        if one.what in MACHINERY:
            continue
        rows.append(
            LatelyRow(
                id=f"{one.log}:{one.seq}",
                name=shown.of(one.who),
                text=sentence(shown, one),
                second=ago(one, t),
                refused=one.what == "refused",
            )
        )
        if len(rows) == LATELY:
            break
    return tuple(rows)


class TodayPresenter(QObject):
    """`page_changed(TodayPage)` when anything differs; `said` and `refused` of what was done."""

    page_changed = Signal(object)
    said = Signal(str)
    refused = Signal(object)

    def __init__(
        self, team: TeamService, record: TeamRecord, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._team = team
        self._record = record
        self.page = EMPTY
        team.attention.changed.connect(self._compute)
        team.locked.connect(self._forget)
        record.changed.connect(self._compute)
        self._compute()

    @property
    def ready(self) -> bool:
        """Whether there is something to show yet."""
        return self._team.attention.found is not None

    @property
    def things(self) -> int:
        """How many things need this member."""
        return len(self.page.rows) + len(self.page.incidents)

    def renew_names(self) -> None:
        """Renew the key for names, so that who is gone reads nothing new."""
        self._team.act(
            lambda session: session.team.checkpoint(),
            doing=self.tr("Renewing the key for names…"),
            then=lambda _: self.said.emit(self.tr("The key for names is renewed.")),
            failed=self.refused.emit,
        )

    def _compute(self) -> None:
        found = self._team.attention.found
        if found is None:
            return
        page = today_page(found, self._record.happened, self._team.now())
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)

    def _forget(self) -> None:
        self.page = EMPTY
        self.page_changed.emit(self.page)
