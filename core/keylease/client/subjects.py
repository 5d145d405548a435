"""What of the state an act was decided on: if that changes before it is sent, people are asked."""

from collections.abc import Callable

from immutables import Map

from keylease.model.state import State

Subject = Callable[[State], object]


def nothing(state: State) -> object:
    """The subject of acts that nobody else can make senseless."""
    return None


def record(table: str, id_: str) -> Subject:
    """The subject of acts on one record: that record, as it was when decided on."""

    def pick(state: State) -> object:
        records: Map[str, object] = getattr(state, table)
        return records.get(id_)

    return pick


def person(id_: str) -> Subject:
    """The subject of acts on somebody: who they are and how they stand, not what they have read."""

    def pick(state: State) -> object:
        member = state.members.get(id_)
        if member is None:
            return None
        return (member.role, member.status, member.verified, member.sign, member.box)

    return pick


def both(*subjects: Subject) -> Subject:
    """Several subjects at once."""
    return lambda state: tuple(subject(state) for subject in subjects)
