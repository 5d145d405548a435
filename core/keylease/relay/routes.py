"""What can be asked over HTTPS (core/PROTOCOL.md, "Over HTTPS"); HTTP decides nothing.

A body is the canonical form of a signed request, an answer that of a reply. What the HTTP layer
itself refuses is a `Refusal` like any other, so that a client reads all answers in one way.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import Struct
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from keylease.errors import Code, KeyleaseError, Refused, Tampered
from keylease.model import access as a
from keylease.model.base import AuthorId, Time
from keylease.relay.desk import Desk
from keylease.relay.landing import PAGE, POLICY
from keylease.relay.news import Heads, News, heads_of
from keylease.relay.receiving import Receiver
from keylease.relay.refusing import refusal, retry_after
from keylease.relay.work import Work, broke
from keylease.store.base import Store
from keylease.wire.canonical import encode
from keylease.wire.requests import MESSAGE

SECONDS_OF_NEWS: Final = 25.0
"""How long a request for news is kept waiting."""
MOST_WAITING: Final = 16
"""Requests for news of one author that may wait at the same time."""
SECONDS_OF_READINESS: Final = 1.0
NOT_READY: Final = {Code.E_NO_TEAM: "empty", Code.E_BEHIND: "behind", Code.E_TIME_RAN: "date"}
FETCH: Final = "fetch"

log = logging.getLogger(__name__)


class _Operation(Struct, frozen=True):
    op: str


class _Said(Struct, frozen=True):
    """Of a request what HTTP has to know: who says they ask, and for what."""

    author: AuthorId
    op: _Operation


_SAID = msgspec.json.Decoder(_Said)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply ready to be sent, and what is logged of it; `quiet`: it brings nothing new."""

    content: bytes
    code: Code | None = None
    author: str | None = None
    quiet: bool = False

    @property
    def status(self) -> int:
        """The HTTP status: 200, or that of the refusal's code."""
        return 200 if self.code is None else self.code.meaning.http_status


class Routes:
    """The endpoints, over one desk."""

    def __init__(self, desk: Desk, work: Work, store: Store, clock: Callable[[], Time]) -> None:
        self.news_of_store = News(work, store)
        self._desk = desk
        self._work = work
        self._store = store
        self._clock = clock
        self._receiver = Receiver()
        self._listening: Counter[str] = Counter()
        self._readiness: tuple[float, Code | None] = (float("-inf"), None)
        self._repairs: set[asyncio.Task[None]] = set()

    @property
    def listening(self) -> frozenset[str]:
        """Ids of whoever waits for news, for any thread."""
        return frozenset(tuple(self._listening))

    async def ask(self, request: Request) -> Response:
        """One signed request, one reply."""
        body = await self._receiver.body(request)
        source = _source(request)
        answer = await self._work.run(lambda: self._answer(body, source))
        return self._response(request, answer)

    async def news(self, request: Request) -> Response:
        """A signed `fetch`, answered when it brings something new, or after 25 s."""
        body = await self._receiver.body(request)
        source = _source(request)
        heads, answer = await self._work.run(lambda: self._first_answer(body, source))
        if answer.quiet and answer.author is not None:
            if self._listening[answer.author] >= MOST_WAITING:
                raise Refused(Code.E_RATE)
            await self._wait(request, answer.author, heads)
            answer = await self._work.run(lambda: self._answer(body, source))
        return self._response(request, answer)

    async def arrive(self, request: Request) -> Response:
        """A part of a team that comes here from another relay."""
        body = await self._receiver.body(request)
        source = _source(request)
        answer = await self._work.run(lambda: self._loaded(body, source))
        return self._response(request, answer)

    async def landing(self, request: Request) -> Response:
        """The page for people."""
        return HTMLResponse(PAGE, headers={"content-security-policy": POLICY})

    async def health(self, request: Request) -> Response:
        """That the process runs."""
        return JSONResponse({"alive": True})

    async def ready(self, request: Request) -> Response:
        """Whether requests can be answered, and in one word why not."""
        code = await self._trouble()
        if code is None:
            return JSONResponse({"ready": True})
        return JSONResponse({"ready": False, "why": NOT_READY.get(code, "store")}, status_code=503)

    async def _wait(self, request: Request, author: str, heads: Heads) -> None:
        """Until there is news, time is up, or nobody listens any more."""
        self._listening[author] += 1
        news = asyncio.create_task(self.news_of_store.beyond(heads, SECONDS_OF_NEWS))
        gone = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait((news, gone), return_when=asyncio.FIRST_COMPLETED)
            if not news.done():
                raise ClientDisconnect
        finally:
            for task in (news, gone):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            self._listening[author] -= 1
            if not self._listening[author]:
                del self._listening[author]

    def _first_answer(self, body: bytes, source: str) -> tuple[Heads, Answer]:
        """The heads before the question, so that nothing is missed between the two."""
        said = _said(MESSAGE.read(body).body)
        if said is None or said.op.op != FETCH:
            raise Tampered(Code.E_FIELD)
        return heads_of(self._store), self._answer(body, source)

    def _answer(self, body: bytes, source: str) -> Answer:
        request = MESSAGE.read(body)
        reply = self._desk.handle(request, source=source)
        said = _said(request.body)
        author = None if said is None else said.author
        if isinstance(reply, a.Refusal):
            return Answer(encode(reply), Code[reply.code], author)
        quiet = isinstance(reply, a.News) and not (reply.events or reply.lines or reply.more)
        return Answer(encode(reply), None, author, quiet)

    def _loaded(self, body: bytes, source: str) -> Answer:
        answer = self._desk.load(body, source=source)
        code = Code[answer.code] if isinstance(answer, a.Refusal) else None
        return Answer(encode(answer), code)

    def _response(self, request: Request, answer: Answer) -> Response:
        if broke(answer.code):
            task = asyncio.create_task(self._work.repair())
            self._repairs.add(task)
            task.add_done_callback(self._repairs.discard)
        request.state.asked = True
        request.state.author = None if answer.code is Code.E_SIG else answer.author
        headers = {} if answer.code is None else retry_after(answer.code, self._clock())
        if answer.code is not None:
            request.state.code = answer.code.name
        return Response(
            answer.content, answer.status, headers=headers, media_type="application/json"
        )

    async def _trouble(self) -> Code | None:
        """Asked by anybody at any time, so looked into once a second at most."""
        now = asyncio.get_running_loop().time()
        if now >= self._readiness[0] + SECONDS_OF_READINESS:
            try:
                code = await self._work.run(self._desk.trouble)
            except KeyleaseError as error:
                code = error.code
            self._readiness = (now, code)
        return self._readiness[1]

    async def refuse(self, request: Request, error: Exception) -> Response:
        """What is refused before the desk has seen it."""
        assert isinstance(error, KeyleaseError)
        return refusal(request, error.code, headers=retry_after(error.code, self._clock()))


def _said(body: bytes) -> _Said | None:
    try:
        return _SAID.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


async def _gone(request: Request) -> None:
    """Returns when the peer has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        continue


def _source(request: Request) -> str:
    return "" if request.client is None else request.client.host
