"""What happened in a team, in order: ledger events and access lines as one list for people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from keylease.client.connection import Connection
from keylease.client.replica import read_entry
from keylease.client.snapshot import Snapshot
from keylease.crypto.identity import member_id
from keylease.errors import Code, KeyleaseError
from keylease.model import events as e
from keylease.model.access import RECORDED, RELEASED, AccessRequest, Entry
from keylease.model.base import KeyId, MemberId, Time
from keylease.model.events import Event, type_of
from keylease.store.rows import LineRow
from keylease.wire.events import read_event
from keylease.wire.requests import REQUEST

WORDS: dict[str, str] = {
    "team.create": "founded",
    "policy.set": "policy",
    "environment.set": "environment",
    "list.set": "list",
    "member.invite": "invited",
    "invite.cancel": "uninvited",
    "member.join": "joined",
    "member.admit": "admitted",
    "member.verify": "verified",
    "member.role": "role",
    "member.suspend": "suspended",
    "member.resume": "resumed",
    "member.remove": "removed",
    "member.leave": "left",
    "epoch.seal": "sealed",
    "epoch.rotate": "renewed-names-key",
    "rules.acknowledge": "acknowledged",
    "app.add": "app-added",
    "app.renew": "app-renewed",
    "key.add": "added",
    "key.edit": "edited",
    "key.version": "version",
    "grant.reseal": "resealed",
    "key.state": "state",
    "key.custodian": "custodian",
    "key.freeze": "frozen",
    "key.thaw": "thawed",
    "access.request": "requested",
    "access.deny": "denied",
    "grant.issue": "granted",
    "grant.approve": "approved",
    "grant.renew": "renewed",
    "grant.limit": "limited",
    "grant.revoke": "revoked",
    "exposure.declare": "declared",
    "review.scope": "review-scope",
    "review.open": "review-opened",
    "review.decide": "reviewed",
    "review.close": "review-closed",
    "incident.open": "incident",
    "incident.note": "incident-note",
    "incident.close": "incident-closed",
    "ledger.checkpoint": "checkpoint",
    "relay.set": "relay",
    "suite.set": "suite",
}
"""One word for each kind of event."""


MOST_LINES = 1_000_000
_IN_NOTE = ("reason", "note", "code", "purpose", "to")


@dataclass(frozen=True)
class Happening:
    """One line for people: when, what, who, and what it was about, by ids.

    `seq` is the event's or line's number and `log` which of the two chains it stands in;
    `detail` holds the rest in words (end, reason, purpose, refusal code …).
    """

    at: Time
    what: str
    who: MemberId
    log: str
    seq: int
    key: KeyId | None = None
    version: int | None = None
    to: tuple[MemberId, ...] = ()
    detail: dict[str, str] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """What people want to read beside it: why, for what, with what result; "" for nothing."""
        words = (self.detail.get(field, "") for field in _IN_NOTE)
        return ", ".join(_spoken(word) for word in words if word)


def _spoken(word: str) -> str:
    """A refusal's code as people say it: the beginning of its sentence."""
    code = Code.__members__.get(word)
    return word if code is None else code.meaning.sentence.partition(". ")[0]


@dataclass(frozen=True)
class ReadTo:
    """How far somebody has read: the last event, the last access line, and how often lines of
    before had been revealed by then.
    """

    event: int = -1
    line: int = 0
    revealed: int = 0


NOTHING_READ = ReadTo()


@dataclass(frozen=True)
class Newer:
    """What happened since, oldest first. `anew`: all of it, in place of what was read before."""

    happenings: list[Happening]
    read_to: ReadTo
    anew: bool = False


class Activity:
    """Reads both chains of a replica."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newer(self, now: Snapshot, read_to: ReadTo = NOTHING_READ) -> Newer:
        """What happened since somebody read that far: for who looks again and again.

        Everything is told anew where older lines can be read now that could not before, and where
        the history held here is shorter than what was read.
        """
        revealed, replica = self._connection.revealed, self._connection.replica
        held = replica.held()
        last = -1 if held.ledger is None else held.ledger.seq
        behind = last < read_to.event or held.access.seq < read_to.line
        anew = behind or revealed != read_to.revealed or read_to == NOTHING_READ
        start = NOTHING_READ if anew else read_to
        events = [_from_event(now, read_event(entry.body)) for entry in replica.events(start.event)]
        lines = replica.lines(start.line)
        reached = ReadTo(
            event=events[-1].seq if events else start.event,
            line=lines[-1].seq if lines else start.line,
            revealed=revealed,
        )
        return Newer(sorted([*events, *_told(lines)], key=in_order), reached, anew)

    def happenings(
        self,
        now: Snapshot,
        *,
        since: Time = 0,
        key: KeyId | None = None,
        member: MemberId | None = None,
    ) -> list[Happening]:
        """What happened since then, oldest first; only about a key or a member if given."""
        found = [*self._events(now), *self._lines(since, key, member)]
        kept = (
            h
            for h in found
            if h.at >= since
            and (key is None or h.key == key)
            and (member is None or member == h.who or member in h.to)
        )
        return sorted(kept, key=in_order)

    def _events(self, now: Snapshot) -> Iterator[Happening]:
        for entry in self._connection.replica.events():
            event = read_event(entry.body)
            yield _from_event(now, event)

    def _lines(
        self, since: Time, key: KeyId | None, member: MemberId | None
    ) -> Iterator[Happening]:
        with self._connection.replica.read() as tx:
            rows = tx.lines_of(author=member, key=key, since=since, limit=MOST_LINES)
        yield from _told(rows)


def in_order(one: Happening) -> tuple[Time, str, int]:
    """By what happenings are sorted: when, then as their chain has them."""
    return (one.at, one.log, one.seq)


def _told(rows: Iterable[LineRow]) -> Iterator[Happening]:
    """The lines among these that this member may read."""
    return (told for row in rows if (told := _from_line(row)) is not None)


def _from_event(now: Snapshot, event: Event) -> Happening:
    data = event.data
    try:
        detail = now.keychain.read(event)
    except KeyleaseError as error:
        detail = {"unreadable": error.code.name}
    detail.pop("name_key", None)  # a key, not news
    key = getattr(data, "key", None)
    to = _concerned(data)
    grants = _grants(data)
    if grants and key is None:
        known = [now.state.grants[grant] for grant in grants if grant in now.state.grants]
        key = known[0].key if known else None
        to = tuple(grant.to for grant in known)
    expires = getattr(data, "expires", None)
    if expires is not None:
        detail["expires"] = str(expires)
    if isinstance(data, e.KeyState):
        detail["to"] = data.to
    if isinstance(data, e.AccessRequest | e.AccessDeny):
        detail["request"] = data.request
    if isinstance(data, e.ReviewOpen | e.ReviewDecide | e.ReviewClose):
        detail["review"] = data.review
    return Happening(
        at=event.ts,
        what=WORDS[type_of(data)],
        who=event.author,
        log="ledger",
        seq=event.seq,
        key=key,
        version=getattr(data, "version", None),
        to=to,
        detail=detail,
    )


def _concerned(data: e.Data) -> tuple[MemberId, ...]:
    """Members an event is about, besides its author."""
    if isinstance(data, e.GrantIssue):
        return tuple(recipient.to for recipient in data.recipients)
    if isinstance(data, e.AppAdd):
        return (member_id(data.sign, data.box),)
    if isinstance(data, e.ListSet | e.ExposureDeclare):
        return data.members
    member = getattr(data, "member", None) or getattr(data, "app", None)
    return () if member is None else (member,)


def _grants(data: e.Data) -> tuple[str, ...]:
    if isinstance(data, e.GrantRevoke):
        return data.grants
    grant = getattr(data, "grant", None)
    return () if grant is None else (grant,)


def _from_line(row: LineRow) -> Happening | None:
    """An access line in words; None where this member may not read it."""
    entry: Entry | None = read_entry(row)
    if entry is None or row.author is None:
        return None
    request: AccessRequest = REQUEST.read(entry.request.body)
    detail = {"source": entry.source, "client": request.client}
    if row.purpose is not None:
        detail["purpose"] = row.purpose
    if entry.outcome not in (RELEASED, RECORDED):
        detail["code"] = entry.outcome
    refused = entry.outcome not in (RELEASED, RECORDED)
    return Happening(
        at=entry.at,
        what="refused" if refused else "opened",
        who=row.author,
        log="access",
        seq=row.seq,
        key=row.key,
        version=row.version,
        detail=detail,
    )
