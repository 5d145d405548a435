"""What stays said until it is mended: one owner, one key manager, a kit nobody has rehearsed."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.access import managers
from keylease.client.snapshot import Snapshot
from keylease.model.roles import OVERSEERS, Role, Status
from keylease_desktop.presenters.happening_words import listed


def _tr(text: str) -> str:
    return QCoreApplication.translate("notices", text)


@dataclass(frozen=True)
class Notice:
    """One thing to make safe; `about` is owner, managers or kit."""

    about: str
    title: str
    text: str
    action: str


def notices(now: Snapshot, *, rehearsed: bool) -> tuple[Notice, ...]:
    """What is to be made safe, for whoever looks."""
    found = []
    if not rehearsed:
        found.append(
            Notice(
                "kit",
                _tr("Your recovery kit was not rehearsed"),
                _tr("Without passphrase and kit nobody can bring you back, and what only you keep "
                    "is lost."),
                _tr("Make it…"),
            )
        )  # fmt: skip
    if now.self.role not in OVERSEERS:
        return tuple(found)
    owners = [
        id_
        for id_, member in now.people()
        if member.role is Role.OWNER and member.status is Status.ACTIVE
    ]
    if len(owners) < 2:
        found.append(
            Notice(
                "owner",
                _tr("The team has one owner"),
                _tr("If they are lost, nobody can change roles or bring the team back."),
                _tr("Look at People"),
            )
        )
    alone = [key for key in now.state.keys if len(managers(now, key)) < 2]
    if alone:
        text = _tr("If their computer is lost, nobody can share or replace these keys: {}.")
        names = listed(sorted(now.names.of(key) for key in alone))
        found.append(
            Notice(
                "managers",
                _tr("{} keys have one manager only").format(len(alone))
                if len(alone) > 1
                else _tr("A key has one manager only"),
                text.format(names),
                _tr("Look at Keys"),
            )
        )
    return tuple(found)
