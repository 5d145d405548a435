"""What waits for an answer, and which of it somebody means: by id, or by the names in it."""

from collections.abc import Mapping
from typing import NamedTuple

from keylease.cli.ending import No
from keylease.cli.ids import id_meant
from keylease.cli.showing import Names, listing, typed
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, Refused
from keylease.ledger.approval import awaited
from keylease.ledger.standing import ended, waiting_requests
from keylease.model.base import KeyId, MemberId, Time


class Asked(NamedTuple):
    """Which key, and for whom."""

    key: KeyId
    member: MemberId


Waiting = Mapping[str, Asked]
"""What waits, by the id of the request or of the grant."""


def open_requests(now: Snapshot) -> dict[str, Asked]:
    """Requests that nobody has answered."""
    return {id_: Asked(one.key, one.by) for id_, one in waiting_requests(now.state).items()}


def second_wanted(now: Snapshot, t: Time) -> dict[str, Asked]:
    """Grants, or renewals of some, that wait for a second yes at `t`."""
    return {
        id_: Asked(grant.key, grant.to)
        for id_, grant in now.grants()
        if awaited(grant) is not None and ended(now.state, id_, t) is None
    }


def answer_meant(now: Snapshot, text: str, name: str | None, waiting: Waiting) -> str:
    """The request or grant that an id, its beginning, the name of a key or of somebody means.

    `name` narrows it to what that person or app asks for. No(E_AMBIGUOUS) where more than one of
    those that wait fits, No(E_UNKNOWN) where none does, No(E_STATE) for what is answered.
    """
    what = "grant" if text.startswith("grt_") else "request"
    known = now.state.grants if what == "grant" else now.state.requests
    found = id_meant(text, known)
    if found is None and not text.startswith(("grt_", "req_")):
        return _named(now, text, name, waiting)
    if found is None:
        raise No(Code.E_UNKNOWN, f"There is no such {what}. See `keylease request list`.")
    if what == "request" and now.state.requests[found].answered:
        raise No(
            Code.E_STATE, "That request is answered already. See `keylease request list --all`."
        )
    return found


def _named(now: Snapshot, text: str, name: str | None, waiting: Waiting) -> str:
    member = None if name is None else now.member_named(name)
    meant = _ids(now, text)
    fitting = {
        id_: one
        for id_, one in waiting.items()
        if meant & set(one) and member in (None, one.member)
    }
    if len(fitting) == 1:
        return next(iter(fitting))
    if not fitting:
        raise No(
            Code.E_UNKNOWN,
            f"Nothing by the name {text!r} waits for an answer. See `keylease request list`.",
        )
    names = Names(now)
    several = listing([f"{names(one.key)} for {names(one.member)}" for one in fitting.values()])
    one = next(iter(fitting.values()))
    raise No(
        Code.E_AMBIGUOUS,
        f"That can mean {several}. Say which: {typed(names(one.key))} --to "
        f"{typed(names(one.member))}, or an id from `keylease request list`.",
    )


def _ids(now: Snapshot, text: str) -> set[str]:
    """The key of that name, and the person or app: a name may be both."""
    found = set()
    for find in (now.key_named, now.member_named):
        try:
            found.add(find(text))
        except Refused:
            continue
    return found
