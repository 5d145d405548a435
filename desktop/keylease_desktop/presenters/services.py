"""The place Services & CI: programs with a token of their own, as values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.activity import Happening
from keylease.client.membership import GONE, access_of
from keylease.client.snapshot import Snapshot
from keylease.model.base import MemberId
from keylease.model.roles import Status
from keylease.model.state import Member
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import Shown, ago, listed, sentence, source
from keylease_desktop.presenters.record import TeamRecord
from keylease_desktop.services.team import TeamService
from keylease_desktop.texts import words
from keylease_desktop.theme.tokens import Tone

MOST_LINES = 100


def _tr(text: str) -> str:
    return QCoreApplication.translate("services", text)


@dataclass(frozen=True)
class ServiceKey:
    """A key that a service has, and until when."""

    id: str
    key: str
    name: str
    second: str


@dataclass(frozen=True)
class ServiceLine:
    """Something that a service did or that was done to it."""

    id: str
    text: str
    second: str
    refused: bool


@dataclass(frozen=True)
class ServiceRow:
    """One service: its keys, its end, and when and from where it was used last."""

    id: MemberId
    name: str
    badge: str
    tone: Tone
    gone: bool
    keys: tuple[ServiceKey, ...]
    keys_text: str
    ends: str
    ends_at: int
    left: float | None
    used: str
    used_at: int | None
    where: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[ServiceLine, ...]

    @property
    def words(self) -> str:
        """What the filter searches."""
        return f"{self.name} {self.keys_text} {self.where} {self.badge}"


def service_rows(now: Snapshot, happened: Sequence[Happening], t: int) -> tuple[ServiceRow, ...]:
    """Every service, who is gone last."""
    shown = Shown(now.names.told_apart())
    apps = dict(now.apps())
    about: dict[MemberId, list[Happening]] = {id_: [] for id_ in apps}
    for one in happened:
        for id_ in {one.who, *one.to} & about.keys():
            about[id_].append(one)
    rows = [_row(now, shown, id_, app, about[id_], t) for id_, app in apps.items()]
    return tuple(sorted(rows, key=lambda row: row.gone))


def _row(
    now: Snapshot, shown: Shown, id_: MemberId, app: Member, about: list[Happening], t: int
) -> ServiceRow:
    keys = tuple(_keys(now, shown, id_, t))
    used = next((h for h in reversed(about) if h.who == id_ and h.what == "opened"), None)
    made = next((h for h in about if h.what == "app-added"), None)
    ends, gone = app.expires or 0, app.status in GONE
    over = ends <= t
    badge, tone = _badge(app, over=over)
    began = t if made is None else made.at
    return ServiceRow(
        id=id_,
        name=shown.of(id_),
        badge=badge,
        tone=tone,
        gone=gone,
        keys=keys,
        keys_text=listed([key.name for key in keys]) or "–",
        ends=_tr("ended") if over else when.span(ends - t),
        ends_at=ends,
        left=None if gone else min(max((ends - t) / max(ends - began, 1), 0.0), 1.0),
        used=_tr("never") if used is None else when.ago(used.at, t),
        used_at=None if used is None else used.at,
        where="" if used is None else source(used),
        facts=tuple(_facts(shown, app, made, used, t)),
        lines=tuple(_lines(shown, about, t)),
    )


def _badge(app: Member, *, over: bool) -> tuple[str, Tone]:
    if app.status is not Status.ACTIVE:
        return words.status(app.status), Tone.DANGER if app.status not in GONE else Tone.MUTED
    if over:
        return _tr("token ended"), Tone.MUTED
    return _tr("active"), Tone.GOOD


def _keys(now: Snapshot, shown: Shown, id_: MemberId, t: int) -> Iterator[ServiceKey]:
    for access in access_of(now, id_, t):
        second = "" if access.until is None else _tr("until {}").format(when.day(access.until, t))
        if access.why_not is not None:
            second = _tr("{}, opens nothing now").format(second)
        yield ServiceKey(access.grant or access.key, access.key, shown.of(access.key), second)


def _facts(
    shown: Shown, app: Member, made: Happening | None, used: Happening | None, t: int
) -> Iterator[tuple[str, str]]:
    if made is not None:
        text = _tr("{} by {}").format(when.day(made.at, t), shown.of(made.who))
        yield _tr("Token made"), text
    if app.expires is not None:
        yield _tr("Token ends"), when.full(app.expires)
    networks = ", ".join(app.networks or ()) or _tr("from anywhere")
    yield _tr("May be used"), networks
    yield _tr("Last used"), _tr("never") if used is None else ago(used, t)
    if used is not None and used.detail.get("client"):
        yield _tr("Program"), used.detail["client"]


def _lines(shown: Shown, about: list[Happening], t: int) -> Iterator[ServiceLine]:
    for one in reversed(about[-MOST_LINES:]):
        refused = one.what == "refused"
        yield ServiceLine(f"{one.log}:{one.seq}", sentence(shown, one), ago(one, t), refused)


class ServicesPresenter(QObject):
    """`rows_changed(tuple[ServiceRow])` each time they were computed."""

    rows_changed = Signal(object)

    def __init__(
        self, team: TeamService, record: TeamRecord, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._team = team
        self._record = record
        self.rows: tuple[ServiceRow, ...] = ()
        team.minute_passed.connect(self._compute)
        team.snapshot_changed.connect(self._compute)
        team.locked.connect(self._forget)
        record.changed.connect(self._compute)
        if team.snapshot is not None:
            self._compute()

    @property
    def ready(self) -> bool:
        """Whether there is something to show yet."""
        return self._team.snapshot is not None

    def row(self, service: MemberId | None) -> ServiceRow | None:
        """The row of that service."""
        return next((row for row in self.rows if row.id == service), None)

    def _compute(self, _: object = None) -> None:
        now = self._team.snapshot
        if now is None:
            return
        known = {row: row for row in self.rows}
        fresh = service_rows(now, self._record.happened, self._team.now())
        self.rows = tuple(known.get(row, row) for row in fresh)
        self.rows_changed.emit(self.rows)

    def _forget(self) -> None:
        self.rows = ()
        self.rows_changed.emit(())
