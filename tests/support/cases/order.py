"""What is checked of every entry, before its type's rule and after, and in which order."""

import json
from base64 import b64encode
from collections.abc import Callable

from keylease.crypto.signing import SignatureType
from keylease.errors import Code
from keylease.model import events as e
from keylease.model.base import Position
from keylease.model.events import EncryptedMeta
from keylease.model.signed import Signed
from support.cases.form import freeze, no, sign, swap, tampered
from support.cases.world import World, accepted, with_box
from support.team import TeamBuilder
from support.terms import DAY, Person


def _inactive(w: World, by: Person) -> Signed:
    return w.draft(by, e.KeyFreeze(key=w.key))


def _meta(w: World, epoch: int) -> EncryptedMeta:
    return EncryptedMeta(epoch=epoch, box=bytes(40))


def _stale(w: World) -> World:
    return w.act(w.ana, e.MemberSuspend(member=w.max.id))


def _seen(seq: int, byte: int = 1) -> Position:
    return Position(seq=seq, hash=bytes([byte] * 32))


def _at_line(w: World, seq: int) -> World:
    """Mia has verified that many access lines."""
    return w.act(w.mia, e.KeyFreeze(key=w.other), seen=_seen(seq))


def _stranger_joins(w: World) -> Signed:
    """The author's id is not that of the keys brought."""
    person, other = w.team.person("Nia"), w.team.person("Noa")
    return w.team.draft_join(w.invite, person, author=other.id)


def _first(w: World, kind: str) -> Signed:
    """An entry offered where no team is yet."""
    entry = {
        "join": lambda: w.team.draft_join(w.invite, w.team.person("Nia")),
        "freeze": lambda: freeze(w),
    }[kind]()
    w.team = TeamBuilder(seed=1)
    return entry


def _again(w: World) -> Signed:
    """An entry that is in the ledger already."""
    entry = freeze(w)
    w.take(entry)
    return entry


def _as_second(kind: SignatureType) -> Callable[[World], Signed]:
    """Signed by the right person, for another purpose."""

    def write(w: World) -> Signed:
        body = freeze(w).body
        return Signed(body=body, sigs=(w.mia.key.sign(kind, body),))

    return write


AUTHORS = (
    no("by somebody pending", Code.E_AUTHOR_INACTIVE, lambda w: _inactive(w, w.pia)),
    no("by somebody suspended", Code.E_AUTHOR_INACTIVE, lambda w: _inactive(w, w.sue)),
    no("by somebody removed", Code.E_AUTHOR_INACTIVE, lambda w: _inactive(w, w.ron)),
    no("by somebody who left", Code.E_AUTHOR_INACTIVE, lambda w: _inactive(w, w.lea)),
    no(
        "by somebody removed, dated before",
        Code.E_AUTHOR_INACTIVE,
        lambda w: w.draft(w.ron, e.KeyFreeze(key=w.key), ts=w.team.now - DAY),
    ),
    no("by nobody known", Code.E_AUTHOR_INACTIVE, lambda w: _inactive(w, w.team.person("Nia"))),
    no(
        "by somebody removed, not signed either",
        Code.E_AUTHOR_INACTIVE,
        lambda w: w.draft(w.ron, e.KeyFreeze(key=w.key), by=w.mia.key),
    ),
    no(
        "by somebody removed, not in form either",
        Code.E_AUTHOR_INACTIVE,
        lambda w: sign(w.ron, _inactive(w, w.ron).body + b" "),
    ),
    no("nothing but a freeze where no team is", Code.E_CHAIN, lambda w: _first(w, "freeze")),
    no("a join where no team is", Code.E_CHAIN, lambda w: _first(w, "join")),
    no("a join whose author is not of its keys", Code.E_SIG, _stranger_joins),
    no(
        "a join whose box key was changed on the way",
        Code.E_SIG,
        lambda w: Signed(
            body=(entry := w.team.draft_join(w.invite, nia := w.team.person("Nia"))).body.replace(
                *_box_swap(nia, w.team.person("Noa"))
            ),
            sigs=entry.sigs,
        ),
    ),
    no(
        "a join whose keys and author were changed on the way",
        Code.E_SIG,
        lambda w: Signed(
            body=w.team.draft_join(w.invite, with_box(nia := w.team.person("Nia"), w.app.box)).body,
            sigs=w.team.draft_join(w.invite, nia).sigs,
        ),
    ),
)
SIGNED = (
    no(
        "an admin's, signed by a member",
        Code.E_SIG,
        lambda w: w.draft(w.adam, e.InviteCancel(invite=w.invite.id), by=w.max.key),
    ),
    no("changed after it was signed", Code.E_SIG, tampered(swap('"seq":', '"seq":1'))),
    no("out of form, and not what was signed", Code.E_SIG, tampered(swap(":", ": "))),
    no(
        "with a field added after it was signed",
        Code.E_SIG,
        tampered(swap('"v":1', '"v":1,"x":1')),
    ),
    no(
        "with a second signature",
        Code.E_SIG,
        lambda w: w.team.second(SignatureType.EVENT, w.ana.key, freeze(w)),
    ),
    *(
        no(f"signed as {kind.split('/')[1]}", Code.E_SIG, _as_second(kind))
        for kind in SignatureType
        if kind is not SignatureType.EVENT
    ),
)
PLACE = (
    no(
        "of another team",
        Code.E_TEAM,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), team=bytes(32)),
    ),
    no("of no team", Code.E_TEAM, lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), team=b"")),
    no(
        "of another team, at another place",
        Code.E_TEAM,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), team=bytes(32), seq=1),
    ),
    no(
        "a number left out",
        Code.E_CHAIN,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), seq=w.state.head.seq + 2),
    ),
    no(
        "the number of the entry before",
        Code.E_CHAIN,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), seq=w.state.head.seq),
    ),
    no(
        "behind another entry",
        Code.E_CHAIN,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), prev=bytes(32)),
    ),
    no("the same entry again", Code.E_CHAIN, _again),
    no(
        "what they may not, behind another entry",
        Code.E_CHAIN,
        lambda w: w.draft(w.mia, e.PolicySet(policy=w.state.policy), prev=bytes(32)),
    ),
)
NAMES = (
    no(
        "meta without commitments",
        Code.E_FIELD,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), meta=_meta(w, w.state.epoch)),
    ),
    no(
        "commitments without meta",
        Code.E_FIELD,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), commitments={"reason": bytes(32)}),
    ),
    no(
        "commitments of nothing",
        Code.E_FIELD,
        lambda w: w.draft(
            w.mia, e.KeyFreeze(key=w.key), meta=_meta(w, w.state.epoch), commitments={}
        ),
    ),
    no(
        "commitments not in order",
        Code.E_FIELD,
        lambda w: sign(
            w.mia,
            w.draft(w.mia, e.KeyFreeze(key=w.key), "note", "reason")
            .body.replace(b'"note"', b'"x"')
            .replace(b'"reason"', b'"note"')
            .replace(b'"x"', b'"reason"'),
        ),
    ),
    no(
        "a commitment to an impossible field",
        Code.E_FIELD,
        lambda w: w.draft(
            w.mia,
            e.KeyFreeze(key=w.key),
            meta=_meta(w, w.state.epoch),
            commitments={"Reason": bytes(32)},
        ),
    ),
    accepted(
        "order",
        "fields of a list's elements",
        lambda w: w.draft(
            w.mia, e.KeyFreeze(key=w.key), "reason", "reason:0", "reason:10", "reason:2"
        ),
    ),
    no(
        "meta of an epoch past",
        Code.E_EPOCH,
        lambda w: w.draft(
            w.mia,
            e.KeyFreeze(key=w.key),
            meta=_meta(w, w.state.epoch - 1),
            commitments={"reason": bytes(32)},
        ),
    ),
    no(
        "meta of an epoch to come",
        Code.E_EPOCH,
        lambda w: w.draft(
            w.mia,
            e.KeyFreeze(key=w.key),
            meta=_meta(w, w.state.epoch + 1),
            commitments={"reason": bytes(32)},
        ),
    ),
    no(
        "a join with meta of another epoch",
        Code.E_EPOCH,
        lambda w: w.team.draft_join(
            w.invite,
            w.team.person("Nia"),
            meta=_meta(w, w.state.epoch + 1),
            commitments={"name": bytes(32)},
        ),
    ),
    no(
        "a join with meta",
        Code.E_FIELD,
        lambda w: w.team.draft_join(
            w.invite,
            w.team.person("Nia"),
            meta=_meta(w, w.state.epoch),
            commitments={"name": bytes(32)},
        ),
    ),
)
CLOCKS = (
    accepted(
        "order",
        "dated before the entry before",
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), ts=w.team.now - DAY),
    ),
    accepted(
        "order",
        "a nonce that came before",
        lambda w: w.act(w.max, e.KeyFreeze(key=w.other), nonce=bytes(16)).draft(
            w.mia, e.KeyFreeze(key=w.key), nonce=bytes(16)
        ),
    ),
)
GATES = (
    no("an app writes", Code.E_ROLE, lambda w: freeze(w, w.app)),
    no(
        "an app revokes its own grant",
        Code.E_ROLE,
        lambda w: w.draft(w.app, e.GrantRevoke(grants=(w.to_app,))),
    ),
    no("a guest freezes", Code.E_ROLE, lambda w: freeze(w, w.gus)),
    no(
        "a guest asks for a key",
        Code.E_ROLE,
        lambda w: w.draft(w.gus, e.AccessRequest(request=w.id("req"), key=w.key, span=DAY)),
    ),
    no(
        "an owner writes while the epoch is stale",
        Code.E_EPOCH_STALE,
        lambda w: freeze(_stale(w), w.ana),
    ),
    no(
        "an admin writes while the epoch is stale",
        Code.E_EPOCH_STALE,
        lambda w: freeze(_stale(w), w.bo),
    ),
    no(
        "an admin resumes while the epoch is stale",
        Code.E_EPOCH_STALE,
        lambda w: _stale(w).draft(
            w.adam, e.MemberResume(member=w.max.id, epoch=w.state.epoch, seal=bytes(80))
        ),
    ),
    accepted(
        "order", "an auditor writes while the epoch is stale", lambda w: freeze(_stale(w), w.aud)
    ),
    accepted(
        "order",
        "a member writes a name while the epoch is stale",
        lambda w: _stale(w).draft(w.mia, e.KeyFreeze(key=w.key), "reason"),
    ),
    accepted(
        "order",
        "an owner leaves while the epoch is stale",
        lambda w: _stale(w).draft(w.ana, e.MemberLeave()),
    ),
    accepted(
        "order",
        "somebody joins while the epoch is stale",
        lambda w: _stale(w).team.draft_join(w.invite, w.team.person("Nia")),
    ),
)
SEEN = (
    accepted(
        "order",
        "a later access line seen",
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), seen=_seen(9)),
    ),
    accepted(
        "order",
        "the same access line seen",
        lambda w: _at_line(w, 4).draft(w.mia, e.KeyFreeze(key=w.key), seen=_seen(4)),
    ),
    accepted(
        "order",
        "an earlier access line than another's",
        lambda w: _at_line(w, 4).draft(w.max, e.KeyFreeze(key=w.key), seen=_seen(3)),
    ),
    no(
        "an earlier access line seen",
        Code.E_SEEN,
        lambda w: _at_line(w, 4).draft(w.mia, e.KeyFreeze(key=w.key), seen=_seen(3)),
    ),
    no(
        "another line at the same place seen",
        Code.E_SEEN,
        lambda w: _at_line(w, 4).draft(w.mia, e.KeyFreeze(key=w.key), seen=_seen(4, byte=2)),
    ),
    no(
        "another empty log seen",
        Code.E_SEEN,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key), seen=_seen(0)),
    ),
    no(
        "what they may not, with an earlier line seen",
        Code.E_ROLE,
        lambda w: _at_line(w, 4).draft(w.mia, e.PolicySet(policy=w.state.policy), seen=_seen(3)),
    ),
)


def _box_swap(person: Person, other: Person) -> tuple[bytes, bytes]:
    """For `replace`: one person's box key in base64, and another's."""
    return json.dumps(_base64(person.box)).encode(), json.dumps(_base64(other.box)).encode()


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


CASES = AUTHORS + SIGNED + PLACE + CLOCKS + NAMES + GATES + SEEN
