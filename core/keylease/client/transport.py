"""How a request reaches a relay; the in-process relay and HTTPS both are one of these."""

from collections.abc import Callable
from typing import Protocol

from keylease.model.signed import Signed

Clock = Callable[[], int]
"""Milliseconds UTC, now."""
Random = Callable[[int], bytes]
"""That many random bytes."""


class Transport(Protocol):
    """Carries one signed request and brings the reply's bytes, unjudged.

    Raises `Unreachable` where there is no answer. What is answered is checked by the caller;
    an error status is only a reply like any other and loosens nothing.
    """

    def exchange(self, request: Signed) -> bytes:
        """The bytes of the relay's reply to one request."""
        ...

    def close(self) -> None:
        """Let go of files and connections; closing twice is nothing."""
        ...
