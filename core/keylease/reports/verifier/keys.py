"""Rules on keys: versions and their life, custody, freezing, declared exposure."""

from .encoding import Json, need
from .words import (
    LEADERS,
    STEPS,
    active_custodians,
    author,
    carries,
    ended,
    find,
    gone,
    has_value,
    held_seal,
    holds_names,
    keeps,
    may_freeze,
    open_versions,
    orphaned,
    person,
    require_role,
    rule,
    standing,
    trusted,
    unique,
    version_in,
    version_of,
)


@rule
def _key_add(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS, *s["policy"]["adders"])
    need(d["key"] not in s["keys"], "E_DUP_ID")
    find(s["environments"], d["environment"])
    carries(e, "name", "provider")
    if "child" in d:
        keeps(e, find(s["keys"], d["child"]["parent"]))
        find(s["members"], d["child"]["grantee"])
        need(not gone(s, d["child"]["grantee"]), "E_STATE")
    trusted(s, d["environment"], e["author"])
    kept: Json = {n: d[n] for n in ("environment", "rotate_every", "child") if n in d}
    added = {"added_by": e["author"], "added": e["ts"], "custodians": [e["author"]]}
    s["keys"][d["key"]] = {**kept, **added, "versions": []}


@rule
def _key_edit(s: Json, e: Json, d: Json) -> None:
    key = find(s["keys"], d["key"])
    leads = author(s, e)["role"] in LEADERS
    need(leads or e["author"] in key["custodians"], "E_NOT_CUSTODIAN")
    find(s["environments"], d["environment"])
    need(leads or d["environment"] == key["environment"], "E_ROLE")
    key.update(environment=d["environment"], rotate_every=d.get("rotate_every"))


@rule
def _key_version(s: Json, e: Json, d: Json) -> None:
    key = find(s["keys"], d["key"])
    need(d["version"] == len(key["versions"]) + 1, "E_DUP_ID")
    need(not version_in(key, "pending"), "E_STATE")
    carries(e, "fingerprint")
    if orphaned(s, key):
        require_role(s, e, *LEADERS)
        trusted(s, key["environment"], e["author"])
        key["custodians"] = [e["author"]]
    keeps(e, key)
    need(
        sorted(seal["to"] for seal in d["seals"]) == sorted(active_custodians(s, key)),
        "E_UNSEALED",
    )
    custody = [
        {"member": seal["to"], "envelope": seal["envelope"], "by": e["author"]}
        for seal in d["seals"]
    ]
    key["versions"].append(
        {
            "state": "pending",
            "commitment": d["commitment"],
            "by": e["author"],
            "entered": e["ts"],
            "changed": e["ts"],
            "custody": custody,
            "declared": [],
        }
    )


@rule
def _grant_reseal(s: Json, e: Json, d: Json) -> None:
    key = find(s["keys"], d["key"])
    keeps(e, key)
    need(d["version"] in open_versions(key), "E_STATE")
    has_value(e, key, d["version"])
    unique(seal["grant"] for seal in d["seals"])
    for seal in d["seals"]:
        grant = find(s["grants"], seal["grant"])
        need(grant["key"] == d["key"], "E_STATE")
        standing(s, e, seal["grant"])
        others = set(open_versions(key)) - {d["version"]}
        grant["seals"] = [old for old in grant["seals"] if old["version"] in others]
        grant["seals"].append(held_seal(e, {"version": d["version"], **seal}))


@rule
def _key_state(s: Json, e: Json, d: Json) -> None:
    key = find(s["keys"], d["key"])
    need(author(s, e)["role"] == "owner" or e["author"] in key["custodians"], "E_NOT_CUSTODIAN")
    value = version_of(key, d["version"])
    need(value["state"] in STEPS[d["to"]], "E_STATE")
    need(("proof" in d) == (d["to"] == "destroyed"), "E_FIELD")
    if d["to"] == "active":
        for id_, grant in s["grants"].items():
            sealed = any(seal["version"] == d["version"] for seal in grant["seals"])
            fine = grant["key"] != d["key"] or sealed or ended(s, id_, e["ts"]) is not None
            need(fine, "E_UNSEALED")
        for number in version_in(key, "active"):
            key["versions"][number - 1].update(state="deactivated", changed=e["ts"])
    value.update(state=d["to"], changed=e["ts"])
    if "proof" in d:
        value.update(proof=d["proof"], proved_by=e["author"])


@rule
def _key_custodian(s: Json, e: Json, d: Json) -> None:
    key = find(s["keys"], d["key"])
    if not d["add"]:
        need(author(s, e)["role"] == "owner" or e["author"] == d["member"], "E_ROLE")
        need(d["member"] in key["custodians"], "E_STATE")
        need(not d["seals"], "E_FIELD")
        key["custodians"].remove(d["member"])
        return
    keeps(e, key)
    need(holds_names(person(s, d["member"])), "E_ROLE")
    need(d["member"] not in key["custodians"] and len(key["custodians"]) < 256, "E_STATE")
    trusted(s, key["environment"], d["member"])
    need([seal["version"] for seal in d["seals"]] == open_versions(key), "E_UNSEALED")
    for seal in d["seals"]:
        has_value(e, key, seal["version"])
        value = key["versions"][seal["version"] - 1]
        value["custody"] = [kept for kept in value["custody"] if kept["member"] != d["member"]]
        custody = {"member": d["member"], "envelope": seal["envelope"], "by": e["author"]}
        value["custody"].append(custody)
    key["custodians"].append(d["member"])


@rule
def _key_freeze(s: Json, e: Json, d: Json) -> None:
    key = find(s["keys"], d["key"])
    need(not key.get("frozen"), "E_STATE")
    may_freeze(s, e, key)
    key["frozen"] = True


@rule
def _key_thaw(s: Json, e: Json, d: Json) -> None:
    key = find(s["keys"], d["key"])
    need(author(s, e)["role"] == "owner" or e["author"] in key["custodians"], "E_NOT_CUSTODIAN")
    need(key.get("frozen"), "E_STATE")
    key.update(frozen=False, thawed=True)


@rule
def _exposure_declare(s: Json, e: Json, d: Json) -> None:
    key = find(s["keys"], d["key"])
    entitled = author(s, e)["role"] in LEADERS or e["author"] in key["custodians"]
    need(entitled, "E_NOT_CUSTODIAN")
    value = version_of(key, d["version"])
    unique(d["members"], "E_FIELD")
    for member in d["members"]:
        find(s["members"], member)
    if not d["members"]:
        carries(e, "who")
    value["declared"] += [member for member in d["members"] if member not in value["declared"]]
