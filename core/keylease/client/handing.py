"""Handing keys to a program: under which variables, real or made up."""

from dataclasses import dataclass
from shlex import quote

from keylease.client.snapshot import Snapshot
from keylease.errors import Code, KeyleaseError, Usage
from keylease.launch.environment import check_variable
from keylease.launch.mock import mock_value
from keylease.model.base import KeyId
from keylease.providers.catalogue import by_name, led_by, variable_for
from keylease.providers.provider import Provider
from keylease.wire.record import ValueRecord

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Wanted:
    """A key to hand to a program, and the variable it was asked under, if any."""

    key: KeyId
    variable: str | None = None


def wanted(now: Snapshot, text: str) -> Wanted:
    """What `KEY` or `KEY=VARIABLE` means."""
    name, _, variable = text.partition("=")
    return Wanted(now.key_named(name), variable or None)


def prefers_mock(now: Snapshot, key: KeyId) -> bool:
    """Whether the key's environment wants made-up values unless the real one is asked for."""
    return now.state.environments[now.key(key).environment].policy.mock


def mock_told(now: Snapshot, key: KeyId) -> str:
    """What a person reads where a made-up value was handed over unasked."""
    return (
        f"{now.names.of(key)}: a mock value, as its environment prefers; "
        "--live hands over the real one."
    )


def variable_of(now: Snapshot, one: Wanted) -> str:
    """Under which name programs expect the value: as asked, noted with the key, or usual.

    Usage(E_USAGE) where none of these is known, or the name would steer the program (F10).
    """
    if one.variable:
        return check_variable(one.variable)
    noted = now.names.field(one.key, "variable")
    if noted:
        return _checked(now, one, check_variable(noted), noted)
    provider = _provider(now, one.key)
    if provider is None:
        shown = now.names.of(one.key)
        raise Usage(
            Code.E_USAGE,
            f"Say under which variable {shown} is to be handed over: "
            f"--key {quote(f'{shown}=VARIABLE')}.",
        )
    return check_variable(variable_for(provider))


def mock_pairs(now: Snapshot, one: Wanted) -> Pairs:
    """A value that looks right and opens nothing."""
    provider = _provider(now, one.key) or by_name("local")
    return [(variable_of(now, one), mock_value(provider, one.key))]


def real_pairs(now: Snapshot, one: Wanted, record: ValueRecord) -> Pairs:
    """The value, and where it is used if that is its own."""
    variable = variable_of(now, one)
    pairs = [(variable, record.value)]
    if record.base_url is not None:
        provider = _provider(now, one.key)
        own = provider.fields[0] if provider is not None and provider.fields else None
        pairs.append((own or _base_variable(variable), record.base_url))
    pairs += [(field.upper(), text) for field, text in (record.fields or {}).items()]
    return [(_checked(now, one, name, variable), text) for name, text in pairs]


def _checked(now: Snapshot, one: Wanted, name: str, variable: str) -> str:
    """A name under which something of a key is handed over, unless it leads a program that has
    another key to an address of this one's: whoever keeps this key would be sent the other.
    """
    led = [] if name == one.variable else led_by(name)
    asked = one.variable and one.variable.split("_")[0] == name.split("_")[0]
    if led and not asked and all(variable not in provider.variables for provider in led):
        shown = now.names.of(one.key)
        raise Usage(
            Code.E_USAGE,
            f"{shown} would come with {name}, and lead other keys of {led[0].name} to its own "
            f"address. If you want that: --key {quote(f'{shown}={led[0].variables[0]}')}.",
        )
    return name


def _provider(now: Snapshot, key: KeyId) -> Provider | None:
    """The provider that a key's facts name, if this program knows it."""
    try:
        return by_name(now.names.field(key, "provider"))
    except KeyleaseError:
        return None


def _base_variable(variable: str) -> str:
    """`OPENAI_BASE_URL` beside `OPENAI_API_KEY`."""
    return f"{variable.removesuffix('_API_KEY').removesuffix('_KEY')}_BASE_URL"
