"""Revoking access: what it ends, what it cannot take back, and doing it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.access import having, manages
from keylease.client.entering import provider_facts
from keylease.client.lending import Terms
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.insight.exposure import Exposure
from keylease.insight.holders import still_works
from keylease.model.base import GrantId, KeyId, MemberId
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.presenters.key_facts import OPENED
from keylease_desktop.services.team import TeamService


def _tr(text: str) -> str:
    return QCoreApplication.translate("revoking", text)


@dataclass(frozen=True)
class Consequence:
    """What revoking comes to. `opened` where somebody may have kept a value that still works.

    `others` is how many would get the new value if the key were replaced.
    """

    title: str
    text: str
    opened: bool
    may_replace: bool
    others: int
    console: str


def consequence(
    now: Snapshot, exposures: Iterable[Exposure], grants: Sequence[GrantId], t: int
) -> Consequence:
    """What ending these accesses, all of one key, comes to."""
    first = now.grant(grants[0])
    key, members = first.key, list(dict.fromkeys(now.grant(id_).to for id_ in grants))
    shown = now.names.told_apart()
    who = ", ".join(named(shown, member) for member in members)
    name = named(shown, key)
    opened = [
        one
        for one in exposures
        if one.key == key
        and one.member in members
        and one.how in OPENED
        and still_works(now.state, key, one.version)
    ]
    provider = provider_facts(now.names.field(key, "provider"))
    return Consequence(
        title=_tr("Revoke {}’s access to {}?").format(who, name),
        text=_said(opened, who, provider.name or _tr("its provider"), t),
        opened=bool(opened),
        may_replace=manages(now, key),
        others=len(having(now, key, t) - set(members)),
        console=provider.console,
    )


def _said(opened: Sequence[Exposure], who: str, provider: str, t: int) -> str:
    if not opened:
        return _tr(
            "It ends now. The record shows no opening by {}: revoking is enough, as far as the "
            "record goes."
        ).format(who)
    times = sum(one.times for one in opened)
    last = when.ago(max(one.last or 0 for one in opened), t)
    count = when.counted(times, _tr("once"), _tr("{} times"))
    return _tr(
        "{} has opened this key {}, last {}. Revoking ends further opening. It does not take back "
        "what was seen: that value works until the key is replaced at {}."
    ).format(who, count, last, provider)


class RevokePresenter(QObject):
    """`revoked(list of grants)` or `refused(KeyleaseError)`."""

    revoked = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        team: TeamService,
        exposures: Sequence[Exposure],
        grants: Sequence[GrantId],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._team = team
        self.grants = list(grants)
        now = team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        self._seen = now
        self.key: KeyId = now.grant(self.grants[0]).key
        self.consequence = consequence(now, exposures, self.grants, team.now())

    def revoke(self, reason: str) -> None:
        """End them now."""
        seen = self._seen

        def work(session: Session) -> object:
            return session.lending.revoke(self.grants, reason=reason.strip(), seen=seen)

        self._team.act(
            work,
            doing=self.tr("Revoking access…"),
            then=lambda _: self.revoked.emit(self.grants),
            failed=self._failed,
        )

    def _failed(self, error: KeyleaseError) -> None:
        self.refused.emit(error)


def shared_again(now: Snapshot, grants: Sequence[GrantId], t: int) -> list[tuple[MemberId, Terms]]:
    """What gives ended accesses back on the same terms, where they would still run."""
    return [
        (
            grant.to,
            Terms(
                expires=grant.expires,
                max_uses=grant.max_uses,
                idle=grant.idle,
                networks=grant.networks,
                via=grant.via,
                reason=_tr("Revocation taken back"),
            ),
        )
        for grant in map(now.grant, grants)
        if grant.expires > t + when.MINUTE
    ]
