"""The providers this version knows, and whose key a value may be. No network."""

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from keylease.errors import Code, Usage
from keylease.providers.provider import Provider, Shape

LARGEST_LOOKED_AT = 16 * 1024
"""Characters; no provider's key is longer."""
_OF_ADDRESSES = frozenset({"URL", "URI", "BASE", "ENDPOINT", "HOST", "PROXY", "SERVER"})
"""Words of a variable that says where something is."""


class Candidate(Struct, frozen=True):
    """A provider whose key a value may be.

    `certain` if form or variable say so by themselves; `admin` if it makes and kills others.
    """

    provider: Provider
    certain: bool
    admin: bool = False


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    provider: tuple[Provider, ...]


@cache
def providers() -> tuple[Provider, ...]:
    """All providers, the best known first."""
    text = files("keylease.providers").joinpath("catalogue.toml").read_text("utf-8")
    return msgspec.toml.decode(text, type=_File).provider


def by_name(name: str) -> Provider:
    """The provider of that id or name, case aside; Usage(E_UNKNOWN) names all there are."""
    wanted = name.strip().casefold()
    for provider in providers():
        if wanted in (provider.id, provider.name.casefold()):
            return provider
    known = ", ".join(provider.id for provider in providers())
    raise Usage(Code.E_UNKNOWN, f"Known providers are {known}.")


def variable_for(provider: Provider) -> str:
    """The environment variable that programs expect its key in."""
    return provider.variables[0]


def by_variable(variable: str) -> Provider | None:
    """The provider whose key programs look for under that name."""
    found = (p for p in providers() if variable.upper() in p.variables)
    return next(found, None)


def led_by(variable: str) -> list[Provider]:
    """The providers whose programs a variable of that name would lead to another address."""
    words = variable.upper().split("_")
    if not _OF_ADDRESSES.intersection(words):
        return []
    return [one for one in providers() if words[0] in {v.split("_")[0] for v in one.variables}]


def detect(value: str, hint: str = "") -> list[Candidate]:
    """Whose key a value may be, best guess first; nothing is ever refused by it.

    `hint` is what stands by it: a variable's name, a key's name. Forms that several providers
    share count only near a word of theirs. Where something is certain, guesses are left out.
    """
    value = value.strip()
    if not value or len(value) > LARGEST_LOOKED_AT:
        return []
    words = hint.casefold()
    found = [one for provider in providers() if (one := _judge(provider, value, words))]
    certain = [one for one in found if one.certain]
    named = by_variable(hint)
    if certain or named is None:
        return certain or found
    return [Candidate(named, certain=True), *(one for one in found if one.provider is not named)]


def _judge(provider: Provider, value: str, words: str) -> Candidate | None:
    """What this provider has to do with the value, if anything."""
    matching = [shape for form, shape in provider.forms if form.fullmatch(value)]
    sure = next((shape for shape in matching if _is_sign(shape, words)), None)
    if sure is not None:
        return Candidate(provider, certain=True, admin=sure.admin)
    if matching or value.startswith(provider.prefixes):
        return Candidate(provider, certain=False)
    return None


def _is_sign(shape: Shape, words: str) -> bool:
    return not shape.near or any(word in words for word in shape.near)
