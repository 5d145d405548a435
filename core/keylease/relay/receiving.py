"""Taking a request's body in: by counted bytes, and few large ones at a time (THREATS.md D05).

What `Content-Length` says is believed only where it says too much.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from starlette.requests import Request

from keylease.errors import Code, Refused, Tampered
from keylease.relay.limits import counted_as
from keylease.wire.requests import LARGEST_MESSAGE

SMALL: Final = 64 * 1024
"""Up to here a body needs no place among the large ones."""
MOST_LARGE: Final = 8
MOST_LARGE_OF_ONE: Final = 4


class Receiver:
    """Bodies of requests, bounded one by one and together."""

    def __init__(self) -> None:
        self._large: Counter[str] = Counter()

    async def body(self, request: Request) -> bytes:
        """The whole body.

        Tampered(E_SIZE) as soon as it is too large, E_PARSE where it is encoded or of another
        type; Refused(E_BUSY) where enough large ones are coming in already.
        """
        _require_type(request)
        said = request.headers.get("content-length", "0")
        if not said.isdecimal() or int(said) > LARGEST_MESSAGE:
            raise Tampered(Code.E_SIZE)
        source = "" if request.client is None else counted_as(request.client.host)
        content = bytearray()  # a list of parts could hold a million of one byte each
        stream = request.stream()
        async for part in stream:
            content += part
            if len(content) > SMALL:
                break
        else:
            return bytes(content)
        with self._place(source):
            async for part in stream:
                content += part
                if len(content) > LARGEST_MESSAGE:
                    raise Tampered(Code.E_SIZE)
            return bytes(content)

    @contextmanager
    def _place(self, source: str) -> Iterator[None]:
        """One of the few places for large bodies."""
        if self._large.total() >= MOST_LARGE or self._large[source] >= MOST_LARGE_OF_ONE:
            raise Refused(Code.E_BUSY)
        self._large[source] += 1
        try:
            yield
        finally:
            self._large[source] -= 1
            if not self._large[source]:
                del self._large[source]


class OtherType(Refused):
    """The body is of a type, or in an encoding, that is not taken."""


def _require_type(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or "content-encoding" in request.headers:
        raise OtherType(Code.E_PARSE)
