"""The relay as an ASGI application: which path is which route, and how errors become answers."""

from typing import Any, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from keylease.errors import Code, KeyleaseError
from keylease.model.base import Time
from keylease.model.spans import MINUTE
from keylease.relay.limits import Window, counted_as
from keylease.relay.logs import Logged
from keylease.relay.receiving import OtherType
from keylease.relay.refusing import refusal, retry_after
from keylease.relay.routes import Routes
from keylease.relay.settings import Network
from keylease.relay.timing import Clock

STRAYS_PER_MINUTE = 600
"""Requests of one address that the desk never sees: what is no request, pages, health."""


def make_app(routes: Routes, clock: Clock, proxy: Network | None = None) -> tuple[ASGIApp, Logged]:
    """The application, and the part of it that logs.

    With a proxy named, who asks is whom that proxy says.
    """
    app = Starlette(
        routes=[
            Route("/v1/ask", routes.ask, methods=["POST"]),
            Route("/v1/news", routes.news, methods=["POST"]),
            Route("/v1/arrive", routes.arrive, methods=["POST"]),
            Route("/", routes.landing, methods=["GET"]),
            Route("/health", routes.health, methods=["GET"]),
            Route("/ready", routes.ready, methods=["GET"]),
        ],
        # all of them async: starlette hands any other to a thread of its own
        exception_handlers={
            HTTPException: _not_ours,
            OtherType: _other_type,
            KeyleaseError: routes.refuse,
            ClientDisconnect: _gone,
        },
    )
    app.router.redirect_slashes = False
    logged = Logged(Paced(app, clock))
    if proxy is None:
        return logged, logged
    # the types of ASGI that uvicorn and starlette declare are the same in other words
    named = ProxyHeadersMiddleware(cast(Any, logged), [str(proxy)])
    return cast(ASGIApp, named), logged


class Paced:
    """ASGI around the app: an address may send so many strays a minute; the desk counts the rest.

    `asked` in the request's state says that the desk has answered.
    """

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock
        self._strays = Window(MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or say that these are too many."""
        now: Time = self._clock()
        client = scope.get("client")
        source = counted_as(client[0]) if client else ""
        if self._strays.of(source, now) >= STRAYS_PER_MINUTE:
            answer = refusal(Request(scope), Code.E_RATE, headers=retry_after(Code.E_RATE, now))
            await answer(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            if not scope["state"].get("asked"):
                self._strays.add(source, now)


async def _not_ours(request: Request, error: Exception) -> Response:
    """No such path, or not by this method."""
    assert isinstance(error, HTTPException)
    code = Code.E_USAGE if error.status_code == 405 else Code.E_UNKNOWN
    return refusal(request, code, error.status_code, error.headers)


async def _other_type(request: Request, error: Exception) -> Response:
    return refusal(request, Code.E_PARSE, 415)


async def _gone(request: Request, error: Exception) -> Response:
    """Nobody reads this any more; the log shows it."""
    return refusal(request, Code.E_UNREACHED, 499)
