"""What a relay logs: one JSON object a line, to stderr, with nothing in it that is secret.

A request is logged by method, path, status, code, time, address and author; never by its body or
query. A path that is none of ours is not logged either, since anything may have been pasted there.
"""

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from keylease.errors import Code

OURS: Final = frozenset({"/", "/v1/ask", "/v1/news", "/v1/arrive", "/ready"})
"""Paths that are logged by name; `/health` is asked for all day and not logged at all."""
UNLOGGED: Final = frozenset({"/health"})
HEADERS: Final = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
REDACTED: Final = "…"
SECRETS: Final = re.compile(
    r"(?<=://)[^/@\s]*(?=@)"  # who signs in to a database, and with what
    r"|#[\w-]+"  # what stands behind # in a link
    r"|\bklt1_\w+"  # a token
    r"|\b(?:sk|pk|xai|gsk|hf|AIza|key)[-_][\w-]{12,}"  # a provider's key
    r"|[A-Za-z0-9+/_-]{40,}={0,2}"  # a key, a seed, a signature, however it is written
)
FIELDS: Final = (
    "method", "path", "status", "code", "ms", "source", "author",
    "address", "pin", "away", "slow", "unlogged", "reason",
)  # fmt: skip
"""What a record may carry beside its message, and the order in which it is written."""

log = logging.getLogger(__name__)


class Redacting(logging.Filter):
    """Takes out of a record whatever looks like a secret, and of an error all but its places."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always logged."""
        record.msg, record.args = redacted(record.getMessage()), ()
        for field in FIELDS:
            value = getattr(record, field, None)
            if isinstance(value, str) and field != "pin":
                setattr(record, field, redacted(value))
        if record.exc_info is not None and record.exc_info[1] is not None:
            record.__dict__["places"] = _places(record.exc_info[1])
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def redacted(text: str) -> str:
    """The text without what looks like a secret."""
    return SECRETS.sub(REDACTED, text)


def _places(error: BaseException) -> list[str]:
    """The kind of an error and where it came through; its text may hold anything."""
    frames = traceback.extract_tb(error.__traceback__)
    return [type(error).__name__, *(f"{f.filename}:{f.lineno} {f.name}" for f in frames[-12:])]


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: when, how grave, what, and the fields that the record carries."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        for field in (*FIELDS, "places"):
            value = getattr(record, field, None)
            if value is not None:
                line[field] = value
        return json.dumps(line, ensure_ascii=True)


@contextmanager
def logging_to_stderr() -> Iterator[None]:
    """For the block, what the relay and its server log goes to stderr; nothing goes elsewhere."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Redacting())
    handler.setFormatter(JsonLines())
    keylease, uvicorn = logging.getLogger("keylease"), logging.getLogger("uvicorn")
    before = (keylease.level, uvicorn.level, uvicorn.propagate)
    keylease.setLevel(logging.INFO)
    uvicorn.setLevel(logging.ERROR)  # what a peer does wrong is counted, not told line by line
    uvicorn.propagate = False
    for logger in (keylease, uvicorn):
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in (keylease, uvicorn):
            logger.removeHandler(handler)
        keylease.level, uvicorn.level, uvicorn.propagate = before


class Logged:
    """ASGI around the app: the headers that every answer has, and a line for each request.

    Routes put `code` and `author` into the request's state. Requests refused as too many are
    only counted in `unlogged`: whoever floods the relay does not get to flood its log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.unlogged = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
            await send(message)

        state: MutableMapping[str, Any] = scope.setdefault("state", {})
        try:
            await self._app(scope, receive, noting)
        finally:
            self._tell(scope, state, status, time.perf_counter() - begun)

    def _tell(self, scope: Scope, state: Mapping[str, Any], status: int, seconds: float) -> None:
        path, code = scope["path"], state.get("code")
        if path in UNLOGGED:
            return
        if code in (Code.E_RATE.name, Code.E_BUSY.name):
            self.unlogged += 1
            return
        client = scope.get("client")
        log.info(
            "request",
            extra={
                "method": scope["method"],
                "path": path if path in OURS else "other",
                "status": status,
                "code": code,
                "ms": round(seconds * 1000, 1),
                "source": client[0] if client else None,
                "author": state.get("author"),
            },
        )
