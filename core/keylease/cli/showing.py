"""What the commands show of a team: names told apart, people, grants, exposures as rows."""

import shlex
from collections.abc import Sequence

from keylease.cli.output import Output, Row
from keylease.cli.times import Moment, away
from keylease.client.snapshot import Snapshot
from keylease.client.wrong_keys import WrongKey
from keylease.insight.exposure import Exposure, How
from keylease.ledger.standing import ends_at, live
from keylease.model.base import GrantId, KeyId, MemberId
from keylease.model.plain import plain
from keylease.model.state import Member


class Names:
    """The names of one snapshot as they are printed: look-alikes bear their id's beginning."""

    def __init__(self, now: Snapshot) -> None:
        self._shown = now.names.told_apart()

    def __call__(self, id_: str) -> str:
        """The name of an id, or the id where no name is known here."""
        return self._shown.get(id_, id_)

    def all(self, ids: Sequence[str]) -> list[str]:
        """The names of several."""
        return [self(id_) for id_ in ids]


class View:
    """A snapshot as commands show it: names told apart, exposures by key, the time of asking."""

    def __init__(self, now: Snapshot, found: Sequence[Exposure], t: int) -> None:
        self.now = now
        self.t = t
        self.names = Names(now)
        self._found: dict[KeyId, list[Exposure]] = {}
        for one in found:
            self._found.setdefault(one.key, []).append(one)

    def exposures(self, key: KeyId) -> list[Exposure]:
        """Who has seen which version of a key."""
        return self._found.get(key, [])


def listing(words: Sequence[str]) -> str:
    """ "Ada", "Ada and Bob", "Ada, Bob and Cai"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def typed(text: object) -> str:
    """A name as it has to be typed in a command: quoted where the shell wants it."""
    return shlex.quote(plain(str(text)))


def wrong_key(names: Names, one: WrongKey) -> str:
    """Who handed out a metadata key that is none, and what to do about it."""
    who, when = names(one.by), Moment(one.at).local
    return (
        f"{who} handed out a wrong key for names on {when}, so some names cannot be read. Ask "
        f"{who} why; any act of another owner or admin renews the key."
    )


def say_held_back(out: Output, lines: int) -> None:
    """That the relay keeps so many lines from who may read them all; nothing for none."""
    if lines:
        what = counted(lines, "line")
        out.say(
            f"The relay shows the hash alone of {what} of the access log that you may read: there "
            "may have been openings that are not told here. Ask whoever runs it why."
        )


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 key", "2 keys"."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def person_row(now: Snapshot, names: Names, id_: MemberId, member: Member) -> dict[str, object]:
    """A person or app as an object."""
    return {
        "name": names(id_),
        "id": id_,
        "role": member.role.value,
        "status": member.status.value,
        "words_compared": member.verified,
        "you": id_ == now.me,
        "admitted_by": None if member.admitted_by is None else names(member.admitted_by),
    }


def grant_row(now: Snapshot, names: Names, id_: GrantId, t: int) -> dict[str, object]:
    """A grant as an object; `state` is `live` or the code of why it opens nothing."""
    grant = now.state.grants[id_]
    why_not = live(now.state, id_, t)
    end = ends_at(now.state, id_, t)
    return {
        "grant": id_,
        "key": names(grant.key),
        "key_id": grant.key,
        "to": names(grant.to),
        "to_id": grant.to,
        "by": names(grant.by),
        "by_id": grant.by,
        "issued": Moment(grant.issued),
        "not_before": Moment(grant.not_before),
        "ends": Moment(end),
        "ends_in": away(end, t),
        "max_uses": grant.max_uses,
        "networks": list(grant.networks),
        "state": "live" if why_not is None else why_not.name,
    }


def exposure_row(now: Snapshot, names: Names, one: Exposure) -> dict[str, object]:
    """An exposure as an object."""
    value = now.state.keys[one.key].versions[one.version - 1]
    return {
        "who": names(one.member),
        "who_id": one.member,
        "key": names(one.key),
        "key_id": one.key,
        "version": one.version,
        "how": one.how.value,
        "times": one.times or None,
        "first": None if one.first is None else Moment(one.first),
        "last": None if one.last is None else Moment(one.last),
        "through": None if one.through is None else names(one.through),
        "through_id": one.through,
        "value": value.state.value,
    }


EXPOSURE_COLUMNS = {
    "who": "who",
    "key": "key",
    "version": "version",
    "how": "how",
    "times": "times",
    "last": "last",
    "through": "through",
    "value": "value is",
}


def seen_by(found: Sequence[Exposure], member: MemberId, key: KeyId) -> list[Exposure]:
    """A member's openings among exposures to one key."""
    return [
        one
        for one in found
        if one.member == member and one.key == key and one.how in (How.OPENED, How.BROKERED)
    ]


def ago(moment: int | None, t: int) -> str:
    """How long ago, or an empty text where nobody knows."""
    return "" if moment is None else away(moment, t)


def row_of(*parts: Row) -> dict[str, object]:
    """One object of several parts."""
    return {field: value for part in parts for field, value in part.items()}
