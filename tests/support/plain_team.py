"""What a team is like, in plain Python: who may do what, who can open what, who has seen what.

It knows nothing of events, keys, relays or replicas; a session is held against it.
"""

from dataclasses import dataclass, field

from keylease.errors import Code
from keylease.model.roles import Role
from support.terms import MINUTE

LEADERS = (Role.OWNER, Role.ADMIN)
ADDERS = (Role.OWNER, Role.ADMIN, Role.MEMBER)
PENDING, ACTIVE, SUSPENDED, GONE = "pending", "active", "suspended", "gone"
LONGEST_RENEWAL = 90 * 24 * 60 * MINUTE


@dataclass
class PlainPerson:
    """Somebody, by role and standing."""

    role: Role
    standing: str = PENDING


@dataclass
class PlainKey:
    """A key: its values in order, who keeps which of them, who keeps the key."""

    values: list[str]
    entered_by: list[str]
    kept_by: list[set[str]]
    custodians: list[str]
    frozen: bool = False
    thawed: bool = False


@dataclass
class PlainGrant:
    """A key on loan."""

    key: str
    to: str
    by: str
    expires: int
    max_uses: int | None
    used: int = 0
    last_used: int = 0
    revoked: bool = False


@dataclass
class PlainTeam:
    """Everybody and everything by name or id; `now` in milliseconds."""

    now: int
    people: dict[str, PlainPerson] = field(default_factory=dict)
    keys: dict[str, PlainKey] = field(default_factory=dict)
    grants: dict[str, PlainGrant] = field(default_factory=dict)
    opened: dict[tuple[str, str, int], int] = field(default_factory=dict)

    # Who may

    def acts(self, who: str, roles: tuple[Role, ...] = tuple(Role)) -> bool:
        """Active, and of one of these roles."""
        person = self.people[who]
        return person.standing == ACTIVE and person.role in roles

    def manages(self, who: str, whom: Role) -> bool:
        """An owner everybody, an admin those below admin."""
        if self.acts(who, (Role.OWNER,)):
            return True
        return self.acts(who, (Role.ADMIN,)) and whom not in LEADERS

    def may_invite(self, who: str, role: Role) -> bool:
        return role is not Role.OWNER and self.manages(who, role)

    def may_move(self, who: str, whom: str, *standings: str) -> bool:
        """Admit, suspend, resume or remove somebody who stands like this; never the one owner."""
        person = self.people[whom]
        return self.manages(who, person.role) and person.standing in standings

    def may_remove(self, who: str, whom: str) -> bool:
        ok = self.may_move(who, whom, PENDING, ACTIVE, SUSPENDED)
        return ok and self.people[whom].role is not Role.OWNER

    def may_suspend(self, who: str, whom: str) -> bool:
        return self.may_move(who, whom, ACTIVE) and self.people[whom].role is not Role.OWNER

    def may_leave(self, who: str) -> bool:
        return self.acts(who) and self.people[who].role is not Role.OWNER

    def keeps(self, who: str, key: str) -> bool:
        """An active custodian."""
        return self.acts(who) and who in self.keys[key].custodians

    def keeps_value(self, who: str, key: str) -> bool:
        """An active custodian who holds the value in use."""
        return self.keeps(who, key) and who in self.keys[key].kept_by[-1]

    def is_orphaned(self, key: str) -> bool:
        return all(self.people[one].standing == GONE for one in self.keys[key].custodians)

    def may_rotate(self, who: str, key: str) -> bool:
        if self.is_orphaned(key):
            return self.acts(who, LEADERS)
        return self.keeps(who, key)

    def may_issue(self, who: str, key: str, to: str) -> bool:
        return self.keeps_value(who, key) and not self.keys[key].frozen and self.acts(to)

    def is_over(self, grant: PlainGrant) -> bool:
        ended = grant.revoked or self.now >= grant.expires
        return ended or self.people[grant.to].standing == GONE

    def may_renew(self, who: str, id_: str, until: int) -> bool:
        grant = self.grants[id_]
        spent = grant.max_uses is not None and grant.used >= grant.max_uses
        gone = spent and self.now >= grant.last_used + 10 * MINUTE
        later = grant.expires < until <= self.now + LONGEST_RENEWAL
        return self.keeps(who, grant.key) and not self.is_over(grant) and later and not gone

    def may_revoke(self, who: str, id_: str) -> bool:
        grant = self.grants[id_]
        concerned = who in (grant.by, grant.to, *self.keys[grant.key].custodians)
        return not grant.revoked and self.acts(who) and (concerned or self.acts(who, LEADERS))

    def may_freeze(self, who: str, key: str) -> bool:
        record = self.keys[key]
        if record.frozen or not self.acts(who) or self.people[who].role is Role.GUEST:
            return False
        return not record.thawed or self.acts(who, LEADERS) or who in record.custodians

    def may_thaw(self, who: str, key: str) -> bool:
        owner = self.acts(who, (Role.OWNER,))
        return self.keys[key].frozen and (owner or self.keeps(who, key))

    def may_add_custodian(self, who: str, key: str, whom: str) -> bool:
        fit = self.acts(whom) and self.people[whom].role is not Role.GUEST
        return self.keeps_value(who, key) and fit and whom not in self.keys[key].custodians

    def may_take_custodian(self, who: str, key: str, whom: str) -> bool:
        entitled = self.acts(who, (Role.OWNER,)) or (who == whom and self.acts(who))
        return entitled and whom in self.keys[key].custodians

    # Opening

    def opening(self, who: str, key: str) -> str | Code:
        """The value that somebody gets, or why they get none."""
        if not self.acts(who):
            return Code.E_AUTHOR_INACTIVE
        if self.keeps_value(who, key):
            return self.keys[key].values[-1]
        own = [grant for grant in self.grants.values() if (grant.to, grant.key) == (who, key)]
        if not own:
            return Code.E_NO_GRANT
        alive = [grant for grant in own if not self.is_over(grant)]
        if not alive:
            return Code.E_REVOKED if own[-1].revoked else Code.E_EXPIRED
        if self.keys[key].frozen:
            # nothing is live, so the newest one gives the reason
            if own[-1].revoked:
                return Code.E_REVOKED
            return Code.E_EXPIRED if self.now >= own[-1].expires else Code.E_FROZEN
        usable = [grant for grant in alive if grant.max_uses is None or grant.used < grant.max_uses]
        if not usable:
            return Code.E_NO_USES
        return self.keys[key].values[-1]

    def note_opening(self, who: str, key: str) -> None:
        """Somebody has opened the value in use by a grant."""
        if self.keeps_value(who, key):
            return
        place = (who, key, len(self.keys[key].values))
        self.opened[place] = self.opened.get(place, 0) + 1

    # Exposure

    def exposures(self) -> set[tuple[str, str, int, str, int]]:
        """Who knows which version how, and how often they opened it."""
        found = set()
        for id_, key in self.keys.items():
            for number, (by, kept) in enumerate(zip(key.entered_by, key.kept_by, strict=True), 1):
                found.add((by, id_, number, "entered", 0))
                found |= {(one, id_, number, "custodian", 0) for one in kept}
        found |= {(*place, "opened", times) for place, times in self.opened.items()}
        return {(who, key, number, how, times) for who, key, number, how, times in found}
