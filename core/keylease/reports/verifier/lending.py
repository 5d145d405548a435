"""Rules on requests and grants."""

from .encoding import Json, need
from .words import (
    LEADERS,
    author,
    behind,
    ends_at,
    find,
    has_value,
    held_seal,
    holds_names,
    keeps,
    open_versions,
    policy_of,
    rule,
    standing,
    trusted,
    unique,
    version_in,
)


@rule
def _access_request(s: Json, e: Json, d: Json) -> None:
    need(d["request"] not in s["requests"], "E_DUP_ID")
    find(s["keys"], d["key"])
    asked = {"by": e["author"], "key": d["key"], "span": d["span"], "asked": e["ts"]}
    s["requests"][d["request"]] = asked


def open_request(s: Json, id_: str) -> Json:
    """A request that nobody has answered."""
    request: Json = find(s["requests"], id_)
    need("granted" not in request and "denied_by" not in request, "E_STATE")
    return request


@rule
def _access_deny(s: Json, e: Json, d: Json) -> None:
    request = open_request(s, d["request"])
    keeps(e, s["keys"][request["key"]])
    request["denied_by"] = e["author"]


def answer(s: Json, d: Json, id_: str) -> None:
    """The grant answers the request that the event names."""
    if "request" in d:
        request, grant = open_request(s, d["request"]), s["grants"][id_]
        need((request["by"], request["key"]) == (grant["to"], grant["key"]), "E_STATE")
        request["granted"] = id_


@rule
def _grant_issue(s: Json, e: Json, d: Json) -> None:
    key = find(s["keys"], d["key"])
    keeps(e, key)
    need(not key.get("frozen"), "E_FROZEN")
    need(version_in(key, "active"), "E_NO_VERSION")
    policy = policy_of(s, key["environment"])
    begins = max(e["ts"], d["not_before"])
    need(begins < d["expires"], "E_EXPIRED")
    need(d["expires"] - begins <= policy["longest"], "E_POLICY")
    need(not policy["reason_required"] or "reason" in e.get("commitments", {}), "E_REASON")
    if "via" in d:
        listed = find(s["lists"], d["via"])["members"]
        need(all(recipient["to"] in listed for recipient in d["recipients"]), "E_STATE")
    unique(recipient["to"] for recipient in d["recipients"])
    for number in open_versions(key):
        has_value(e, key, number)
    for recipient in d["recipients"]:
        check_recipient(s, key, recipient)
        s["grants"][recipient["grant"]] = lent(s, e, d, recipient)
    need("request" not in d or len(d["recipients"]) == 1, "E_STATE")
    answer(s, d, d["recipients"][0]["grant"])


def check_recipient(s: Json, key: Json, recipient: Json) -> None:
    """Somebody to whom this key may be lent, by seals of all that is open."""
    member = find(s["members"], recipient["to"])
    need(member["status"] == "active", "E_AUTHOR_INACTIVE")
    need(recipient["grant"] not in s["grants"], "E_DUP_ID")
    trusted(s, key["environment"], recipient["to"])
    need([seal["version"] for seal in recipient["seals"]] == open_versions(key), "E_UNSEALED")
    need(("label" in recipient) != holds_names(member), "E_FIELD")
    grantee = key.get("child", {"grantee": recipient["to"]})["grantee"]
    need(grantee == recipient["to"], "E_STATE")


def lent(s: Json, e: Json, d: Json, recipient: Json) -> Json:
    """The grant of one recipient."""
    fields = ("key", "not_before", "expires", "networks", "max_uses", "idle", "via", "request")
    policy = policy_of(s, s["keys"][d["key"]]["environment"])
    return {
        **{name: d[name] for name in fields if name in d},
        "to": recipient["to"], "by": e["author"], "order": len(s["grants"]), "issued": e["ts"],
        "touched": e["ts"], "seals": [held_seal(e, seal) for seal in recipient["seals"]],
        "reviews": [], "needs_approval": policy["second_approver"], "label": recipient.get("label"),
    }  # fmt: skip


def involved(s: Json, e: Json, key: str) -> None:
    """The author is a custodian of the key or a leader."""
    entitled = e["author"] in s["keys"][key]["custodians"] or author(s, e)["role"] in LEADERS
    need(entitled, "E_ROLE")


def allowed(s: Json, e: Json, grant: Json, end: int) -> None:
    """That end and that recipient, by the environment's policy now in force."""
    environment = s["keys"][grant["key"]]["environment"]
    span = end - max(e["ts"], grant["not_before"])
    need(span <= policy_of(s, environment)["longest"], "E_POLICY")
    trusted(s, environment, grant["to"])


def extend(s: Json, e: Json, grant: Json, end: int) -> None:
    """A later end; lapsed reviews have had their effect."""
    ahead = [name for name in grant["reviews"] if s["reviews"][name]["due"] > e["ts"]]
    grant.update(expires=end, touched=e["ts"], reviews=ahead)


@rule
def _grant_approve(s: Json, e: Json, d: Json) -> None:
    grant = standing(s, e, d["grant"])
    involved(s, e, grant["key"])
    first = grant["needs_approval"] and "approved_by" not in grant
    waits: Json = grant if first else grant.get("renewal") or {}
    need(waits, "E_STATE")
    need(e["author"] not in {waits["by"], *behind(s, grant["to"])}, "E_ROLE")
    allowed(s, e, grant, waits["expires"])
    grant["approved_by"] = e["author"]
    if not first:
        later = max(waits["expires"], ends_at(s, d["grant"], e["ts"]))
        del grant["renewal"]
        extend(s, e, grant, later)


@rule
def _grant_renew(s: Json, e: Json, d: Json) -> None:
    grant = standing(s, e, d["grant"])
    key = s["keys"][grant["key"]]
    keeps(e, key)
    policy = policy_of(s, key["environment"])
    need(d["expires"] > ends_at(s, d["grant"], e["ts"]), "E_STATE")
    allowed(s, e, grant, d["expires"])
    answer(s, d, d["grant"])
    if not grant["needs_approval"] and not policy["second_approver"]:
        extend(s, e, grant, d["expires"])
        return
    need(not grant["needs_approval"] or "approved_by" in grant, "E_APPROVAL")
    grant["renewal"] = {"expires": d["expires"], "by": e["author"]}


@rule
def _grant_limit(s: Json, e: Json, d: Json) -> None:
    grant = standing(s, e, d["grant"])
    involved(s, e, grant["key"])
    need("expires" in d or "max_uses" in d, "E_FIELD")
    if "expires" in d:
        need(d["expires"] < grant["expires"], "E_STATE")
        grant.update(expires=d["expires"], renewal=None)
    if "max_uses" in d:
        need("max_uses" not in grant or d["max_uses"] < grant["max_uses"], "E_STATE")
        grant["max_uses"] = d["max_uses"]


@rule
def _grant_revoke(s: Json, e: Json, d: Json) -> None:
    unique(d["grants"])
    for id_ in d["grants"]:
        grant = find(s["grants"], id_)
        if e["author"] != grant["to"]:
            need(author(s, e)["role"] != "guest", "E_ROLE")
            if e["author"] != grant["by"]:
                involved(s, e, grant["key"])
        need("revoked" not in grant, "E_REVOKED")
        grant.update(revoked=e["seq"], revoked_by=e["author"])
