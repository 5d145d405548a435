"""How commands are written: options that every command takes, and one sentence for each mistake.

Mistakes are told without repeating what was typed in the wrong place: it may have been a secret.
"""

import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

import click

from keylease.cli.call import Call
from keylease.cli.times import Until, parse_span, parse_until

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
NO_VALUES_HERE = (
    "A value, passphrase or token is never an argument, since others can see those: "
    "give a value on stdin or when you are asked for it."
)
_HARMLESS = re.compile(r"-{0,2}[a-z][a-z-]{0,24}")


def _remember(field: str) -> Callable[[click.Context, click.Parameter, object], None]:
    def callback(ctx: click.Context, param: click.Parameter, value: object) -> None:
        if value:
            setattr(ctx.ensure_object(Call), field, value)

    return callback


EVERYWHERE: tuple[click.Parameter, ...] = (
    click.Option(
        ["--home"],
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_remember("home"),
        metavar="DIR",
        help="Where your teams lie (else KEYLEASE_HOME, else the system's place).",
    ),
    click.Option(
        ["--team", "which_team"],
        expose_value=False,
        callback=_remember("team"),
        metavar="NAME",
        help="Which team, if there are several here.",
    ),
    click.Option(
        ["--json"],
        is_flag=True,
        expose_value=False,
        callback=_remember("json"),
        help="Print JSON.",
    ),
    click.Option(
        ["--debug"],
        is_flag=True,
        expose_value=False,
        callback=_remember("debug"),
        help="Say more about what goes wrong inside.",
    ),
)
"""The options that stand before or after any noun and verb."""


class Verb(click.Command):
    """A command that takes the options of every command, and tells of surplus words safely."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own options and arguments, then those of every command."""
        own = super().get_params(ctx)
        return [*own[:-1], *EVERYWHERE, *own[-1:]]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse words that have no place without repeating them."""
        surplus_allowed, ctx.allow_extra_args = ctx.allow_extra_args, True
        rest = super().parse_args(ctx, args)
        if rest and not surplus_allowed:
            count = "one word" if len(rest) == 1 else f"{len(rest)} words"
            raise click.UsageError(f"It was given {count} too many. {NO_VALUES_HERE}", ctx)
        return rest


class Noun(click.Group):
    """A group of commands about one thing."""

    command_class = Verb

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own options and arguments, then those of every command."""
        own = super().get_params(ctx)
        return [*own[:-1], *EVERYWHERE, *own[-1:]]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which they are written down, which is that of their use."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each verb is for, its first sentence whole."""
        shown = [(name, verb) for name, verb in self.commands.items() if not verb.hidden]
        with formatter.section("Commands"):
            formatter.write_dl([(name, verb.get_short_help_str(200)) for name, verb in shown])


Noun.group_class = Noun


class NounOrVerb(Noun):
    """A noun that is a verb too: `request KEY` asks, `request list` lists."""

    default = ""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb named, or the default one with all that was written."""
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return self.default, self.commands[self.default], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options before the first word belong to the default verb, but for `--help`."""
        first = args[0] if args else ""
        if first.startswith("-") and first not in ("-h", "--help"):
            args = [self.default, *args]
        return super().parse_args(ctx, args)


class SpanType(click.ParamType[int]):
    """A duration in milliseconds."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Usage(E_DURATION) for what is none."""
        return value if isinstance(value, int) else parse_span(str(value))


class UntilType(click.ParamType[Until]):
    """An end: a duration from now, or a date."""

    name = "duration|date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Until:
        """Usage(E_DURATION) for what is none."""
        return value if isinstance(value, Until) else parse_until(str(value))


SPAN = SpanType()
UNTIL = UntilType()


def sentence(error: click.ClickException) -> str:
    """What was wrong with a command line, and how to go on, in a sentence or two."""
    ctx = getattr(error, "ctx", None)
    path = "keylease" if ctx is None else ctx.command_path
    return f"{_what(error, path)} See `{path} --help`."


def _what(error: click.ClickException, path: str) -> str:
    match error:
        case click.exceptions.NoSuchCommand():
            return _unknown("a command", error.command_name, error.ctx)
        case click.NoSuchOption():
            hint = f" {NO_VALUES_HERE}" if _looks_secret(error.option_name) else ""
            return f"`{path}` has no option{_named(error.option_name)}.{hint}"
        case click.MissingParameter() if error.param is not None:
            return f"`{path}` needs {_hint(error.param)}."
        case click.BadParameter() if error.param is not None:
            return f"{_hint(error.param)} {_wanted(error.param.type)}."
        case click.BadOptionUsage():
            return f"`{path}`: the option{_named(error.option_name)} is not used like that."
        case click.UsageError():
            return f"`{path}`: {error.message}" if error.ctx else error.message
        case _:
            return error.format_message()


def _unknown(what: str, typed: str, ctx: click.Context | None) -> str:
    group = ctx.command if ctx is not None else None
    known = group.list_commands(ctx) if isinstance(group, click.Group) and ctx else []
    near = get_close_matches(typed, known, n=1)
    guess = f" Did you mean `{near[0]}`?" if near else ""
    path = "keylease" if ctx is None else ctx.command_path
    return f"`{path}` has no command{_named(typed)}.{guess}"


def _named(typed: str) -> str:
    return f" `{typed}`" if _HARMLESS.fullmatch(typed) else " of that name"


def _looks_secret(option: str) -> bool:
    return option.lstrip("-") in ("value", "passphrase", "password", "token", "secret", "key-value")


def _hint(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        return param.make_metavar(click.Context(click.Command(None))).strip("[].")
    return "/".join(f"`{name}`" for name in param.opts if name.startswith("--"))


def _wanted(kind: click.ParamType[object]) -> str:
    match kind:
        case click.Choice():
            return f"is one of {', '.join(map(str, kind.choices))}"
        case click.IntRange() | click.types.IntParamType():
            return "wants a whole number from 1 on"
        case _:
            return "cannot be that"
