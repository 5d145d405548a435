"""The recovery kit: one page of paper that is a member's identity (PROTOCOL.md, "Identity").

With a backup it brings back team and values; nobody else keeps anything that could.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from keylease.client.session import Session
from keylease.crypto.recovery import GROUPS_OF_A_LINE, kit_groups, kit_words, seed_from_text
from keylease.errors import Code, StorageFailed
from keylease.model.base import Time
from keylease.model.secret import Secret
from keylease.reports.export import check_new, write_private
from keylease.reports.kit import KitSheet as KitSheet

WORDS_OF_A_LINE = 6
_TEAM = re.compile(r"(?im)^\s*team id\s+([0-9a-f]{64})\s*$")
_EVENTS = re.compile(r"(?im)^\s*history\s+([0-9]{1,15}) events\b")
_SECRET = re.compile(r"(?ims)^\s*secret[^\n]*\n\s*\n?(.*?)(?:\n\s*\n|\Z)")

_KIT = """\
KEYLEASE RECOVERY KIT

    Team       {team}
    Team id    {id}
    Person     {person}
    Relay      {relay}
    History    {events} events, {number}
    Words      {words}
    Date       {date}

Secret. Whoever has it is you. Keep it on paper, away from your computer.

{secret}

With this page and a backup (`keylease export FOLDER`) you come back:
    keylease team restore --kit - --backup FOLDER
"""


@dataclass(frozen=True)
class Kit:
    """What a kit says. Of one typed off in part, only the seed is sure to be there."""

    seed: Secret
    team: bytes | None = None
    events: int | None = None


def kit_of(session: Session, *, at: Time, words: bool = False) -> str:
    """The kit as text, in 24 words or 16 groups; it holds the seed. Takes half a second.

    `at` is now, in milliseconds UTC.
    """
    now = session.snapshot
    reading = session.team.words()
    seed = session.connection.identity.seed()
    parts, in_a_line = kit_groups(seed), GROUPS_OF_A_LINE
    if words:
        parts, in_a_line = kit_words(seed), WORDS_OF_A_LINE
    seed.wipe()
    lines = [parts[start : start + in_a_line] for start in range(0, len(parts), in_a_line)]
    return _KIT.format(
        team=now.names.team,
        id=now.state.team.hex(),
        person=f"{now.names.of(now.me)} ({now.me})",
        relay=now.state.relay.address,
        events=now.state.head.seq + 1,
        number=reading.number,
        words=" ".join(reading.words),
        date=datetime.fromtimestamp(at / 1000, UTC).date().isoformat(),
        secret="\n".join("    " + " ".join(line) for line in lines),
    )


def sheet_of(session: Session, *, at: Time) -> KitSheet:
    """The kit for a sheet of paper, in 16 groups. It holds the seed. Takes half a second."""
    now = session.snapshot
    reading = session.team.words()
    seed = session.connection.identity.seed()
    groups = kit_groups(seed)
    seed.wipe()
    return KitSheet(
        facts=(
            ("Team", now.names.team),
            ("Team id", now.state.team.hex()),
            ("Person", f"{now.names.of(now.me)} ({now.me})"),
            ("Relay", now.state.relay.address),
            ("History", f"{now.state.head.seq + 1} events, {reading.number}"),
            ("Words", " ".join(reading.words)),
            ("Date", datetime.fromtimestamp(at / 1000, UTC).date().isoformat()),
        ),
        groups=groups,
    )


def write_sheet(path: Path, sheet: KitSheet) -> None:
    """Write the sheet as a PDF to a new file, 0600. Usage(E_PATH), StorageFailed."""
    from keylease.reports.kit_sheet import kit_pdf  # slow, and a terminal never needs it

    check_new(path)
    try:
        write_private(path, [kit_pdf(sheet)])
    except OSError as error:
        raise StorageFailed(Code.E_STORAGE, f"{path}: {error.strerror}.") from error


def write_kit(path: Path, text: str) -> None:
    """Write a kit to a new file, 0600. Usage(E_PATH) where something lies there, StorageFailed."""
    check_new(path)
    try:
        write_private(path, [text.encode()])
    except OSError as error:
        raise StorageFailed(Code.E_STORAGE, f"{path}: {error.strerror}.") from error


def read_kit(text: str) -> Kit:
    """A whole kit, or its words or groups alone, however spaced. E_KIT says where to look."""
    text = text.replace("\r\n", "\n")
    secret, team, events = _SECRET.search(text), _TEAM.search(text), _EVENTS.search(text)
    return Kit(
        seed=seed_from_text(text if secret is None else secret[1]),
        team=None if team is None else bytes.fromhex(team[1]),
        events=None if events is None else int(events[1]),
    )
