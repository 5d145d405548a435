"""`keylease run`: a program with keys in its environment, and nothing else of ours."""

import shutil

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.cli.opening import Opener, opener_of
from keylease.client.handing import (
    Pairs,
    Wanted,
    mock_pairs,
    mock_told,
    prefers_mock,
    real_pairs,
    variable_of,
)
from keylease.errors import Code
from keylease.launch.environment import build_environment, check_variable
from keylease.launch.run import become
from keylease.model.access import Purpose


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
        asked = [_named(opener, text) for text in keys]
        if environment is not None:
            asked += [Wanted(id_) for id_ in opener.keys_in(environment, call.now())]
        if not asked:
            raise No(Code.E_NO_GRANT, "No key of that environment is open to you. Ask for one.")
        pairs = [
            pair
            for one in asked
            for pair in _values(opener, one, mock=_mocked(call, opener, one, mock, live))
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
    preferred = prefers_mock(opener.now, one.key)
    if preferred and not (mock or live):
        call.out.say(mock_told(opener.now, one.key))
    return mock or (preferred and not live)


def _values(opener: Opener, one: Wanted, *, mock: bool) -> Pairs:
    """Variables and values for one key. Its variable is known before it is opened."""
    if mock:
        return mock_pairs(opener.now, one)
    variable_of(opener.now, one)
    return real_pairs(opener.now, one, opener.open(one.key, Purpose.RUN))
