"""What is found out about a value before it is put in: whose it is, whether it is here already.

Guesses come from the value's form and its name, never from the network; none refuses anything.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from keylease.client.session import Session
from keylease.errors import KeyleaseError
from keylease.launch.dotenv import preview, read_env_file
from keylease.model.base import KeyId
from keylease.model.secret import Secret
from keylease.providers.catalogue import by_name, detect, providers, variable_for
from keylease.providers.provider import Caps, Provider
from keylease.wire.record import ValueRecord, new_record

LIMITS = ("monthly_cap", "rate", "scopes", "project")
"""Fields of a key that say what its provider itself holds it to."""


@dataclass(frozen=True)
class ProviderFacts:
    """What is known of a provider, for people who put a key in, share it or take it back.

    `console` is the page where keys are made and deleted; `fields` belong beside the value;
    `needs_address` says that the key is used at an address of its own.
    """

    id: str
    name: str
    variable: str = ""
    prefix: str = ""
    can_scope: bool = False
    only_warns: bool = False
    console: str = ""
    fields: tuple[str, ...] = ()
    needs_address: bool = False


@dataclass(frozen=True)
class Guess:
    """Whose key a value may be; `certain` if its form says so, `admin` if it makes other keys."""

    provider: ProviderFacts
    certain: bool
    admin: bool = False


@dataclass(frozen=True)
class Entry:
    """One line of a `.env` file before anything is taken; `refusal` says why it cannot be.

    `name` is what the key would be called, `environment` the name of one as guessed, or empty.
    """

    variable: str
    name: str
    guesses: tuple[Guess, ...]
    ending: str
    environment: str
    likely: bool
    refusal: str
    value: Secret = field(repr=False, compare=False)


def known_providers() -> list[ProviderFacts]:
    """All providers, the best known first."""
    return [_facts(provider) for provider in providers()]


def provider_facts(name: str) -> ProviderFacts:
    """What is known of a key's provider; its name alone where it is not in the catalogue."""
    try:
        return _facts(by_name(name))
    except KeyleaseError:
        return ProviderFacts(id=name, name=name)


def _facts(provider: Provider) -> ProviderFacts:
    link = "" if provider.console is None else provider.console.url
    return ProviderFacts(
        id=provider.id,
        name=provider.name,
        variable=variable_for(provider),
        prefix=provider.prefixes[0] if provider.prefixes else "",
        can_scope=provider.scopes,
        only_warns=provider.caps is Caps.SOFT,
        console="" if "{" in link else link,
        fields=provider.fields,
        needs_address=provider.probe is not None and provider.probe.needs_base,
    )


def guess(value: str, hint: str = "") -> list[Guess]:
    """Whose key a value may be, best guess first; `hint` is a name that stands by it."""
    found = detect(value, hint)
    return [Guess(_facts(one.provider), one.certain, one.admin) for one in found]


def key_name(variable: str) -> str:
    """The name proposed for a key: `openai` for OPENAI_API_KEY."""
    words = variable.lower().strip("_").removesuffix("_api_key").removesuffix("_key")
    return re.sub(r"_+", "-", words).strip("-") or "key"


def entered(text: str, random: Callable[[int], bytes], *, base_url: str = "") -> ValueRecord:
    """The record of a pasted value; Usage(E_VALUE) says what is wrong with it."""
    return new_record(text, random, base_url=base_url or None)


def found_here(session: Session, value: ValueRecord) -> list[tuple[KeyId, int]]:
    """Keys and versions of the team that have had this very value."""
    now = session.snapshot
    return now.names.with_fingerprint(session.keys.fingerprint(now, value))


def read_entries(path: Path) -> list[Entry]:
    """What a `.env` file holds; Usage(E_IMPORT) if it is none."""
    return entries(read_env_file(path), path.name)


def entries(data: bytes, source: str = "") -> list[Entry]:
    """What the text of a `.env` file holds, in order; `source` may name an environment."""
    return [
        Entry(
            variable=row.variable,
            name=key_name(row.variable),
            guesses=tuple(
                Guess(_facts(one.provider), one.certain, one.admin) for one in row.candidates
            ),
            ending=row.ending,
            environment=row.environment,
            likely=row.likely and not row.refusal,
            refusal=row.refusal,
            value=row.value,
        )
        for row in preview(data, source)
    ]
