"""Words used in the rules (PROTOCOL.md, "Events" and "Live").

`s` is the state, `e` the event, `d` its data. Values stay as they came in JSON: bytes are base64
text, records are dicts. A field that is not set is absent, None or False.
"""

from collections.abc import Callable, Iterable
from typing import Any

from .encoding import Json, fit_box, fit_sign, need

DAY = 24 * 60 * 60 * 1000
LEADERS = ("owner", "admin")
OVERSEERS = ("owner", "admin", "auditor")
BELOW_ADMIN = ("auditor", "member", "guest", "app")
LAPSES = ("keep", "shorten", "end")
STEPS = {
    "pending": (),
    "active": ("pending",),
    "deactivated": ("active",),
    "compromised": ("pending", "active", "deactivated"),
    "destroyed": ("pending", "deactivated", "compromised"),
}
VERDICTS = {
    "grant": ("keep", "end", "shorten", "replace", "reassign"),
    "custody": ("keep", "end", "reassign"),
    "role": ("keep", "end"),
    "exposure": ("keep", "replace"),
}
Rule = Callable[[Json, Json, Json], None]
RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    """Enter a rule under its event type."""
    RULES[function.__name__[1:].replace("_", ".")] = function
    return function


def find(table: Json, id_: str) -> Any:  # noqa: ANN401
    """The record of that id."""
    need(id_ in table, "E_UNKNOWN", f"{id_} does not exist")
    return table[id_]


def author(s: Json, e: Json) -> Json:
    """The author's record."""
    return dict(s["members"][e["author"]])


def require_role(s: Json, e: Json, *roles: str) -> None:
    """The author has one of these roles."""
    need(author(s, e)["role"] in roles, "E_ROLE")


def may_manage(s: Json, e: Json, role: str) -> bool:
    """Whether the author may manage members of that role."""
    own = author(s, e)["role"]
    return own == "owner" or (own == "admin" and role in BELOW_ADMIN)


def carries(e: Json, *fields: str) -> None:
    """The event says something to people under these fields."""
    need(all(field in e.get("commitments", {}) for field in fields), "E_FIELD")


def unique(items: Iterable[object], code: str = "E_DUP_ID") -> None:
    """No item comes twice."""
    every = list(items)
    need(len(every) == len(set(every)), code)


def gone(s: Json, member: str) -> bool:
    """Whether that member was removed or has left."""
    return s["members"][member]["status"] in ("removed", "left")


def is_active(s: Json, member: str) -> bool:
    """Whether that member takes part."""
    return bool(s["members"][member]["status"] == "active")


def behind(s: Json, member: str) -> set[str]:
    """Whose access a member's is: their own, and an app's also its maker's."""
    return {member, s["members"][member].get("maker") or member}


def person(s: Json, member: str) -> Json:
    """The active person of that id."""
    record: Json = find(s["members"], member)
    need(record["role"] != "app" and record["status"] == "active", "E_STATE")
    return record


def holds_names(record: Json) -> bool:
    """Whether somebody of that role holds the metadata key."""
    return record["role"] not in ("guest", "app")


def has_owner(s: Json) -> None:
    """An active owner is left."""
    owners = [m for m in s["members"].values() if m["role"] == "owner" and m["status"] == "active"]
    need(owners, "E_LAST_OWNER")


def forget_metadata(s: Json, member: str) -> None:
    """Somebody holds the metadata key no more; the epoch is stale if they did."""
    if s["members"][member].pop("metadata", None):
        s["stale"] = True


def fresh_pair(s: Json, d: Json) -> None:
    """Signing and box key are fit, different and new in this team."""
    need(fit_sign(d["sign"]) and fit_box(d["box"]) and d["sign"] != d["box"], "E_KEY")
    need(d["sign"] not in s["used_keys"] and d["box"] not in s["used_keys"], "E_KEY")


def keeps(e: Json, key: Json) -> None:
    """The author is a custodian of the key."""
    need(e["author"] in key["custodians"], "E_NOT_CUSTODIAN")


def has_value(e: Json, key: Json, number: int) -> None:
    """That version is sealed to the author."""
    kept = key["versions"][number - 1]["custody"]
    need(any(custody["member"] == e["author"] for custody in kept), "E_NO_VALUE")


def version_in(key: Json, state: str) -> list[int]:
    """Number of the version in that state, if there is one."""
    return [n for n, value in enumerate(key["versions"], 1) if value["state"] == state]


def open_versions(key: Json) -> list[int]:
    """The active version, then the pending one."""
    return version_in(key, "active") + version_in(key, "pending")


def version_of(key: Json, number: int) -> Json:
    """That version of a key."""
    need(number <= len(key["versions"]), "E_UNKNOWN")
    return dict_of(key["versions"][number - 1])


def dict_of(value: Any) -> Json:  # noqa: ANN401
    """The same record, known to be one."""
    assert isinstance(value, dict)
    return value


def trusted(s: Json, environment: str, member: str) -> None:
    """Their words were compared, where the environment asks for it."""
    wanted = policy_of(s, environment)["verified_only"]
    need(not wanted or s["members"][member]["verified"], "E_UNVERIFIED")


def policy_of(s: Json, environment: str) -> Json:
    """An environment's policy."""
    return dict_of(s["environments"][environment]["policy"])


def active_custodians(s: Json, key: Json) -> list[str]:
    """Custodians who can act now."""
    return [m for m in key["custodians"] if is_active(s, m) and holds_names(s["members"][m])]


def orphaned(s: Json, key: Json) -> bool:
    """Whether nobody is left who keeps the key."""
    return all(gone(s, member) for member in key["custodians"])


def standing(s: Json, e: Json, id_: str) -> Json:
    """The grant, refused by the reason why it is over."""
    grant: Json = find(s["grants"], id_)
    over = ended(s, id_, e["ts"])
    need(over is None, over or "")
    return grant


def agreed_end(s: Json, grant: Json) -> int:
    """The grant's own end, or its app's if that comes first."""
    app_end = s["members"][grant["to"]].get("expires")
    return int(grant["expires"] if app_end is None else min(grant["expires"], app_end))


def ends_at(s: Json, id_: str, t: int) -> int:
    """When the grant ends as seen at `t`, lapsed reviews considered."""
    end = agreed_end(s, s["grants"][id_])
    for review in (s["reviews"][name] for name in s["grants"][id_]["reviews"]):
        if review["due"] <= t and "verdict" not in review["rulings"][f"grant:{id_}"]:
            if review["lapse"] == "end":
                end = min(end, review["due"])
            if review["lapse"] == "shorten":
                end = min(end, review["due"] + review["shorten_to"])
    return end


def ended(s: Json, id_: str, t: int) -> str | None:
    """Why the grant is over for good at `t`."""
    grant = s["grants"][id_]
    if "revoked" in grant:
        return "E_REVOKED"
    if grant.get("reviewed_out"):
        return "E_LAPSED"
    if gone(s, grant["to"]):
        return "E_AUTHOR_INACTIVE"
    if t >= agreed_end(s, grant):
        return "E_EXPIRED"
    return "E_LAPSED" if t >= ends_at(s, id_, t) else None


def held_seal(e: Json, seal: Json) -> Json:
    """How a grant keeps a seal."""
    return {**{n: seal[n] for n in ("version", "envelope", "release")}, "by": e["author"]}


def may_freeze(s: Json, e: Json, key: Json) -> None:
    """Anybody may the first time; after a thaw leaders and custodians."""
    entitled = author(s, e)["role"] in LEADERS or e["author"] in key["custodians"]
    need(entitled or not key.get("thawed"), "E_ROLE")
