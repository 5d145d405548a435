"""Rules on access reviews and incidents."""

from collections import Counter

from .encoding import Json, need
from .words import (
    DAY,
    LAPSES,
    LEADERS,
    OVERSEERS,
    VERDICTS,
    author,
    behind,
    carries,
    find,
    holds_names,
    is_active,
    may_freeze,
    may_manage,
    person,
    require_role,
    rule,
    standing,
    unique,
    version_of,
)

MOST_SUBJECTS = 65536


@rule
def _review_scope(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *OVERSEERS)
    need(d["review"] not in s["reviews"], "E_DUP_ID")
    before = s["review_drafts"].get(e["author"], {}) if d["chunk"] else {"subjects": []}
    if d["chunk"]:
        continues = (before.get("review"), before.get("chunks")) == (d["review"], d["chunk"])
        need(continues, "E_STATE")
    subjects = before["subjects"] + d["subjects"]
    need(len(subjects) <= MOST_SUBJECTS, "E_SIZE")
    announced = {"review": d["review"], "chunks": d["chunk"] + 1, "subjects": subjects}
    s["review_drafts"][e["author"]] = announced


@rule
def _review_open(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *OVERSEERS)
    need(d["review"] not in s["reviews"], "E_DUP_ID")
    draft = find(s["review_drafts"], e["author"])
    need(draft["review"] == d["review"], "E_UNKNOWN")
    carries(e, "title")
    unique(draft["subjects"])
    need(len(draft["subjects"]) == d["subjects"], "E_FIELD")
    need(d["due"] >= e["ts"] + DAY, "E_DUE")
    need(LAPSES.index(d["lapse"]) <= LAPSES.index(s["policy"]["lapse"]), "E_POLICY")
    need(("shorten_to" in d) == (d["lapse"] == "shorten"), "E_FIELD")
    need(d["ledger"]["seq"] <= s["head"]["seq"], "E_CHAIN")
    need(d["access"]["seq"] <= e["seen"]["seq"], "E_SEEN")
    unique(d["reviewers"])
    for reviewer in d["reviewers"]:
        need(holds_names(person(s, reviewer)), "E_ROLE")
    for subject in draft["subjects"]:
        kind, *ids = subject.split(":")
        require_subject(s, kind, ids)
        if kind == "grant":
            standing(s, e, ids[0])
            s["grants"][ids[0]]["reviews"].append(d["review"])
    fields = ("ledger", "access", "reviewers", "due", "lapse", "shorten_to")
    s["reviews"][d["review"]] = {
        **{name: d[name] for name in fields if name in d},
        "by": e["author"], "opened": e["ts"], "rulings": {name: {} for name in draft["subjects"]},
    }  # fmt: skip
    del s["review_drafts"][e["author"]]


def require_subject(s: Json, kind: str, ids: list[str]) -> None:
    """What is to be reviewed is there."""
    if kind == "grant":
        find(s["grants"], ids[0])
    if kind == "role":
        find(s["members"], ids[0])
    if kind == "custody":
        need(ids[1] in find(s["keys"], ids[0])["custodians"], "E_UNKNOWN")
    if kind == "exposure":
        version_of(find(s["keys"], ids[0]), int(ids[1]))
        find(s["members"], ids[2])


def about(s: Json, subject: str) -> str:
    """The member whom a subject is about."""
    kind, *ids = subject.split(":")
    return str(s["grants"][ids[0]]["to"]) if kind == "grant" else ids[-1]


@rule
def _review_decide(s: Json, e: Json, d: Json) -> None:
    review = find(s["reviews"], d["review"])
    need(e["author"] in review["reviewers"], "E_ROLE")
    need("closed" not in review, "E_STATE")
    need(e["ts"] < review["due"], "E_DUE")
    for decision in d["decisions"]:
        before = find(review["rulings"], decision["subject"]).get("verdict")
        need(e["author"] not in behind(s, about(s, decision["subject"])), "E_OWN_REVIEW")
        verdict = decision["verdict"]
        need(verdict in VERDICTS[decision["subject"].split(":")[0]], "E_FIELD")
        harder = before in ("keep", "shorten") and verdict == "end"
        need(before is None or harder, "E_STATE")
        need(("until" in decision) == (verdict == "shorten"), "E_FIELD")
        need(decision.get("until", e["ts"] + 1) > e["ts"], "E_DUE")
        need(("to" in decision) == (verdict == "reassign"), "E_FIELD")
        if "to" in decision:
            person(s, decision["to"])
        ruling = {name: decision[name] for name in ("verdict", "until", "to") if name in decision}
        effective = carry_out(s, e, decision)
        ruling.update(by=e["author"], at=e["ts"], effective=effective)
        review["rulings"][decision["subject"]] = ruling


def carry_out(s: Json, e: Json, decision: Json) -> bool:
    """Do what was decided, as far as it can be done here; whether it was."""
    kind, *ids = decision["subject"].split(":")
    if decision["verdict"] == "keep":
        return True
    if kind == "grant" and decision["verdict"] == "end":
        s["grants"][ids[0]]["reviewed_out"] = True
        return True
    if kind == "grant" and decision["verdict"] == "shorten":
        grant = s["grants"][ids[0]]
        grant.update(expires=min(decision["until"], grant["expires"]), renewal=None)
        return True
    if kind == "custody" and decision["verdict"] == "end":
        custodians = s["keys"][ids[0]]["custodians"]
        if author(s, e)["role"] == "owner" and ids[1] in custodians:
            custodians.remove(ids[1])
            return True
    if kind == "role" and decision["verdict"] == "end":
        member = s["members"][ids[0]]
        may = author(s, e)["role"] in LEADERS and may_manage(s, e, member["role"])
        if may and member["role"] in OVERSEERS and member["status"] == "active":
            member["role"] = "member"
            return True
    return False


@rule
def _review_close(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *OVERSEERS)
    review = find(s["reviews"], d["review"])
    need("closed" not in review, "E_STATE")
    able = {
        member
        for member in review["reviewers"]
        if is_active(s, member) and holds_names(s["members"][member])
    }
    counts = Counter(
        ruling.get("verdict")
        or ("undecided" if able - behind(s, about(s, subject)) else "no_second_reviewer")
        for subject, ruling in review["rulings"].items()
    )
    need(e["ts"] >= review["due"] or not counts["undecided"], "E_UNDECIDED")
    need(all(counts[name] == number for name, number in d["tally"].items()), "E_FIELD")
    review.update(closed=e["ts"], closed_by=e["author"], evidence=d.get("evidence"))


@rule
def _incident_open(s: Json, e: Json, d: Json) -> None:
    need(d["incident"] not in s["incidents"], "E_DUP_ID")
    carries(e, "note")
    unique(d["keys"])
    for id_ in d["keys"]:
        key = find(s["keys"], id_)
        if not key.get("frozen"):
            may_freeze(s, e, key)
            key["frozen"] = True
    opened = {"by": e["author"], "opened": e["ts"], "keys": d["keys"], "notes": 0}
    s["incidents"][d["incident"]] = opened


def open_incident(s: Json, d: Json) -> Json:
    """An incident that is not closed."""
    incident: Json = find(s["incidents"], d["incident"])
    need("closed" not in incident, "E_STATE")
    return incident


@rule
def _incident_note(s: Json, e: Json, d: Json) -> None:
    incident = open_incident(s, d)
    carries(e, "note")
    concerned = [
        incident["by"],
        *(m for key in incident["keys"] for m in s["keys"][key]["custodians"]),
    ]
    need(e["author"] in concerned or author(s, e)["role"] in LEADERS, "E_ROLE")
    incident["notes"] += 1


@rule
def _incident_close(s: Json, e: Json, d: Json) -> None:
    require_role(s, e, *LEADERS)
    open_incident(s, d).update(closed=e["ts"], closed_by=e["author"])
