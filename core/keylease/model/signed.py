"""A signed object: the exact bytes that were signed, and the signatures over them."""

from typing import Annotated

from msgspec import Meta

from keylease.model.base import Signature, Value


class Signed(Value):
    """Body and signatures, stored and passed on verbatim; nothing is ever re-serialised."""

    body: bytes
    sigs: Annotated[tuple[Signature, ...], Meta(min_length=1, max_length=2)]

    @property
    def sig(self) -> bytes:
        """The first signature, which is the author's."""
        return self.sigs[0]
