"""How a request reaches a relay; the in-process relay and HTTPS both are one of these."""

from collections.abc import Callable, Sequence
from typing import Protocol

from keylease.errors import Code, Unreachable
from keylease.model.arrival import Load
from keylease.model.signed import Signed

Clock = Callable[[], int]
"""Milliseconds UTC, now."""
Random = Callable[[int], bytes]
"""That many random bytes."""

LISTENING = 25
"""Seconds after which a relay answers whoever listens, also when nothing has happened."""


class Busy(Unreachable):
    """The relay wants to be asked again later; `answer` is what it said, `wait` in how many
    seconds, as it said itself.
    """

    def __init__(self, answer: bytes, wait: float) -> None:
        super().__init__(Code.E_UNREACHED, "The relay is too busy.")
        self.answer = answer
        self.wait = wait


class Transport(Protocol):
    """Carries one signed request and brings the reply's bytes, unjudged.

    Raises `Unreachable` where there is no answer. What is answered is checked by the caller;
    an error status is only a reply like any other and loosens nothing.
    """

    @property
    def pauses(self) -> Sequence[float]:
        """Seconds before each further try of whoever insists on an answer, with the same bytes."""
        ...

    def exchange(self, request: Signed) -> bytes:
        """The bytes of the relay's reply to one request."""
        ...

    def listen(self, request: Signed) -> bytes:
        """The same for a fetch, once there are news for it or `LISTENING` seconds have passed.

        For a second thread, beside `exchange`. Raises `Unreachable` when it is hushed meanwhile.
        """
        ...

    def hush(self) -> None:
        """End whoever listens, and let nobody listen any more. Does not wait for them."""
        ...

    def close(self) -> None:
        """Let go of files and connections, and of whoever listens; closing twice is nothing."""
        ...


class Nowhere:
    """The way to a relay that is not there: what is known is shown, everything else waits."""

    pauses: Sequence[float] = ()

    def __init__(self, missing: Unreachable) -> None:
        self._missing = missing

    def exchange(self, request: Signed) -> bytes:
        """Never an answer."""
        raise Unreachable(self._missing.code, self._missing.detail)

    listen = exchange

    def hush(self) -> None:
        """Nobody listens."""

    def close(self) -> None:
        """Nothing to let go of."""


class Arrival(Transport, Protocol):
    """The way to a relay that a team may come to."""

    def load(self, part: Load) -> bytes:
        """The bytes of its answer to one part. Raises `Unreachable`."""
        ...
