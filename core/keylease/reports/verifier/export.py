"""What is checked of an export, in this order (PROTOCOL.md, "Export").

1. the folder holds exactly the files of the format, each with the SHA-256 of the manifest
2. every event of the ledger, by the law
3. the manifest, signed by a member, says where ledger and access log end
4. the access log: its chain, and of every readable line the relay's signature and the member's
5. what authors had seen of the access log when they wrote, against that chain
6. the relay's newest head, and members' statements of what they have seen
7. the exporter's custody envelopes, against the hashes in the ledger
"""

import hashlib
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from .encoding import NOWHERE, Json, Wrong, lp, need, raw, signed, tagged, text
from .forms import read
from .ledger import Ledger, access_link
from .team import state_hash

FORMAT = "keylease/export/v1"
MANIFEST = "manifest.json"
LATEST = 253_370_764_800_000
"""The year 9999: a later time is shown as this one."""
FILES = ("README.txt", "access.jsonl", "custody.jsonl", "head.json", "ledger.jsonl", "seen.jsonl")


class Report(NamedTuple):
    """What an export holds. Hashes in hex; times in milliseconds UTC; `by` exported it at `at`.

    `signed` is when the relay said that both logs end here: an exporter can keep back what came
    after it, and nothing before.
    """

    team: str
    by: str
    at: int
    signed: int
    events: int
    lines: int
    readable: int
    people: int
    values: int
    head: str
    state: str

    @property
    def sentence(self) -> str:
        """The report in words."""
        return (
            f"The export is whole and follows the law: {self.events} events, {self.lines} access "
            f"lines ({self.readable} readable here), {self.people} people, {self.values} values "
            f"kept.\nTeam {self.team}\nHistory ends at event {self.events - 1}, {self.head}\n"
            f"So the relay signed it on {_date(self.signed)}; whatever came later is not in it.\n"
            f"State {self.state}\nExported on {_date(self.at)} by {self.by}"
        )


def _date(at: int) -> str:
    return datetime.fromtimestamp(min(at, LATEST) / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")


class _Check:
    """One export being checked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = Ledger()
        self.links: list[str] = []
        self.views: list[tuple[int, Json, Json]] = []
        self.chain: list[str] = []
        self.readable = 0

    @property
    def state(self) -> Json:
        """The state that the ledger comes to."""
        need(self.ledger.state is not None, "E_EXPORT", "ledger.jsonl is empty")
        assert self.ledger.state is not None
        return self.ledger.state

    def run(self) -> Report:
        """All checks, in order."""
        manifest, signature = self.files()
        for number, where, line in self.lines("ledger.jsonl"):
            self.event(number, where, line)
        self.manifest(manifest, signature)
        self.access()
        self.authors_views()
        signed_at = self.head()
        for _, where, line in self.lines("seen.jsonl"):
            self.seen(where, read("Recorded", line, where))
        values = {self.custody(manifest, where, line) for where, line in self.envelopes()}
        people = [m for m in self.state["members"].values() if m["role"] != "app"]
        return Report(
            team=raw(self.state["team"]).hex(),
            by=manifest["by"],
            at=manifest["at"],
            signed=signed_at,
            events=self.state["head"]["seq"] + 1,
            lines=len(self.chain) - 1,
            readable=self.readable,
            people=len(people),
            values=len(values),
            head=raw(self.state["head"]["hash"]).hex(),
            state=state_hash(self.state).hex(),
        )

    def files(self) -> tuple[Json, Json]:
        """The manifest's body and signatures, once every file is what it says."""
        for path in sorted(self.folder.iterdir()):
            regular = stat.S_ISREG(path.lstat().st_mode)
            need(regular and path.name in (*FILES, MANIFEST), "E_PATH", f"{path.name!r} is foreign")
        missing = [n for n in (MANIFEST, *FILES) if not (self.folder / n).exists()]
        need(not missing, "E_EXPORT", f"{', '.join(missing)} is missing")
        content = (self.folder / MANIFEST).read_bytes()
        need(content.endswith(b"\n"), "E_EXPORT", f"{MANIFEST} was changed")
        signature = read("Recorded", content[:-1], MANIFEST)
        manifest = read("Manifest", signature["body"].encode(), MANIFEST)
        need(manifest["format"] == FORMAT, "E_UPGRADE", f"{MANIFEST} is of another format")
        named = list(manifest["files"]) == list(FILES)
        need(named, "E_PATH", f"{MANIFEST} names other files than an export has")
        for name, expected in manifest["files"].items():
            with (self.folder / name).open("rb") as file:
                found = text(hashlib.file_digest(file, "sha256").digest())
            need(found == expected, "E_EXPORT", f"{name} was changed")
        return manifest, signature

    def lines(self, name: str) -> Iterator[tuple[int, str, bytes]]:
        """Number from 1, place in words, and content of every line of a file."""
        with (self.folder / name).open("rb") as file:
            for number, line in enumerate(file, 1):
                where = f"{name}, line {number}"
                need(line.endswith(b"\n"), "E_EXPORT", f"{where} is cut off")
                yield number, where, line[:-1]

    def event(self, number: int, where: str, line: bytes) -> None:
        """One entry of the ledger."""
        entry = read("Recorded", line, where)
        try:
            e = self.ledger.take(entry["body"].encode(), [raw(sig) for sig in entry["sigs"]])
        except Wrong as wrong:
            kind = f"{where} (event {number - 1})"
            raise Wrong(wrong.code, kind, wrong.why) from None
        self.links.append(self.state["head"]["hash"])
        self.views.append((e["seq"], e["seen"], e["data"].get("moved", {})))

    def manifest(self, manifest: Json, signature: Json) -> None:
        """Signed by a member, of this team, about this ledger."""
        exporter = self.state["members"].get(manifest["by"])
        need(exporter is not None, "E_SIG", f"{MANIFEST} is by nobody of this team")
        body, sig = signature["body"].encode(), raw(signature["sigs"][0])
        one = exporter is not None and len(signature["sigs"]) == 1
        genuine = one and signed(exporter["sign"], "evidence", body, sig)
        need(genuine, "E_SIG", f"{MANIFEST} was not signed by the member it names")
        fits = (manifest["team"], manifest["ledger"]) == (self.state["team"], self.state["head"])
        need(fits, "E_EXPORT", f"{MANIFEST} is about another ledger")
        self.exported_access = manifest["access"]

    def access(self) -> None:
        """The chain of the access log and every line that can be read."""
        value = tagged("keylease/access/v1", lp(raw(self.state["team"])))
        self.chain = [NOWHERE["hash"]]
        for number, where, content in self.lines("access.jsonl"):
            line = read("Line", content, where)
            if "entry" in line:
                self.entry(number, where, line)
                self.readable += 1
            value = access_link(value, line["leaf"])
            self.chain.append(text(value))
        last = {"seq": len(self.chain) - 1, "hash": self.chain[-1]}
        need(last == self.exported_access, "E_EXPORT", "access.jsonl ends elsewhere than it should")

    def entry(self, number: int, where: str, line: Json) -> None:
        """A readable line: leaf, place, the relay's signature, and the request in it."""
        body, sigs = line["entry"]["body"].encode(), line["entry"]["sigs"]
        leaf = tagged("keylease/access-line/v1", lp(body, raw(sigs[0])))
        self._need(len(sigs) == 1 and text(leaf) == line["leaf"], "E_CHAIN", where, "was changed")
        entry = read("Entry", body, where)
        placed = (entry["team"], entry["seq"]) == (self.state["team"], number)
        self._need(placed, "E_CHAIN", where, "stands in the wrong place")
        relay = [k["key"] for k in self.state["relays"] if k["since"] < number][-1]
        genuine = signed(relay, "entry", body, raw(sigs[0]))
        self._need(genuine, "E_RELAY_KEY", where, "was not signed by the team's relay")
        self.request(where, entry, relay)

    def request(self, where: str, entry: Json, relay: str) -> None:
        """What was asked, signed by a member, and whether the outcome fits."""
        asked = raw(entry["request"]["body"])
        request = read("AccessRequest", asked, where)
        member = self.state["members"].get(request["author"], {"sign": ""})
        sigs = entry["request"]["sigs"]
        own = len(sigs) == 1 and signed(member["sign"], "request", asked, raw(sigs[0]))
        meant = (request["team"], request["relay"]) == (self.state["team"], relay)
        self._need(own and meant, "E_SIG", where, "names someone who did not ask this")
        op = request["op"]
        wanted = {"released": ("open",), "recorded": ("note", "report")}.get(entry["outcome"])
        self._need(wanted is None or op["op"] in wanted, "E_FIELD", where, "has no such outcome")
        if entry["outcome"] == "released":
            grant = self.state["grants"].get(op["grant"], {"to": ""})
            own = grant["to"] == request["author"]
            self._need(own, "E_NO_GRANT", where, "was released to somebody without a grant")

    def authors_views(self) -> None:
        """Each author's `seen` lies on the access log; not where lines were lost in a move."""
        kept = float("inf")  # the last line that no later move lost
        for seq, seen, moved in reversed(self.views):
            for place in (moved.get("last", NOWHERE), seen):
                if place["seq"] <= kept:
                    self._on_chain(place, f"event {seq}")
            if "lost_from" in moved:
                kept = min(kept, moved["last"]["seq"])

    def _on_chain(self, seen: Json, where: str) -> None:
        own = seen["seq"] < len(self.chain) and self.chain[seen["seq"]] == seen["hash"]
        self._need(own, "E_FORK", where, "had seen another access log")

    def head(self) -> int:
        """The relay's word on where both logs end; when it said so."""
        content = (self.folder / "head.json").read_bytes()
        need(content.endswith(b"\n"), "E_EXPORT", "head.json is cut off")
        served = read("Recorded", content[:-1], "head.json")
        body, sig = served["body"].encode(), raw(served["sigs"][0])
        head = read("Head", body, "head.json")
        keys = [known["key"] for known in self.state["relays"]]
        genuine = len(served["sigs"]) == 1 and any(signed(key, "head", body, sig) for key in keys)
        self._need(genuine, "E_RELAY_KEY", "head.json", "was not signed by the team's relay")
        end = (self.state["team"], self.state["head"], self.exported_access)
        fits = (head["team"], head["ledger"], head["access"]) == end
        self._need(fits, "E_FORK", "head.json", "shows another history")
        return int(head["at"])

    def seen(self, where: str, statement: Json) -> None:
        """A member's statement lies on both chains."""
        body, sig = statement["body"].encode(), raw(statement["sigs"][0])
        seen = read("Seen", body, where)
        member = self.state["members"].get(seen["author"], {"sign": ""})
        genuine = len(statement["sigs"]) == 1 and signed(member["sign"], "seen", body, sig)
        self._need(genuine and seen["team"] == self.state["team"], "E_SIG", where, "is forged")
        placed = seen["ledger"]["seq"] < len(self.links)
        placed = placed and self.links[seen["ledger"]["seq"]] == seen["ledger"]["hash"]
        self._need(placed, "E_FORK", where, "has seen another ledger")
        self._on_chain(seen["access"], where)

    def envelopes(self) -> Iterator[tuple[str, bytes]]:
        """Places and contents of the custody envelopes."""
        return ((where, line) for _, where, line in self.lines("custody.jsonl"))

    def custody(self, manifest: Json, where: str, line: bytes) -> tuple[str, int]:
        """A value that the exporter keeps: the envelope that the ledger names."""
        kept = read("Kept", line, where)
        key = self.state["keys"].get(kept["key"], {"versions": []})
        named = [
            custody["envelope"]
            for version in key["versions"][kept["version"] - 1 : kept["version"]]
            for custody in version["custody"]
            if custody["member"] == manifest["by"]
        ]
        found = text(tagged("keylease/blob/v1", raw(kept["envelope"])))
        self._need(found in named, "E_BLOB_HASH", where, "is not the envelope that was signed for")
        return kept["key"], kept["version"]

    def _need(self, condition: object, code: str, where: str, why: str) -> None:
        if not condition:
            raise Wrong(code, where, f"it {why}")


def verify(folder: Path) -> Report:
    """What an export holds; raises `Wrong` with a code, a place and a sentence if it is not so."""
    return _Check(folder).run()


def main(arguments: list[str]) -> int:
    """Print the report, or what is wrong; the exit status."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("Say which export: python verifier FOLDER", file=sys.stderr)
        return 2
    try:
        print(verify(Path(arguments[0])).sentence)
    except Wrong as wrong:
        print(f"This export was changed or is incomplete. {wrong}", file=sys.stderr)
        return 4
    return 0
