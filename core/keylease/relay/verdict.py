"""Whether a request to open a grant is met, in the order of core/PROTOCOL.md, "The relay".

Pure: state, time, uses and address are arguments. The first check that fails decides the code.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from keylease.errors import Code
from keylease.ledger.standing import active_version, ends_at, must_acknowledge, seal_for
from keylease.model.access import Open
from keylease.model.base import MemberId, Network, Time
from keylease.model.roles import Role
from keylease.model.state import Grant, HeldSeal, Member, State
from keylease.relay.shred import idle_since
from keylease.store.rows import Uses


def seal_wanted(state: State, op: Open) -> HeldSeal | None:
    """The seal of the version asked for, of a grant that exists."""
    return seal_for(state.grants[op.grant], op.version)


def verdict(
    state: State,
    author: MemberId,
    op: Open,
    *,
    now: Time,
    uses: Uses,
    source: str,
    count_uses: bool = True,
) -> Code | None:
    """Why the grant is not opened, or None where it is.

    `count_uses` is off for an answer that is asked for again, which is no second use.
    """
    member = state.members[author]
    grant = state.grants.get(op.grant)
    if grant is None or grant.to != author:
        return Code.E_SCOPE if member.role is Role.APP else Code.E_NO_GRANT
    return (
        _standing(state, op, grant, now)
        or _time(grant, uses, now)
        or _uses(grant, uses, count_uses)
        or _network(member, grant, source)
        or _terms(state, author, member, now)
    )


def _standing(state: State, op: Open, grant: Grant, now: Time) -> Code | None:
    """Approved, not revoked, not ended by a review, the version active, the key not frozen."""
    if grant.needs_approval and grant.approved_by is None:
        return Code.E_APPROVAL
    if grant.revoked is not None:
        return Code.E_REVOKED
    if grant.reviewed_out or _lapsed(state, op.grant, grant, now):
        return Code.E_LAPSED
    active = active_version(state.keys[grant.key])
    if active is None:
        return Code.E_NO_VERSION
    if op.version != active:
        return Code.E_STATE
    if seal_for(grant, active) is None:
        return Code.E_UNSEALED
    return Code.E_FROZEN if state.keys[grant.key].frozen else None


def _lapsed(state: State, id_: str, grant: Grant, now: Time) -> bool:
    """Whether an undecided review has ended it before its own end or its app's."""
    app_end = state.members[grant.to].expires
    own = grant.expires if app_end is None else min(grant.expires, app_end)
    return ends_at(state, id_, now) <= now < own


def _time(grant: Grant, uses: Uses, now: Time) -> Code | None:
    if now < grant.not_before:
        return Code.E_NOT_YET
    if now >= grant.expires:
        return Code.E_EXPIRED
    if grant.idle is not None and now >= idle_since(grant, uses) + grant.idle:
        return Code.E_IDLE
    return None


def _uses(grant: Grant, uses: Uses, count: bool) -> Code | None:
    limited = count and grant.max_uses is not None
    return Code.E_NO_USES if limited and uses.released >= (grant.max_uses or 0) else None


def _network(member: Member, grant: Grant, source: str) -> Code | None:
    allowed = is_within(source, grant.networks) and is_within(source, member.networks or ())
    return None if allowed else Code.E_NET


def _terms(state: State, author: MemberId, member: Member, now: Time) -> Code | None:
    if must_acknowledge(state, author):
        return Code.E_RULES
    ended = member.expires is not None and now >= member.expires
    return Code.E_EXPIRED if ended else None


def is_within(source: str, networks: tuple[Network, ...]) -> bool:
    """Whether an address lies in one of the ranges; no ranges: anywhere.

    What is no address (a relay inside the app has none to tell) lies in no range.
    """
    if not networks:
        return True
    address = _address(source)
    return address is not None and any(_contains(network, address) for network in networks)


def _address(source: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(source)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _contains(network: Network, address: IPv4Address | IPv6Address) -> bool:
    try:
        return address in ip_network(network, strict=False)
    except ValueError:
        return False
