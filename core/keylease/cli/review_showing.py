"""A review and its subjects as the command line shows them; what is advised, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from keylease.cli.output import Row
from keylease.cli.showing import Names, counted
from keylease.cli.times import Moment, away
from keylease.client.review_facts import ReviewFacts
from keylease.client.snapshot import Snapshot
from keylease.insight.progress import outcome, progress
from keylease.insight.review_advice import Advice, Why
from keylease.insight.review_rows import ReviewRow
from keylease.model.base import MemberId, ReviewId

WORDS: Mapping[Why, str] = {
    Why.SEEN_WITHOUT_ACCESS: "has seen a value that still works, and has no access: replace it",
    Why.SUSPENDED: "is suspended",
    Why.NEVER_OPENED: "never opened it in {}",
    Why.NOT_OPENED_FOR_LONG: "has not opened it for {}",
    Why.WORDS_NOT_COMPARED: "safety words were not compared",
    Why.ISSUER_GONE: "whoever gave it is gone",
    Why.OPENED_LONG_AGO: "last opened {} ago",
    Why.ONLY_MANAGER: "the only custodian",
    Why.ENDS_SOON: "ends by itself in {}",
    Why.NEW: "given {} ago",
    Why.IN_USE: "opened {} ago",
    Why.OFFICE: "holds an office",
    Why.KEEPS_IT: "keeps the value",
}


def why(row: ReviewRow) -> str:
    """The reason for the advice, in words."""
    span = counted(row.days, "day") if row.days else "less than a day"
    return WORDS[row.why].format(span)


def advised(rows: Iterable[ReviewRow]) -> str:
    """ "End 2, look 1, routine 30"."""
    counts = Counter(row.advice for row in rows if row.ruling.verdict is None)
    parts = [f"{advice.name.lower()} {counts[advice]}" for advice in Advice if counts[advice]]
    return f"Advised: {', '.join(parts)}" if parts else "Nothing is undecided"


def subject_row(facts: ReviewFacts, names: Names, row: ReviewRow, t: int) -> Row:
    """One subject as an object."""
    ruling = row.ruling
    return {
        "subject": row.subject,
        "kind": row.kind,
        "who": names(row.member),
        "who_id": row.member,
        "what": _what(names, row),
        "key": None if row.key is None else names(row.key),
        "key_id": row.key,
        "version": row.version,
        "environment": None if row.environment is None else names(row.environment),
        "role": row.role.value,
        "words_compared": row.verified,
        "given_by": None if row.by is None else names(row.by),
        "since": None if row.since is None else Moment(row.since),
        "reason": facts.reasons.get(row.grant or ""),
        "openings": row.openings,
        "last_opened": None if row.last_opened is None else Moment(row.last_opened),
        "last_opened_from": facts.sources.get((row.member, row.key or "")),
        "others": row.others,
        "ends": None if row.ends is None else Moment(row.ends),
        "ends_in": "" if row.ends is None else away(row.ends, t),
        "advice": row.advice.name.lower(),
        "why": why(row),
        "yours": row.mine,
        "decided": None if ruling.verdict is None else ruling.verdict.value,
        "decided_by": None if ruling.by is None else names(ruling.by),
        "decided_at": None if ruling.at is None else Moment(ruling.at),
        "carried_out": ruling.effective,
    }


def _what(names: Names, row: ReviewRow) -> str:
    if row.key is None:
        return row.role.value
    key = names(row.key)
    return {
        "grant": key,
        "custody": f"{key} (custodian)",
        "exposure": f"{key}, version {row.version} (seen)",
    }[row.kind]


def review_row(now: Snapshot, names: Names, id_: ReviewId, me: MemberId, t: int) -> Row:
    """A review as an object."""
    review, found = now.state.reviews[id_], progress(now.state, id_, me, t)
    over = review.closed is None and t >= review.due
    return {
        "review": id_,
        "title": names(id_),
        "state": "closed" if review.closed else "time over" if over else "open",
        "subjects": found.subjects,
        "decided": found.decided,
        "decided_of": f"{found.decided} of {found.subjects}",
        "left_to_you": found.left_to_me,
        "outcome": outcome(review),
        "reviewers": names.all(review.reviewers),
        "opened": Moment(review.opened),
        "due": Moment(review.due),
        "undecided_then": review.lapse.value,
        "closed": None if review.closed is None else Moment(review.closed),
    }
