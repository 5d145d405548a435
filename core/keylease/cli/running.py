"""`keylease run`: a program with keys in its environment, and nothing else of ours."""

import shutil
from dataclasses import dataclass

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.cli.opening import Opener, opener_of
from keylease.cli.provider import known
from keylease.errors import Code
from keylease.launch.environment import build_environment, check_variable
from keylease.launch.mock import mock_value
from keylease.launch.run import become
from keylease.model.access import Purpose
from keylease.model.base import KeyId
from keylease.providers.catalogue import by_name, variable_for


@dataclass(frozen=True)
class Wanted:
    """A key to hand to a program, and the variable it was asked under, if any."""

    key: KeyId
    variable: str | None = None


@click.command("run", cls=Verb, context_settings={"allow_interspersed_args": False})
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="KEY[=VAR]",
    help="A key, and under which variable if not its provider's usual one; repeatable.",
)
@click.option("--environment", metavar="E", help="All keys of an environment that you can open.")
@click.option("--mock", is_flag=True, help="Values that look right and open nothing, for tests.")
@click.option("--live", is_flag=True, help="Real values also where the environment prefers mocks.")
@click.argument("command", nargs=-1, metavar="-- CMD...", type=click.UNPROCESSED)
@click.pass_obj
def run_command(
    call: Call,
    keys: tuple[str, ...],
    environment: str | None,
    mock: bool,
    live: bool,
    command: tuple[str, ...],
) -> None:
    """Run CMD with keys in its environment, and nothing else of ours; pass its exit status on."""
    _check(keys, environment, mock, live, command, call)
    with opener_of(call) as opener:
        wanted = [_named(opener, text) for text in keys]
        if environment is not None:
            wanted += [Wanted(id_) for id_ in opener.keys_in(environment, call.now())]
        if not wanted:
            raise No(Code.E_NO_GRANT, "No key of that environment is open to you. Ask for one.")
        pairs = [
            pair
            for one in wanted
            for pair in _values(call, opener, one, mock=_mocked(call, opener, one, mock, live))
        ]
    become(command, build_environment(call.environ, pairs))


def _check(
    keys: tuple[str, ...],
    environment: str | None,
    mock: bool,
    live: bool,
    command: tuple[str, ...],
    call: Call,
) -> None:
    """Whatever can be wrong is told before a key is opened."""
    if not command:
        raise No(Code.E_USAGE, "Say what to run: keylease run --key KEY -- CMD ARGS")
    if not keys and environment is None:
        raise No(Code.E_USAGE, "Say with which keys: --key KEY[=VAR], or --environment E.")
    if mock and live:
        raise No(Code.E_USAGE, "Choose one of --mock and --live.")
    for text in keys:
        _, equals, variable = text.partition("=")
        if equals:
            check_variable(variable)
    if shutil.which(command[0], path=call.environ.get("PATH")) is None:
        raise No(
            Code.E_UNKNOWN,
            f"There is no program {command[0]!r} to run. Nothing was opened; check its name.",
        )


def _named(opener: Opener, text: str) -> Wanted:
    name, _, variable = text.partition("=")
    return Wanted(opener.key_named(name), variable or None)


def _mocked(call: Call, opener: Opener, one: Wanted, mock: bool, live: bool) -> bool:
    """Whether a mock is wanted: asked for, or preferred by the key's environment."""
    key = opener.now.state.keys[one.key]
    preferred = opener.now.state.environments[key.environment].policy.mock
    if preferred and not (mock or live):
        names = opener.now.names
        call.out.say(
            f"{names.of(one.key)}: a mock value, as its environment prefers; "
            "--live hands over the real one."
        )
    return mock or (preferred and not live)


def _values(call: Call, opener: Opener, one: Wanted, *, mock: bool) -> list[tuple[str, str]]:
    """Variables and values for one key: the value, and where it is used if that is its own."""
    name = opener.now.names.field(one.key, "provider")
    provider = known(name)
    variable = one.variable or _variable(opener, one.key, name)
    check_variable(variable)
    if mock:
        return [(variable, mock_value(provider or by_name("local"), one.key))]
    record = opener.open(one.key, Purpose.RUN)
    pairs = [(variable, record.value)]
    if record.base_url is not None:
        own = provider.fields[0] if provider is not None and provider.fields else None
        pairs.append((own or _base_variable(variable), record.base_url))
    pairs += [(field.upper(), text) for field, text in (record.fields or {}).items()]
    return pairs


def _variable(opener: Opener, key: KeyId, provider_name: str) -> str:
    """Under which name programs expect the value: noted with the key, or the provider's usual."""
    noted = opener.now.names.field(key, "variable")
    if noted:
        return noted
    provider = known(provider_name)
    if provider is None:
        shown = opener.now.names.of(key)
        raise No(
            Code.E_USAGE,
            f"Say under which variable {shown} is to be handed over: --key {shown}=VARIABLE",
        )
    return variable_for(provider)


def _base_variable(variable: str) -> str:
    """`OPENAI_BASE_URL` beside `OPENAI_API_KEY`."""
    return f"{variable.removesuffix('_API_KEY').removesuffix('_KEY')}_BASE_URL"
