"""Several copies of one team's history, made one: the longest, and what the others know of it.

A copy is an export or somebody's replica. Each is checked from its bytes; two that show different
histories are never mixed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from keylease.client.backup import lines_of, own_custody
from keylease.client.replica import line_row
from keylease.client.session import Session
from keylease.client.sync import fold_page
from keylease.crypto.envelope import envelope_hash
from keylease.errors import Code, Tampered, Usage
from keylease.ledger import chain
from keylease.ledger.chain import NOWHERE
from keylease.model.access import Line
from keylease.model.base import Position
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.reports.export import read_export
from keylease.store.rows import LineRow


@dataclass(frozen=True)
class Copy:
    """One copy: events, lines (with entries where they could be read), the newest head, custody
    envelopes.
    """

    events: tuple[Signed, ...]
    lines: tuple[Line, ...]
    head: Signed
    envelopes: tuple[bytes, ...]


@dataclass(frozen=True)
class History:
    """What several copies together say, verified: each event with its link hash."""

    state: State
    events: tuple[tuple[Signed, bytes], ...]
    lines: tuple[Line, ...]
    head: Signed
    envelopes: tuple[bytes, ...]

    @property
    def access(self) -> Position:
        """Where the access log ends."""
        value = chain.access_root(self.state.team)
        for line in self.lines:
            value = chain.access_link(value, line.leaf)
        return Position(seq=len(self.lines), hash=value) if self.lines else NOWHERE

    def rows(self) -> list[LineRow]:
        """The lines as a replica keeps them."""
        value, rows = chain.access_root(self.state.team), []
        for seq, line in enumerate(self.lines, 1):
            value = chain.access_link(value, line.leaf)
            rows.append(line_row(seq, value, line, self._key_of))
        return rows

    def _key_of(self, grant: str) -> str | None:
        record = self.state.grants.get(grant)
        return None if record is None else record.key

    def envelope(self, hash_: bytes) -> bytes | None:
        """The custody envelope of that hash, if a copy had it."""
        return next((one for one in self.envelopes if envelope_hash(one) == hash_), None)


def copy_in(folder: Path) -> Copy:
    """The copy in an export; raises as `read_export`."""
    read = read_export(folder)
    return Copy(
        events=tuple(read.events),
        lines=tuple(read.lines),
        head=read.head,
        envelopes=tuple(kept.envelope for kept in read.custody),
    )


def own_copy(session: Session) -> Copy | None:
    """What this computer holds of the team; None before anything was fetched."""
    replica = session.connection.replica
    pinned, known = replica.pinned(), session.connection.known
    if pinned is None or known is None:
        return None
    found = (replica.envelope(custody.envelope) for _, _, custody in own_custody(known))
    return Copy(
        events=tuple(replica.events()),
        lines=tuple(lines_of(session)),
        head=pinned,
        envelopes=tuple(envelope for envelope in found if envelope is not None),
    )


def unite(copies: Sequence[Copy]) -> History:
    """The longest of these, with every entry and envelope that any of them has.

    Raises Usage(E_IMPORT) where there is none, Usage(E_TEAM) where they are of several teams, and
    Tampered(E_FORK) where they show different histories.
    """
    if not copies:
        raise Usage(Code.E_IMPORT, "No backup was named.")
    longest = max(copies, key=lambda copy: (len(copy.events), len(copy.lines)))
    state, events, _ = fold_page(None, longest.events)
    for copy in copies:
        _require_same(longest, copy)
    log = max((copy.lines for copy in copies), key=len)
    return History(
        state=state,
        events=tuple(events),
        lines=tuple(_best(copies, place) for place in range(len(log))),
        head=longest.head,
        envelopes=tuple(dict.fromkeys(one for copy in copies for one in copy.envelopes)),
    )


def _require_same(longest: Copy, other: Copy) -> None:
    if other.events[:1] != longest.events[:1]:
        raise Usage(Code.E_TEAM, "These backups are not all of one team.")
    if other.events != longest.events[: len(other.events)] or not _agree(longest, other):
        raise Tampered(Code.E_FORK, "These backups show different histories.")


def _agree(one: Copy, other: Copy) -> bool:
    pairs = zip(one.lines, other.lines, strict=False)
    return all(line.leaf == same.leaf for line, same in pairs)


def _best(copies: Iterable[Copy], place: int) -> Line:
    """A line, with its entry if any copy has it."""
    there = [copy.lines[place] for copy in copies if place < len(copy.lines)]
    return next((line for line in there if line.entry is not None), there[0])
