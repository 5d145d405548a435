"""The fold: `apply(state, entry) -> state`, the one place where an entry becomes true.

Client and relay run this same function. The order of checks is that of core/PROTOCOL.md,
"Order of checks"; the first that fails decides the code. Refusals are raised as `Refused`;
whoever folds what somebody else served turns them into `Tampered`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import structs

from keylease.crypto.identity import member_id
from keylease.errors import Code, KeyleaseError, Refused
from keylease.ledger import chain
from keylease.ledger.moves import given, require
from keylease.ledger.rules import epochs, grants, incidents, keys, people, reviews, team
from keylease.ledger.signatures import (
    PageVerifier,
    brings_keys,
    check_signatures,
    read_page,
    signed_by,
)
from keylease.model import events as e
from keylease.model.base import MemberId, Position
from keylease.model.events import Data, Event
from keylease.model.roles import LEADERS, Role, Status
from keylease.model.signed import Signed
from keylease.model.state import Member, State
from keylease.wire.events import peek_author, read_event

Rule = Callable[[State, Event, Any], State]


def _app_add(state: State, event: Event, data: e.AppAdd) -> State:
    return people.app_add(state, event, data, member_id(data.sign, data.box))


RULES: dict[type[Data], Rule] = {
    e.PolicySet: team.policy_set,
    e.EnvironmentSet: team.environment_set,
    e.ListSet: team.list_set,
    e.LedgerCheckpoint: team.ledger_checkpoint,
    e.RelaySet: team.relay_set,
    e.SuiteSet: team.suite_set,
    e.MemberInvite: people.member_invite,
    e.InviteCancel: people.invite_cancel,
    e.MemberJoin: people.member_join,
    e.MemberAdmit: people.member_admit,
    e.MemberVerify: people.member_verify,
    e.MemberRole: people.member_role,
    e.MemberSuspend: people.member_suspend,
    e.MemberResume: people.member_resume,
    e.MemberRemove: people.member_remove,
    e.MemberLeave: people.member_leave,
    e.RulesAcknowledge: people.rules_acknowledge,
    e.AppAdd: _app_add,
    e.AppRenew: people.app_renew,
    e.EpochSeal: epochs.epoch_seal,
    e.EpochRotate: epochs.epoch_rotate,
    e.KeyAdd: keys.key_add,
    e.KeyEdit: keys.key_edit,
    e.KeyVersion: keys.key_version,
    e.GrantResealed: keys.grant_resealed,
    e.KeyState: keys.key_state,
    e.KeyCustodian: keys.key_custodian,
    e.KeyFreeze: keys.key_freeze,
    e.KeyThaw: keys.key_thaw,
    e.ExposureDeclare: keys.exposure_declare,
    e.AccessRequest: grants.access_request,
    e.AccessDeny: grants.access_deny,
    e.GrantIssue: grants.grant_issue,
    e.GrantApprove: grants.grant_approve,
    e.GrantRenew: grants.grant_renew,
    e.GrantLimit: grants.grant_limit,
    e.GrantRevoke: grants.grant_revoke,
    e.ReviewScope: reviews.review_scope,
    e.ReviewOpen: reviews.review_open,
    e.ReviewDecide: reviews.review_decide,
    e.ReviewClose: reviews.review_close,
    e.IncidentOpen: incidents.incident_open,
    e.IncidentNote: incidents.incident_note,
    e.IncidentClose: incidents.incident_close,
}
"""The rule of each type but `team.create`, which has no state before it."""

ALLOWED_WHILE_STALE = (e.MemberRemove, e.MemberLeave, e.EpochSeal, e.EpochRotate)
ALLOWED_TO_GUESTS = (e.RulesAcknowledge, e.MemberLeave, e.GrantRevoke)


def apply(state: State | None, entry: Signed, *, signatures_checked: bool = False) -> State:
    """The state after `entry`, or `Refused`/`Tampered` with the first check that fails.

    `signatures_checked` is for callers that verified this very entry just before, all of a
    page at once (`signatures.PageVerifier`).
    """
    return _step(state, entry, None, signatures_checked).state


class Step(NamedTuple):
    """One entry folded: its event, and the state after it."""

    event: Event
    state: State


def fold_page(
    state: State | None, page: Sequence[Signed], verifier: PageVerifier | None = None
) -> Iterator[Step]:
    """Each entry of a page folded in turn: the same verdicts as `apply` one by one, sooner.

    Every body is decoded once, and with a verifier all signatures of the page are verified on
    its threads before the first step. What is refused is raised at its turn, so that what came
    before it has been given out.
    """
    events = read_page(page)
    good = [False] * len(page) if verifier is None else verifier.verified(state, page, events)
    for entry, event, checked in zip(page, events, good, strict=True):
        step = _step(state, entry, event, checked)
        state = step.state
        yield step


def _step(state: State | None, entry: Signed, event: Event | None, checked: bool) -> Step:
    if state is not None:
        require(state.suite <= team.SUITE, Code.E_UPGRADE)
    event = event or _read(state, entry)
    _check_author(state, event)
    if not checked:
        check_signatures(state, event, entry)
    return Step(event, _place(state, entry, event))


def _place(state: State | None, entry: Signed, event: Event) -> State:
    """The state after an event whose author and signatures are right."""
    head = Position(seq=event.seq, hash=chain.link(entry))
    if state is None:
        _check_commitments(event, epoch=0)
        return team.team_create(event, chain.team_id(entry), head)
    _check_place(state, event)
    _check_meta(state, event)
    _check_gates(state, event)
    after = RULES[type(event.data)](state, event, event.data)
    return _settle(state, after, event, head)


def fold(entries: Iterable[Signed], state: State | None = None) -> State:
    """The state after all entries; an empty ledger is refused."""
    for entry in entries:
        state = apply(state, entry)
    return given(state, Code.E_CHAIN)


def _read(state: State | None, entry: Signed) -> Event:
    """The event; an unreadable one is judged by its author and signature first.

    So a reader knows whom to blame: the author signed what no program of ours writes, or
    somebody on the way changed it. Founders and joiners bring their keys in the unreadable
    part, so nobody can be named.
    """
    try:
        return read_event(entry.body)
    except KeyleaseError:
        author = peek_author(entry.body)
        if author is not None and state is not None:
            member = _active_author(state, author)
            require(signed_by(member.sign, entry), Code.E_SIG)
        raise


def _check_author(state: State | None, event: Event) -> None:
    """Active in the state before; newcomers and founders bring their own keys."""
    data = event.data
    if brings_keys(data):
        require(event.author == member_id(data.sign, data.box), Code.E_SIG)
        require((state is None) == isinstance(data, e.TeamCreate), Code.E_CHAIN)
        return
    _active_author(given(state, Code.E_CHAIN), event.author)


def _active_author(state: State, id_: MemberId) -> Member:
    author = state.members.get(id_)
    if author is None or author.status is not Status.ACTIVE:
        raise Refused(Code.E_AUTHOR_INACTIVE)
    return author


def _check_place(state: State, event: Event) -> None:
    require(event.team == state.team, Code.E_TEAM)
    head = state.head
    require(event.seq == head.seq + 1 and event.prev == head.hash, Code.E_CHAIN)


def _check_commitments(event: Event, epoch: int) -> None:
    meta, commitments = event.meta, event.commitments
    if meta is None and commitments is None:
        return
    if meta is None or not commitments:
        raise Refused(Code.E_FIELD)
    require(meta.epoch == epoch, Code.E_EPOCH)


def _check_meta(state: State, event: Event) -> None:
    """Names and reasons are under the metadata key in force; a joiner has none yet."""
    if event.meta is None and event.commitments is None:
        return
    _check_commitments(event, state.epoch)
    require(type(event.data) is not e.MemberJoin, Code.E_FIELD)


def _check_gates(state: State, event: Event) -> None:
    """What bars a whole role or a whole time, whatever the type's own rule says."""
    if type(event.data) is e.MemberJoin:
        return
    role = state.members[event.author].role
    require(role is not Role.APP, Code.E_ROLE)
    if role is Role.GUEST:
        require(isinstance(event.data, ALLOWED_TO_GUESTS), Code.E_ROLE)
    if state.stale and role in LEADERS:
        require(isinstance(event.data, ALLOWED_WHILE_STALE), Code.E_EPOCH_STALE)


def _settle(before: State, after: State, event: Event, head: Position) -> State:
    """Move the head on, and hold the author to what they have seen of the access log."""
    author = after.members[event.author]
    members = after.members
    if event.seen.seq > author.seen.seq:
        members = members.set(event.author, structs.replace(author, seen=event.seen))
    elif event.seen != author.seen:
        moved = isinstance(event.data, e.RelaySet) and event.data.moved is not None
        require(moved and event.seen.seq < author.seen.seq, Code.E_SEEN)
    checkpoint = head if type(event.data) is e.LedgerCheckpoint else before.checkpoint
    return structs.replace(after, head=head, members=members, checkpoint=checkpoint)
