"""`keylease grant`, `renew`, `revoke`: lend a key, for longer, no longer."""

from collections.abc import Sequence

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import SPAN, UNTIL, Verb
from keylease.cli.network import networks_option
from keylease.cli.provider import limits_sentence
from keylease.cli.replacing import cannot_take_back
from keylease.cli.showing import Names, counted, grant_row, listing, seen_by, typed
from keylease.cli.times import Length, Until
from keylease.client.lending import Terms
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.insight.holders import holders
from keylease.ledger.propose import grants_between
from keylease.model.base import GrantId, KeyId, MemberId
from keylease.wire.names import check_note


@click.command("grant", cls=Verb)
@click.argument("key")
@click.option("--to", "people", multiple=True, metavar="NAME", help="A person or app; repeatable.")
@click.option("--list", "list_name", metavar="LIST", help="Everybody on a list.")
@click.option("--for", "until", type=UNTIL, required=True, help="1h, 8h, 7d, 30d, or a date.")
@click.option("--uses", type=click.IntRange(1), help="How many openings at most.")
@click.option("--idle", type=SPAN, help="Ends by itself if it is not used that long.")
@click.option("--reason", default="", metavar="TEXT", help="Why; it goes on record.")
@networks_option
@click.pass_obj
def grant_command(
    call: Call,
    key: str,
    people: tuple[str, ...],
    list_name: str | None,
    until: Until,
    uses: int | None,
    idle: int | None,
    reason: str,
    networks: tuple[str, ...],
) -> None:
    """Share KEY with people and apps until an end."""
    if not people and list_name is None:
        raise No(Code.E_USAGE, "Say who gets it: --to NAME, or --list LIST.")
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        id_ = now.key_named(key)
        via = None if list_name is None else now.list_named(list_name)
        members = _recipients(now, people, via)
        expires = until.end(call.now(), longest=_longest(now, id_))
        require_allowed(now, id_, expires - call.now())
        call.out.say(consequence(now, id_, members, call.now()))
        terms = Terms(
            expires=expires,
            max_uses=uses,
            idle=idle,
            networks=networks,
            via=via,
            reason=check_note(reason),
        )
        grants = session.lending.issue(id_, members, terms, seen=now)
        after = session.snapshot
    tell_grants(call, after, grants)
    asked = [one.by for one in after.state.requests.values() if one.granted in grants]
    if asked:
        call.out.say(f"That answers what {listing(Names(after).all(asked))} asked for.")


def require_allowed(now: Snapshot, key: KeyId, span: int) -> None:
    """Refuse a longer access than the environment's policy allows, with what it allows."""
    longest = _longest(now, key)
    if span > longest:
        where = now.names.of(now.state.keys[key].environment)
        raise No(
            Code.E_POLICY,
            f"In {where}, access lasts {Length(longest).words} at most. Give an earlier end "
            "with --for.",
        )


def _longest(now: Snapshot, key: KeyId) -> int:
    return now.state.environments[now.state.keys[key].environment].policy.longest


def _recipients(now: Snapshot, people: Sequence[str], via: str | None) -> list[MemberId]:
    named = [now.member_named(name) for name in people]
    if via is None:
        return list(dict.fromkeys(named))
    if named:
        raise No(Code.E_USAGE, "Share with a list or with people by name, in two commands.")
    listed = list(now.state.lists[via].members)
    if not listed:
        raise No(Code.E_STATE, "Nobody is on that list. See `keylease list show`.")
    return listed


def consequence(now: Snapshot, key: KeyId, members: Sequence[MemberId], t: int) -> str:
    """What sharing comes to, said before it is done."""
    having = {one.member for one in holders(now.state, key, t)} | set(members)
    name = now.names.of(key)
    many = counted(len(having), "holder")
    return f"This makes {many} of {name}; {limits_sentence(now, key)}."


def tell_grants(call: Call, now: Snapshot, grants: Sequence[GrantId]) -> None:
    """What was lent, and what it waits for."""
    names, t = Names(now), call.now()
    rows = [grant_row(now, names, id_, t) for id_ in grants]
    first = rows[0]
    people = listing([str(row["to"]) for row in rows])
    end = now.state.grants[grants[0]]
    uses = f", {counted(end.max_uses, 'use')}" if end.max_uses is not None else ""
    sentence = f"{first['key']} is shared with {people}. It ends {_ends(first)}{uses}."
    call.out.done(sentence, rows)
    for row in rows:
        if row["state"] == Code.E_APPROVAL.name:
            call.out.say(
                f"It opens only when a second person approves: keylease approve {row['grant']}"
            )


def _ends(row: dict[str, object]) -> str:
    from keylease.cli.output import cell

    return f"{row['ends_in']} ({cell(row['ends'])})"


@click.command("renew", cls=Verb)
@click.argument("key")
@click.option("--to", "name", required=True, metavar="NAME", help="Whose access.")
@click.option("--for", "until", type=UNTIL, required=True, help="Counted from now: 7d, or a date.")
@click.pass_obj
def renew_command(call: Call, key: str, name: str, until: Until) -> None:
    """Give somebody's access to KEY a later end."""
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        id_, member = now.key_named(key), now.member_named(name)
        grant = _newest(now, id_, member, call.now())
        expires = until.end(call.now(), longest=_longest(now, id_))
        if expires <= now.state.grants[grant].expires:
            row = grant_row(now, Names(now), grant, call.now())
            raise No(
                Code.E_STATE,
                f"It already runs longer: it ends {_ends(row)}. --for counts from now; give a "
                "later end.",
            )
        require_allowed(now, id_, expires - call.now())
        after = session.lending.renew(grant, expires, seen=now)
    row = grant_row(after, Names(after), grant, call.now())
    waits = after.state.grants[grant].renewal is not None
    if waits:
        call.out.done(f"The later end waits for a second approver: keylease approve {grant}", [row])
    else:
        call.out.done(f"{row['to']}'s access to {row['key']} now ends {_ends(row)}.", [row])


def _newest(now: Snapshot, key: KeyId, member: MemberId, t: int) -> GrantId:
    found = grants_between(now.state, key, member, t, lambda grant: True)
    if not found:
        who, what = Names(now)(member), now.names.of(key)
        raise No(
            Code.E_STATE,
            f"{who} has no access to {what} that could be renewed. Share it anew: "
            f"keylease grant {typed(what)} --to {typed(who)} --for 7d",
        )
    return max(found, key=lambda id_: (now.state.grants[id_].expires, now.state.grants[id_].order))


@click.command("revoke", cls=Verb)
@click.argument("key")
@click.option("--from", "names", required=True, multiple=True, metavar="NAME", help="Whose access.")
@click.option("--reason", default="", metavar="TEXT", help="Why; it goes on record.")
@click.pass_obj
def revoke_command(call: Call, key: str, names: tuple[str, ...], reason: str) -> None:
    """End somebody's access to KEY now, and say what that cannot take back."""
    with call.session() as session:
        now = session.refresh()
        now.require_active()
        id_ = now.key_named(key)
        members = list(dict.fromkeys(now.member_named(name) for name in names))
        grants = _standing(now, id_, members, call.now())
        call.out.say(_what_ends(now, id_, members, grants))
        after = session.lending.revoke(grants, reason=check_note(reason), seen=now)
        rows = _revoked(session, after, grants, call.now())
    shown = Names(after)
    people = listing(shown.all(members))
    call.out.done(f"Revoked: {shown(id_)} opens no more for {people}.", rows)
    for row in rows:
        if row["cannot_take_back"]:
            call.out.say(str(row["cannot_take_back"]))
    if not any(row["cannot_take_back"] for row in rows):
        call.out.say("No opening is on record, so nothing has to be replaced because of it.")


def _standing(now: Snapshot, key: KeyId, members: Sequence[MemberId], t: int) -> list[GrantId]:
    """All grants to end; for each person there has to be one."""
    found: list[GrantId] = []
    for member in members:
        theirs = grants_between(now.state, key, member, t, lambda grant: True)
        if not theirs:
            who, what = Names(now)(member), now.names.of(key)
            keeps = member in now.state.keys[key].custodians
            hint = (
                "They keep its value as a custodian: "
                f"keylease key custodian remove {typed(what)} {typed(who)}"
                if keeps
                else f"See `keylease key show {typed(what)}`."
            )
            raise No(Code.E_STATE, f"{who} has no access to {what} that could be revoked. {hint}")
        found += theirs
    return found


def _what_ends(
    now: Snapshot, key: KeyId, members: Sequence[MemberId], grants: Sequence[GrantId]
) -> str:
    people = listing(Names(now).all(members))
    return f"This ends {counted(len(grants), 'grant')} of {now.names.of(key)} to {people}."


def _revoked(
    session: Session, now: Snapshot, grants: Sequence[GrantId], t: int
) -> list[dict[str, object]]:
    """A line for each grant ended; what cannot be taken back stands with a person's last one."""
    names, found = Names(now), session.exposures()
    rows: dict[MemberId, dict[str, object]] = {}
    result = []
    for id_ in grants:
        grant = now.state.grants[id_]
        row = {**grant_row(now, names, id_, t), "opened": 0, "cannot_take_back": ""}
        rows[grant.to] = row
        result.append(row)
    for member, row in rows.items():
        seen = seen_by(found, member, now.state.grants[str(row["grant"])].key)
        row["opened"] = sum(one.times for one in seen)
        row["cannot_take_back"] = cannot_take_back(now, names(member), seen, t)
    return result
