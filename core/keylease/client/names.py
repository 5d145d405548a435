"""Names people gave to things, as far as this member can read them.

Names are data from other people's machines: a bad one is shown escaped with its id, and one
that looks like another is never taken for it (THREATS.md F01, F02).
"""

from collections.abc import Iterable
from unicodedata import normalize

import msgspec
from immutables import Map
from msgspec import structs

from keylease.client.keychain import Keychain
from keylease.crypto.hashing import lp, tagged_hash
from keylease.crypto.identity import Identity, member_id
from keylease.crypto.metadata import decrypt_meta
from keylease.errors import Code, KeyleaseError, Refused, Usage
from keylease.ledger.standing import grants_of_member
from keylease.model import events as e
from keylease.model.base import Value
from keylease.model.events import Event
from keylease.model.state import State
from keylease.wire.names import display, skeleton, tell_apart

SHORTEST_BEGINNING = 8
"""Letters of an id by which it may be named."""


_LISTED_BY = {
    "key": "key list",
    "person or app": "member list",
    "environment": "environment list",
    "list": "list show",
    "review": "review list",
    "invite": "member invites",
}


class ValueFacts(Value):
    """What whoever entered a version said of its value: its fingerprint, its last letters."""

    version: int
    fingerprint: str = ""
    ending: str = ""


class KeyFacts(Value):
    """What was written about a key, by field: name, provider, caps, note …; and of its values.

    Fields can be edited by custodians and leaders. What is said of a value stands apart from
    them, and only the event that brought the value says it.
    """

    fields: dict[str, str] = msgspec.field(default_factory=dict)
    values: tuple[ValueFacts, ...] = ()


class Names(msgspec.Struct, frozen=True):
    """Readable names by id, the team's own, and the text of its handling rules."""

    team: str = ""
    by_id: Map[str, str] = Map()
    keys: Map[str, KeyFacts] = Map()
    invite_keys: Map[str, str] = Map()
    rules: str = ""

    def of(self, id_: str) -> str:
        """The name to show for an id, or the id itself where no name is known."""
        name = self.by_id.get(id_)
        return id_ if name is None else display(name, id_)

    def told_apart(self) -> dict[str, str]:
        """Every id's name as it may be shown; those that look alike with their id's beginning."""
        kinds: dict[str, dict[str, str]] = {}
        for id_, name in self.by_id.items():
            kinds.setdefault(id_.partition("_")[0], {})[id_] = name
        return {id_: name for kind in kinds.values() for id_, name in tell_apart(kind).items()}

    def field(self, key: str, name: str, default: str = "") -> str:
        """What was written about a key under that field."""
        facts = self.keys.get(key)
        return default if facts is None else facts.fields.get(name, default)

    def ending(self, key: str, version: int) -> str:
        """The last letters of a version's value, by which people know it; "" if none are told."""
        facts = self.keys.get(key, KeyFacts())
        return next((value.ending for value in facts.values if value.version == version), "")

    def with_fingerprint(self, fingerprint: str) -> list[tuple[str, int]]:
        """Keys and versions that have had the value of this fingerprint."""
        return [
            (key, value.version)
            for key, facts in self.keys.items()
            for value in facts.values
            if value.fingerprint == fingerprint
        ]

    def find(self, name: str, among: Iterable[str], what: str) -> str:
        """The id that a name, an id or its beginning, or what was shown for one means among these.

        Raises Usage(E_AMBIGUOUS) where that fits two, a name also by looking like it, and
        Refused(E_UNKNOWN) where it fits none.
        """
        candidates = list(among)
        if name in candidates:
            return name
        alike = skeleton(name)
        same = {id_ for id_ in candidates if skeleton(self.by_id.get(id_, "")) == alike}
        exact = {id_ for id_ in same if self.by_id.get(id_) == name}
        named = {id_ for id_ in candidates if self._names_id(name, id_)}
        if len(same | named) > 1:
            shown = self.told_apart()
            meant = ", ".join(sorted(shown.get(id_, id_) for id_ in same | named))
            raise Usage(Code.E_AMBIGUOUS, f"That can mean any of these: {meant}.")
        for id_ in exact | named:
            return id_
        listed = _LISTED_BY.get(what)
        known = f" `keylease {listed}` names all there are." if listed else ""
        raise Refused(Code.E_UNKNOWN, f"There is no {what} called {name!r}.{known}")

    def _names_id(self, text: str, id_: str) -> bool:
        """Whether a text is the beginning of an id, or a name as shown with that behind it."""
        called, bracket, beginning = text.removesuffix(")").rpartition(" (")
        if not bracket:
            return len(text) >= SHORTEST_BEGINNING and id_.startswith(text)
        fits = len(beginning) >= SHORTEST_BEGINNING and id_.startswith(beginning)
        name = self.by_id.get(id_, "")
        return fits and called in (name, display(name, id_).rpartition(" (")[0])

    def require_unlike(self, name: str, others: Iterable[str]) -> None:
        """Refuse a name that is, or looks like, the name of one of these ids (THREATS.md F02)."""
        alike = skeleton(name)
        for other in others:
            if skeleton(self.by_id.get(other, "")) == alike:
                raise Usage(Code.E_NAME, f"{self.of(other)!r} is taken or looks the same.")


def learn(names: Names, event: Event, keychain: Keychain) -> Names:
    """The names after an event; one that cannot be read leaves them as they are."""
    try:
        return _learn(names, event, keychain.read(event))
    except KeyleaseError:
        return names


def _learn(names: Names, event: Event, fields: dict[str, str]) -> Names:
    data = event.data
    match data:
        case e.TeamCreate():
            names = structs.replace(names, team=fields.get("team", ""))
            return _named(names, event.author, fields)
        case e.EnvironmentSet():
            return _named(names, data.environment, fields)
        case e.ListSet():
            return _named(names, data.list, fields)
        case e.MemberInvite():
            invites = names.invite_keys.set(data.invite, fields.get("name_key", ""))
            return structs.replace(_named(names, data.invite, fields), invite_keys=invites)
        case e.MemberJoin():
            return _joined(names, event, data)
        case e.MemberAdmit():
            return _named(names, data.member, fields)
        case e.AppAdd():
            return _named(names, member_id(data.sign, data.box), fields)
        case e.KeyAdd() | e.KeyEdit():
            before = names.keys.get(data.key, KeyFacts())
            facts = structs.replace(before, fields={**before.fields, **fields})
            names = structs.replace(names, keys=names.keys.set(data.key, facts))
            return _named(names, data.key, fields)
        case e.KeyVersion():
            return _valued(names, data, fields)
        case e.PolicySet():
            return structs.replace(names, rules=_rules(names, data, fields))
        case e.IncidentOpen() | e.ReviewOpen():
            return _named(names, _subject(data), fields)
        case _:
            return names


def _valued(names: Names, data: e.KeyVersion, fields: dict[str, str]) -> Names:
    before = names.keys.get(data.key, KeyFacts())
    told = ValueFacts(data.version, fields.get("fingerprint", ""), fields.get("ending", ""))
    facts = structs.replace(before, values=(*before.values, told))
    return structs.replace(names, keys=names.keys.set(data.key, facts))


def _rules(names: Names, data: e.PolicySet, fields: dict[str, str]) -> str:
    """The text of the rules in force: the new one, or the one before if it is still meant."""
    for text in (fields.get("rules", ""), names.rules):
        if text and rules_hash(text) == data.policy.rules:
            return text
    return ""


def rules_hash(text: str) -> bytes:
    """By which the ledger names a text of handling rules."""
    return tagged_hash("keylease/rules/v1", normalize("NFC", text).encode())


def _subject(data: e.IncidentOpen | e.ReviewOpen) -> str:
    return str(data.incident if isinstance(data, e.IncidentOpen) else data.review)


def _named(names: Names, id_: str, fields: dict[str, str]) -> Names:
    name = fields.get("name") or fields.get("title")
    return names if not name else structs.replace(names, by_id=names.by_id.set(id_, name))


def _joined(names: Names, event: Event, data: e.MemberJoin) -> Names:
    """A newcomer's name, under the key that their invite's `meta` holds."""
    try:
        key = bytes.fromhex(names.invite_keys.get(data.invite, ""))
    except ValueError:
        return names  # the inviter wrote no key there; the newcomer has no name
    plain = decrypt_meta(key, data.name, name_aad(event.team, data.invite))
    return _named(names, event.author, {"name": plain.decode("utf-8", "replace")})


def labelled(names: Names, state: State, identity: Identity) -> Names:
    """These names, and those on the labels of what is lent to somebody without a metadata key."""
    by_id, keys = names.by_id, names.keys
    for id_ in grants_of_member(state, identity.member_id):
        grant = state.grants[id_]
        if grant.label is None:
            continue
        try:
            text = identity.open_sealed(grant.label).decode()
        except (KeyleaseError, UnicodeDecodeError):
            continue  # a label is for people; a spoilt one costs only the name
        name, _, provider = text.partition("\n")
        by_id = by_id.set(grant.key, name)
        keys = keys.set(grant.key, KeyFacts({"name": name, "provider": provider}))
    return structs.replace(names, by_id=by_id, keys=keys)


def name_aad(team: bytes, invite: str) -> bytes:
    """Associated data of a joiner's encrypted name."""
    return lp(b"keylease/name/v1", team, invite.encode())
