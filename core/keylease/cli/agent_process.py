"""The agent's own process: `keylease unlock` starts it and talks to it through two pipes.

On stdin comes one line of JSON (home, team, until) and then the passphrase; on stdout goes one
line of JSON, that it listens or why it does not. From then on it only answers on its socket.
"""

import json
import os
import signal
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from keylease.agent.frames import socket_path
from keylease.agent.hardening import harden
from keylease.agent.server import AgentServer, error_reply
from keylease.assembly import Assembly, system_clock
from keylease.client.agent_service import AgentService
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.errors import KeyleaseError
from keylease.model.secret import Secret

LOOK_EVERY = 1.0
"""Seconds between two looks at the clock: after a sleep of the computer it is late by no more."""
LOOK_AFTER = 60
"""Looks at the clock between two at the relay, while a value is kept."""


def main() -> int:
    """Unlock, listen, and serve until the time is over."""
    harden()
    head, _, rest = sys.stdin.buffer.read().partition(b"\n")
    request, passphrase = json.loads(head), Secret(rest)
    try:
        session = _unlock(request, passphrase)
    except KeyleaseError as error:
        _say(error_reply(error))
        return 1
    try:
        agent = _listen(session, request)
    except KeyleaseError as error:
        session.close()
        _say(error_reply(error))
        return 1
    now = session.snapshot
    _say({"team": now.names.team, "member": now.names.of(now.me)})
    _let_go()
    _serve(agent, int(request["until"]))
    return 0


def _unlock(request: dict[str, Any], passphrase: Secret) -> Session:
    assembly = Assembly(Home(Path(request["home"])))
    session = assembly.unlock(passphrase, team=request["team"])
    passphrase.wipe()
    try:
        session.refresh()
    except KeyleaseError:
        if session.connection.known is None:
            session.close()
            raise
    return session


@dataclass(frozen=True)
class _Agent:
    """What answers, for whom, and whether it is over."""

    session: Session
    service: AgentService
    server: AgentServer
    over: threading.Event


def _listen(session: Session, request: dict[str, Any]) -> _Agent:
    over = threading.Event()
    service = AgentService(session, clock=system_clock, until=int(request["until"]), lock=over.set)
    server = AgentServer(socket_path(request["home"]), service.handle)
    return _Agent(session, service, server, over)


def _serve(agent: _Agent, until: int) -> None:
    """Answer until it is over; then forget the identity."""

    over = agent.over

    def end(_number: int, _frame: FrameType | None) -> None:
        over.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    answering = threading.Thread(target=agent.server.serve, name="agent")
    answering.start()
    looks = 0
    while not over.wait(LOOK_EVERY):
        looks += 1
        if system_clock() >= until:
            over.set()
        elif looks % LOOK_AFTER == 0:
            agent.service.look_after()
    agent.server.stop()
    answering.join()
    agent.session.close()


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _let_go() -> None:
    """Hold nothing open of whoever started it: a terminal or a pipe would wait for its end."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
