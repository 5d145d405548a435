"""What is known of a provider: frozen values, read from catalogue.toml."""

import re
from enum import StrEnum
from functools import cached_property

from msgspec import Struct


class Fact(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Whether a provider can do something; `checked` against its own documentation or not."""

    can: bool
    checked: bool = False
    note: str = ""


class Link(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A page of a provider; `{base}` in it is the key's own address."""

    url: str
    checked: bool = False


class Caps(StrEnum):
    """Whether a provider stops a key at a limit of spending, warns, or does neither."""

    HARD = "hard"
    SOFT = "soft"
    NONE = "none"


class Letters(StrEnum):
    """What the variable part of a key is made of."""

    BASE62 = "base62"
    ALPHA = "alpha"
    HEX = "hex"


class Liveness(StrEnum):
    """What a probe says of a value."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Shape(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One form of key. With `near`, the form alone is no sign: one of these words must be by it.

    `admin`: such a key makes and kills others.
    """

    pattern: str
    near: tuple[str, ...] = ()
    admin: bool = False


class Probe(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The cheapest call that tells whether a value lives, and how to read its answer.

    The value goes into `header` behind `scheme`, never into the address. `{base}` in `url` is an
    address that the person has typed and confirmed. Where `field` is set, a boolean of that name
    in the answer decides, not the status. The answer itself is never kept.
    """

    url: str
    method: str = "GET"
    header: str = "Authorization"
    scheme: str = "Bearer "
    extra: dict[str, str] = {}
    alive: tuple[int, ...] = (200,)
    dead: tuple[int, ...] = (401,)
    field: str | None = None
    checked: bool = False

    @property
    def needs_base(self) -> bool:
        """Whether it goes to an address of the key's own, not to a built-in host."""
        return "{base}" in self.url

    def verdict(self, status: int, answer: object = None) -> Liveness:
        """What a status and, where `field` is set, the decoded answer say; in doubt: unknown."""
        if self.field is not None and status in self.alive:
            said = answer.get(self.field) if isinstance(answer, dict) else None
            if said is True or said is False:
                return Liveness.ALIVE if said else Liveness.DEAD
            return Liveness.UNKNOWN
        if status in self.alive:
            return Liveness.ALIVE
        return Liveness.DEAD if status in self.dead else Liveness.UNKNOWN


class Provider(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One provider. The first of `variables` is proposed; `fields` belong beside the value.

    `scopes`: whether a key can be kept to some models or rights. `mint`: one key for each
    grantee. `disable`, `usage`: by key, through an admin API. `kill_by_value`: by whoever holds
    the value, without admin rights.
    """

    id: str
    name: str
    variables: tuple[str, ...]
    mock: str
    scopes: bool
    caps: Caps
    mint: Fact
    disable: Fact
    usage: Fact
    kill_by_value: Fact
    console: Link | None = None
    shape: tuple[Shape, ...] = ()
    prefixes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    letters: Letters = Letters.BASE62
    probe: Probe | None = None

    @cached_property
    def forms(self) -> tuple[tuple[re.Pattern[str], Shape], ...]:
        """Its shapes, their patterns ready to match whole values."""
        return tuple((re.compile(shape.pattern), shape) for shape in self.shape)
