"""Words for what the core knows by name: roles, states, purposes (the table of product.md)."""

from PySide6.QtCore import QCoreApplication

from keylease.model.access import Purpose
from keylease.model.roles import Role, Status


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)


def role(of: Role) -> str:
    """What somebody is in the team."""
    return {
        Role.OWNER: _tr("owner"),
        Role.ADMIN: _tr("admin"),
        Role.MEMBER: _tr("member"),
        Role.AUDITOR: _tr("auditor"),
        Role.GUEST: _tr("guest"),
        Role.APP: _tr("service"),
    }[of]


def status(of: Status) -> str:
    """How somebody stands in the team."""
    return {
        Status.PENDING: _tr("waits to be let in"),
        Status.ACTIVE: _tr("active"),
        Status.SUSPENDED: _tr("suspended"),
        Status.REMOVED: _tr("removed"),
        Status.LEFT: _tr("left"),
    }[of]


def purpose(of: Purpose) -> str:
    """What a value was opened for."""
    return {
        Purpose.COPY: _tr("copied"),
        Purpose.SHOW: _tr("shown"),
        Purpose.RUN: _tr("for a program"),
        Purpose.BROKERED: _tr("through the broker"),
        Purpose.SHARE: _tr("to share it"),
        Purpose.ROTATE: _tr("to replace it"),
        Purpose.CHECK: _tr("to check it"),
    }[of]
