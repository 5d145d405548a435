"""Rules on people, apps and metadata epochs."""

from .encoding import Json, fit_sign, member_id, need
from .words import (
    DAY,
    LEADERS,
    carries,
    find,
    forget_metadata,
    fresh_pair,
    gone,
    has_owner,
    holds_names,
    is_active,
    may_manage,
    person,
    require_role,
    rule,
)


@rule
def _member_invite(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    need(d["role"] not in ("owner", "app") and may_manage(s, e, d["role"]), "E_ROLE")
    need(e["ts"] < d["expires"] <= e["ts"] + 30 * DAY, "E_POLICY")
    need(d["invite"] not in s["invites"], "E_DUP_ID")
    carries(e, "name_key")
    need(fit_sign(d["public"]) and d["public"] not in s["used_keys"], "E_KEY")
    kept = {name: d[name] for name in ("public", "role", "expires")}
    s["invites"][d["invite"]] = {**kept, "by": e["author"], "seq": e["seq"]}
    s["used_keys"][d["public"]] = e["author"]


@rule
def _invite_cancel(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    invite = find(s["invites"], d["invite"])
    need(may_manage(s, e, invite["role"]), "E_ROLE")
    need("used_by" not in invite and "cancelled" not in invite, "E_INVITE_USED")
    invite["cancelled"] = True


@rule
def _member_join(s: Json, e: Json, d: Json) -> None:
    invite = find(s["invites"], d["invite"])
    need("used_by" not in invite and "cancelled" not in invite, "E_INVITE_USED")
    need(e["ts"] < invite["expires"], "E_INVITE_EXPIRED")
    need(e["author"] not in s["members"], "E_DUP_ID")
    fresh_pair(s, d)
    s["members"][e["author"]] = {
        "role": invite["role"], "status": "pending", "sign": d["sign"], "box": d["box"],
        "verified": False, "joined": e["seq"], "seen": e["seen"], "invite": d["invite"],
    }  # fmt: skip
    invite["used_by"] = e["author"]
    s["used_keys"].update({d["sign"]: e["author"], d["box"]: e["author"]})


def managed(s: Json, e: Json, d: Json, status: str) -> Json:
    """The member whom a leader acts on, in that status."""
    require_role(s, e, *LEADERS)
    member: Json = find(s["members"], d["member"])
    need(may_manage(s, e, member["role"]), "E_ROLE")
    need(member["status"] == status, "E_STATE")
    return member


def kept_epoch(s: Json, d: Json, *, wanted: bool) -> Json:
    """The metadata key that comes with an act, there exactly where it is wanted."""
    need(d["epoch"] == len(s["epochs"]) - 1, "E_EPOCH")
    need(("seal" in d) == wanted, "E_FIELD")
    return {"metadata": {"epoch": d["epoch"], "box": d["seal"]}} if wanted else {}


@rule
def _member_admit(s: Json, e: Json, d: Json) -> None:
    member = managed(s, e, d, "pending")
    carries(e, "name")
    member.update(kept_epoch(s, d, wanted=holds_names(member)))
    member.update(status="active", verified=d["verified"], admitted_by=e["author"])


@rule
def _member_verify(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    member = person(s, d["member"])
    need(d["member"] != e["author"], "E_ROLE")
    need(not member["verified"], "E_STATE")
    member["verified"] = True


@rule
def _member_role(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    member = person(s, d["member"])
    need(d["role"] != "app", "E_ROLE")
    need(may_manage(s, e, member["role"]) and may_manage(s, e, d["role"]), "E_ROLE")
    need(d["role"] != member["role"], "E_STATE")
    member.update(kept_epoch(s, d, wanted=member["role"] == "guest"))
    if d["role"] == "guest":
        forget_metadata(s, d["member"])
    member["role"] = d["role"]
    has_owner(s)


@rule
def _member_suspend(s: Json, e: Json, d: Json) -> None:
    member = managed(s, e, d, "active")
    member["status"] = "suspended"
    has_owner(s)
    forget_metadata(s, d["member"])


@rule
def _member_resume(s: Json, e: Json, d: Json) -> None:
    member = managed(s, e, d, "suspended")
    member.update(kept_epoch(s, d, wanted=holds_names(member)))
    member["status"] = "active"


@rule
def _member_remove(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    member = find(s["members"], d["member"])
    need(may_manage(s, e, member["role"]), "E_ROLE")
    need(not gone(s, d["member"]), "E_STATE")
    member["status"] = "removed"
    has_owner(s)
    forget_metadata(s, d["member"])


@rule
def _member_leave(s: Json, e: Json, d: Json) -> None:
    s["members"][e["author"]]["status"] = "left"
    has_owner(s)
    forget_metadata(s, e["author"])


@rule
def _rules_acknowledge(s: Json, e: Json, d: Json) -> None:
    need(d["rules"] == s["policy"].get("rules"), "E_STATE")
    s["members"][e["author"]]["acknowledged"] = d["rules"]


@rule
def _app_add(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    need(d["expires"] > e["ts"], "E_POLICY")
    carries(e, "name")
    app = member_id(d)
    need(app not in s["members"], "E_DUP_ID")
    fresh_pair(s, d)
    s["members"][app] = {
        "role": "app", "status": "active", "sign": d["sign"], "box": d["box"], "verified": True,
        "joined": e["seq"], "seen": e["seen"], "maker": e["author"], "expires": d["expires"],
        "networks": d["networks"],
    }  # fmt: skip
    s["used_keys"].update({d["sign"]: app, d["box"]: app})


@rule
def _app_renew(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    app = find(s["members"], d["app"])
    need(app["role"] == "app" and app["status"] in ("active", "suspended"), "E_STATE")
    need(d["expires"] > e["ts"], "E_POLICY")
    app.update(expires=d["expires"], networks=d["networks"])


@rule
def _epoch_seal(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    need(d["epoch"] == len(s["epochs"]), "E_EPOCH")
    before = s["drafts"].get(e["author"], {}) if d["chunk"] else {"seals": []}
    if d["chunk"]:
        continues = (before.get("epoch"), before.get("chunks")) == (d["epoch"], d["chunk"])
        need(continues, "E_EPOCH_COVER")
    seals = before["seals"] + d["seals"]
    need(len(seals) <= len(s["members"]), "E_EPOCH_COVER")
    s["drafts"][e["author"]] = {"epoch": d["epoch"], "chunks": d["chunk"] + 1, "seals": seals}


@rule
def _epoch_rotate(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    need(d["epoch"] == len(s["epochs"]), "E_EPOCH")
    draft = s["drafts"].get(e["author"], {})
    need(draft.get("epoch") == d["epoch"], "E_EPOCH_COVER")
    covered = sorted(seal["to"] for seal in draft["seals"])
    holders = [id_ for id_, m in s["members"].items() if is_active(s, id_) and holds_names(m)]
    need(covered == sorted(holders), "E_EPOCH_COVER")
    for seal in draft["seals"]:
        s["members"][seal["to"]]["metadata"] = {"epoch": d["epoch"], "box": seal["box"]}
    s["epochs"].append({"commitment": d["commitment"], "previous": d["previous"]})
    s.update(drafts={}, stale=False)
