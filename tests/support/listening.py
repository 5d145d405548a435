"""How long it takes until members at every relay process have heard what was said at one."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

from keylease.client.https import HttpsTransport
from keylease.client.session import Session
from keylease.model.access import Fetch, News
from keylease.model.signed import Signed
from keylease.wire.requests import REPLY
from support.fleet import Fleet

SECONDS_TO_BEGIN = 0.5


def news_delays(session: Session, fleet: Fleet, rounds: int) -> list[float]:
    """Seconds from an append to each listener, one at every process, who has the event then."""
    courier, delays = session.connection.courier, []

    def hear(way: HttpsTransport, request: Signed) -> tuple[float, News]:
        reply = REPLY.read(way.listen(request))
        assert isinstance(reply, News), reply
        return time.monotonic(), reply

    with ExitStack() as undo:
        numbers = range(len(fleet.places))
        ways = [HttpsTransport(fleet.identity_of(number)) for number in numbers]
        for way in ways:
            undo.enter_context(closing(way))
        threads = undo.enter_context(ThreadPoolExecutor(len(ways)))
        for turn in range(rounds):
            held = session.connection.replica.held()
            asked = courier.request(Fetch(lines_after=held.access.seq, limit=1), held=held)
            ears = [threads.submit(hear, way, asked) for way in ways]
            time.sleep(SECONDS_TO_BEGIN)
            assert not any(ear.done() for ear in ears), "there was nothing to hear yet"
            begun = time.monotonic()
            session.people.set_list(f"list {turn}", [session.me])
            for ear in ears:
                heard, news = ear.result()
                assert len(news.events) == 1
                delays.append(heard - begun)
    return delays
