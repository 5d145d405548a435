"""People: invites, joining, admission, roles, suspension, removal, leaving."""

from msgspec import structs

from keylease.crypto.signing import SignatureType, SigningKey
from keylease.errors import Code
from keylease.model import events as e
from keylease.model.roles import Role
from keylease.model.signed import Signed
from support.cases.world import World, accepted, refused, with_box
from support.points import ED25519_LOW_ORDER, X25519_LOW_ORDER
from support.terms import DAY, Pass, Person


def _invite(w: World, role: Role = Role.MEMBER, **other: object) -> e.MemberInvite:
    data = e.MemberInvite(
        invite=w.id("inv"),
        public=SigningKey(w.team.chance(32)).public,
        role=role,
        expires=w.team.now + 7 * DAY,
    )
    return structs.replace(data, **other)


def _join(w: World, person: Person | None = None, *, wrong_proof: bool = False) -> Signed:
    """Somebody new joins with the open invite."""
    entry = w.team.draft_join(w.invite, person or w.team.person("Nia"))
    if not wrong_proof:
        return entry
    stranger = SigningKey(w.team.chance(32))
    return w.team.second(SignatureType.INVITE_PROOF, stranger, entry)


def _joined(w: World, role: Role) -> str:
    """Id of somebody who joined to that role and is pending."""
    return w.team.join(w.team.invite(role), w.team.person("Nia")).id


def _admit(w: World, member: str, *, seal: bool = True, epoch: int | None = None) -> e.MemberAdmit:
    return e.MemberAdmit(
        member=member,
        verified=True,
        epoch=w.state.epoch if epoch is None else epoch,
        seal=w.team.chance(80) if seal else None,
    )


INVITES = (
    accepted("member.invite", "by an admin", lambda w: w.draft(w.adam, _invite(w), "name_key")),
    accepted(
        "member.invite",
        "an admin, by an owner, for 30 days",
        lambda w: w.draft(
            w.ana, _invite(w, Role.ADMIN, expires=w.team.now + 30 * DAY), "name", "name_key"
        ),
    ),
    accepted(
        "member.invite", "a guest", lambda w: w.draft(w.bo, _invite(w, Role.GUEST), "name_key")
    ),
    refused(
        "member.invite",
        "by a member",
        Code.E_ROLE,
        lambda w: w.draft(w.max, _invite(w), "name_key"),
    ),
    refused(
        "member.invite",
        "an admin, by an admin",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, _invite(w, Role.ADMIN), "name_key"),
    ),
    refused(
        "member.invite",
        "an owner",
        Code.E_ROLE,
        lambda w: w.draft(w.ana, _invite(w, Role.OWNER), "name_key"),
    ),
    refused(
        "member.invite",
        "an app",
        Code.E_ROLE,
        lambda w: w.draft(w.ana, _invite(w, Role.APP), "name_key"),
    ),
    refused(
        "member.invite",
        "for longer than 30 days",
        Code.E_POLICY,
        lambda w: w.draft(w.ana, _invite(w, expires=w.team.now + 30 * DAY + 1), "name_key"),
    ),
    refused(
        "member.invite",
        "that has ended",
        Code.E_POLICY,
        lambda w: w.draft(w.ana, _invite(w, expires=w.team.now), "name_key"),
    ),
    refused(
        "member.invite",
        "with an id used before",
        Code.E_DUP_ID,
        lambda w: w.draft(w.ana, _invite(w, invite=w.invite.id), "name_key"),
    ),
    refused(
        "member.invite",
        "without the key to the name",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _invite(w), "name"),
    ),
    refused(
        "member.invite",
        "with a key of low order",
        Code.E_KEY,
        lambda w: w.draft(w.ana, _invite(w, public=ED25519_LOW_ORDER[0]), "name_key"),
    ),
    refused(
        "member.invite",
        "with the key of another invite",
        Code.E_KEY,
        lambda w: w.draft(w.ana, _invite(w, public=w.invite.key.public), "name_key"),
    ),
    accepted(
        "invite.cancel",
        "by another admin",
        lambda w: w.draft(w.bo, e.InviteCancel(invite=w.invite.id)),
    ),
    accepted(
        "invite.cancel",
        "an admin's, by an owner",
        lambda w: w.draft(w.olga, e.InviteCancel(invite=w.team.invite(Role.ADMIN).id)),
    ),
    refused(
        "invite.cancel",
        "by a member",
        Code.E_ROLE,
        lambda w: w.draft(w.max, e.InviteCancel(invite=w.invite.id)),
    ),
    refused(
        "invite.cancel",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.InviteCancel(invite=w.id("inv"))),
    ),
    refused(
        "invite.cancel",
        "an admin's, by an admin",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, e.InviteCancel(invite=w.team.invite(Role.ADMIN).id)),
    ),
    refused(
        "invite.cancel",
        "used",
        Code.E_INVITE_USED,
        lambda w: w.take(_join(w)).draft(w.ana, e.InviteCancel(invite=w.invite.id)),
    ),
    refused(
        "invite.cancel",
        "cancelled before",
        Code.E_INVITE_USED,
        lambda w: w.act(w.ana, e.InviteCancel(invite=w.invite.id)).draft(
            w.ana, e.InviteCancel(invite=w.invite.id)
        ),
    ),
)
JOINING = (
    accepted("member.join", "with an open invite", lambda w: _join(w)),
    accepted(
        "member.join", "just before its end", lambda w: _join(w.wait(7 * DAY - 7_200_000 - 1))
    ),
    refused(
        "member.join",
        "with an invite unknown",
        Code.E_UNKNOWN,
        lambda w: w.team.draft_join(Pass(w.id("inv"), w.invite.key), w.team.person("Nia")),
    ),
    refused(
        "member.join",
        "without the invite's signature",
        Code.E_SIG_INVITE,
        lambda w: Signed(body=(entry := _join(w)).body, sigs=entry.sigs[:1]),
    ),
    refused(
        "member.join",
        "with another key's proof",
        Code.E_SIG_INVITE,
        lambda w: _join(w, wrong_proof=True),
    ),
    refused(
        "member.join",
        "with an invite used before",
        Code.E_INVITE_USED,
        lambda w: _join(w.take(_join(w))),
    ),
    refused(
        "member.join",
        "with an invite cancelled",
        Code.E_INVITE_USED,
        lambda w: _join(w.act(w.ana, e.InviteCancel(invite=w.invite.id))),
    ),
    refused("member.join", "at its end", Code.E_INVITE_EXPIRED, lambda w: _join(w.wait(7 * DAY))),
    refused("member.join", "again, removed", Code.E_DUP_ID, lambda w: _join(w, w.ron)),
    refused(
        "member.join",
        "with a box key of low order",
        Code.E_KEY,
        lambda w: _join(w, with_box(w.team.person("Nia"), X25519_LOW_ORDER[1])),
    ),
    refused(
        "member.join",
        "with somebody's box key",
        Code.E_KEY,
        lambda w: _join(w, with_box(w.team.person("Nia"), w.mia.box)),
    ),
    refused(
        "member.join",
        "with one key as both",
        Code.E_KEY,
        lambda w: _join(w, with_box(person := w.team.person("Nia"), person.key.public)),
    ),
    accepted("member.admit", "a member", lambda w: w.draft(w.adam, _admit(w, w.pia.id), "name")),
    accepted(
        "member.admit",
        "a guest, not verified",
        lambda w: w.draft(
            w.ana,
            structs.replace(_admit(w, _joined(w, Role.GUEST), seal=False), verified=False),
            "name",
        ),
    ),
    refused(
        "member.admit",
        "by a member",
        Code.E_ROLE,
        lambda w: w.draft(w.max, _admit(w, w.pia.id), "name"),
    ),
    refused(
        "member.admit",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _admit(w, w.team.person("Nia").id), "name"),
    ),
    refused(
        "member.admit",
        "an admin, by an admin",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, _admit(w, _joined(w, Role.ADMIN)), "name"),
    ),
    refused(
        "member.admit", "twice", Code.E_STATE, lambda w: w.draft(w.ana, _admit(w, w.mia.id), "name")
    ),
    refused(
        "member.admit",
        "without the name",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _admit(w, w.pia.id)),
    ),
    refused(
        "member.admit",
        "with the key of an epoch past",
        Code.E_EPOCH,
        lambda w: w.draft(w.ana, _admit(w, w.pia.id, epoch=w.state.epoch - 1), "name"),
    ),
    refused(
        "member.admit",
        "without the metadata key",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _admit(w, w.pia.id, seal=False), "name"),
    ),
    refused(
        "member.admit",
        "a guest with the metadata key",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _admit(w, _joined(w, Role.GUEST)), "name"),
    ),
    accepted(
        "member.verify", "by an admin", lambda w: w.draft(w.bo, e.MemberVerify(member=w.mia.id))
    ),
    accepted(
        "member.verify",
        "by an owner, with a note",
        lambda w: w.draft(w.ana, e.MemberVerify(member=w.mia.id), "note"),
    ),
    refused(
        "member.verify",
        "by an auditor",
        Code.E_ROLE,
        lambda w: w.draft(w.aud, e.MemberVerify(member=w.mia.id)),
    ),
    refused(
        "member.verify",
        "somebody pending",
        Code.E_STATE,
        lambda w: w.draft(w.ana, e.MemberVerify(member=w.pia.id)),
    ),
    refused(
        "member.verify",
        "an app",
        Code.E_STATE,
        lambda w: w.draft(w.ana, e.MemberVerify(member=w.app.id)),
    ),
    refused(
        "member.verify",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.MemberVerify(member=w.team.person("Nia").id)),
    ),
    refused(
        "member.verify",
        "oneself",
        Code.E_ROLE,
        lambda w: w.draft(w.ana, e.MemberVerify(member=w.ana.id)),
    ),
    refused(
        "member.verify",
        "twice",
        Code.E_STATE,
        lambda w: w.draft(w.ana, e.MemberVerify(member=w.max.id)),
    ),
)


CASES = INVITES + JOINING
