"""What cannot be taken back, and so has to be replaced: after a revocation, after a leaver."""

from collections.abc import Iterable

from keylease.cli.call import Call
from keylease.cli.provider import console_of, title_of
from keylease.cli.showing import Names, ago, counted, listing, typed
from keylease.cli.times import Moment
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.insight.exposure import Exposure
from keylease.insight.holders import still_works
from keylease.insight.rotation import to_replace
from keylease.ledger.standing import active_custodians, ended, grants_of_member
from keylease.model.base import KeyId, MemberId

Versions = set[tuple[KeyId, int]]


def could_open(now: Snapshot, member: MemberId, t: int) -> Versions:
    """Versions that still work and that a member's standing grants hold ready for them."""
    grants = [
        now.state.grants[g]
        for g in grants_of_member(now.state, member)
        if ended(now.state, g, t) is None
    ]
    held = {(grant.key, seal.version) for grant in grants for seal in grant.seals}
    return {(key, version) for key, version in held if still_works(now.state, key, version)}


def leaver_rows(
    session: Session, member: MemberId, t: int, ready: Versions
) -> dict[str, list[dict[str, object]]]:
    """What to replace now that somebody is gone: seen for certain, and possibly seen.

    `ready` is what their grants held ready before they went. A relay that did not keep its
    word could have handed that out without a record, so it is told apart, not left out.
    """
    now, found = session.snapshot, session.exposures()
    keys = now.keys_by_name()
    names = Names(now)
    certain = to_replace(now.state, found, member, t)
    rows = [
        {
            **_value(now, names, one.key, one.version),
            "do": one.remedy.value,
            "how": [way.value for way in one.ways],
            "last": None if one.last is None else Moment(one.last),
            "last_ago": ago(one.last, t),
            "holders": one.holders,
        }
        for one in certain
    ]
    seen = {(one.key, one.version) for one in certain}
    return {
        "replace": rows,
        "could_have_opened": [_value(now, names, *one) for one in sorted(ready - seen)],
        "left_without_custodian": [
            {"key": names(id_), "key_id": id_}
            for id_, key in keys
            if member in key.custodians and not active_custodians(now.state, key)
        ],
    }


def _value(now: Snapshot, names: Names, key: KeyId, version: int) -> dict[str, object]:
    provider = now.names.field(key, "provider")
    return {
        "key": names(key),
        "key_id": key,
        "version": version,
        "provider": provider,
        "replace_at": console_of(provider),
    }


_COLUMNS = {
    "key": "key",
    "version": "version",
    "do": "do",
    "how": "how",
    "last_ago": "last opened",
    "holders": "others with access",
    "replace_at": "where",
}


def tell_replacements(call: Call, name: str, rows: dict[str, list[dict[str, object]]]) -> None:
    """Print the lists for people; in JSON they stand in the result already."""
    if call.json:
        return
    if rows["replace"]:
        call.out.section(
            f"{name} has seen these. Replace them, worst first:", rows["replace"], _COLUMNS
        )
    if rows["could_have_opened"]:
        call.out.section(
            f"No opening by {name} is on record for these, though they could be opened until now:",
            rows["could_have_opened"],
            {"key": "key", "version": "version", "replace_at": "where"},
        )
    for row in rows["left_without_custodian"]:
        call.out.say(
            f"Nobody is left who keeps the value of {row['key']}. Make a new one at its provider "
            f"and put it in: keylease key rotate {typed(row['key'])}"
        )
    if rows["replace"]:
        call.out.say("For each: make a new value at the provider, then: keylease key rotate KEY")
    else:
        call.out.say(f"{name} has seen no value that still works.")


def cannot_take_back(now: Snapshot, who: str, seen: Iterable[Exposure], t: int) -> str:
    """What revoking does not undo, in a sentence; empty where nothing was opened."""
    opened = [one for one in seen if still_works(now.state, one.key, one.version)]
    if not opened:
        return ""
    times = sum(one.times for one in opened)
    last = max(one.last or 0 for one in opened)
    key = opened[0].key
    provider = now.names.field(key, "provider")
    console = console_of(provider)
    where = f"{title_of(provider)}: {console}" if console else title_of(provider)
    versions = sorted({one.version for one in opened})
    which = f"version{'s' * (len(versions) > 1)} {listing([str(v) for v in versions])}"
    return (
        f"{who} opened {which} {counted(times, 'time')}, last {ago(last, t)}. Revoking does not "
        f"take that back: replace the key at {where}, then `keylease key rotate "
        f"{typed(now.names.of(key))}`."
    )
