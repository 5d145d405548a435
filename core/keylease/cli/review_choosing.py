"""Which review and which of its subjects a command means, and whether that can be decided so."""

from collections.abc import Sequence

from keylease.cli.ending import No
from keylease.cli.ids import id_meant
from keylease.client.deciding import fits, may_follow
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.insight.review_advice import Advice
from keylease.insight.review_rows import ReviewRow
from keylease.model.base import ReviewId
from keylease.model.events import Verdict

ROUTINE = "routine"
VERDICTS = {
    "keep": Verdict.KEEP,
    "revoke": Verdict.END,
    "shorten": Verdict.SHORTEN,
    "replace": Verdict.REPLACE,
    "reassign": Verdict.REASSIGN,
}
KINDS = {
    "grant": "access to a key",
    "custody": "a custodian",
    "role": "a role",
    "exposure": "a value that was seen without access",
}


def named(now: Snapshot, text: str) -> ReviewId:
    """The review of that id, its beginning, or that title."""
    reviews = now.state.reviews
    return id_meant(text, reviews) or now.names.find(text, reviews, "review")


def chosen(rows: Sequence[ReviewRow], subject: str, verdict: Verdict) -> list[ReviewRow]:
    """The one of that id or its beginning, or all that is routine."""
    if subject == ROUTINE:
        if verdict is not Verdict.KEEP:
            raise No(Code.E_USAGE, "Only keep goes for all routine rows at once.")
        routine = [row for row in rows if row.mine and row.advice is Advice.ROUTINE]
        if not routine:
            raise No(Code.E_UNKNOWN, "No routine row is left for you.")
        return routine
    by_subject = {row.subject: row for row in rows}
    by_id = {row.subject.partition(":")[2]: row for row in rows}
    for known in (by_subject, by_id):
        if found := id_meant(subject, known):
            return [known[found]]
    raise No(Code.E_UNKNOWN, "That is no subject of this review. `review show` lists them.")


def require_possible(row: ReviewRow, verdict: str) -> None:
    """What the law would refuse of a single subject, said of that subject."""
    if not fits(row.kind, VERDICTS[verdict]):
        may = ", ".join(word for word, one in VERDICTS.items() if fits(row.kind, one))
        raise No(Code.E_USAGE, f"For {KINDS[row.kind]} there is: {may}.")
    if not may_follow(row.ruling, VERDICTS[verdict]):
        raise No(
            Code.E_STATE,
            "That is decided already, as `review show` says. What was kept or shortened can still "
            "be revoked.",
        )
