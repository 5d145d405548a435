"""Small moves by which rules write the next state: look up or refuse, change one record."""

from collections.abc import Container
from typing import TypeVar

from immutables import Map
from msgspec import structs

from keylease.errors import Code, Refused
from keylease.model.base import GrantId, KeyId, MemberId
from keylease.model.events import Event
from keylease.model.roles import LEADERS, PEOPLE, Role, Status
from keylease.model.state import Key, KeyValue, Member, State

V = TypeVar("V")


def require(condition: bool, code: Code, detail: str = "") -> None:
    """Refuse with `code` unless the condition holds."""
    if not condition:
        raise Refused(code, detail)


def given(value: V | None, code: Code) -> V:
    """The value, or refuse with `code` where there is none."""
    if value is None:
        raise Refused(code)
    return value


def find(table: Map[str, V], id_: str) -> V:
    """The record of that id, or E_UNKNOWN."""
    try:
        return table[id_]
    except KeyError:
        raise Refused(Code.E_UNKNOWN) from None


def require_new(table: Container[str], id_: str) -> None:
    """Refuse an id that was used before, whatever became of it."""
    require(id_ not in table, Code.E_DUP_ID)


def author_of(state: State, event: Event) -> Member:
    """The author's record."""
    return find(state.members, event.author)


def require_role(state: State, event: Event, allowed: frozenset[Role]) -> Member:
    """The author, or E_ROLE unless they have one of the roles."""
    author = author_of(state, event)
    require(author.role in allowed, Code.E_ROLE)
    return author


def require_leader(state: State, event: Event) -> Member:
    """The author, or E_ROLE unless owner or admin."""
    return require_role(state, event, LEADERS)


def require_custodian(state: State, event: Event, key: Key) -> None:
    """Refuse unless the author is a custodian of the key."""
    require(event.author in key.custodians, Code.E_NOT_CUSTODIAN)


def require_person(state: State, member: MemberId) -> Member:
    """The active person of that id, else E_UNKNOWN or E_STATE."""
    record = find(state.members, member)
    require(record.role in PEOPLE and record.status is Status.ACTIVE, Code.E_STATE)
    return record


def change_member(state: State, id_: MemberId, **changes: object) -> State:
    """The state with some fields of a member changed."""
    record = structs.replace(state.members[id_], **changes)
    return structs.replace(state, members=state.members.set(id_, record))


def change_key(state: State, id_: KeyId, **changes: object) -> State:
    """The state with some fields of a key changed."""
    record = structs.replace(state.keys[id_], **changes)
    return structs.replace(state, keys=state.keys.set(id_, record))


def change_grant(state: State, id_: GrantId, **changes: object) -> State:
    """The state with some fields of a grant changed."""
    record = structs.replace(state.grants[id_], **changes)
    return structs.replace(state, grants=state.grants.set(id_, record))


def version_of(key: Key, number: int) -> KeyValue:
    """That version of a key, or E_UNKNOWN."""
    require(1 <= number <= len(key.versions), Code.E_UNKNOWN)
    return key.versions[number - 1]


def with_version(key: Key, number: int, value: KeyValue) -> tuple[KeyValue, ...]:
    """A key's versions with one of them replaced."""
    return (*key.versions[: number - 1], value, *key.versions[number:])
