"""The relay as an ASGI application: which path is which route, and how errors become answers."""

from typing import Any, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from keylease.errors import Code, KeyleaseError
from keylease.relay.logs import Logged
from keylease.relay.receiving import OtherType
from keylease.relay.routes import Routes, refusal
from keylease.relay.settings import Network


def make_app(routes: Routes, proxy: Network | None = None) -> Logged:
    """The application; with a proxy named, who asks is whom that proxy says."""
    app = Starlette(
        routes=[
            Route("/v1/ask", routes.ask, methods=["POST"]),
            Route("/v1/news", routes.news, methods=["POST"]),
            Route("/v1/arrive", routes.arrive, methods=["POST"]),
            Route("/", routes.landing, methods=["GET"]),
            Route("/health", routes.health, methods=["GET"]),
            Route("/ready", routes.ready, methods=["GET"]),
        ],
        exception_handlers={
            HTTPException: _not_ours,
            OtherType: _other_type,
            KeyleaseError: routes.refuse,
            ClientDisconnect: _gone,
        },
    )
    app.router.redirect_slashes = False
    if proxy is None:
        return Logged(app)
    # the types of ASGI that uvicorn and starlette declare are the same in other words
    return Logged(cast(ASGIApp, ProxyHeadersMiddleware(cast(Any, app), [str(proxy)])))


def _not_ours(request: Request, error: Exception) -> Response:
    """No such path, or not by this method."""
    assert isinstance(error, HTTPException)
    known = error.status_code == 405
    return refusal(
        request,
        Code.E_USAGE if known else Code.E_UNKNOWN,
        error.status_code,
        dict(error.headers or {}),
    )


def _other_type(request: Request, error: Exception) -> Response:
    return refusal(request, Code.E_PARSE, 415)


def _gone(request: Request, error: Exception) -> Response:
    """Nobody reads this any more; the log shows it."""
    return refusal(request, Code.E_UNREACHED, 499)
