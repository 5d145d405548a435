"""Events of lending: requests, grants, approval, renewal, limits, revocation."""

from typing import Annotated

from msgspec import Meta

from keylease.model.base import (
    Count,
    GrantId,
    KeyId,
    ListId,
    Network,
    Positive,
    RequestId,
    Span,
    Time,
)
from keylease.model.events.terms import Data, Recipient


class AccessRequest(Data, tag="access.request"):
    """Ask for a key for a span; why is in `meta`."""

    request: RequestId
    key: KeyId
    span: Span


class AccessDeny(Data, tag="access.deny"):
    """Deny a request; why is in `meta`."""

    request: RequestId


class GrantIssue(Data, tag="grant.issue"):
    """Lend a key to 1-64 recipients until an end."""

    key: KeyId
    not_before: Time
    expires: Time
    recipients: Annotated[tuple[Recipient, ...], Meta(min_length=1, max_length=64)]
    networks: Annotated[tuple[Network, ...], Meta(max_length=32)]
    max_uses: Positive | None = None
    idle: Span | None = None
    via: ListId | None = None
    request: RequestId | None = None


class GrantApprove(Data, tag="grant.approve"):
    """Be the second who says yes, to a new grant or to its renewal."""

    grant: GrantId


class GrantRenew(Data, tag="grant.renew"):
    """Give a live grant a later end, perhaps in answer to a request."""

    grant: GrantId
    expires: Time
    request: RequestId | None = None


class GrantLimit(Data, tag="grant.limit"):
    """Lower a grant's end or uses."""

    grant: GrantId
    expires: Time | None = None
    max_uses: Count | None = None


class GrantRevoke(Data, tag="grant.revoke"):
    """End grants for good."""

    grants: Annotated[tuple[GrantId, ...], Meta(min_length=1, max_length=256)]
