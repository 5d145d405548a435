"""Apps: adding and renewing them."""

from msgspec import structs

from keylease.crypto.signing import SignatureType
from keylease.errors import Code
from keylease.model import events as e
from keylease.model.signed import Signed
from support.cases.world import World, accepted, refused, with_box
from support.points import X25519_LOW_ORDER
from support.terms import DAY, Person


def _add(w: World, by: Person, app: Person | None = None, days: int = 30) -> Signed:
    networks = ("10.0.0.0/8", "2001:db8::/32")
    return w.team.draft_app(app or w.team.person("ci"), by=by, days=days, networks=networks)


def _nameless(w: World) -> Signed:
    app = w.team.person("ci")
    data = e.AppAdd(sign=app.key.public, box=app.box, expires=w.team.now + DAY, networks=())
    return w.team.second(SignatureType.APP_PROOF, app.key, w.draft(w.ana, data))


def _renew(w: World, **other: object) -> e.AppRenew:
    data = e.AppRenew(app=w.app.id, expires=w.team.now + 60 * DAY, networks=("10.0.0.0/8",))
    return structs.replace(data, **other)


CASES = (
    accepted("app.add", "by an admin", lambda w: _add(w, w.adam)),
    accepted("app.add", "by an owner, for a year", lambda w: _add(w, w.olga, days=365)),
    refused("app.add", "by a member", Code.E_ROLE, lambda w: _add(w, w.max)),
    refused(
        "app.add",
        "without its own signature",
        Code.E_SIG,
        lambda w: Signed(body=(entry := _add(w, w.ana)).body, sigs=entry.sigs[:1]),
    ),
    refused(
        "app.add",
        "with a signature of its maker in its place",
        Code.E_SIG,
        lambda w: w.team.second(SignatureType.APP_PROOF, w.ana.key, _add(w, w.ana)),
    ),
    refused("app.add", "that has ended", Code.E_POLICY, lambda w: _add(w, w.ana, days=0)),
    refused("app.add", "without a name", Code.E_FIELD, _nameless),
    refused("app.add", "again", Code.E_DUP_ID, lambda w: _add(w, w.ana, w.app)),
    refused(
        "app.add",
        "with a box key of low order",
        Code.E_KEY,
        lambda w: _add(w, w.ana, with_box(w.team.person("ci"), X25519_LOW_ORDER[2])),
    ),
    refused(
        "app.add",
        "with the box key of somebody removed",
        Code.E_KEY,
        lambda w: _add(w, w.ana, with_box(w.team.person("ci"), w.ron.box)),
    ),
    accepted("app.renew", "by an admin", lambda w: w.draft(w.bo, _renew(w))),
    accepted(
        "app.renew",
        "suspended, to an earlier end",
        lambda w: w.act(w.ana, e.MemberSuspend(member=w.app.id)).draft(
            w.ana, _renew(w, expires=w.team.now + DAY, networks=()), "reason"
        ),
    ),
    refused("app.renew", "by a member", Code.E_ROLE, lambda w: w.draft(w.max, _renew(w))),
    refused(
        "app.renew",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _renew(w, app=w.team.person("ci").id)),
    ),
    refused(
        "app.renew", "a person", Code.E_STATE, lambda w: w.draft(w.ana, _renew(w, app=w.max.id))
    ),
    refused(
        "app.renew",
        "a removed one",
        Code.E_STATE,
        lambda w: w.act(w.ana, e.MemberRemove(member=w.app.id)).draft(w.ana, _renew(w)),
    ),
    refused(
        "app.renew",
        "to an end that is past",
        Code.E_POLICY,
        lambda w: w.draft(w.ana, _renew(w, expires=w.team.now)),
    ),
)
