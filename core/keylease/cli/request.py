"""`keylease request`, `approve`, `deny`: ask for a key, and answer."""

from collections.abc import Container

import click

from keylease.cli.answering import answer_meant, open_requests, second_wanted
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import SPAN, UNTIL, NounOrVerb, Verb
from keylease.cli.lending import consequence, require_allowed, tell_grants
from keylease.cli.showing import Names, grant_row, listing
from keylease.cli.times import Length, Moment, Until, away
from keylease.client.access import Bar, not_second
from keylease.client.lending import Terms
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.ledger.standing import active_custodians, waiting_requests
from keylease.model.base import GrantId, RequestId
from keylease.wire.names import check_note


class Requests(NounOrVerb):
    """`request KEY` asks, `request list` lists."""

    default = "ask"


@click.group("request", cls=Requests, subcommand_metavar="KEY --for SPAN --reason TEXT | list")
def request_command() -> None:
    """Ask for a key (`keylease request KEY --for 7d --reason TEXT`); see who asks (`list`)."""


@request_command.command("ask")
@click.argument("key")
@click.option("--for", "span", type=SPAN, required=True, help="How long, like 7d.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; its custodians read it.")
@click.pass_obj
def ask(call: Call, key: str, span: int, reason: str) -> None:
    """Ask the custodians of KEY for access. The word `ask` may be left out."""
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        id_ = now.key_named(key)
        request = session.lending.request(id_, span, check_note(reason))
        names = Names(now)
        keepers = active_custodians(now.state, now.state.keys[id_])
        row = {
            "request": request,
            "key": names(id_),
            "key_id": id_,
            "for": Length(span),
            "custodians": names.all(keepers),
        }
    who = listing(names.all(keepers)) or "an owner"
    call.out.done(f"Asked for {names(id_)} ({Length(span).words}). {who} can answer.", row)


@request_command.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that are answered.")
@click.pass_obj
def list_requests(call: Call, everything: bool) -> None:
    """List who asks for what, and what waits for a second approver."""
    with call.session() as session:
        now = call.look(session)
        names, t, waiting = Names(now), call.now(), waiting_requests(now.state)
        rows = [
            _request_row(now, names, id_, t, waiting)
            for id_, one in sorted(now.state.requests.items(), key=lambda item: item[1].asked)
            if everything or id_ in waiting
        ]
        rows += [_waiting_row(now, names, id_, t) for id_ in second_wanted(now, t)]
    columns = {
        "request": "request",
        "who": "who",
        "key": "key",
        "for": "for",
        "asked_ago": "asked",
        "state": "state",
    }
    call.out.rows(rows, columns, empty="Nobody waits for an answer. To ask: keylease request KEY")


def _request_row(
    now: Snapshot, names: Names, id_: RequestId, t: int, waiting: Container[RequestId] = ()
) -> dict[str, object]:
    one = now.state.requests[id_]
    unanswered = "open" if id_ in waiting else "no longer asked"
    answered = "granted" if one.granted else "denied" if one.denied_by else unanswered
    return {
        "request": id_,
        "who": names(one.by),
        "who_id": one.by,
        "key": names(one.key),
        "key_id": one.key,
        "for": Length(one.span),
        "asked": Moment(one.asked),
        "asked_ago": away(one.asked, t),
        "state": answered,
        "denied_by": None if one.denied_by is None else names(one.denied_by),
    }


def _waiting_row(now: Snapshot, names: Names, id_: GrantId, t: int) -> dict[str, object]:
    grant = now.state.grants[id_]
    end = grant.expires if grant.renewal is None else grant.renewal.expires
    bar = not_second(now, id_)
    return {
        "request": id_,
        "who": names(grant.to),
        "who_id": grant.to,
        "key": names(grant.key),
        "key_id": grant.key,
        "for": Length(end - t),
        "asked": Moment(grant.touched),
        "asked_ago": away(grant.touched, t),
        "state": f"waits for a second approver{_NOT_YOU.get(bar, '')}",
        "yours_to_approve": bar is None,
    }


_NOT_YOU: dict[Bar | None, str] = {
    Bar.GAVE: ", not you: you gave it",
    Bar.OWN: ", not you: it is for you",
    Bar.MADE: ", not you: you made this app's token",
}


WHOSE = click.option(
    "--to", "name", metavar="NAME", help="Who asks, where several ask for the key of that name."
)


@click.command("approve", cls=Verb)
@click.argument("what", metavar="REQUEST|GRANT|KEY")
@WHOSE
@click.option("--for", "until", type=UNTIL, help="Another length than was asked for.")
@click.option("--uses", type=click.IntRange(1), help="How many openings at most.")
@click.option("--reason", default="", metavar="TEXT", help="Why; it goes on record.")
@click.pass_obj
def approve_command(
    call: Call, what: str, name: str | None, until: Until | None, uses: int | None, reason: str
) -> None:
    """Say yes to a request, or be the second to say yes to a grant or its renewal.

    By its id, by the name of the key, or of whoever asks, where nothing else waits for an answer
    by that name.
    """
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        waiting = {**open_requests(now), **second_wanted(now, call.now())}
        meant = answer_meant(now, what, name, waiting)
        second = meant in now.state.grants
        if second:
            if until is not None or uses is not None or reason:
                raise No(Code.E_USAGE, "A second approver says yes to what stands, no other terms.")
            after = session.lending.approve(meant, seen=now)
            grants = [meant]
        else:
            grants = _answer(call, session, now, meant, until, uses, reason)
            after = session.snapshot
    if second:
        row = grant_row(after, Names(after), grants[0], call.now())
        call.out.done(f"Approved: {row['key']} for {row['to']}, ends {row['ends_in']}.", [row])
    else:
        tell_grants(call, after, grants)


def _answer(
    call: Call,
    session: Session,
    now: Snapshot,
    request: RequestId,
    until: Until | None,
    uses: int | None,
    reason: str,
) -> list[GrantId]:
    """Lend what was asked for."""
    asked = now.state.requests[request]
    policy = now.state.environments[now.state.keys[asked.key].environment].policy
    wanted = until or Until(span=min(asked.span, policy.longest))
    expires = wanted.end(call.now(), longest=policy.longest)
    require_allowed(now, asked.key, expires - call.now())
    call.out.say(consequence(now, asked.key, [asked.by], call.now()))
    terms = Terms(
        expires=expires,
        max_uses=uses,
        request=request,
        reason=check_note(reason),
    )
    return session.lending.issue(asked.key, [asked.by], terms, seen=now)


@click.command("deny", cls=Verb)
@click.argument("what", metavar="REQUEST|KEY")
@WHOSE
@click.option("--reason", required=True, metavar="TEXT", help="Why; they read it.")
@click.pass_obj
def deny_command(call: Call, what: str, name: str | None, reason: str) -> None:
    """Say no to a request, and why. It is named as for `approve`."""
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        id_ = answer_meant(now, what, name, open_requests(now))
        after = session.lending.deny(id_, check_note(reason), seen=now)
    row = _request_row(after, Names(after), id_, call.now())
    call.out.done(f"Denied: {row['key']} for {row['who']}.", row)
