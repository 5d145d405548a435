"""Roles, and who stands above whom (PROTOCOL.md, "The ledger")."""

from enum import StrEnum


class Role(StrEnum):
    """What a member may do; `app` opens what it was granted and nothing else."""

    OWNER = "owner"
    ADMIN = "admin"
    AUDITOR = "auditor"
    MEMBER = "member"
    GUEST = "guest"
    APP = "app"


class Status(StrEnum):
    """Where a member stands; removed and left are for good."""

    PENDING = "pending"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    LEFT = "left"


PEOPLE = frozenset(Role) - {Role.APP}
KEEPERS_OF_NAMES = PEOPLE - {Role.GUEST}
"""Roles whose members hold the metadata key and so can read names."""
LEADERS = frozenset({Role.OWNER, Role.ADMIN})
OVERSEERS = LEADERS | {Role.AUDITOR}
BELOW_ADMIN = frozenset(Role) - LEADERS


def may_manage(author: Role, subject: Role) -> bool:
    """Whether `author` may change, suspend or remove somebody of role `subject`."""
    return author is Role.OWNER or (author is Role.ADMIN and subject in BELOW_ADMIN)
