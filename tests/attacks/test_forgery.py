"""Entries that claim what is not so, and what the law says to each; nothing of them stays."""

import pytest
from msgspec import structs

from keylease.crypto.signing import SignatureType, SigningKey
from keylease.errors import Code, KeyleaseError
from keylease.ledger.fold import fold
from keylease.model import events as e
from keylease.model.base import InviteId
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.wire.events import read_event, write_event
from keylease.wire.state import write_state
from support.cases.world import World, fresh_world, with_box
from support.terms import DAY, Pass, Person


@pytest.fixture
def w() -> World:
    return fresh_world(7)


def refused(w: World, entry: Signed, code: Code) -> None:
    """Refused with that code; the state is as it was, and the next honest act goes through."""
    before, length = write_state(w.state), len(w.team.log)
    with pytest.raises(KeyleaseError) as refusal:
        w.team.take(entry)
    assert refusal.value.code is code
    assert (write_state(w.state), len(w.team.log)) == (before, length)
    honest = w.draft(w.aud, e.AccessRequest(request=w.id("req"), key=w.key, span=DAY))
    assert w.team.take(honest).head.seq == length


def resigned(by: Person, entry: Signed, **changes: object) -> Signed:
    """The entry's body with something changed, signed by `by`."""
    body = write_event(structs.replace(read_event(entry.body), **changes))
    return Signed(body=body, sigs=(by.key.sign(SignatureType.EVENT, body), *entry.sigs[1:]))


def role(w: World, person: Person, to: Role) -> e.MemberRole:
    return e.MemberRole(member=person.id, role=to, epoch=w.state.epoch)


def invite(w: World, to: Role) -> e.MemberInvite:
    public = SigningKey(w.team.chance(32)).public
    return e.MemberInvite(invite=w.id("inv"), public=public, role=to, expires=w.team.now + DAY)


@pytest.mark.attack("A01")
def test_a01_an_admins_act_signed_by_a_member(w: World) -> None:
    act = e.MemberRemove(member=w.mia.id)
    refused(w, w.draft(w.adam, act, by=w.max.key), Code.E_SIG)


@pytest.mark.attack("A02")
def test_a02_a_ghost_joins_without_the_invites_signature(w: World) -> None:
    ghost = w.team.person("Ghost")
    proved = w.team.draft_join(w.invite, ghost)
    relay = SigningKey(w.team.chance(32))
    for entry in (
        Signed(body=proved.body, sigs=proved.sigs[:1]),
        Signed(body=proved.body, sigs=(proved.sig, proved.sig)),
        w.team.second(SignatureType.INVITE_PROOF, relay, proved),
        w.team.second(SignatureType.EVENT, w.invite.key, proved),
    ):
        refused(w, entry, Code.E_SIG_INVITE)
    assert ghost.id not in w.state.members


@pytest.mark.attack("A03")
def test_a03_a_box_key_changed_on_the_way(w: World) -> None:
    """With the author's id as it was, or made to fit the new key."""
    nia, relay = w.team.person("Nia"), w.team.person("Relay")
    entry = w.team.draft_join(w.invite, nia)
    event = read_event(entry.body)
    data = structs.replace(event.data, box=relay.box)
    for author in (nia.id, with_box(nia, relay.box).id):
        body = write_event(structs.replace(event, data=data, author=author))
        refused(w, Signed(body=body, sigs=entry.sigs), Code.E_SIG)
    assert relay.box not in {member.box for member in w.state.members.values()}


@pytest.mark.attack("A04")
def test_a04_nobody_promotes_themself(w: World) -> None:
    refused(w, w.draft(w.mia, role(w, w.mia, Role.OWNER)), Code.E_ROLE)
    refused(w, w.draft(w.adam, role(w, w.adam, Role.OWNER)), Code.E_ROLE)
    refused(w, w.draft(w.adam, invite(w, Role.ADMIN), "name_key"), Code.E_ROLE)


@pytest.mark.attack("A05")
def test_a05_a_join_brings_no_role_of_its_own(w: World) -> None:
    nia = w.team.person("Nia")
    entry = w.team.draft_join(w.invite, nia)
    body = entry.body.replace(b'"invite":"', b'"role":"owner","invite":"')
    claimed = Signed(
        body=body,
        sigs=(
            nia.key.sign(SignatureType.EVENT, body),
            w.invite.key.sign(SignatureType.INVITE_PROOF, body),
        ),
    )
    refused(w, claimed, Code.E_FIELD)
    w.team.take(w.team.draft_join(w.invite, nia))
    assert w.state.members[nia.id].role is Role.MEMBER


@pytest.mark.attack("A06")
def test_a06_position_beats_time(w: World) -> None:
    """Signed before the removal by its date, but placed behind it."""
    before = w.draft(w.max, e.KeyFreeze(key=w.key), ts=w.team.now - DAY)
    w.act(w.ana, e.MemberRemove(member=w.max.id)).epoch()
    moved = resigned(w.max, before, seq=w.state.head.seq + 1, prev=w.state.head.hash)
    refused(w, moved, Code.E_AUTHOR_INACTIVE)


@pytest.mark.attack("A07")
def test_a07_who_is_not_active_writes_nothing(w: World) -> None:
    for person in (w.pia, w.sue, w.ron, w.lea, w.team.person("Eve")):
        refused(w, w.draft(person, e.KeyFreeze(key=w.key)), Code.E_AUTHOR_INACTIVE)


@pytest.mark.attack("A07")
def test_a07_an_invite_ends(w: World) -> None:
    w.wait(7 * DAY)
    refused(w, w.team.draft_join(w.invite, w.team.person("Nia")), Code.E_INVITE_EXPIRED)


@pytest.mark.attack("A08")
@pytest.mark.parametrize("way", ["leave", "demote", "remove", "suspend"])
def test_a08_the_last_owner_stays(w: World, way: str) -> None:
    w.act(w.ana, role(w, w.olga, Role.ADMIN))
    act = {
        "leave": e.MemberLeave(),
        "demote": role(w, w.ana, Role.ADMIN),
        "remove": e.MemberRemove(member=w.ana.id),
        "suspend": e.MemberSuspend(member=w.ana.id),
    }[way]
    refused(w, w.draft(w.ana, act), Code.E_LAST_OWNER)


@pytest.mark.attack("A08")
def test_a08_two_owners_demote_each_other_at_once(w: World) -> None:
    second = w.draft(w.olga, role(w, w.ana, Role.MEMBER))
    w.act(w.ana, role(w, w.olga, Role.MEMBER))
    refused(w, second, Code.E_CHAIN)
    rebased = w.draft(w.olga, role(w, w.ana, Role.MEMBER))
    refused(w, rebased, Code.E_ROLE)


@pytest.mark.attack("A09")
def test_a09_who_keeps_no_key_lends_none(w: World) -> None:
    for person in (w.adam, w.olga, w.mia):
        refused(w, w.team.draft_grant(w.key, w.aud, by=person), Code.E_NOT_CUSTODIAN)


@pytest.mark.attack("A13")
def test_a13_no_id_comes_twice(w: World) -> None:
    """Not of what is, and not of what is gone."""
    recipient = structs.replace(w.team.recipient(w.key, w.aud), grant=w.to_mia)
    again = e.GrantIssue(
        key=w.key,
        not_before=w.team.now,
        expires=w.team.now + DAY,
        recipients=(recipient,),
        networks=(),
    )
    refused(w, w.draft(w.ana, again), Code.E_DUP_ID)
    w.act(w.ana, e.GrantRevoke(grants=(w.to_mia,)))
    refused(w, w.draft(w.ana, again), Code.E_DUP_ID)
    key = e.KeyAdd(key=w.orphan, environment=w.open)
    refused(w, w.draft(w.max, key, "name", "provider"), Code.E_DUP_ID)
    refused(w, w.team.draft_join(w.invite, w.ron), Code.E_DUP_ID)
    renamed = structs.replace(invite(w, Role.MEMBER), invite=InviteId(w.invite.id))
    refused(w, w.draft(w.ana, renamed, "name_key"), Code.E_DUP_ID)


@pytest.mark.attack("A13")
def test_a13_a_removed_members_keys_stay_used(w: World) -> None:
    """Under another id too, which only another box or signing key can give."""
    nia = with_box(w.team.person("Nia"), w.ron.box)
    refused(w, w.team.draft_join(Pass(w.invite.id, w.invite.key), nia), Code.E_KEY)


@pytest.mark.attack("A15")
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"key.freeze", b"key.shatter", Code.E_UPGRADE),
        (b'"v":1', b'"v":2', Code.E_UPGRADE),
        (b'"v":1', b'"v":1,"later":1', Code.E_FIELD),
    ],
)
def test_a15_what_this_program_does_not_know_stops_it(
    w: World, old: bytes, new: bytes, code: Code
) -> None:
    body = w.draft(w.mia, e.KeyFreeze(key=w.key)).body.replace(old, new)
    entry = Signed(body=body, sigs=(w.mia.key.sign(SignatureType.EVENT, body),))
    refused(w, entry, code)
    follower = w.draft(w.mia, e.KeyFreeze(key=w.key), seq=w.state.head.seq + 2)
    with pytest.raises(KeyleaseError) as refusal:
        fold([*w.team.log, entry, follower])
    assert refusal.value.code is code


@pytest.mark.attack("A15")
def test_a15_a_higher_suite_stops_it(w: World) -> None:
    w.act(w.ana, e.SuiteSet(suite=2))
    before = w.state
    with pytest.raises(KeyleaseError) as refusal:
        w.act(w.mia, e.KeyFreeze(key=w.key))
    assert refusal.value.code is Code.E_UPGRADE
    assert w.state is before


@pytest.mark.attack("A16")
@pytest.mark.parametrize(("suite", "code"), [(1, Code.E_SUITE), (0, Code.E_FIELD)])
def test_a16_the_suite_is_never_lowered(w: World, suite: int, code: Code) -> None:
    refused(w, w.draft(w.ana, e.SuiteSet(suite=suite)), code)
