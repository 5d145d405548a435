"""How many signatures an entry has, how long they are, and which equations they fulfil."""

from collections.abc import Callable

from keylease.crypto.signing import SignatureType
from keylease.errors import Code
from keylease.model import events as e
from keylease.model.signed import Signed
from support.cases.form import freeze, no, sign
from support.cases.world import World
from support.points import with_larger_s
from support.terms import DAY

Sigs = tuple[bytes, ...]


def _resigned(entry: Signed, change: Callable[[Sigs], Sigs]) -> Signed:
    return Signed(body=entry.body, sigs=change(entry.sigs))


def _join(w: World) -> Signed:
    return w.team.draft_join(w.invite, w.team.person("Nia"))


def _app(w: World) -> Signed:
    app = w.team.person("ci")
    data = e.AppAdd(app.key.public, app.box, expires=w.team.now + DAY, networks=())
    return w.team.second(SignatureType.APP_PROOF, app.key, w.draft(w.ana, data, "name"))


def _out_of_form(w: World) -> Signed:
    return sign(w.mia, freeze(w).body.replace(b":", b": ", 1))


CASES = (
    no("not signed at all", Code.E_SIG, lambda w: _resigned(freeze(w), lambda _: ())),
    no("signed three times", Code.E_SIG, lambda w: _resigned(freeze(w), lambda s: s * 3)),
    no("a signature cut short", Code.E_SIG, lambda w: _resigned(freeze(w), lambda s: (s[0][:63],))),
    no(
        "a signature with a byte more",
        Code.E_SIG,
        lambda w: _resigned(freeze(w), lambda s: (s[0] + b"\0",)),
    ),
    no(
        "a signature whose S is larger by the group's order",
        Code.E_SIG,
        lambda w: _resigned(freeze(w), lambda s: (with_larger_s(s[0]),)),
    ),
    no(
        "by somebody removed, not signed at all",
        Code.E_AUTHOR_INACTIVE,
        lambda w: _resigned(w.draft(w.ron, e.KeyFreeze(key=w.key)), lambda _: ()),
    ),
    no(
        "out of form, not signed at all",
        Code.E_SIG,
        lambda w: _resigned(_out_of_form(w), lambda _: ()),
    ),
    no(
        "out of form, with a second signature",
        Code.E_PARSE,
        lambda w: _resigned(_out_of_form(w), lambda s: s * 2),
    ),
    no("a join not signed at all", Code.E_SIG, lambda w: _resigned(_join(w), lambda _: ())),
    no(
        "a join without the invite's signature",
        Code.E_SIG_INVITE,
        lambda w: _resigned(_join(w), lambda s: s[:1]),
    ),
    no(
        "a join signed three times",
        Code.E_SIG_INVITE,
        lambda w: _resigned(_join(w), lambda s: (*s, s[1])),
    ),
    no(
        "a join whose invite's signature was cut short",
        Code.E_SIG_INVITE,
        lambda w: _resigned(_join(w), lambda s: (s[0], s[1][:63])),
    ),
    no(
        "an app signed for three times",
        Code.E_SIG,
        lambda w: _resigned(_app(w), lambda s: (*s, s[1])),
    ),
    no(
        "an app whose own signature was cut short",
        Code.E_SIG,
        lambda w: _resigned(_app(w), lambda s: (s[0], s[1][:63])),
    ),
)
