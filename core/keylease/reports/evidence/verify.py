"""Check the evidence of a Keylease access review. Needs Python 3.11 and PyNaCl, and no account:

    pip install pynacl
    python -P verify.py         in the folder of the evidence; or: python verify.py FOLDER

Exit status 0: what the review shows follows from what people signed. 1: it does not, and the lines
say where. 2: PyNaCl is missing. Nobody who made the folder is trusted: every word of decisions.json
is derived again from the signed events in ledger.jsonl, then compared. `check`, near the end, has
the steps in order.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # this folder: what lies in it is looked at, and never imported

import base64
import csv
import hashlib
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

try:
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey
except ImportError:
    print("verify.py needs PyNaCl. To install it: pip install pynacl", file=sys.stderr)
    sys.exit(2)

Json = dict[str, Any]
Uses = dict[tuple[str, str | None], tuple[int, int | None]]
FORMAT = "keylease/review-evidence/v1"
HASHED = (
    *("README.txt", "access.jsonl", "decisions.csv", "decisions.json", "disclosures.json"),
    *("head.json", "ledger.jsonl", "summary.pdf", "verify.py"),
)
FILES = {*HASHED, "manifest.json"}
LEADERS, OVERSEERS = ("owner", "admin"), ("owner", "admin", "auditor")
VERDICTS = {
    "grant": ("keep", "end", "shorten", "replace", "reassign"),
    "custody": ("keep", "end", "reassign"),
    "role": ("keep", "end"),
    "exposure": ("keep", "replace"),
}
OUTCOMES = (*VERDICTS["grant"], "undecided", "no_second_reviewer")
STATUS = {"member.suspend": "suspended", "member.resume": "active", "member.remove": "gone"}
BEFORE = {"member.admit": "pending", "member.suspend": "active", "member.resume": "suspended"}
"""In which status somebody has to be for that."""
NAMES = {"member.admit": "member", "key.add": "key", "key.edit": "key"} | {
    "environment.set": "environment"
}
"""Events that name something, and the word of their data that says what."""
HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
LATEST = 253_370_764_800_000
"""The year 9999: a later time is shown as this one."""
MOST_TOLD = 20
"""Differences of one file; beyond these their number says enough."""


class Wrong(Exception):
    """What is wrong, so that nothing behind it could be relied on."""


@contextmanager
def reading(where: str) -> Iterator[None]:
    """What fails in there is wrong in that file."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Wrong(f"{where} is not of its form ({type(error).__name__}: {error}).") from None


# ---- Bytes, hashes and signatures, as Keylease's PROTOCOL.md has them


def pae(kind: str, body: bytes) -> bytes:
    """What is signed and hashed: a text together with its purpose."""
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(body), body)


def framed(*parts: bytes) -> bytes:
    """Several texts in one, each behind its length."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def hashed(purpose: str, content: bytes) -> str:
    """SHA-256 for one purpose, as base64."""
    return text(hashlib.sha256(pae(f"keylease/{purpose}/v1", content)).digest())


def text(content: bytes) -> str:
    """Base64 of bytes."""
    return base64.b64encode(content).decode()


def raw(content: str) -> bytes:
    """Bytes of base64."""
    return base64.b64decode(content, validate=True)


def genuine(key: str, purpose: str, body: bytes, sig: str) -> bool:
    """Whether the owner of that public key signed the body for this purpose (Ed25519)."""
    try:
        VerifyKey(raw(key)).verify(pae(f"keylease/{purpose}/v1", body), raw(sig))
    except (CryptoError, ValueError, TypeError):
        return False
    return True


def member_id(d: Json) -> str:
    """The id of whoever brought these keys: a hash of them."""
    digest = raw(hashed("member", framed(raw(d["sign"]), raw(d["box"]))))
    return "mem_" + base64.b32encode(digest).decode().lower()[:26]


def parse(content: bytes) -> Any:  # noqa: ANN401
    """What a JSON text says; one in which a word stands twice says nothing."""

    def once(pairs: list[tuple[str, Any]]) -> Json:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a word stands twice")
        return dict(pairs)

    return json.loads(str(content, "utf-8"), object_pairs_hook=once)


def signed(content: bytes) -> tuple[Json, bytes, str]:
    """What a signed object says, its exact body, and the signature."""
    one = parse(content)
    body = one["body"].encode()
    return parse(body), body, one["sigs"][0]


def moment(at: int | None) -> str | None:
    """A time in milliseconds as ISO 8601 in UTC."""
    if at is None:
        return None
    told = datetime.fromtimestamp(min(at, LATEST) / 1000, UTC)
    return told.isoformat(timespec="milliseconds").replace("+00:00", "Z")


# ---- The ledger: every event in its place, signed, and what follows for a review


class Ledger:
    """The team as the signed events have it, as far as a review speaks of it."""

    def __init__(self) -> None:
        self.team, self.head = "", text(bytes(32))
        self.events: list[Json] = []
        self.heads: list[str] = []
        self.members: dict[str, Json] = {}
        self.invites: dict[str, Json] = {}
        self.keys: dict[str, Json] = {}
        self.grants: dict[str, Json] = {}
        self.relays: list[tuple[int, str]] = []
        self.drafts: dict[str, tuple[str, list[str]]] = {}
        self.reviews: dict[str, Json] = {}

    def read(self, content: bytes) -> None:
        """All events of ledger.jsonl."""
        for n, line in enumerate(content.splitlines(), 1):
            with reading(f"ledger.jsonl, line {n}"):
                entry = parse(line)
                self.take(entry["body"].encode(), entry["sigs"])

    def take(self, body: bytes, sigs: list[str]) -> None:
        """The next event: it names the one before by its hash, and its author signed it."""
        n = len(self.events)
        e = parse(body)
        d, author = e["data"], e["author"]
        if (e["seq"], e["prev"], e["team"]) != (n, self.head, self.team):
            raise Wrong(f"Event {n} ({d['type']}) does not follow the one before it. Something was "
                        "taken out, put in or moved there, or is of another team.")  # fmt: skip
        if (d["type"] == "team.create") != (n == 0):
            raise Wrong(f"Event {n} founds the team, or does not, where it should.")
        brought = d["type"] in ("team.create", "member.join")
        if brought and author != member_id(d):
            raise Wrong(f"Event {n} brings keys that are not its author's.")
        if not brought and self.members.get(author, {}).get("status") != "active":
            raise Wrong(f"Event {n} is by {author}, who was no active member then.")
        signers = [(d["sign"] if brought else self.members[author]["sign"], "event")]
        if d["type"] == "member.join":
            signers.append((self.invites[d["invite"]]["public"], "invite-proof"))
        if d["type"] == "app.add":
            signers.append((d["sign"], "app-proof"))
        good = [genuine(key, kind, body, sig) for (key, kind), sig in zip(signers, sigs)]  # noqa: B905
        if not len(sigs) == len(signers) == sum(good):
            raise Wrong(f"Event {n} ({d['type']}) was not signed by {author}, whom it names.")
        if not brought and not self.entitled(self.members[author]["role"], d):
            raise Wrong(f"Event {n} ({d['type']}) is by {author}, who had no right to it.")
        self.events.append(e)
        self.apply(e, d)
        content = framed(body, *map(raw, sigs))
        self.head = hashed("link", content)
        self.heads.append(self.head)
        self.team = self.team or hashed("team", content)

    def entitled(self, role: str, d: Json) -> bool:
        """Whether that role may do this, as far as it bears on who an owner is, and so on whose
        word the ledger ends: by the relay's signature, and an owner says which relay that is.
        """

        def manages(other: str) -> bool:
            return role == "owner" or (role == "admin" and other not in LEADERS)

        match d["type"]:
            case "relay.set":
                return role == "owner"
            case "member.invite":
                return d["role"] not in ("owner", "app") and manages(d["role"])
            case "member.role":
                return manages(self.members[d["member"]]["role"]) and manages(d["role"])
            case "member.admit" | "member.suspend" | "member.resume" | "member.remove":
                one = self.members[d["member"]]
                return manages(one["role"]) and one["status"] == BEFORE.get(
                    d["type"], one["status"]
                )
            case _:
                return True

    def apply(self, e: Json, d: Json) -> None:
        """What changes by an event. Most change nothing that a review is about."""
        by, members, keys = e["author"], self.members, self.keys
        match d["type"]:
            case "team.create":
                self.relays.append((0, d["relay"]["key"]))
                self.join(by, d["sign"], "owner", "active")
            case "relay.set" if "moved" in d:
                self.relays.append((d["moved"]["last"]["seq"], d["relay"]["key"]))
            case "member.invite":
                self.invites[d["invite"]] = d
            case "member.join":
                self.join(by, d["sign"], self.invites[d["invite"]]["role"], "pending")
            case "app.add":
                self.join(member_id(d), d["sign"], "app", "active")["maker"] = by
            case "member.admit":
                members[d["member"]].update(status="active", verified=d["verified"])
            case "member.verify":
                members[d["member"]]["verified"] = True
            case "member.role":
                members[d["member"]]["role"] = d["role"]
            case "member.suspend" | "member.resume" | "member.remove":
                members[d["member"]]["status"] = STATUS[d["type"]]
            case "member.leave":
                members[by]["status"] = "gone"
            case "key.add":
                keys[d["key"]] = {"environment": d["environment"], "custodians": [by]}
            case "key.edit":
                keys[d["key"]]["environment"] = d["environment"]
            case "key.version":
                if all(members[m]["status"] == "gone" for m in keys[d["key"]]["custodians"]):
                    keys[d["key"]]["custodians"] = [by]
            case "key.custodian":
                custodians = keys[d["key"]]["custodians"]
                (custodians.append if d["add"] else custodians.remove)(d["member"])
            case "grant.issue":
                for one in d["recipients"]:
                    self.grants[one["grant"]] = {"key": d["key"], "to": one["to"], "issued": e}
            case "review.scope":
                before = self.drafts.get(by, ("", []))[1] if d["chunk"] else []
                self.drafts[by] = (d["review"], before + d["subjects"])
            case "review.open":
                self.open(e, d)
            case "review.decide":
                self.decide(e, d)
            case "review.close":
                review = self.reviews[d["review"]]
                review.update(closed=e, outcomes=self.outcomes(review))
            case _:
                pass

    def join(self, id_: str, sign: str, role: str, status: str) -> Json:
        """Somebody new, or an app."""
        verified = status == "active"
        record = {"sign": sign, "role": role, "status": status, "verified": verified}
        return self.members.setdefault(id_, record)

    def open(self, e: Json, d: Json) -> None:
        """A review begins over what its author has announced; the facts are those of now."""
        announced, subjects = self.drafts.pop(e["author"])
        if announced != d["review"] or not d["subjects"] == len(set(subjects)) == len(subjects):
            raise Wrong(f"Event {e['seq']} opens a review over other subjects than announced.")
        if self.heads[d["ledger"]["seq"]] != d["ledger"]["hash"]:
            raise Wrong(f"Event {e['seq']} opens a review at a place that is not in this ledger.")
        facts = {subject: self.facts(subject) for subject in subjects}
        rulings: Json = {subject: {} for subject in subjects}
        self.reviews[d["review"]] = {"opened": e, "facts": facts, "rulings": rulings}

    def decide(self, e: Json, d: Json) -> None:
        """Only reviewers decide, in time, once, on what is in the review, never on their own."""
        review = self.reviews[d["review"]]
        terms, rulings = review["opened"]["data"], review["rulings"]
        for n, decision in enumerate(d["decisions"]):
            subject, verdict = decision["subject"], decision["verdict"]
            earlier = rulings.get(subject, {}).get("verdict")
            again = earlier and not (earlier in ("keep", "shorten") and verdict == "end")
            faults = {
                "by somebody who is no reviewer": e["author"] not in terms["reviewers"],
                "by a reviewer on their own access": e["author"] in self.behind(subject),
                "after the review was over": e["ts"] >= terms["due"] or "closed" in review,
                "on what is not in the review": subject not in rulings,
                "that such a subject cannot have": verdict not in VERDICTS[subject.split(":")[0]],
                "that was made already": again,
            }
            for fault in (said for said, so in faults.items() if so):
                raise Wrong(f"Event {e['seq']} has a decision {fault}: {subject}.")
            done = self.carry_out(e["author"], subject.split(":"), verdict)
            rulings[subject] = {**decision, "by": e, "n": n, "earlier": earlier, "done": done}

    def carry_out(self, author: str, subject: list[str], verdict: str) -> bool:
        """Whether a decision took effect by itself; else it was recorded as asked for."""
        (kind, *ids), role = subject, self.members[author]["role"]
        if kind == "custody" and verdict == "end" and role == "owner":
            custodians = self.keys[ids[0]]["custodians"]
            if ids[1] in custodians:
                custodians.remove(ids[1])
                return True
        if kind == "role" and verdict == "end":
            one = self.members[ids[0]]
            may = role == "owner" or (role == "admin" and one["role"] not in LEADERS)
            if may and one["role"] in OVERSEERS and one["status"] == "active":
                one["role"] = "member"
                return True
        return verdict == "keep" or (kind == "grant" and verdict in ("end", "shorten"))

    def about(self, subject: str) -> tuple[str | None, str]:
        """Key and member that a subject is about."""
        kind, *ids = subject.split(":")
        if kind == "grant":
            return self.grants[ids[0]]["key"], self.grants[ids[0]]["to"]
        return (None if kind == "role" else ids[0]), ids[-1]

    def behind(self, subject: str) -> set[str]:
        """Whose access it is: the member's, and of an app also its maker's, who has its token."""
        member = self.about(subject)[1]
        return {member, self.members[member].get("maker", member)}

    def facts(self, subject: str) -> Json:
        """What decisions.json tells of a subject besides names, as of now."""
        (kind, *ids), (key, member) = subject.split(":"), self.about(subject)
        issued = self.grants[ids[0]]["issued"] if kind == "grant" else None
        return {
            **{"subject": subject, "kind": kind, "member": member, "key": key, "issued": issued},
            "role": self.members[member]["role"],
            "words_compared": self.members[member]["verified"],
            "version": int(ids[1]) if kind == "exposure" else None,
            "environment": key and self.keys[key]["environment"],
        }

    def outcomes(self, review: Json) -> dict[str, str]:
        """Each subject's decision as of now; where there is none, whether anybody could decide."""
        able = {
            id_
            for id_ in review["opened"]["data"]["reviewers"]
            if self.members[id_]["status"] == "active"
            and self.members[id_]["role"] not in ("guest", "app")
        }
        none = {True: "undecided", False: "no_second_reviewer"}
        return {
            subject: ruling.get("verdict") or none[bool(able - self.behind(subject))]
            for subject, ruling in review["rulings"].items()
        }


# ---- The access log, and the names


def openings(content: bytes, ledger: Ledger, head: Json, opened: Json) -> tuple[Uses, list[str]]:
    """By member and key: how often and when last it had been opened; and what is wrong."""
    value, frozen = hashed("access", framed(raw(ledger.team))), opened["data"]["access"]
    uses: Uses = {}
    chain, problems = [text(bytes(32))], list[str]()
    for n, told in enumerate(content.splitlines(), 1):
        with reading(f"access.jsonl, line {n}"):
            line = parse(told)
            value = hashed("access", framed(raw(value), raw(line["leaf"])))
            chain.append(value)
            if "entry" in line and n <= frozen["seq"]:  # else somebody's whom the review leaves out
                problems += entered(ledger, n, line, uses)
    if {"seq": len(chain) - 1, "hash": chain[-1]} != head["access"]:
        problems.append("access.jsonl: lines were taken out, put in or moved.")
    moved = [e["data"]["moved"] for e in ledger.events if "moved" in e["data"]]
    lost = any(move.get("lost_from", LATEST) <= frozen["seq"] for move in moved)
    if not lost and chain[frozen["seq"] : frozen["seq"] + 1] != [frozen["hash"]]:
        problems.append("access.jsonl is not the log on which the review was opened.")
    return uses, problems


def entered(ledger: Ledger, n: int, line: Json, uses: Uses) -> Iterator[str]:
    """Count an entry of the access log if it is an opening; and what is wrong with it."""
    where = f"access.jsonl, line {n}"
    body, sig = line["entry"]["body"].encode(), line["entry"]["sigs"][0]
    entry = parse(body)
    asked, own = raw(entry["request"]["body"]), entry["request"]["sigs"][0]
    request = parse(asked)
    by = ledger.members[request["author"]]["sign"]
    relay = [key for since, key in ledger.relays if since < n][-1]
    placed = (entry["seq"], entry["team"], request["team"]) == (n, ledger.team, ledger.team)
    whole = line["leaf"] == hashed("access-line", framed(body, raw(sig)))
    if not (placed and whole and genuine(relay, "entry", body, sig)):
        yield f"{where} was not signed by the relay, for this team and this place in the log."
    if not genuine(by, "request", asked, own):
        yield f"{where} was not asked for by the member whom it names."
    if entry["outcome"] == "released":
        place = (request["author"], ledger.grants[request["op"]["grant"]]["key"])
        times, last = uses.get(place, (0, 0))
        uses[place] = (times + 1, max(last or 0, entry["at"]))


class Texts:
    """Names and reasons, each proved by the salted hash of it that stands in a signed event."""

    def __init__(self, content: bytes, ledger: Ledger, until: int) -> None:
        self.events, self.told = ledger.events, dict[tuple[int, str], str]()
        self.problems, self.missing = list[str](), set[str]()
        for one in parse(content):
            n, field, value = one["event"], one["field"], one["value"]
            proof = hashed("meta", framed(field.encode(), raw(one["salt"]), value.encode()))
            if self.events[n].get("commitments", {}).get(field) == proof:
                self.told[n, field] = value
            else:
                self.problems.append(f"disclosures.json: '{value}' is not the {field} that was "
                                     f"signed in event {n}.")  # fmt: skip
        self.naming: dict[str, list[Json]] = {}
        for e in self.events[:until]:
            kind = e["data"]["type"]
            id_ = e["data"].get(NAMES.get(kind, "")) or (kind == "team.create" and e["author"])
            id_ = member_id(e["data"]) if kind == "app.add" else id_
            if id_:
                self.naming.setdefault(id_, []).insert(0, e)

    def of(self, e: Json | None, field: str) -> str | None:
        """A text of an event; None where it has none, or where it is not disclosed."""
        if e is None or field not in e.get("commitments", {}):
            return None
        if (e["seq"], field) not in self.told:
            self.missing.add(f"{field} in event {e['seq']}")
        return self.told.get((e["seq"], field))

    def name(self, id_: str | None) -> str | None:
        """What somebody or something was called last."""
        return next(
            filter(None, (self.of(e, "name") for e in self.naming.get(id_ or "", []))), None
        )


# ---- What decisions.json has to be


def derived(ledger: Ledger, id_: str, uses: Uses, texts: Texts) -> Json:
    """Everything that the review says."""
    review, name = ledger.reviews[id_], texts.name
    opened, terms = review["opened"], review["opened"]["data"]
    outcomes = review.get("outcomes") or ledger.outcomes(review)
    # fmt: off
    rows = []
    for subject, fact in review["facts"].items():
        ruling, issued = review["rulings"][subject], fact["issued"] or {}
        by = ruling.get("by", {})
        times, last = uses.get((fact["member"], fact["key"]), (0, None))
        rows.append({
            "subject": subject, "kind": fact["kind"],
            "member": fact["member"], "member_name": name(fact["member"]),
            "role": fact["role"], "words_compared": fact["words_compared"],
            "key": fact["key"], "key_name": name(fact["key"]), "version": fact["version"],
            "environment": fact["environment"], "environment_name": name(fact["environment"]),
            "granted_by": issued.get("author"), "granted_by_name": name(issued.get("author")),
            "granted_at": moment(issued.get("ts")), "reason": texts.of(fact["issued"], "reason"),
            "openings": times, "last_opened": moment(last), "outcome": outcomes[subject],
            "decided_by": by.get("author"), "decided_by_name": name(by.get("author")),
            "decided_at": moment(by.get("ts")), "until": moment(ruling.get("until")),
            "to": ruling.get("to"), "to_name": name(ruling.get("to")),
            "decision_reason": texts.of(ruling.get("by"), f"reason:{ruling.get('n')}"),
            "earlier_outcome": ruling.get("earlier"), "carried_out": ruling.get("done"),
            "event": by.get("seq"),
        })
    return {
        "team": ledger.team, "team_name": texts.of(ledger.events[0], "team"), "review": id_,
        "title": texts.of(opened, "title"), "scope": texts.of(opened, "scope"),
        "opened_at": moment(opened["ts"]), "opened_by": opened["author"],
        "opened_by_name": name(opened["author"]), "due": moment(terms["due"]),
        "undecided_then": terms["lapse"], "shorten_to": terms.get("shorten_to"),
        "ledger": terms["ledger"], "access": terms["access"],
        "reviewers": [{"id": one, "name": name(one)} for one in terms["reviewers"]],
        "tally": {word: Counter(outcomes.values())[word] for word in OUTCOMES},
        "decisions": rows,
    }
    # fmt: on


def as_json(said: Json) -> bytes:
    """decisions.json: the rows last, one a line."""
    start = json.dumps({**said, "decisions": []}, separators=(",", ":")).removesuffix("]}")
    rows = [json.dumps(row, separators=(",", ":")) for row in said["decisions"]]
    return "\n".join([start, ",\n".join(rows), "]}", ""]).encode()


def as_csv(said: Json) -> bytes:
    """decisions.csv: the same rows; nothing in a cell is a formula, or hidden."""
    rows = [list(said["decisions"][0]), *([*row.values()] for row in said["decisions"])]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows).encode()


def cell(value: object) -> str:
    """One quoted cell."""
    shown = "" if value is None else value if isinstance(value, str) else json.dumps(value)
    shown = re.sub(r"(^|[,;|\t\r\n])([\s'\"]*)([=+\-@\t\r])", r"\1\2'\3", visible(shown))
    return '"' + shown.replace('"', '""') + '"'


def visible(shown: str) -> str:
    """A text on one line, each letter that cannot be seen as its number."""

    def letter(found: re.Match[str]) -> str:
        seen = unicodedata.category(found[0]) not in HIDDEN
        return found[0] if seen else f"\\u{{{ord(found[0]):x}}}"

    one_line = shown.replace("\n", " ")
    return (
        one_line if one_line.isascii() and one_line.isprintable() else re.sub(".", letter, one_line)
    )


# ---- The steps


def compared(name: str, content: bytes, right: bytes) -> list[str]:
    """What a file of decisions says that was not signed, and the other way round."""
    if content == right:
        return []
    read = rows_of_csv if name.endswith(".csv") else parse
    with reading(name):
        found = [f"{name} {one}" for one in differences(read(content), read(right))]
    more = [f"{name} has {len(found) - MOST_TOLD} further differences."]
    same = [f"{name} says what was signed, but was written anew by another program."]
    return found[:MOST_TOLD] + more * (len(found) > MOST_TOLD) or same


def rows_of_csv(content: bytes) -> Json:
    """decisions.csv, read as decisions.json is."""
    return {"decisions": list(csv.DictReader(io.StringIO(str(content, "utf-8-sig"), newline="")))}


def differences(told: Json, said: Json) -> Iterator[str]:
    """Where it tells something else than was said."""
    times = Counter(row["subject"] for row in told["decisions"])
    shown, right = ({row["subject"]: row for row in one["decisions"]} for one in (told, said))
    yield from (f"has no row on {known(row)}." for one, row in right.items() if one not in shown)
    yield from (f"has a row too many, on {known(row)}." for one, row in shown.items()
                if one not in right or times[one] > 1)  # fmt: skip
    pairs = [("", told, {**said, "decisions": told["decisions"]})]
    pairs += [(f"of {known(row)} ", shown.get(one, row), row) for one, row in right.items()]
    for of, one, row in pairs:
        for word, signed_for in row.items():
            if one.get(word) != signed_for:
                but = f"'{signed_for}' was signed"
                but = "nothing here proves that" if signed_for in (None, "") else but
                yield f"says {of}that {word} is '{one.get(word)}', but {but}."


def known(row: Json) -> str:
    """A subject as people know it, and its id."""
    who, key = row["member_name"] or row["member"], row["key_name"] or row["key"]
    return f"{who}'s {row['kind']}{f' on {key}' if key else ''} ({row['subject']})"


def check(folder: Path, wrong: list[str]) -> list[str]:
    """What was found; what is wrong is added to the list, as far as it can be looked at."""
    here = {path.name: path for path in folder.iterdir()}
    wrong += [f"{name} does not belong here." for name in sorted(set(here) - FILES)]
    missing = [f"{name} is missing." for name in sorted(FILES - set(here))]
    links = [f"{name} is no file." for name in sorted(FILES & set(here)) if here[name].is_symlink()
             or not here[name].is_file()]  # fmt: skip
    if missing or links:
        raise Wrong(*missing, *links)
    files = {name: here[name].read_bytes() for name in FILES}
    with reading("manifest.json"):
        manifest, body, sig = signed(files["manifest.json"])
        if manifest["format"] != FORMAT:
            raise Wrong("This is no evidence of a review, or one of a newer Keylease.")
        digests = {name: text(hashlib.sha256(files[name]).digest()) for name in HASHED}
        wrong += [f"{name} is not the file that the exporter signed for." for name in HASHED
                  if manifest["files"][name] != digests[name]]  # fmt: skip
        team, id_ = manifest["team"], manifest["review"]
        ends = manifest["ledger"], manifest["access"]
    ledger = Ledger()
    ledger.read(files["ledger.jsonl"])
    if team != ledger.team or id_ not in ledger.reviews:
        raise Wrong("ledger.jsonl is of another team, or ends before the review was opened.")
    by = ledger.members.get(manifest["by"], {"sign": ""})["sign"]
    if not genuine(by, "evidence", body, sig):
        wrong.append("manifest.json was not signed by the member of this team whom it names.")
    with reading("head.json"):
        head, body, sig = signed(files["head.json"])
        if not any(genuine(key, "head", body, sig) for _, key in ledger.relays):
            wrong.append("head.json was not signed by the relay of this team.")
        if head["ledger"] != {"seq": len(ledger.events) - 1, "hash": ledger.head}:
            wrong.append("ledger.jsonl ends elsewhere than the relay has signed: it is not whole.")
        if ends != (head["ledger"], head["access"]):
            wrong.append("manifest.json names other ends of the logs than the relay has signed.")
    closed = ledger.reviews[id_].get("closed")
    uses, problems = openings(files["access.jsonl"], ledger, head, ledger.reviews[id_]["opened"])
    with reading("disclosures.json"):
        until = closed["seq"] if closed else len(ledger.events)
        texts = Texts(files["disclosures.json"], ledger, until)
    said = derived(ledger, id_, uses, texts)
    wrong += problems + texts.problems
    wrong += compared("decisions.json", files["decisions.json"], as_json(said))
    wrong += compared("decisions.csv", files["decisions.csv"], as_csv(said))
    if closed and closed["data"]["tally"] != said["tally"]:
        wrong.append(f"The closing event {closed['seq']} has counted other decisions.")
    pinned = digests["decisions.json"]
    if closed and closed["data"].get("evidence", pinned) != pinned:
        wrong.append(f"decisions.json is not what the closing event {closed['seq']} names.")
    return report(ledger, head, said, closed, texts)


def report(ledger: Ledger, head: Json, said: Json, closed: Json | None, texts: Texts) -> list[str]:
    """What was found, in words."""
    tally = [f"{n} {word.replace('_', ' ')}" for word, n in said["tally"].items() if n]
    end = "It is not closed yet."
    if closed:
        pinned = " and pinned decisions.json" if "evidence" in closed["data"] else ""
        end = f"{texts.name(closed['author'])} closed it{pinned} on {moment(closed['ts'])}."
    found = [
        f"{said['title']} of {said['team_name']}: {len(said['decisions'])} subjects, "
        f"{', '.join(tally)}. {end}",
        f"Team id, to be compared with what the team says: {raw(ledger.team).hex()}",
        f"The relay signed these {len(ledger.events)} events on {moment(head['at'])}.",
    ]
    if texts.missing:
        found.append(f"Not disclosed, so empty here: {', '.join(sorted(texts.missing))}.")
    return found


def judge(folder: Path) -> tuple[list[str], list[str]]:
    """What is wrong with a folder's evidence, and what was found; every line fit to be shown."""
    wrong, found = list[str](), list[str]()
    try:
        found = check(folder, wrong)
    except Wrong as broken:
        wrong += broken.args
    except OSError as error:
        wrong.append(f"{error.filename} cannot be read: {error.strerror}.")
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        wrong.append(f"The events do not go together ({type(error).__name__}: {error}).")
    return [visible(line) for line in wrong], [visible(line) for line in found]


def main() -> int:
    """Say what is wrong, or what was found; the exit status."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    wrong, found = judge(folder)
    letters = sys.stdout.encoding
    for line in wrong or found:
        print(line.encode(letters, "backslashreplace").decode(letters))
    print("WRONG: this evidence cannot be relied on." if wrong else "All of it is proved.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
