"""An immutable picture of a team at one moment: what the screens and the command line show."""

from collections.abc import Callable
from dataclasses import dataclass, field

from keylease.client.keychain import Keychain
from keylease.client.names import Names
from keylease.client.replica import Evidence
from keylease.errors import Code, Refused
from keylease.ledger.moves import find
from keylease.model.access import Seen
from keylease.model.base import GrantId, KeyId, MemberId, Position, Time
from keylease.model.roles import PEOPLE, Role, Status
from keylease.model.state import Grant, Key, Member, State


@dataclass(frozen=True)
class Snapshot:
    """State and names of a team as this member has verified them.

    `checked` is the relay's time of the newest head; `access` the last access line held;
    `frozen` the evidence because of which the team is read-only here.
    """

    me: MemberId
    state: State
    names: Names
    access: Position
    checked: Time
    seen: tuple[Seen, ...] = ()
    frozen: Evidence | None = None
    keychain: Keychain = field(default=Keychain(b""), repr=False)

    @property
    def self(self) -> Member:
        """One's own record; E_AUTHOR_INACTIVE where there is none (yet)."""
        try:
            return self.state.members[self.me]
        except KeyError:
            raise Refused(Code.E_AUTHOR_INACTIVE) from None

    def require_active(self) -> Member:
        """One's own record, refused with the reason if one cannot act."""
        member = self.self
        if member.status is Status.PENDING:
            raise Refused(Code.E_AUTHOR_INACTIVE, "You have joined and wait to be let in.")
        if member.status is not Status.ACTIVE:
            raise Refused(Code.E_AUTHOR_INACTIVE, "You are no longer part of this team.")
        return member

    def key(self, id_: KeyId) -> Key:
        """The key of that id, or Refused(E_UNKNOWN)."""
        return find(self.state.keys, id_)

    def grant(self, id_: GrantId) -> Grant:
        """The grant of that id, or Refused(E_UNKNOWN)."""
        return find(self.state.grants, id_)

    def member(self, id_: MemberId) -> Member:
        """The person or app of that id, or Refused(E_UNKNOWN)."""
        return find(self.state.members, id_)

    def people(self) -> list[tuple[MemberId, Member]]:
        """Members who are or were people, in order of joining."""
        return self._members(lambda member: member.role in PEOPLE)

    def apps(self) -> list[tuple[MemberId, Member]]:
        """Services and CI, in order of creation."""
        return self._members(lambda member: member.role is Role.APP)

    def here(self) -> list[tuple[MemberId, Member]]:
        """Members and apps that were not removed and have not left."""
        return self._members(lambda member: member.status not in (Status.REMOVED, Status.LEFT))

    def _members(self, wanted: Callable[[Member], bool]) -> list[tuple[MemberId, Member]]:
        chosen = [(id_, member) for id_, member in self.state.members.items() if wanted(member)]
        return sorted(chosen, key=lambda item: item[1].joined)

    def keys_by_name(self) -> list[tuple[KeyId, Key]]:
        """All keys, in the order of their names."""
        return sorted(self.state.keys.items(), key=lambda item: self.names.of(item[0]))

    def grants(self) -> list[tuple[GrantId, Grant]]:
        """All grants in order of issue."""
        return sorted(self.state.grants.items(), key=lambda item: item[1].order)

    def member_named(self, name: str) -> MemberId:
        """The person or app of that name or id that is not gone; else any that ever was."""
        try:
            return self.names.find(name, [id_ for id_, _ in self.here()], "person or app")
        except Refused:
            return self.names.find(name, self.state.members, "person or app")

    def key_named(self, name: str) -> KeyId:
        """The key of that name or id."""
        return self.names.find(name, self.state.keys, "key")

    def environment_named(self, name: str) -> str:
        """The environment of that name or id."""
        return self.names.find(name, self.state.environments, "environment")

    def list_named(self, name: str) -> str:
        """The list of people of that name or id."""
        return self.names.find(name, self.state.lists, "list")
