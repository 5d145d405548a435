"""People in the team: roles, suspension, removal, leaving, handling rules."""

from msgspec import structs

from keylease.errors import Code
from keylease.model import events as e
from keylease.model.roles import Role
from support.cases.world import World, accepted, refused
from support.terms import Person


def _role(w: World, member: Person, role: Role, *, seal: bool = False) -> e.MemberRole:
    return e.MemberRole(
        member=member.id,
        role=role,
        epoch=w.state.epoch,
        seal=w.team.chance(80) if seal else None,
    )


def _resume(w: World, member: Person, *, seal: bool = True) -> e.MemberResume:
    return e.MemberResume(
        member=member.id, epoch=w.state.epoch, seal=w.team.chance(80) if seal else None
    )


def _one_owner(w: World) -> World:
    """Ana is the only owner left."""
    return w.act(w.ana, _role(w, w.olga, Role.ADMIN))


CASES = (
    accepted(
        "member.role",
        "a member becomes admin",
        lambda w: w.draft(w.ana, _role(w, w.max, Role.ADMIN)),
    ),
    accepted(
        "member.role",
        "a member becomes guest, and the epoch stale",
        lambda w: w.draft(w.adam, _role(w, w.mia, Role.GUEST), "reason"),
    ),
    accepted(
        "member.role",
        "a guest becomes auditor, with the metadata key",
        lambda w: w.draft(w.adam, _role(w, w.gus, Role.AUDITOR, seal=True)),
    ),
    accepted(
        "member.role",
        "an owner steps down beside another",
        lambda w: w.draft(w.ana, _role(w, w.ana, Role.MEMBER)),
    ),
    refused(
        "member.role",
        "by a member for themself",
        Code.E_ROLE,
        lambda w: w.draft(w.max, _role(w, w.max, Role.OWNER)),
    ),
    refused(
        "member.role",
        "an admin makes themself owner",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, _role(w, w.adam, Role.OWNER)),
    ),
    refused(
        "member.role",
        "an admin makes a member admin",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, _role(w, w.max, Role.ADMIN)),
    ),
    refused(
        "member.role",
        "an admin demotes an admin",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, _role(w, w.bo, Role.MEMBER)),
    ),
    refused(
        "member.role",
        "a person becomes an app",
        Code.E_ROLE,
        lambda w: w.draft(w.ana, _role(w, w.max, Role.APP)),
    ),
    refused(
        "member.role",
        "an app becomes a person",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _role(w, w.app, Role.MEMBER)),
    ),
    refused(
        "member.role",
        "somebody suspended",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _role(w, w.sue, Role.AUDITOR)),
    ),
    refused(
        "member.role",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _role(w, w.team.person("Nia"), Role.AUDITOR)),
    ),
    refused(
        "member.role",
        "the role they have",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _role(w, w.max, Role.MEMBER)),
    ),
    refused(
        "member.role",
        "with an epoch past",
        Code.E_EPOCH,
        lambda w: w.draft(
            w.ana, structs.replace(_role(w, w.max, Role.AUDITOR), epoch=w.state.epoch - 1)
        ),
    ),
    refused(
        "member.role",
        "out of guest without the metadata key",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _role(w, w.gus, Role.MEMBER)),
    ),
    refused(
        "member.role",
        "the metadata key for one who has it",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _role(w, w.max, Role.AUDITOR, seal=True)),
    ),
    refused(
        "member.role",
        "the last owner steps down",
        Code.E_LAST_OWNER,
        lambda w: _one_owner(w).draft(w.ana, _role(w, w.ana, Role.ADMIN)),
    ),
    accepted(
        "member.suspend",
        "a member, and the epoch is stale",
        lambda w: w.draft(w.adam, e.MemberSuspend(member=w.mia.id)),
    ),
    accepted(
        "member.suspend",
        "an app, and the epoch is not",
        lambda w: w.draft(w.adam, e.MemberSuspend(member=w.app.id), "reason"),
    ),
    refused(
        "member.suspend",
        "by an auditor",
        Code.E_ROLE,
        lambda w: w.draft(w.aud, e.MemberSuspend(member=w.mia.id)),
    ),
    refused(
        "member.suspend",
        "an owner, by an admin",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, e.MemberSuspend(member=w.ana.id)),
    ),
    refused(
        "member.suspend",
        "twice",
        Code.E_STATE,
        lambda w: w.draft(w.ana, e.MemberSuspend(member=w.sue.id)),
    ),
    refused(
        "member.suspend",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.MemberSuspend(member=w.team.person("Nia").id)),
    ),
    refused(
        "member.suspend",
        "the last owner",
        Code.E_LAST_OWNER,
        lambda w: _one_owner(w).draft(w.ana, e.MemberSuspend(member=w.ana.id)),
    ),
    accepted("member.resume", "a member", lambda w: w.draft(w.adam, _resume(w, w.sue))),
    accepted(
        "member.resume",
        "an app",
        lambda w: w.act(w.ana, e.MemberSuspend(member=w.app.id)).draft(
            w.bo, _resume(w, w.app, seal=False)
        ),
    ),
    refused(
        "member.resume", "by a member", Code.E_ROLE, lambda w: w.draft(w.max, _resume(w, w.sue))
    ),
    refused(
        "member.resume",
        "an admin, by an admin",
        Code.E_ROLE,
        lambda w: (
            w.act(w.ana, e.MemberSuspend(member=w.bo.id)).epoch().draft(w.adam, _resume(w, w.bo))
        ),
    ),
    refused(
        "member.resume",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _resume(w, w.team.person("Nia"))),
    ),
    refused(
        "member.resume",
        "somebody active",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _resume(w, w.mia)),
    ),
    refused(
        "member.resume",
        "with an epoch past",
        Code.E_EPOCH,
        lambda w: w.draft(w.ana, structs.replace(_resume(w, w.sue), epoch=w.state.epoch - 1)),
    ),
    refused(
        "member.resume",
        "without the metadata key",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _resume(w, w.sue, seal=False)),
    ),
    accepted(
        "member.remove",
        "a custodian, and the epoch is stale",
        lambda w: w.draft(w.adam, e.MemberRemove(member=w.max.id), "reason"),
    ),
    accepted(
        "member.remove",
        "somebody suspended, and the epoch is not",
        lambda w: w.draft(w.adam, e.MemberRemove(member=w.sue.id)),
    ),
    accepted(
        "member.remove",
        "while the epoch is stale",
        lambda w: w.act(w.ana, e.MemberRemove(member=w.mia.id)).draft(
            w.ana, e.MemberRemove(member=w.max.id)
        ),
    ),
    refused(
        "member.remove",
        "by a member",
        Code.E_ROLE,
        lambda w: w.draft(w.max, e.MemberRemove(member=w.mia.id)),
    ),
    refused(
        "member.remove",
        "an admin, by an admin",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, e.MemberRemove(member=w.bo.id)),
    ),
    refused(
        "member.remove",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.MemberRemove(member=w.team.person("Nia").id)),
    ),
    refused(
        "member.remove",
        "twice",
        Code.E_STATE,
        lambda w: w.draft(w.ana, e.MemberRemove(member=w.ron.id)),
    ),
    refused(
        "member.remove",
        "who has left",
        Code.E_STATE,
        lambda w: w.draft(w.ana, e.MemberRemove(member=w.lea.id)),
    ),
    refused(
        "member.remove",
        "the last owner",
        Code.E_LAST_OWNER,
        lambda w: _one_owner(w).draft(w.ana, e.MemberRemove(member=w.ana.id)),
    ),
    accepted("member.leave", "a member", lambda w: w.draft(w.mia, e.MemberLeave())),
    accepted("member.leave", "a guest", lambda w: w.draft(w.gus, e.MemberLeave())),
    accepted("member.leave", "one owner of two", lambda w: w.draft(w.ana, e.MemberLeave(), "note")),
    refused(
        "member.leave",
        "the last owner",
        Code.E_LAST_OWNER,
        lambda w: _one_owner(w).draft(w.ana, e.MemberLeave()),
    ),
    refused(
        "member.leave",
        "twice",
        Code.E_AUTHOR_INACTIVE,
        lambda w: w.draft(w.lea, e.MemberLeave()),
    ),
    refused("member.leave", "an app", Code.E_ROLE, lambda w: w.draft(w.app, e.MemberLeave())),
    accepted(
        "rules.acknowledge",
        "a member",
        lambda w: w.draft(w.mia, e.RulesAcknowledge(rules=bytes(range(32)))),
    ),
    accepted(
        "rules.acknowledge",
        "a guest, twice",
        lambda w: w.act(w.gus, e.RulesAcknowledge(rules=bytes(range(32)))).draft(
            w.gus, e.RulesAcknowledge(rules=bytes(range(32)))
        ),
    ),
    refused(
        "rules.acknowledge",
        "other rules",
        Code.E_STATE,
        lambda w: w.draft(w.mia, e.RulesAcknowledge(rules=bytes(32))),
    ),
    refused(
        "rules.acknowledge",
        "where there are none",
        Code.E_STATE,
        lambda w: w.act(w.ana, e.PolicySet(policy=e.Policy(lapse=e.Lapse.END, adders=()))).draft(
            w.mia, e.RulesAcknowledge(rules=bytes(range(32)))
        ),
    ),
    refused(
        "rules.acknowledge",
        "an app",
        Code.E_ROLE,
        lambda w: w.draft(w.app, e.RulesAcknowledge(rules=bytes(range(32)))),
    ),
    refused(
        "rules.acknowledge",
        "somebody suspended",
        Code.E_AUTHOR_INACTIVE,
        lambda w: w.draft(w.sue, e.RulesAcknowledge(rules=bytes(range(32)))),
    ),
)
