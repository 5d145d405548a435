"""Acts on people: invite, admit, verify, roles, suspend, remove, leave, lists, handling rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from keylease.client.acting import Plan
from keylease.client.connection import Connection
from keylease.client.names import rules_hash
from keylease.client.snapshot import Snapshot
from keylease.client.subjects import both, nothing, person, record
from keylease.crypto.identity import seal
from keylease.crypto.metadata import invite_signing_key, name_key_from_invite
from keylease.crypto.words import safety_words
from keylease.errors import Code, Refused, Usage
from keylease.ledger.propose import Draft
from keylease.model.base import InviteId, ListId, MemberId
from keylease.model.events import (
    InviteCancel,
    ListSet,
    MemberAdmit,
    MemberInvite,
    MemberLeave,
    MemberRemove,
    MemberResume,
    MemberRole,
    MemberSuspend,
    MemberVerify,
    RulesAcknowledge,
)
from keylease.model.roles import KEEPERS_OF_NAMES, Role
from keylease.wire.invite import InviteLink, write_link
from keylease.wire.names import check_name


@dataclass(frozen=True)
class Invitation:
    """A fresh invite: its id, and the link that is shown once and kept nowhere."""

    invite: InviteId
    link: str

    def __repr__(self) -> str:
        return f"Invitation({self.invite}, <secret>)"


class People:
    """What this member may do about other people, and about being one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def invite(self, role: Role, lasts: int, *, note: str = "") -> Invitation:
        """Invite somebody to a role for `lasts` milliseconds; the link proves the invite."""
        connection = self._connection
        secret, invite = connection.courier.random(16), connection.new_id("inv")
        fields = {"name_key": name_key_from_invite(secret).hex()}
        if note:
            fields["note"] = note
        data = MemberInvite(
            invite=invite,
            public=invite_signing_key(secret).public,
            role=role,
            expires=connection.now() + lasts,
        )
        after = connection.say(Draft(data, fields), nothing)
        event = connection.replica.event_hash(after.state.invites[invite].seq)
        link = InviteLink(
            relay=after.state.relay,
            team=after.state.team,
            invite=invite,
            event=event or b"",
            secret=secret,
        )
        return Invitation(invite, write_link(link))

    def cancel_invite(self, invite: InviteId) -> Snapshot:
        """Take an unused invite back."""
        return self._connection.say(Draft(InviteCancel(invite)), record("invites", invite))

    def safety_words(self, member: MemberId) -> tuple[str, ...]:
        """Six words that this member and those who admit them read to each other (0.5 s)."""
        now = self._connection.snapshot
        person = now.member(member)
        if person.invite is None:
            raise Refused(Code.E_STATE, "A founder has no safety words.")
        event = self._connection.replica.event_hash(now.state.invites[person.invite].seq)
        return safety_words(now.state.team, event or b"", person.sign, person.box)

    def admit(self, member: MemberId, *, verified: bool, seen: Snapshot | None = None) -> Snapshot:
        """Let a pending person in; `verified` if their safety words were compared."""

        def plan(now: Snapshot) -> Plan:
            box = self._metadata_for(now, member, now.member(member).role)
            data = MemberAdmit(member=member, verified=verified, epoch=now.state.epoch, seal=box)
            return Plan([Draft(data, {"name": self._free_name(now, member)})])

        return self._connection.perform(plan, person(member), seen=seen)

    def _free_name(self, now: Snapshot, member: MemberId) -> str:
        """The name the newcomer gave, refused if it is unfit or looks like somebody else's."""
        name = check_name(now.names.by_id.get(member, ""))
        others = [id_ for id_, _ in now.here() if id_ != member]
        try:
            now.names.require_unlike(name, others)
        except Usage as taken:
            raise Usage(
                Code.E_NAME,
                f"{taken.detail} Remove who waits (`keylease member remove {member}`) and invite "
                "them anew, to join by another name.",
            ) from None
        return name

    def _metadata_for(self, now: Snapshot, member: MemberId, role: Role) -> bytes | None:
        """The current metadata key sealed to somebody who is to hold it."""
        if role not in KEEPERS_OF_NAMES:
            return None
        key = now.keychain.keys.get(now.state.epoch)
        if key is None:
            raise Refused(Code.E_ROLE)
        return seal(now.member(member).box, key)

    def verify(self, member: MemberId, *, seen: Snapshot | None = None) -> Snapshot:
        """Record that safety words were compared."""
        draft = Draft(MemberVerify(member))
        return self._connection.say(draft, person(member), seen=seen)

    def set_role(self, member: MemberId, role: Role, *, seen: Snapshot | None = None) -> Snapshot:
        """Change somebody's role."""

        def plan(now: Snapshot) -> Plan:
            out_of_guest = now.member(member).role is Role.GUEST
            box = self._metadata_for(now, member, role) if out_of_guest else None
            return Plan([Draft(MemberRole(member, role, now.state.epoch, box))])

        return self._connection.perform(plan, person(member), seen=seen)

    def suspend(self, member: MemberId, *, reason: str = "") -> Snapshot:
        """Suspend a person or an app; the metadata key is renewed with it."""
        draft = Draft(MemberSuspend(member), _reason(reason))
        return self._connection.say(draft, person(member))

    def resume(self, member: MemberId) -> Snapshot:
        """Let a suspended person or app go on."""

        def plan(now: Snapshot) -> Plan:
            box = self._metadata_for(now, member, now.member(member).role)
            return Plan([Draft(MemberResume(member, now.state.epoch, box))])

        return self._connection.perform(plan, person(member))

    def remove(
        self, member: MemberId, *, reason: str = "", seen: Snapshot | None = None
    ) -> Snapshot:
        """Remove a person or app for good; their grants and custodies end with it."""
        draft = Draft(MemberRemove(member), _reason(reason))
        return self._connection.say(draft, person(member), seen=seen)

    def leave(self) -> Snapshot:
        """Leave the team oneself; there is no way back but a new invite."""
        return self._connection.say(Draft(MemberLeave()), person(self._connection.me))

    def set_list(
        self, name: str, members: Sequence[MemberId], *, seen: Snapshot | None = None
    ) -> Snapshot:
        """Make a list of people or change who is on it."""
        list_ = self._connection.new_id("lst")

        def plan(now: Snapshot) -> Plan:
            existing = self._list_id(now, name)
            if existing is not None:
                return Plan([Draft(ListSet(existing, tuple(members)))])
            checked = check_name(name)
            now.names.require_unlike(checked, now.state.lists)
            return Plan([Draft(ListSet(list_, tuple(members)), {"name": checked})])

        known = self._list_id(seen or self._connection.refresh(), name)
        return self._connection.perform(plan, record("lists", known or list_), seen=seen)

    def _list_id(self, now: Snapshot, name: str) -> ListId | None:
        try:
            return now.list_named(name)
        except Refused:
            return None

    def acknowledge(self, rules: str) -> Snapshot:
        """Say that one has read these handling rules."""
        draft = Draft(RulesAcknowledge(rules_hash(rules)))
        subject = both(person(self._connection.me), lambda state: state.policy.rules)
        return self._connection.say(draft, subject)


def _reason(text: str) -> dict[str, str]:
    return {"reason": text} if text else {}
