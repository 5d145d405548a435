"""Words for what the core knows by name: roles, states, purposes."""

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


def role_means(of: Role) -> str:
    """What somebody of that role can do, in a sentence."""
    return {
        Role.OWNER: _tr("Leads the team: people, rules, everything but keys not shared with them."),
        Role.ADMIN: _tr("Leads people below admin and sees the whole record. No key by itself."),
        Role.MEMBER: _tr("Opens keys shared with them, adds keys, and asks for access."),
        Role.AUDITOR: _tr("Reads the whole record and opens reviews; leads nobody."),
        Role.GUEST: _tr("Opens keys shared with them; sees no other names of the team."),
        Role.APP: _tr("A program: opens what was shared with it."),
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
