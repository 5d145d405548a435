"""`keylease relay`: for whoever runs the team's relay, on this computer or for all over HTTPS."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from keylease.cli.asking import link_given
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import UNTIL, Noun, Verb
from keylease.cli.showing import counted, typed
from keylease.cli.times import Moment, Until
from keylease.errors import Code, KeyleaseError, Usage

if TYPE_CHECKING:
    from keylease.relay.serving import RelayServer


@click.group("relay", cls=Noun)
def relay_command() -> None:
    """The team's relay: the one on this computer, or one for everybody over HTTPS."""


@relay_command.command("serve")
@click.option("--database", metavar="URL", help="sqlite:///PATH or postgresql://…")
@click.option("--listen", metavar="HOST:PORT", help="Where (else 0.0.0.0:8443).")
@click.option(
    "--address",
    metavar="URL",
    help="How members reach it, https://NAME[:PORT] (else its full name, or address).",
)
@click.option("--state", metavar="DIR", help="Its keys and certificate (else beside the file).")
@click.option("--certificate", metavar="FILE", help="A certificate in place of its own, PEM.")
@click.option("--key", metavar="FILE", help="The key of that certificate, PEM.")
@click.option("--behind-proxy", metavar="ADDRESS", help="Speak plain HTTP to that proxy alone.")
@click.option("--connections", metavar="N", help="At most so many (else 2048).")
@click.option("--connections-per-address", metavar="N", help="… from one address (else 1024).")
@click.pass_obj
def serve(call: Call, /, **given: str | None) -> None:
    """Serve one team over HTTPS until stopped. Prints the relay's link, alone on stdout.

    Every option has a variable: KEYLEASE_RELAY_DATABASE, KEYLEASE_RELAY_LISTEN, and so on.
    """
    _require_server()
    from keylease.assembly import system_clock
    from keylease.relay.logs import logging_to_stderr
    from keylease.relay.serving import RelayServer
    from keylease.relay.settings import read_settings

    settings = read_settings(given, call.environ)
    with (
        _choosing("--listen HOST:PORT"),
        RelayServer(settings, call.surroundings.clock or system_clock) as server,
    ):
        call.out.alone("link", server.new_link())
        sys.stdout.flush()
        if sys.stderr.isatty():  # elsewhere it is the log, which is JSON
            for words in _next_steps(server):
                call.out.say(words)
        with logging_to_stderr():
            server.run()


def _next_steps(server: RelayServer) -> list[str]:
    """What whoever has started a relay does next, and why nobody might reach it."""
    from keylease.relay.settings import is_loopback

    address = server.identity.address
    if server.is_waiting:
        told = [
            f"This relay is at {address} and waits for a team. On the computer where the team "
            "lives, an owner runs `keylease relay move -` and pastes the link, which is for them "
            "alone."
        ]
    else:
        told = [
            f"The team is at {address} until this is stopped. Whoever is still at an older "
            "address goes there by: keylease team relay LINK"
        ]
    if is_loopback(urlsplit(address).hostname or ""):
        told.append(
            "Only this computer reaches it there. Say how colleagues reach it: "
            "--address https://NAME:PORT"
        )
    return told


def _require_server() -> None:
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise No(
            Code.E_USAGE, 'Serving takes more packages: install keylease with its "relay" extra.'
        ) from None


@contextmanager
def _choosing(options: str) -> Iterator[None]:
    """Name the options by which to choose where nothing listens yet."""
    from keylease.relay.listening import CannotListen

    try:
        yield
    except CannotListen as taken:
        raise No(taken.code, f"{taken.detail} Choose another with {options}.") from taken


@relay_command.command("host", cls=Verb)
@click.option("--at", "host", default="", metavar="ADDRESS", help="Where (else as others see it).")
@click.option("--port", type=click.IntRange(0, 65535), default=8443, help="Else 8443.")
@click.pass_obj
def host_team(call: Call, host: str, port: int) -> None:
    """Let colleagues reach the team on this computer over HTTPS, until this is stopped.

    For a trial: while this computer sleeps, they reach nothing. `relay move` brings the team to a
    server that is always there.
    """
    _require_server()
    from keylease.hosting import Hosting

    with (
        _choosing("--port PORT or --at ADDRESS"),
        call.session() as session,
        Hosting(call.assembly, session, host=host, port=port) as hosting,
    ):
        hosting.announce(session)
        call.out.alone("link", hosting.link)
        call.out.say(
            f"The team is at {hosting.identity.address} until you press Ctrl+C. Invite links lead "
            "there from now on; whoever has joined before goes there by: keylease team relay LINK"
        )
        sys.stdout.flush()
        hosting.wait()


@relay_command.command("move", cls=Verb)
@click.argument("link", metavar="LINK|-")
@click.pass_obj
def move_team(call: Call, link: str) -> None:
    """Move the team that lives on this computer to a team server, by its LINK (`-`: stdin).

    The link is what `keylease relay serve` prints. Everything goes along; colleagues follow by
    themselves. Cut short, it is begun again with the same link.
    """
    from keylease.relocation import move
    from keylease.wire.relay_link import write_relay_link

    text = link_given(link)
    with call.session() as session:
        try:
            now = move(call.assembly, session, text)
        except KeyleaseError as refused:
            raise _with_remedy(refused) from None
    address, link = now.state.relay.address, write_relay_link(now.state.relay)
    call.out.done(
        f"{now.names.team} has moved: it is at {address} from now on.",
        {"team": now.names.team, "relay": address, "link": link},
    )
    call.out.say(
        "The relay on this computer is sealed, and colleagues follow by themselves. Whoever does "
        f"not reach this computer any more goes there by: keylease team relay {typed(link)}"
    )


def _with_remedy(refused: KeyleaseError) -> KeyleaseError:
    """The same, where a team has come to that relay before with what to do then."""
    if refused.code is not Code.E_TEAM_EXISTS:
        return refused
    return No(
        refused.code,
        "A team lives on that relay already, and it takes one only. Start another relay for this "
        "one, with a database of its own (`keylease relay serve`), and move to its link.",
    )


@relay_command.command("bring-back", cls=Verb)
@click.option("--database", metavar="URL", help="As for serve.")
@click.option("--state", metavar="DIR", help="As for serve.")
@click.argument(
    "exports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="EXPORT..."
)
@click.pass_obj
def bring_back(call: Call, /, exports: tuple[Path, ...], **given: str | None) -> None:
    """Give a team server's database, put back from a backup, what it has lost since.

    For whoever runs the server, which is stopped meanwhile. EXPORT is what `keylease export`
    writes; anybody's will do that is up to date, and several are put together.
    """
    from keylease import recovery
    from keylease.assembly import system_clock
    from keylease.relay.settings import read_settings

    settings = read_settings(given, call.environ)
    clock = call.surroundings.clock or system_clock
    events, lines = recovery.bring_back_served(settings, clock, exports)
    call.out.done(
        f"Brought back {counted(events, 'event')} and {counted(lines, 'access line')}. "
        "The server can be started again.",
        {"events": events, "access_lines": lines},
    )
    call.out.say(
        "What was shared since the backup opens again once a custodian has run: "
        "keylease key reseal NAME"
    )


@relay_command.command("confirm-date")
@click.argument("date", type=UNTIL, metavar="DATE")
@click.pass_obj
def confirm_date(call: Call, date: Until) -> None:
    """Say that today is DATE, after the clock has jumped ahead and the relay waits."""
    if date.at is None:
        raise Usage(Code.E_DURATION, "That is a duration, no date.")
    call.assembly.confirm_date(date.at, team=call.team)
    now = Moment(call.now())
    call.out.done(f"Confirmed: it is {now.local}. The relay goes on.", {"now": now})
