"""What a member sees first: the keys they have, and what they have asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.access import given_last, managers, own_access, own_requests
from keylease.client.activity import Happening
from keylease.client.entering import provider_facts
from keylease.client.snapshot import Snapshot
from keylease.model.base import KeyId, RequestId
from keylease.model.state import Request
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import listed, named
from keylease_desktop.presenters.key_facts import why_not_text
from keylease_desktop.presenters.key_rows import lease
from keylease_desktop.presenters.record import TeamRecord
from keylease_desktop.services.team import TeamService
from keylease_desktop.theme.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("my_keys", text)


@dataclass(frozen=True)
class MyKey:
    """One key of one's own. `manager`: no end, nothing to ask for."""

    id: KeyId
    name: str
    provider: str
    second: str
    lease: float | None
    left: str
    opens: bool
    manager: bool


@dataclass(frozen=True)
class MyRequest:
    """Something asked for, and what came of it."""

    id: RequestId
    key: KeyId
    title: str
    second: str
    icon: str
    tone: Tone
    open: bool


@dataclass(frozen=True)
class MyPage:
    """Both lists, and where there is no key, which access has ended last, if any has."""

    keys: tuple[MyKey, ...]
    requests: tuple[MyRequest, ...]
    ended: str = ""

    @property
    def waiting(self) -> tuple[MyRequest, ...]:
        """What nobody has answered yet."""
        return tuple(one for one in self.requests if one.open)


def my_page(now: Snapshot, happened: Iterable[Happening], t: int) -> MyPage:
    """What this member has and has asked for."""
    shown = now.names.told_apart()
    denials = [one for one in happened if one.what == "denied"]
    keys = _keys(now, shown, t)
    return MyPage(
        keys=keys,
        requests=tuple(
            _request(now, shown, id_, one, denials, t) for id_, one in own_requests(now)
        ),
        ended="" if keys else _ended(now, shown),
    )


def _ended(now: Snapshot, shown: dict[str, str]) -> str:
    """How the access that was given last has ended: of who has none now, each has."""
    grant = given_last(now)
    if grant is None:
        return ""
    text = _tr("Your access to {} has ended.")
    if grant.revoked is not None:
        text = _tr("Your access to {} was revoked.")
    return text.format(named(shown, grant.key))


def _keys(now: Snapshot, shown: dict[str, str], t: int) -> tuple[MyKey, ...]:
    rows = []
    for access in own_access(now, t):
        provider = provider_facts(now.names.field(access.key, "provider")).name
        environment = now.state.keys[access.key].environment
        where = shown.get(environment, "")
        why_not = "" if access.why_not is None else why_not_text(access.why_not)
        left = "" if access.until is None else when.span(max(access.until - t, 0))
        rows.append(
            MyKey(
                id=access.key,
                name=named(shown, access.key),
                provider=provider,
                second=" · ".join(filter(None, [provider, where, why_not])),
                lease=lease(access, t),
                left=_tr("{} left").format(left) if left else _tr("key manager"),
                opens=access.why_not is None,
                manager=access.grant is None,
            )
        )
    return tuple(rows)


def _request(
    now: Snapshot,
    shown: dict[str, str],
    id_: RequestId,
    one: Request,
    denials: list[Happening],
    t: int,
) -> MyRequest:
    name = named(shown, one.key)
    second, icon, tone = _answer(now, shown, id_, one, denials, t)
    return MyRequest(
        id=id_,
        key=one.key,
        title=_tr("{} for {}").format(name, when.exact(one.span)),
        second=second,
        icon=icon,
        tone=tone,
        open=not one.answered,
    )


def _answer(
    now: Snapshot,
    shown: dict[str, str],
    id_: RequestId,
    one: Request,
    denials: list[Happening],
    t: int,
) -> tuple[str, str, Tone]:
    """What came of it, with an icon and a tone that say the same."""
    if one.denied_by is not None:
        who = named(shown, one.denied_by)
        why = next(
            (d.detail.get("reason", "") for d in denials if d.detail.get("request") == id_), ""
        )
        said = _tr("{} said no").format(who)
        return (_tr("{}: “{}”").format(said, why) if why else said), "ban", Tone.MUTED
    if one.granted is not None:
        grant = now.state.grants[one.granted]
        who = named(shown, grant.by)
        until = when.day(grant.expires, t)
        return _tr("{} said yes, until {}").format(who, until), "check", Tone.GOOD
    who = listed([named(shown, member) for member in managers(now, one.key)])
    waits = _tr("asked {}").format(when.ago(one.asked, t))
    said = _tr("{} can answer").format(who) if who else _tr("nobody manages it now; tell an owner")
    return f"{waits} · {said}", "hourglass", Tone.WARNING


class MyKeysPresenter(QObject):
    """`changed(MyPage | None)`: None while locked."""

    changed = Signal(object)

    def __init__(
        self, team: TeamService, record: TeamRecord, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.team = team
        self._record = record
        self.page: MyPage | None = None
        team.snapshot_changed.connect(self._compute)
        team.locked.connect(self._compute)
        record.changed.connect(self._compute)
        team.minute_passed.connect(self._compute)
        self._compute()

    def _compute(self) -> None:
        now = self.team.snapshot
        page = None if now is None else my_page(now, self._record.happened, self.team.now())
        if page != self.page:
            self.page = page
            self.changed.emit(page)
