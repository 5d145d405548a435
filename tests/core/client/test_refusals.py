"""Every refusal that a session meets: the exact code, nothing sent but a question, nothing changed.

Ledger, access log, release keys and this member's pins are the same bytes before and after; the
next honest act succeeds (THREATS.md, "Attacks by id").
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from keylease.client.keys import NewKey
from keylease.client.session import Session
from keylease.errors import Code
from keylease.model import access as a
from keylease.model.base import GrantId, KeyId
from keylease.model.events import Decision, Lapse, Policy, Verdict
from keylease.model.roles import Role
from support.members import World, code_of, traces
from support.terms import DAY, HOUR

NOBODY = "mem_" + "a" * 26
NO_KEY = "key_" + "a" * 26
NO_GRANT = "grt_" + "a" * 26


@dataclass
class Office:
    """Ada owns, Olga too, Adam is admin, Bob a member, Gus a guest, Pat pending."""

    world: World
    ada: Session
    adam: Session
    bob: Session
    gus: Session
    pat: Session
    key: KeyId
    grant: GrantId
    guarded: KeyId

    def lend(self, by: Session, key: KeyId, to: str, **terms: int) -> object:
        return by.lending.issue(key, [to], replace(self.world.terms(), **terms))


@pytest.fixture
def office(world: World) -> Office:
    ada = world.found()
    adam = world.bring(ada, "Adam", Role.ADMIN)
    bob = world.bring(ada, "Bob", verified=False)
    gus = world.bring(ada, "Gus", Role.GUEST)
    pat = world.join(ada, "Pat")
    world.environment(ada, "guarded", reason_required=True, verified_only=True)
    key = world.key(ada, "openai")
    guarded = world.key(ada, "prod", "guarded")
    grant = world.lend(ada, key, bob, lasts=DAY)
    return Office(world, ada, adam, bob, gus, pat, key, grant, guarded)


REFUSALS: dict[str, tuple[Code, Callable[[Office], object]]] = {
    "a member invites": (Code.E_ROLE, lambda o: o.bob.people.invite(Role.MEMBER, DAY)),
    "an admin invites an admin": (Code.E_ROLE, lambda o: o.adam.people.invite(Role.ADMIN, DAY)),
    "an invite for a year": (Code.E_POLICY, lambda o: o.ada.people.invite(Role.MEMBER, 365 * DAY)),
    "an admin removes an owner": (Code.E_ROLE, lambda o: o.adam.people.remove(o.ada.me)),
    "an admin makes an owner": (
        Code.E_ROLE,
        lambda o: o.adam.people.set_role(o.bob.me, Role.OWNER),
    ),
    "the last owner leaves": (Code.E_LAST_OWNER, lambda o: o.ada.people.leave()),
    "the last owner steps down": (
        Code.E_LAST_OWNER,
        lambda o: o.ada.people.set_role(o.ada.me, Role.ADMIN),
    ),
    "somebody is admitted twice": (
        Code.E_STATE,
        lambda o: o.ada.people.admit(o.bob.me, verified=True),
    ),
    "the pending act": (Code.E_AUTHOR_INACTIVE, lambda o: o.pat.lending.request(o.key, DAY, "")),
    "a guest asks": (Code.E_ROLE, lambda o: o.gus.lending.request(o.key, DAY, "")),
    "nobody is removed": (Code.E_UNKNOWN, lambda o: o.ada.people.remove(NOBODY)),
    "nobody is admitted": (Code.E_UNKNOWN, lambda o: o.ada.people.admit(NOBODY, verified=True)),
    "nobody is verified": (Code.E_UNKNOWN, lambda o: o.ada.people.verify(NOBODY)),
    "no invite is cancelled": (
        Code.E_UNKNOWN,
        lambda o: o.ada.people.cancel_invite("inv_" + "a" * 26),
    ),
    "a key without a name": (
        Code.E_NAME,
        lambda o: o.ada.keys.add(
            NewKey("  ", "openai", next(iter(o.ada.snapshot.state.environments))),
            o.world.value("sk-1"),
        ),
    ),
    "a key by a name that is taken": (Code.E_NAME, lambda o: o.world.key(o.bob, "openai")),
    "a name that looks the same": (Code.E_NAME, lambda o: o.world.key(o.bob, "оpenai")),
    "a member edits another's key": (
        Code.E_NOT_CUSTODIAN,
        lambda o: o.bob.keys.edit(o.key, {"note": "mine"}),
    ),
    "no key is edited": (Code.E_UNKNOWN, lambda o: o.ada.keys.edit(NO_KEY, {"note": "x"})),
    "an owner who keeps nothing lends": (
        Code.E_NOT_CUSTODIAN,
        lambda o: o.lend(o.adam, o.key, o.bob.me),
    ),
    "no key is lent": (Code.E_UNKNOWN, lambda o: o.lend(o.ada, NO_KEY, o.bob.me)),
    "a key is lent to nobody known": (Code.E_UNKNOWN, lambda o: o.lend(o.ada, o.key, NOBODY)),
    "a key is lent to nobody": (
        Code.E_USAGE,
        lambda o: o.ada.lending.issue(o.key, [], o.world.terms()),
    ),
    "a key is lent to the pending": (
        Code.E_AUTHOR_INACTIVE,
        lambda o: o.lend(o.ada, o.key, o.pat.me),
    ),
    "longer than allowed": (
        Code.E_POLICY,
        lambda o: o.lend(o.ada, o.key, o.bob.me, expires=o.world.now + 91 * DAY),
    ),
    "ended before it began": (
        Code.E_EXPIRED,
        lambda o: o.lend(o.ada, o.key, o.bob.me, expires=o.world.now - 1),
    ),
    "without a reason": (Code.E_REASON, lambda o: o.lend(o.ada, o.guarded, o.bob.me)),
    "to somebody unverified": (
        Code.E_UNVERIFIED,
        lambda o: o.ada.lending.issue(o.guarded, [o.bob.me], o.world.terms(reason="because")),
    ),
    "renewed by the recipient": (
        Code.E_NOT_CUSTODIAN,
        lambda o: o.bob.lending.renew(o.grant, o.world.now + 2 * DAY),
    ),
    "renewed to an earlier end": (
        Code.E_STATE,
        lambda o: o.ada.lending.renew(o.grant, o.world.now + HOUR),
    ),
    "no grant is renewed": (
        Code.E_UNKNOWN,
        lambda o: o.ada.lending.renew(NO_GRANT, o.world.now + HOUR),
    ),
    "approved where nothing waits": (Code.E_STATE, lambda o: o.adam.lending.approve(o.grant)),
    "no request is denied": (
        Code.E_UNKNOWN,
        lambda o: o.ada.lending.deny("req_" + "a" * 26, "no"),
    ),
    "nothing is revoked": (Code.E_USAGE, lambda o: o.ada.lending.revoke([])),
    "no grant is revoked": (Code.E_UNKNOWN, lambda o: o.ada.lending.revoke([NO_GRANT])),
    "no key is opened": (Code.E_UNKNOWN, lambda o: o.bob.values.open(NO_KEY, a.Purpose.COPY)),
    "a key that was never lent": (
        Code.E_NO_GRANT,
        lambda o: o.adam.values.open(o.key, a.Purpose.COPY),
    ),
    "no key is frozen": (Code.E_UNKNOWN, lambda o: o.bob.keys.freeze(NO_KEY)),
    "thawed though not frozen": (Code.E_STATE, lambda o: o.ada.keys.thaw(o.key)),
    "a version that is not there": (Code.E_UNKNOWN, lambda o: o.ada.keys.activate(o.key, 7)),
    "a version that is in use": (
        Code.E_STATE,
        lambda o: o.ada.keys.retire(o.key, 1, note="gone"),
    ),
    "rotated by another": (
        Code.E_NOT_CUSTODIAN,
        lambda o: o.bob.keys.rotate(o.key, o.world.value("sk-x")),
    ),
    "a guest as custodian": (
        Code.E_ROLE,
        lambda o: o.ada.keys.add_custodian(o.key, o.gus.me),
    ),
    "nobody as custodian": (Code.E_UNKNOWN, lambda o: o.ada.keys.add_custodian(o.key, NOBODY)),
    "an unverified custodian": (
        Code.E_UNVERIFIED,
        lambda o: o.ada.keys.add_custodian(o.guarded, o.bob.me),
    ),
    "exposure of nobody": (
        Code.E_USAGE,
        lambda o: o.ada.keys.declare_exposure(o.key, 1, []),
    ),
    "an app that has ended": (Code.E_POLICY, lambda o: o.ada.apps.create("ci", o.world.now)),
    "a member makes an app": (
        Code.E_ROLE,
        lambda o: o.bob.apps.create("ci", o.world.now + DAY),
    ),
    "a person is renewed as an app": (
        Code.E_STATE,
        lambda o: o.ada.apps.renew(o.bob.me, o.world.now + DAY, ()),
    ),
    "a member sets the policy": (
        Code.E_ROLE,
        lambda o: o.bob.team.set_policy(Policy(lapse=Lapse.KEEP, adders=())),
    ),
    "an environment's name again": (Code.E_NAME, lambda o: o.world.environment(o.ada, "staging")),
    "the suite is lowered": (Code.E_SUITE, lambda o: o.ada.team.raise_suite(1)),
    "rules that are not in force": (
        Code.E_STATE,
        lambda o: o.bob.people.acknowledge("some other rules"),
    ),
    "a review due tomorrow morning": (
        Code.E_DUE,
        lambda o: o.ada.reviews.open(
            "x", [f"grant:{o.grant}"], [o.ada.me], o.world.now + HOUR, lapse=Lapse.END
        ),
    ),
    "a decision where there is no review": (
        Code.E_UNKNOWN,
        lambda o: o.ada.reviews.decide(
            "rev_" + "a" * 26, [Decision(f"grant:{o.grant}", Verdict.KEEP)]
        ),
    ),
    "no review is closed": (Code.E_UNKNOWN, lambda o: o.ada.reviews.close("rev_" + "a" * 26)),
    "no incident is closed": (
        Code.E_UNKNOWN,
        lambda o: o.ada.incidents.close("inc_" + "a" * 26),
    ),
    "histories that did not differ": (Code.E_STATE, lambda o: o.ada.team.accept_history()),
    "a founder's safety words": (Code.E_STATE, lambda o: o.ada.people.safety_words(o.ada.me)),
    "a list of nobody known": (Code.E_UNKNOWN, lambda o: o.ada.people.set_list("x", [NOBODY])),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_changes_nothing(office: Office, name: str) -> None:
    code, act = REFUSALS[name]
    people = (office.ada, office.adam, office.bob, office.gus, office.pat)
    for one in people:
        one.refresh()
    before = [traces(one) for one in people]
    asked = [len(office.world.relay(one).asked) for one in people]
    assert code_of(lambda: act(office)) is code
    assert [traces(one) for one in people] == before
    sent = [
        type(request.op)
        for one, count in zip(people, asked, strict=True)
        for request in office.world.relay(one).asked[count:]
    ]
    assert set(sent) <= {a.Fetch}
    office.lend(office.ada, office.key, office.bob.me)


def test_an_opening_that_is_refused_is_one_line_and_no_more(office: Office) -> None:
    office.ada.lending.revoke([office.grant])
    office.bob.refresh()
    events, lines, releases, _ = traces(office.bob)
    assert code_of(lambda: office.bob.values.open(office.key, a.Purpose.COPY)) is Code.E_REVOKED
    after = traces(office.bob)
    assert (after[0], after[2]) == (events, releases)
    assert isinstance(lines, list)
    assert isinstance(after[1], list)
    assert [row.outcome for row in after[1][len(lines) :]] == ["E_REVOKED"]
    refused = [h for h in office.ada.activity.happenings(office.ada.refresh()) if h.log == "access"]
    assert (refused[-1].what, refused[-1].detail["code"]) == ("refused", "E_REVOKED")
