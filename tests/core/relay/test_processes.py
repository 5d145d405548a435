"""Several relay processes on one database and one vault, and processes that are killed at work."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease.client.transport import LISTENING
from keylease.crypto.envelope import envelope_hash
from keylease.model import access as a
from keylease.model.secret import Secret
from keylease.wire.canonical import encode
from keylease.wire.requests import REPLY
from support.fleet import Fleet
from support.listening import news_delays
from support.postgres import Cluster
from support.relay_harness import RelayHarness, expect, opening
from support.relay_server import PATIENCE, Reached
from support.served_team import found_there
from support.swarm_member import CHEAP
from support.terms import DAY, HOUR
from support.wholeness import require_whole

KILLS = max(10, int(os.environ.get("KEYLEASE_TEST_CYCLES", "1000")) // 100)
TESTS = Path(__file__).parents[2]


def start(relay: RelayHarness, grant: str, key: str, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "support.relay_worker"]
    return subprocess.Popen(
        [*command, str(relay.folder), relay.url, grant, key, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )


def check_whole(relay: RelayHarness) -> None:
    with relay.store.read() as tx:
        require_whole(tx)


def acknowledged(output: str) -> list[list[str]]:
    """What the worker said stands; a line that was cut by the kill says nothing."""
    whole = output.rpartition("\n")[0].splitlines()
    return [words for words in map(str.split, whole) if words[0] in ("event", "line")]


def check_kept(relay: RelayHarness, claims: list[list[str]]) -> None:
    with relay.store.read() as tx:
        for kind, seq, what in claims:
            if kind == "event":
                event = tx.event_at(int(seq))
                assert event is not None
                assert event.hash.hex() == what
            else:
                line = tx.line_at(int(seq))
                assert line is not None
                assert line.outcome == what


@pytest.mark.attack("G01")
@pytest.mark.timeout(600 + 12 * KILLS)
def test_g01_killed_at_work_loses_nothing_acknowledged(lasting_relay: RelayHarness) -> None:
    relay = lasting_relay
    team = relay.team
    key = team.key()
    grant = team.grant(key, team.ana)
    relay.store.close()
    chance = random.Random(7)
    told = 0
    for _ in range(KILLS):
        with start(relay, grant, key, 10_000) as worker:
            assert worker.stdout is not None
            output = "".join(worker.stdout.readline() for _ in range(chance.randrange(1, 40)))
            worker.send_signal(signal.SIGKILL)
            output += worker.stdout.read()
        relay.restart()
        claims = acknowledged(output)
        told += len(claims)
        check_kept(relay, claims)
        check_whole(relay)
        assert relay.open(team.ana, grant) == "released"
        relay.store.close()
    relay.restart()
    assert told > KILLS


@pytest.mark.attack("G11")
@pytest.mark.attack("C04")
def test_g11_three_processes_share_one_team(lasting_relay: RelayHarness) -> None:
    relay = lasting_relay
    team = relay.team
    key = team.key()
    grant = team.grant(key, team.ana, max_uses=20)
    workers = [start(relay, grant, key, 15) for _ in range(3)]
    outputs = []
    for worker in workers:
        outputs.append(worker.communicate()[0])
        assert worker.returncode == 0
    words = [line.split()[0] for output in outputs for line in output.splitlines()]
    counts = Counter(words)
    assert counts["ready"] == 3
    assert counts["line"] == 20
    assert counts["E_NO_USES"] == 3 * 15 - 20
    assert counts["event"] + counts["Conflict"] == 3 * 15
    for output in outputs:
        check_kept(relay, acknowledged(output))
    check_whole(relay)
    # this process, which slept through all of it, sees it too
    news = expect(a.News, relay.ask(team.ana, a.Fetch(lines_after=0, limit=10_000)))
    assert len(news.events) == len(team.log) + counts["event"]
    assert relay.open(team.ana, grant) == "E_NO_USES"


@pytest.mark.attack("G11")
def test_g11_what_one_process_takes_is_news_at_every_other(
    tmp_path: Path, postgres: Cluster
) -> None:
    """Who listens hears it at once, not only when the poll is over."""
    ada, secret = Assembly(Home(tmp_path / "ada"), cost=CHEAP), Secret(b"correct horse battery")
    with Fleet(tmp_path, postgres.team(), 3) as fleet:
        found_there(ada, fleet, "Acme", "Ada", secret)
        with closing(ada.unlock(secret)) as session:
            session.refresh()
            assert max(news_delays(session, fleet, 2)) < LISTENING / 2


WEEKS = 2


@pytest.mark.attack("G14")
def test_g14_two_processes_change_one_key_and_are_killed_at_it(lasting_relay: RelayHarness) -> None:
    """Both see at once that a week is over. Whichever is killed, the other hands out everything."""
    relay = lasting_relay
    team = relay.team
    key, expires = team.key(), relay.now + 80 * DAY
    grants = [team.grant(key, team.ana, expires=expires) for _ in range(3)]
    relay.store.close()
    clock, chance = relay.folder / "clock", random.Random(7)

    def pass_time(milliseconds: int) -> None:
        relay.wait(milliseconds)
        clock.with_suffix(".new").write_text(str(relay.now))
        clock.with_suffix(".new").replace(clock)

    pass_time(0)
    folder = relay.folder / "fleet"
    folder.mkdir(mode=0o700)
    with Fleet(folder, relay.url, 2, state=relay.folder / "relay", clock=clock) as fleet:
        for step, wait in enumerate((6 * DAY, DAY + HOUR, 2 * HOUR) * WEEKS):
            pass_time(wait)
            time.sleep(chance.random() / 3)
            fleet.kill(step % 2)
            others = [open_at(fleet, 1 - step % 2, relay, grant) for grant in grants]
            assert others == ["released"] * len(grants)
            fleet.start(step % 2)
            assert open_at(fleet, step % 2, relay, grants[0]) == "released"
        until = time.monotonic() + PATIENCE
        while [outer.number for outer in relay.vault.outers()] != [1 + WEEKS]:
            assert time.monotonic() < until, "changed too often, or the old key is still there"
            time.sleep(0.1)
    relay.restart()
    with relay.store.read() as tx:
        assert {row.kek for row in tx.releases()} == {f"outer-{1 + WEEKS:06d}"}
    check_whole(relay)


def open_at(fleet: Fleet, number: int, relay: RelayHarness, grant: str) -> str:
    """What that one process says to an opening; the release key has to be the right one."""
    reached = Reached()
    reached.host, reached.port = fleet.places[number]
    request = relay.sign(relay.team.ana, opening(grant))
    reply = REPLY.read(reached.post("/v1/ask", encode(request)).body)
    if isinstance(reply, a.Refusal):
        return reply.code
    released = expect(a.Released, reply)
    assert relay.team.blobs[envelope_hash(released.envelope)].release == released.release
    return relay.entry(released.entry).outcome
