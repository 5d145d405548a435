"""Bring news from the relay, verify all of it, keep it, and only then use it."""

from collections.abc import Sequence, Set
from concurrent.futures import ThreadPoolExecutor

from msgspec import Struct

from keylease.client import history
from keylease.client.courier import Courier, RelayRefusal
from keylease.client.replica import Held, Replica, damaged_otherwise, line_row, read_head
from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, KeyleaseError, Tampered
from keylease.ledger import chain, fold
from keylease.ledger.signatures import PageVerifier
from keylease.model.access import Entry, Fetch, Head, Line, News, Seen
from keylease.model.base import Position
from keylease.model.events import Event
from keylease.model.roles import Status
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.store.rows import LineRow
from keylease.wire.requests import ENTRY, LARGEST_OFFSET, REQUEST

PAGE = 2000
WORTH_THREADS = 32
"""Entries from which on a page is worth verifying on two threads."""


class Synced(Struct, frozen=True):
    """What a synchronisation brought: new state and events, newest head, statements."""

    state: State
    events: tuple[Event, ...]
    head: Head
    seen: tuple[Seen, ...]


def fold_page(
    state: State | None, page: Sequence[Signed]
) -> tuple[State, list[tuple[Signed, bytes]], list[Event]]:
    """Fold served entries; what the law refuses was a lie, so it is `Tampered` with that code."""
    entries: list[tuple[Signed, bytes]] = []
    events: list[Event] = []
    try:
        with ThreadPoolExecutor(2) as pool:
            verifier = PageVerifier(pool, 2) if len(page) > WORTH_THREADS else None
            for entry, step in zip(page, fold.fold_page(state, page, verifier), strict=True):
                state = step.state
                entries.append((entry, state.head.hash))
                events.append(step.event)
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
        self._seen: dict[Signed, Seen] = {}

    def sync(self, state: State | None) -> Synced:
        """All news, verified and stored. Raises Tampered and freezes where the relay lied.

        What another program has stored here meanwhile is folded first; where it is faster than
        this one, its news are taken and the relay is asked again.
        """
        events: list[Event] = []
        while True:
            state = self._catch_up(state, events)
            held = self._replica.held()
            if _is_behind(state, held.ledger):
                continue
            news = self._fetch(held)
            after, page = self._take(state, held, news)
            if page is None:
                continue
            state = after
            events.extend(page)
            if not news.more:
                break
            if not news.events and not news.lines:
                raise Tampered(Code.E_FIELD, "The relay promises more, and nothing comes.")
        head = read_head(news.head)
        self._check_complete(state, {event.author for event in events}, news.head)
        seen = self._statements(state, news)
        if kept := held.promised_to(held.access.seq):  # another program had stored those lines
            self._replica.settle(kept)
        return Synced(state, tuple(events), head, seen)

    def take_own(
        self, before: State, after: State, entries: Sequence[tuple[Signed, bytes]], head: Signed
    ) -> Head | None:
        """Keep events of one's own that the relay has just taken; None if others followed them.

        Then there are news to be asked for.
        """
        said = history.check_head(after.team, relay_keys(after), head)
        held = self._replica.held()
        if said.ledger != after.head or held.ledger != before.head:
            return None
        history.check_forward(self._replica, held, head)
        stored = self._replica.store_news(held, entries, (), head, self._courier.author)
        return said if stored else None

    def _catch_up(self, state: State | None, events: list[Event]) -> State | None:
        """The state with what this copy holds behind it."""
        behind = list(self._replica.events(after=-1 if state is None else state.head.seq))
        if not behind:
            return state
        with damaged_otherwise():
            state, _, folded = fold_page(state, behind)
        events.extend(folded)
        return state

    def _fetch(self, held: Held) -> News:
        try:
            reply = self._courier.ask(Fetch(lines_after=held.access.seq, limit=PAGE), held=held)
        except RelayRefusal as refusal:
            self._judge(held, refusal)
            raise
        if not isinstance(reply, News):
            raise Tampered(Code.E_FIELD, "The relay answered something else than was asked.")
        return reply

    def _judge(self, held: Held, refusal: RelayRefusal) -> None:
        """Who will not go on from our head, and signs another one, has another history."""
        head = refusal.reply.head
        if refusal.code is Code.E_FORK and head is not None:
            said = history.check_head(self._courier.team, [self._courier.relay], head)
            code = history.contradiction(held, said) or Code.E_FORK
            history.freeze(self._replica, code, head)

    def _take(
        self, state: State | None, held: Held, news: News
    ) -> tuple[State, list[Event] | None]:
        """Verify one page and store it, or freeze; no events where another program was faster."""
        before = state
        state, entries, events = fold_page(state, news.events) if news.events else (state, [], [])
        if state is None:
            raise Tampered(Code.E_CHAIN, "The relay shows no history at all.")
        if before is None and state.team != self._courier.team:
            raise Tampered(Code.E_TEAM)
        history.check_head(state.team, relay_keys(state), news.head)
        history.check_forward(self._replica, held, news.head)
        rows = self._lines(state, held.access, news.lines)
        history.check_receipts(self._replica, held, rows, news.head)
        if not entries and not rows and _says_the_same(held, news.head):
            return state, events
        me = self._courier.author
        stored = self._replica.store_news(held, entries, rows, news.head, me)
        return state, events if stored else None

    def _lines(self, state: State, after: Position, lines: Sequence[Line]) -> list[LineRow]:
        seq = after.seq
        value = after.hash if seq else chain.access_root(state.team)
        rows = []
        for line in lines:
            seq += 1
            value = chain.access_link(value, line.leaf)
            if line.entry is not None:
                check_entry(state, seq, line)
            rows.append(line_row(seq, value, line, lambda id_: key_of(state, id_)))
        return rows

    def _check_complete(self, state: State, authors: Set[str], served: Signed) -> None:
        """Having all of it, our head is the relay's, and the log is what each author has seen."""
        me = state.members.get(self._courier.author)
        if me is None or me.status is Status.PENDING:
            return  # an invite shows the history up to itself, and the newest head
        head = read_head(served)
        access = self._replica.access_hash(head.access.seq)
        if state.head != head.ledger or access != head.access.hash:
            history.freeze(self._replica, Code.E_FORK, served)
        for seen in {state.members[author].seen for author in authors}:
            own = self._replica.access_hash(seen.seq)
            if own != seen.hash:
                code = Code.E_ROLLBACK if own is None else Code.E_FORK
                history.freeze(self._replica, code, served)

    def _statements(self, state: State, news: News) -> tuple[Seen, ...]:
        """Members' newest statements that are genuine; each lies on our chain, or we freeze."""
        checked = {}
        for statement in news.seen:
            # what once lay on our chain stays on it: both only grow
            seen = self._seen.get(statement)
            try:
                seen = seen or history.check_seen(self._replica, state, statement)
            except Tampered as lie:
                history.freeze(self._replica, lie.code, news.head, statement)
            if seen is not None:
                checked[statement] = seen
        self._seen = checked
        return tuple(checked.values())


def _says_the_same(held: Held, served: Signed) -> bool:
    """Whether a head names the places that are pinned already, only later."""
    if held.pinned is None:
        return False
    before, now = read_head(held.pinned), read_head(served)
    return (before.ledger, before.access) == (now.ledger, now.access)


def _is_behind(state: State | None, held: Position | None) -> bool:
    """Whether the copy here has moved on; StorageFailed(E_DAMAGED) if it is elsewhere."""
    if held is not None and (state is None or held.seq > state.head.seq):
        return True
    with damaged_otherwise():
        if held != (None if state is None else state.head):
            raise Tampered(Code.E_CHAIN)
    return False


def key_of(state: State, grant: str) -> str | None:
    """The key that a grant lends, if the grant is known."""
    record = state.grants.get(grant)
    return None if record is None else record.key


def check_entry(state: State, seq: int, line: Line) -> None:
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
    check_asked(state, entry)


def relay_keys(state: State) -> list[bytes]:
    """The keys under which heads of this team's relays, past ones too, verify."""
    return [state.relay.key, *(known.key for known in state.relays)]


def relay_key_at(state: State, seq: int) -> bytes:
    """The relay key under which access line `seq` verifies."""
    key = state.relays[0].key
    for known in state.relays:
        if known.since < seq:
            key = known.key
    return key


def check_asked(state: State, entry: Entry) -> None:
    """The request inside a line must be signed by the member it names, at the line's own time."""
    request = entry.request
    asked = REQUEST.read(request.body)
    member = state.members.get(asked.author)
    signed = member is not None and verify(
        member.sign, SignatureType.REQUEST, request.body, request.sig
    )
    if not signed or asked.team != state.team:
        raise Tampered(Code.E_SIG, "A line of the access log names someone who did not ask.")
    if abs(entry.at - asked.ts) > LARGEST_OFFSET:
        raise Tampered(Code.E_CHAIN, "A line of the access log has another time than its request.")
