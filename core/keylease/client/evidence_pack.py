"""The evidence of an access review, as this member can show it: a folder and a zip."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from keylease.client.backup import lines_of, whole_head
from keylease.client.replica import read_head
from keylease.client.reviewed import told
from keylease.client.session import Session
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, Refused
from keylease.ledger.rules.reviews import NO_SECOND_REVIEWER
from keylease.model.access import Line
from keylease.model.base import KeyId, MemberId, ReviewId
from keylease.model.roles import OVERSEERS
from keylease.reports.evidence.pack import Evidence, write_pack, zip_of
from keylease.reports.evidence.story import Story
from keylease.reports.progress import Progress, unheard


@dataclass(frozen=True)
class Packed:
    """What was written. `left_over` subjects nobody else could decide on."""

    folder: Path
    zipped: Path
    decisions: int
    left_over: int
    closed: bool


def pack_review(
    session: Session, review: ReviewId, folder: Path, progress: Progress = unheard
) -> Packed:
    """Write the evidence of a review to a new folder, and a zip beside it.

    Synchronised first where the relay answers. Raises Usage(E_PATH) where something lies there or
    the name is unfit, Refused(E_ROLE) for who does not oversee the team and so cannot read all
    openings, Refused(E_UNKNOWN) for what is no review, StorageFailed.
    """
    evidence, closed = evidence_of(session, review)
    identity = session.connection.identity
    write_pack(folder, evidence, lambda body: identity.sign(SignatureType.EVIDENCE, body), progress)
    said = evidence.said
    left_over = said.tally[NO_SECOND_REVIEWER]
    return Packed(folder, zip_of(folder), len(said.decisions), left_over, closed)


def evidence_of(session: Session, review: ReviewId) -> tuple[Evidence, bool]:
    """What a pack is made of, and whether the review is closed. Raises as `pack_review`."""
    from keylease.reports.evidence.summary import summary_pdf

    now = session.look().snapshot
    if now.require_active().role not in OVERSEERS:
        raise Refused(Code.E_ROLE, "Ask an owner, admin or auditor for it: they read all openings.")
    held = session.connection.replica.held()
    head = whole_head(held)
    story, said = told(session.connection, now, review)
    by, at = story.name(now.me), session.connection.now()
    effects = story.effects(said)
    evidence = Evidence(
        team=now.state.team,
        by=now.me,
        at=at,
        ledger=read_head(head).ledger,
        access=held.access,
        said=said,
        disclosures=story.disclosures,
        events=session.connection.replica.events(),
        lines=_counted(session, story),
        head=head,
        summary=lambda: summary_pdf(story, said, effects, by or now.me, at),
    )
    return evidence, story.closed is not None


def _counted(session: Session, story: Story) -> Iterator[Line]:
    """Every line by its hash; with its entry where the review counts it."""
    places, last = story.concerned(), story.frozen.seq
    rows = session.connection.replica.openings()
    counted = {seq for seq, author, key, *_ in rows if seq <= last and _is(author, key, places)}
    for seq, line in enumerate(lines_of(session), 1):
        yield line if seq in counted else Line(leaf=line.leaf)


def _is(
    author: str | None, key: str | None, places: frozenset[tuple[MemberId, KeyId | None]]
) -> bool:
    return author is not None and key is not None and (author, key) in places
