"""Many members at work at several relays on one PostgreSQL, while these fail; and the judgement.

swarm = Swarm(folder, fleet, members=50, rounds=3, seconds=240)
swarm.gather()
swarm.work([(0.25, lambda: fleet.kill(1)), …])      # after that share of all acts
verdict = swarm.settle()                            # raises AssertionError; figures to print
"""

import queue
import secrets
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

import msgspec

from keylease.assembly import Assembly
from keylease.client.keys import NewKey
from keylease.client.lending import Terms
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.store.base import ReadTransaction
from keylease.wire.record import new_record
from keylease.wire.requests import ENTRY
from support.fleet import Fleet
from support.places import TESTS
from support.served_team import found_there
from support.swarm_member import CHEAP, Join, Settle, Work
from support.terms import DAY
from support.wholeness import require_whole

ACTS_A_ROUND: Final = 4
USES_A_ROUND: Final = 4
PATIENCE: Final = 180.0

Fault = tuple[float, str, Callable[[], object]]
"""After which share of all acknowledgements, what it is called, and what it does."""


class Process:
    """A member's process; what it says is heard by a thread of its own."""

    def __init__(self, order: Join, environ: dict[str, str]) -> None:
        self.name = order.name
        self.said: list[dict[str, Any]] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "support.swarm_member"],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._answers: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._errors = b""
        self._ears = [
            threading.Thread(target=self._hear, name=f"ear of {order.name}"),
            threading.Thread(target=self._hear_errors, name=f"errors of {order.name}"),
        ]
        for ear in self._ears:
            ear.start()
        self.order(order)

    def order(self, order: Join | Work | Settle) -> None:
        """Tell it what to do next."""
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")
        self._process.stdin.flush()

    def answer(self, word: str, seconds: float = PATIENCE) -> object:
        """What it says under this word, which has to come next of those that end an order."""
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            answer = {}
        assert word in answer, f"{self.name}: {answer} {self._errors.decode()}"
        return answer[word]

    def close(self) -> None:
        """End it, if it has not ended."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for ear in self._ears:
            ear.join()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as out:
            for line in out:
                said = msgspec.json.decode(line)
                self.said.append(said)
                if said.keys() & {"joined", "done", "ledger"}:
                    self._answers.put(said)

    def _hear_errors(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as errors:
            self._errors = errors.read()


@dataclass
class Verdict:
    """What came of it; everything that has to be so was required by then."""

    seconds: float
    events: int
    acknowledged_events: int
    lines: int
    acknowledged_openings: int
    asked_twice: int
    refused: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    said: str = ""
    head: str = ""

    @property
    def text(self) -> str:
        """The figures, a line each."""
        refused = ", ".join(f"{code} {count}" for code, count in self.refused.most_common())
        return "\n".join(
            [
                f"  {self.seconds:.0f} s at work, "
                f"{(self.acknowledged_events + self.acknowledged_openings) / self.seconds:.0f}"
                " acknowledged acts a second",
                f"  events: {self.acknowledged_events} acknowledged, {self.events} in the ledger,"
                " 0 lost, one order",
                f"  openings: {self.acknowledged_openings} acknowledged, {self.lines} released"
                " lines, 0 lost, 0 double uses",
                f"  requests answered more than once: {self.asked_twice}, each with its one line",
                f"  refused: {refused or 'none'}; acts without an answer: {self.silent}",
                f"  every member: ledger {self.head}; {self.said}",
            ]
        )


class Swarm:
    """A team founded at the fleet by Ada; its members are processes."""

    def __init__(
        self, folder: Path, fleet: Fleet, *, members: int, rounds: int, seconds: float
    ) -> None:
        self._folder = folder
        self._fleet = fleet
        self._rounds = rounds
        self._seconds = seconds
        self._count = members
        self._took = 0.0
        self._members: list[Process] = []
        self._undo = ExitStack()
        home = Assembly(Home(folder / "ada"), cost=CHEAP)
        secret = Secret(b"correct horse battery staple")
        found_there(home, fleet, "Swarm", "Ada", secret)
        self.ada: Session = self._undo.enter_context(closing(home.unlock(secret)))

    @property
    def _acknowledged(self) -> int:
        return sum("line" in one or "event" in one for m in self._members for one in m.said)

    def gather(self, environ: dict[str, str]) -> None:
        """Have all of them join and be let in."""
        people = self.ada.people
        for number in range(self._count):
            name = f"Member {number:02}"
            link = people.invite(Role.MEMBER, DAY).link
            order = Join(str(self._folder / f"member-{number}"), link, name)
            member = Process(order, {**environ, "PYTHONPATH": str(TESTS)})
            self._undo.callback(member.close)
            self._members.append(member)
        for member in self._members:
            people.admit(str(member.answer("joined")), verified=True)

    def work(self, faults: Sequence[Fault], tell: Callable[[str], object] = print) -> None:
        """Set all of them to work, and let these faults happen as they go on."""
        ada = self.ada
        place = ada.snapshot.environment_named("development")
        key = ada.keys.add(
            NewKey("swarm", "openai", place), new_record("sk-swarm", secrets.token_bytes)
        )
        uses = USES_A_ROUND * self._rounds - 2
        terms = Terms(expires=ada.connection.now() + DAY, max_uses=uses)
        ids = [member.said[0]["joined"] for member in self._members]
        grants = ada.lending.issue(key, ids, terms)
        self._uses = dict(zip(grants, [uses] * len(grants), strict=True))
        wanted = self._count * self._rounds * (1 + USES_A_ROUND)
        begun = time.monotonic()
        for member, grant in zip(self._members, grants, strict=True):
            member.order(Work(key, grant, self._rounds, self._seconds))
        for share, what, happen in faults:
            while self._acknowledged < share * wanted:
                assert time.monotonic() < begun + self._seconds, "too slow"
                time.sleep(0.02)
            tell(f"  {time.monotonic() - begun:5.1f} s  {what}")
            happen()
        for member in self._members:
            member.answer("done", self._seconds + PATIENCE)
        self._took = time.monotonic() - begun

    def settle(self) -> Verdict:
        """Require that nothing is lost, nothing doubled, and that all hold one history."""
        for member in self._members:
            member.order(Settle())
        ends = []
        for member in self._members:
            ledger = member.answer("ledger")
            ends.append((ledger, member.said[-1]["access"], member.said[-1]["said"]))
        _, store = self._fleet.desk()
        with closing(store), store.read() as tx:
            return self._judge(tx, ends)

    def _judge(self, tx: ReadTransaction, ends: list[tuple[Any, Any, str]]) -> Verdict:
        require_whole(tx)
        said = [one for member in self._members for one in member.said]
        events = {row.hash.hex() for row in tx.events()}
        told = {one["event"] for one in said if "event" in one}
        assert told <= events, "acknowledged events are lost"
        # a request has one line, and whoever was answered was answered with that
        lines = {row.seq: row for row in tx.lines() if row.outcome == "released"}
        rids = Counter(ENTRY.read(row.entry or b"").request.body for row in lines.values())
        assert set(rids.values()) == {1}, "a request was released twice"
        answers = [(one["line"], one["rid"]) for one in said if "line" in one]
        for seq, rid in answers:
            row = lines.get(seq)
            assert row is not None, "an acknowledged opening is lost"
            assert row.rid is not None
            assert row.rid.hex() == rid, "an opening was answered by another's line"
        used = Counter(row.grant for row in lines.values())
        for grant, most in self._uses.items():
            assert used[grant] <= most, "a grant was used more often than it may be"
            assert tx.uses(grant).released == used[grant]
        head, access = tx.head(), tx.access_head()
        assert head is not None
        assert access is not None
        here = [head.seq, head.hash.hex()], [access.seq, access.hash.hex()]
        for ledger, log, _ in ends:
            assert [ledger, log] == [*here], "somebody holds another history"
        return Verdict(
            seconds=self._took,
            events=len(events),
            acknowledged_events=len(told),
            lines=len(lines),
            acknowledged_openings=len(set(answers)),
            asked_twice=sum(count > 1 for count in Counter(answers).values()),
            refused=Counter(one["refused"] for one in said if "refused" in one),
            silent=sum("silent" in one for one in said),
            said=ends[0][2],
            head=f"{head.seq} {head.hash.hex()[:16]}…",
        )

    def close(self) -> None:
        """End every process."""
        self._undo.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()
