"""Bring news from the relay, verify all of it, keep it, and only then use it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from keylease.client import history
from keylease.client.courier import Courier, RelayRefusal
from keylease.client.replica import Replica, line_row, read_head
from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, KeyleaseError, Tampered
from keylease.ledger import chain
from keylease.ledger.fold import apply
from keylease.ledger.signatures import PageVerifier
from keylease.model.access import Entry, Fetch, Head, Line, News, Seen
from keylease.model.base import Position
from keylease.model.events import Event
from keylease.model.roles import Status
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.store.rows import LineRow
from keylease.wire.events import read_event
from keylease.wire.requests import ENTRY, REQUEST

PAGE = 2000


@dataclass(frozen=True)
class Synced:
    """What a synchronisation brought: new state and events, newest head, statements."""

    state: State
    events: tuple[Event, ...]
    head: Head
    seen: tuple[Seen, ...]
    new_lines: int


def fold_page(
    state: State | None, page: Sequence[Signed]
) -> tuple[State, list[tuple[Signed, bytes]], list[Event]]:
    """Fold served entries; what the law refuses was a lie, so it is `Tampered` with that code."""
    entries: list[tuple[Signed, bytes]] = []
    events: list[Event] = []
    with ThreadPoolExecutor(2) as pool:
        good = (
            PageVerifier(pool, 2).verified(state, page) if len(page) > 32 else [False] * len(page)
        )
    try:
        for entry, checked in zip(page, good, strict=True):
            state = apply(state, entry, signatures_checked=checked)
            entries.append((entry, state.head.hash))
            events.append(read_event(entry.body))
    except KeyleaseError as error:
        raise Tampered(error.code, error.detail) from error
    if state is None:
        raise Tampered(Code.E_CHAIN, "The relay shows no history at all.")
    return state, entries, events


class Synchroniser:
    """Keeps a replica in step with a relay."""

    def __init__(self, courier: Courier, replica: Replica) -> None:
        self._courier = courier
        self._replica = replica

    def sync(self, state: State | None) -> Synced:
        """All news, verified and stored. Raises Tampered and freezes where the relay lied."""
        events: list[Event] = []
        lines = 0
        while True:
            news = self._fetch()
            state, page, count = self._take(state, news)
            events.extend(page)
            lines += count
            if not news.more:
                break
        head = read_head(news.head)
        self._check_complete(state, head, news.head)
        seen = self._statements(state, news)
        history.settle_receipts(self._replica, head.access.seq)
        return Synced(state, tuple(events), head, seen, lines)

    def _fetch(self) -> News:
        _, access = self._replica.tips()
        try:
            reply = self._courier.ask(Fetch(lines_after=access.seq, limit=PAGE))
        except RelayRefusal as refusal:
            self._judge(refusal)
            raise
        if not isinstance(reply, News):
            raise Tampered(Code.E_FIELD, "The relay answered something else than was asked.")
        return reply

    def _judge(self, refusal: RelayRefusal) -> None:
        """A signed head that contradicts ours is evidence, whatever refusal it came with."""
        head = refusal.reply.head
        if refusal.code is Code.E_FORK and head is not None:
            history.check_head(self._courier.team, [self._courier.relay], head)
            history.check_forward(self._replica, head)

    def _take(self, state: State | None, news: News) -> tuple[State, list[Event], int]:
        """Verify one page and store it, or freeze."""
        before = state
        state, entries, events = fold_page(state, news.events) if news.events else (state, [], [])
        if state is None:
            raise Tampered(Code.E_CHAIN, "The relay shows no history at all.")
        if before is None and state.team != self._courier.team:
            raise Tampered(Code.E_TEAM)
        keys = [state.relay.key, *(known.key for known in state.relays)]
        history.check_head(state.team, keys, news.head)
        history.check_forward(self._replica, news.head)
        rows = self._lines(state, news.lines)
        history.check_receipts(self._replica, rows, news.head)
        self._check_author_views(events, rows, news.head)
        self._replica.store_news(entries, rows, news.head)
        return state, events, len(rows)

    def _lines(self, state: State, lines: Sequence[Line]) -> list[LineRow]:
        _, access = self._replica.tips()
        seq = access.seq
        value = access.hash if seq else chain.access_root(state.team)
        rows = []
        for line in lines:
            seq += 1
            value = chain.access_link(value, line.leaf)
            if line.entry is not None:
                self._check_entry(state, seq, line)
            rows.append(line_row(seq, value, line, lambda id_: _key_of(state, id_)))
        return rows

    def _check_entry(self, state: State, seq: int, line: Line) -> None:
        """A readable line: its leaf, the relay's signature, and the member's inside it."""
        assert line.entry is not None
        if chain.access_leaf(line.entry) != line.leaf:
            raise Tampered(Code.E_CHAIN, "A line of the access log was changed.")
        entry: Entry = ENTRY.read(line.entry.body)
        if entry.seq != seq or entry.team != state.team:
            raise Tampered(Code.E_CHAIN, "A line of the access log stands in the wrong place.")
        key = relay_key_at(state, seq)
        if not verify(key, SignatureType.ENTRY, line.entry.body, line.entry.sig):
            raise Tampered(Code.E_RELAY_KEY)
        check_request(state, entry.request)

    def _check_author_views(
        self, events: Sequence[Event], rows: Sequence[LineRow], served: Signed
    ) -> None:
        """What authors had seen of the access log must be our access log."""
        new = {row.seq: row.hash for row in rows}
        for event in events:
            seq = event.seen.seq
            own = new.get(seq) or self._replica.access_hash(seq)
            if own is not None and own != event.seen.hash:
                history.freeze(self._replica, Code.E_FORK, served)

    def _check_complete(self, state: State, head: Head, served: Signed) -> None:
        """Having all of it, our head must be the relay's."""
        me = state.members.get(self._courier.author)
        if me is None or me.status is Status.PENDING:
            return  # an invite shows the history up to itself, and the newest head
        _, access = self._replica.tips()
        if state.head != head.ledger or (access.seq, access.hash) != _access(state.team, head):
            history.freeze(self._replica, Code.E_FORK, served)

    def _statements(self, state: State, news: News) -> tuple[Seen, ...]:
        try:
            checked = [history.check_seen(self._replica, state, s) for s in news.seen]
        except Tampered as lie:
            history.freeze(self._replica, lie.code, news.head)
            raise
        return tuple(seen for seen in checked if seen is not None)


def _access(team: bytes, head: Head) -> tuple[int, bytes]:
    empty = head.access.seq == 0
    return (0, chain.NOWHERE.hash) if empty else (head.access.seq, head.access.hash)


def _key_of(state: State, grant: str) -> str | None:
    record = state.grants.get(grant)
    return None if record is None else record.key


def relay_key_at(state: State, seq: int) -> bytes:
    """The relay key under which access line `seq` verifies."""
    key = state.relays[0].key
    for known in state.relays:
        if known.since < seq:
            key = known.key
    return key


def check_request(state: State, request: Signed) -> None:
    """The request inside a line must be signed by the member it names."""
    asked = REQUEST.read(request.body)
    member = state.members.get(asked.author)
    signed = member is not None and verify(
        member.sign, SignatureType.REQUEST, request.body, request.sig
    )
    if not signed or asked.team != state.team:
        raise Tampered(Code.E_SIG, "A line of the access log names someone who did not ask.")


def last_position(replica: Replica) -> Position:
    """What an author may say they have seen of the access log."""
    return replica.tips()[1]
