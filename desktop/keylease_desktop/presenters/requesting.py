"""Asking for a key, and answering: what can be asked for, who answers, yes or no."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.access import managers, own_access, policy_of
from keylease.client.entering import provider_facts
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.model.base import KeyId, RequestId
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.presenters.sharing import SPANS, USUAL
from keylease_desktop.services.team import TeamService


def _tr(text: str) -> str:
    return QCoreApplication.translate("requesting", text)


@dataclass(frozen=True)
class Askable:
    """A key that can be asked for, and who may answer."""

    id: KeyId
    name: str
    about: str
    answered_by: str


def askable(now: Snapshot, t: int) -> tuple[Askable, ...]:
    """Keys whose names this member can read and to which they have no access."""
    shown = now.names.told_apart()
    mine = {access.key for access in own_access(now, t)}
    every = [id_ for id_, _ in now.keys_by_name()]
    return tuple(_askable(now, shown, id_) for id_ in every if id_ not in mine and id_ in shown)


def _askable(now: Snapshot, shown: dict[str, str], id_: KeyId) -> Askable:
    provider = provider_facts(now.names.field(id_, "provider")).name
    environment = now.state.keys[id_].environment
    return Askable(
        id=id_,
        name=shown[id_],
        about=" · ".join(filter(None, [provider, named(shown, environment)])),
        answered_by=_or([named(shown, who) for who in managers(now, id_)]),
    )


def _or(names: list[str]) -> str:
    if not names:
        return _tr("an owner")
    if len(names) == 1:
        return names[0]
    return _tr("{} or {}").format(", ".join(names[:-1]), names[-1])


class AskPresenter(QObject):
    """`asked(what to say)` or `refused(KeyleaseError)`."""

    asked = Signal(str)
    refused = Signal(object)

    def __init__(
        self, team: TeamService, key: KeyId | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._team = team
        now = team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        self.now = now
        every = askable(now, team.now())
        known = {one.id for one in every}
        if key is not None and key not in known:  # more time for what one has
            every = (_askable(now, now.names.told_apart(), key), *every)
        self.keys = every
        self.key = key or (every[0].id if every else None)

    def spans(self, key: KeyId) -> tuple[int, ...]:
        """The lengths that can be asked for."""
        longest = policy_of(self.now, key).longest
        return tuple(span for span in SPANS if span <= longest) or (longest,)

    def usual(self, key: KeyId) -> int:
        """The length that is proposed."""
        return min(self.spans(key), key=lambda span: abs(span - USUAL))

    def ask(self, key: KeyId, span: int, reason: str) -> None:
        """Ask for it."""

        def work(session: Session) -> RequestId:
            return session.lending.request(key, span, reason.strip())

        one = next(one for one in self.keys if one.id == key)
        said = self.tr("Asked for {} for {}. {} can answer.").format(
            one.name, when.exact(span), one.answered_by
        )
        self._team.act(
            work,
            doing=self.tr("Asking…"),
            then=lambda _: self.asked.emit(said),
            failed=self.refused.emit,
        )


@dataclass(frozen=True)
class Asked:
    """An open request, for whoever answers it."""

    id: RequestId
    key: KeyId
    title: str
    second: str


def asked(now: Snapshot, request: RequestId, t: int) -> Asked:
    """What an open request asks for."""
    one = now.state.requests[request]
    shown = now.names.told_apart()
    who, what = named(shown, one.by), named(shown, one.key)
    return Asked(
        id=request,
        key=one.key,
        title=_tr("{} asks for {} for {}").format(who, what, when.exact(one.span)),
        second=_tr("asked {}").format(when.ago(one.asked, t)),
    )


class DenyPresenter(QObject):
    """`denied(what to say)` or `refused(KeyleaseError)`."""

    denied = Signal(str)
    refused = Signal(object)

    def __init__(
        self, team: TeamService, request: RequestId, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._team = team
        self._request = request
        now = team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        self._seen = now
        self.asked = asked(now, request, team.now())
        self._who = now.names.of(now.state.requests[request].by)

    def deny(self, reason: str) -> None:
        """Say no, and why."""
        seen = self._seen

        def work(session: Session) -> object:
            return session.lending.deny(self._request, reason.strip(), seen=seen)

        said = self.tr("You said no to {}.").format(self._who)
        self._team.act(
            work,
            doing=self.tr("Answering…"),
            then=lambda _: self.denied.emit(said),
            failed=self._failed,
        )

    def _failed(self, error: KeyleaseError) -> None:
        self.refused.emit(error)
