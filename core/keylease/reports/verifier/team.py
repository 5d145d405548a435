"""Rules on the team: policy, environments, lists, checkpoints, relay, suite."""

from .encoding import NOWHERE, ZEROS, Json, fit_box, fit_sign, need, tagged, text, written
from .forms import RECORDS
from .words import LEADERS, carries, ended, find, gone, require_role, rule, unique


def team_create(e: Json, team: str) -> Json:
    """The state of a team just founded."""
    d = e["data"]
    need(e["team"] == "" and e["seq"] == 0 and e["prev"] == ZEROS, "E_CHAIN")
    need(d["suite"] == 1, "E_UPGRADE")
    need(e["seen"] == NOWHERE, "E_SEEN")
    carries(e, "team", "name")
    check_policy(d["policy"])
    need(fit_sign(d["sign"]) and fit_box(d["box"]) and d["sign"] != d["box"], "E_KEY")
    need(fit_sign(d["relay"]["key"]), "E_KEY")
    founder = {
        "role": "owner", "status": "active", "sign": d["sign"], "box": d["box"], "verified": True,
        "joined": 0, "seen": e["seen"], "metadata": {"epoch": 0, "box": d["epoch_seal"]},
    }  # fmt: skip
    return {
        "team": team, "suite": 1, "relay": d["relay"], "floor": 0, "policy": d["policy"],
        "relays": [{"since": 0, "key": d["relay"]["key"]}], "stale": False, "drafts": {},
        "epochs": [{"commitment": d["epoch_commitment"]}], "members": {e["author"]: founder},
        "used_keys": {d["sign"]: e["author"], d["box"]: e["author"]}, "invites": {},
        "environments": {}, "lists": {}, "keys": {}, "grants": {}, "requests": {},
        "review_drafts": {}, "reviews": {}, "incidents": {},
    }  # fmt: skip


def state_hash(s: Json) -> bytes:
    """What a checkpoint commits to."""
    return tagged("keylease/state/v1", written(RECORDS["State"].ordered(s)) or b"")


def check_policy(policy: Json) -> None:
    """Those who may add keys are roles that may."""
    need(set(policy["adders"]) <= {"auditor", "member"}, "E_FIELD")
    unique(policy["adders"], "E_FIELD")


@rule
def _policy_set(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, "owner")
    check_policy(d["policy"])
    s["policy"] = d["policy"]


@rule
def _environment_set(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    if d["environment"] not in s["environments"]:
        carries(e, "name")
    s["environments"][d["environment"]] = {"policy": d["policy"]}


@rule
def _list_set(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    unique(d["members"], "E_FIELD")
    if d["list"] not in s["lists"]:
        carries(e, "name")
    before = s["lists"].get(d["list"], {"members": []})["members"]
    for member in d["members"]:
        record = find(s["members"], member)
        need(record["role"] != "app" and (not gone(s, member) or member in before), "E_STATE")
    s["lists"][d["list"]] = {"members": d["members"]}
    dropped = set(before) - set(d["members"])
    for id_, grant in s["grants"].items():
        via = grant.get("via") == d["list"] and grant["to"] in dropped
        if via and ended(s, id_, e["ts"]) is None:
            grant.update(revoked=e["seq"], revoked_by=e["author"])


@rule
def _ledger_checkpoint(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    need(d.get("previous") == s.get("checkpoint"), "E_CHECKPOINT")
    need(d["state"] == text(state_hash(s)), "E_CHECKPOINT")


@rule
def _relay_set(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, "owner")
    need(fit_sign(d["relay"]["key"]), "E_KEY")
    if "moved" not in d:
        need(d["relay"]["key"] == s["relay"]["key"], "E_RELAY_KEY")
    else:
        last = d["moved"]["last"]
        need(all(d["relay"]["key"] != known["key"] for known in s["relays"]), "E_RELAY_KEY")
        need(last["seq"] > 0 or last == NOWHERE, "E_FIELD")
        lost_from = d["moved"].get("lost_from")
        need(lost_from is None or lost_from == last["seq"] + 1, "E_FIELD")
        need(e["seen"]["seq"] < last["seq"] or e["seen"] == last, "E_SEEN")
        ahead = [m for m in s["members"].values() if m["seen"]["seq"] > last["seq"]]
        need(not ahead or lost_from is not None, "E_SEEN")
        for member in ahead:
            member["seen"] = last
        s["relays"].append({"since": last["seq"], "key": d["relay"]["key"]})
    s["relay"] = d["relay"]
    s["floor"] = d.get("floor", s["floor"])


@rule
def _suite_set(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, "owner")
    need(d["suite"] > s["suite"], "E_SUITE")
    s["suite"] = d["suite"]
