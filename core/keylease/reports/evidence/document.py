"""decisions.json and decisions.csv: what a review says, in one form only.

Both follow byte for byte from the signed events, so that the closing event can name the hash of
what does not yet lie in a folder, and so that whoever verifies has only to compare.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct, structs

from keylease.model.base import LATEST_SHOWN, Time
from keylease.model.plain import plain
from keylease.reports.spreadsheet import csv_line


class Decided(Struct, frozen=True, gc=False):
    """One subject of a review: the facts at its opening, and what was decided.

    Times are ISO 8601 in UTC. `outcome` is a verdict, `undecided` or `no_second_reviewer`;
    `event` the number of the event that decided.
    """

    subject: str
    kind: str
    member: str
    member_name: str | None
    role: str
    words_compared: bool
    key: str | None
    key_name: str | None
    version: int | None
    environment: str | None
    environment_name: str | None
    granted_by: str | None
    granted_by_name: str | None
    granted_at: str | None
    reason: str | None
    openings: int
    last_opened: str | None
    outcome: str
    decided_by: str | None
    decided_by_name: str | None
    decided_at: str | None
    until: str | None
    to: str | None
    to_name: str | None
    decision_reason: str | None
    earlier_outcome: str | None
    carried_out: bool | None
    event: int | None


class Reviewer(Struct, frozen=True):
    """Somebody named to decide."""

    id: str
    name: str | None


class Reviewed(Struct, frozen=True):
    """A review and all its decisions. `ledger` and `access` are where it was frozen."""

    team: str
    team_name: str | None
    review: str
    title: str | None
    scope: str | None
    opened_at: str
    opened_by: str
    opened_by_name: str | None
    due: str
    undecided_then: str
    shorten_to: int | None
    ledger: Mapping[str, object]
    access: Mapping[str, object]
    reviewers: Sequence[Reviewer]
    tally: Mapping[str, int]
    decisions: Sequence[Decided]


def decisions_json(said: Reviewed) -> bytes:
    """The head, then the decisions, one a line; ASCII, so that nothing in it is hidden."""
    head = {
        **structs.asdict(said),
        "reviewers": [structs.asdict(one) for one in said.reviewers],
        "decisions": [],
    }
    rows = [_compact(structs.asdict(row)) for row in said.decisions]
    start = _compact(head).removesuffix("]}")
    return "\n".join([start, ",\n".join(rows), "]}", ""]).encode()


def decisions_csv(said: Reviewed) -> bytes:
    """The same rows: every cell quoted, and none that a spreadsheet would calculate."""
    rows = [Decided.__struct_fields__, *(structs.astuple(row) for row in said.decisions)]
    lines = [csv_line([plain(_text(value)) for value in row]) for row in rows]
    return "\r\n".join([*lines, ""]).encode()


def moment(at: Time | None) -> str | None:
    """A time as it stands in these files."""
    return None if at is None else iso(at)


def iso(at: Time) -> str:
    """Milliseconds as ISO 8601 in UTC, with milliseconds."""
    told = datetime.fromtimestamp(min(at, LATEST_SHOWN) / 1000, UTC)
    return told.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
