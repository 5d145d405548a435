"""`keylease review`: open an access review, decide, close it."""

from collections.abc import Sequence
from pathlib import Path

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import SPAN, UNTIL, Noun, Verb
from keylease.cli.review_choosing import VERDICTS, chosen, named, require_possible
from keylease.cli.review_showing import advised, review_row, subject_row
from keylease.cli.showing import Names, counted
from keylease.cli.times import Moment, Until
from keylease.cli.under_way import under_way
from keylease.client.review_facts import review_facts
from keylease.client.review_terms import (
    Wanted,
    require_second,
    scope_of,
    usual_due,
    usual_reviewers,
    usual_title,
)
from keylease.client.session import Session
from keylease.errors import Code
from keylease.insight.attention import next_review
from keylease.insight.progress import campaigns
from keylease.insight.review_rows import ReviewRow, review_rows, rows_in
from keylease.model.events import Decision, Lapse
from keylease.model.spans import DAY
from keylease.wire.names import check_note

TO_DO = {
    "replace": "To carry it out: keylease key rotate KEY",
    "reassign": "To carry it out: keylease grant KEY --to NAME --for 30d",
    "revoke": "Somebody in a higher office has to carry it out.",
}
"""Where the decision itself changes nothing."""


@click.group("review", cls=Noun)
def review_command() -> None:
    """Access reviews: others look at everybody's access and decide what stays."""


@review_command.command("open", cls=Verb)
@click.option("--title", metavar="TEXT", help="Else the quarter's.")
@click.option("--due", type=UNTIL, metavar="WHEN", help="Else in two weeks.")
@click.option("--reviewer", "reviewers", multiple=True, metavar="NAME", help="Else all in office.")
@click.option("--environment", default="", metavar="NAME", help="Only keys of it.")
@click.option("--provider", default="", metavar="NAME", help="Only keys of it.")
@click.option("--project", default="", metavar="NAME", help="Only keys of it.")
@click.option("--only", multiple=True, metavar="NAME", help="Only that person or app.")
@click.option("--people", is_flag=True, help="Only people.")
@click.option("--apps", is_flag=True, help="Only services and CI.")
@click.option("--idle-for", type=SPAN, metavar="SPAN", help="Only what was not opened so long.")
@click.option(
    "--undecided",
    type=click.Choice([lapse.value for lapse in Lapse]),
    help="What undecided access does at the due date (else the team's policy).",
)
@click.option("--shorten-to", type=SPAN, default=7 * DAY, metavar="SPAN", help="With shorten.")
@click.option("--preview", is_flag=True, help="Only say what would be in it.")
@click.pass_obj
def open_review(
    call: Call,
    /,
    title: str | None,
    due: Until | None,
    reviewers: Sequence[str],
    undecided: str | None,
    shorten_to: int,
    preview: bool,
    **wanted: object,
) -> None:
    """Open a review over everything, or over a part."""
    with call.session() as session:
        now, t = session.refresh(), call.now()
        scope, words = scope_of(now, Wanted(**wanted))  # type: ignore[arg-type]
        rows = rows_in(now.state, session.exposures(), t, scope)
        if not rows:
            raise No(Code.E_UNKNOWN, "There is nothing to review there.")
        if preview:
            return _tell_rows(call, session, rows)
        by = tuple(map(now.member_named, reviewers)) or usual_reviewers(now)
        lapse = now.state.policy.lapse if undecided is None else Lapse(undecided)
        review = session.reviews.open(
            check_note(title or usual_title(t)),
            [row.subject for row in rows],
            by,
            usual_due(t) if due is None else due.end(t),
            lapse=lapse,
            shorten_to=shorten_to if lapse is Lapse.SHORTEN else None,
            scope=words,
        )
        now = session.snapshot
        row = review_row(now, Names(now), review, session.me, t)
    call.out.done(f"{row['title']} is open: {counted(len(rows), 'decision')}.", row)
    call.out.say(f"{advised(rows)}. Look: keylease review show {review}")
    if warning := require_second(now, by):
        call.out.say(warning)


@review_command.command("list", cls=Verb)
@click.pass_obj
def list_reviews(call: Call) -> None:
    """List all reviews: the open ones first, by due date."""
    with call.session() as session:
        now, t = call.look(session), call.now()
        names = Names(now)
        rows = [
            review_row(now, names, one.review, session.me, t)
            for one in campaigns(now.state, session.me, t)
        ]
    columns = {
        "review": "review",
        "title": "title",
        "state": "state",
        "decided_of": "decided",
        "left_to_you": "left to you",
        "due": "due",
    }
    call.out.rows(rows, columns, empty="There is no review yet. To open one: keylease review open")
    if (following := next_review(now.state)) is not None:
        call.out.say(f"By the team's rules the next one is due on {Moment(following).local}.")


@review_command.command("show", cls=Verb)
@click.argument("review")
@click.option("--undecided", "open_only", is_flag=True, help="Only what is not decided yet.")
@click.pass_obj
def show(call: Call, review: str, open_only: bool) -> None:
    """Show what REVIEW is about: the facts, what is advised and why, what was decided.

    REVIEW is its title, its id or the beginning of that, as everywhere.
    """
    with call.session() as session:
        now, t = call.look(session), call.now()
        id_ = named(now, review)
        rows = review_rows(now.state, session.exposures(), id_, session.me, t)
        _tell_rows(call, session, [r for r in rows if not (open_only and r.ruling.verdict)])


@review_command.command("decide", cls=Verb)
@click.argument("review")
@click.argument("subject")
@click.argument("verdict", type=click.Choice(list(VERDICTS)))
@click.option("--until", type=UNTIL, metavar="WHEN", help="With shorten: the new end.")
@click.option("--to", "heir", metavar="NAME", help="With reassign: to whom.")
@click.option("--reason", default="", metavar="TEXT", help="Stands in the evidence.")
@click.pass_obj
def decide(
    call: Call,
    review: str,
    subject: str,
    verdict: str,
    until: Until | None,
    heir: str | None,
    reason: str,
) -> None:
    """Decide on SUBJECT of REVIEW; it takes effect at once.

    SUBJECT is what `review show` prints, or its beginning. `routine keep` keeps all that is
    advised as routine and left to you.
    """
    if (until is None) is (verdict == "shorten"):
        raise No(Code.E_USAGE, "Say with shorten, and only there, until when: --until 7d.")
    if (heir is None) is (verdict == "reassign"):
        raise No(Code.E_USAGE, "Say with reassign, and only there, to whom: --to NAME.")
    with call.session() as session:
        now, t = session.refresh(), call.now()
        id_ = named(now, review)
        rows = review_rows(now.state, session.exposures(), id_, session.me, t)
        decided = chosen(rows, subject, VERDICTS[verdict])
        for one in decided:
            require_possible(one, verdict)
        decisions = [
            Decision(
                row.subject,
                VERDICTS[verdict],
                until=None if until is None else until.end(t),
                to=None if heir is None else now.member_named(heir),
            )
            for row in decided
        ]
        told = check_note(reason) if reason else ""
        now = session.reviews.decide(id_, decisions, reasons=[told] * len(decisions), seen=now)
        row = review_row(now, Names(now), id_, session.me, t)
        effective = [now.state.reviews[id_].rulings[one.subject].effective for one in decisions]
    call.out.done(f"Decided: {verdict} ({counted(len(decisions), 'subject')}).", row)
    if not all(effective):
        call.out.say(f"That was recorded as asked for. {TO_DO[verdict]}")


@review_command.command("close", cls=Verb)
@click.argument("review")
@click.pass_obj
def close(call: Call, review: str) -> None:
    """Close REVIEW, all decided or its time over; the team's policy says when the next is due."""
    with call.session() as session:
        now, t = session.refresh(), call.now()
        id_ = named(now, review)
        with under_way("Closing:") as progress:
            now = session.reviews.close(id_, progress)
        row = review_row(now, Names(now), id_, session.me, t)
        every = now.state.policy.review_every
    call.out.done(f"{row['title']} is closed.", row)
    call.out.say(f"For an auditor: keylease review export {id_} DIR")
    if every is not None:
        call.out.say(f"The next one is due on {Moment(t + every).local}.")


@review_command.command("export", cls=Verb)
@click.argument("review")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def export_review(call: Call, review: str, folder: Path) -> None:
    """Write the evidence of REVIEW into the new folder DIR, and DIR.zip, for an auditor to check.

    The names and reasons in it are those that the review shows, no others.
    """
    from keylease.client.evidence_pack import pack_review

    with call.session() as session:
        now = call.look(session)
        with under_way("Writing:") as progress:
            packed = pack_review(session, named(now, review), folder, progress)
    row = {
        "folder": str(packed.folder),
        "zip": str(packed.zipped),
        "decisions": packed.decisions,
        "no_second_reviewer": packed.left_over,
        "closed": packed.closed,
    }
    call.out.done(f"{packed.folder} and {packed.zipped} hold the evidence.", row)
    call.out.say(
        "How an auditor checks it, with Python and PyNaCl alone, is said in its README.txt."
    )
    if not packed.closed:
        call.out.say("The review is not closed yet: this is how it stands now.")


def _tell_rows(call: Call, session: Session, rows: Sequence[ReviewRow]) -> None:
    now = session.snapshot
    names, t, facts = Names(now), call.now(), review_facts(session)
    ordered = sorted(rows, key=lambda row: (row.advice, names(row.key or ""), names(row.member)))
    columns = {
        "advice": "advice",
        "who": "who",
        "what": "what",
        "why": "why",
        "ends_in": "ends",
        "decided": "decided",
        "subject": "subject",
    }
    call.out.rows(
        [subject_row(facts, names, row, t) for row in ordered],
        columns,
        empty="Nothing is left there.",
    )
    call.out.say(advised(rows) + ".")
