"""`keylease team`: recovery kit, restoring, a relay that moved or lost something."""

from pathlib import Path

import click

from keylease.cli.asking import ask_new_passphrase, ask_passphrase, link_given, read_stdin
from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.cli.showing import counted, typed
from keylease.errors import Code


def add_to(group: click.Group) -> None:
    """Put these verbs under `team`."""
    for command in (kit, restore, relay, bring_back):
        group.add_command(command)


@click.command("kit", cls=Verb)
@click.option("--words", "as_words", is_flag=True, help="24 words in place of 16 groups.")
@click.option("--to", "path", type=click.Path(path_type=Path), help="A new file, made private.")
@click.pass_obj
def kit(call: Call, as_words: bool, path: Path | None) -> None:
    """Print your recovery kit: with a backup it brings everything back. Keep it on paper."""
    from keylease.client.kit import kit_of, write_kit

    with call.session() as session:
        call.look(session)
        text = kit_of(session, at=call.now(), words=as_words)
    if path is not None:
        write_kit(path, text)
        call.out.done(f"The kit is in {path}. Print it and delete the file.", {"file": str(path)})
    else:
        call.out.alone("kit", text.removesuffix("\n"))
    call.out.say(
        "Whoever has this kit is you. Keep it on paper, away from this computer, and make backups "
        "beside it: `keylease export DIR`."
    )


@click.command("restore", cls=Verb)
@click.option(
    "--kit",
    "kit_file",
    metavar="FILE|-",
    required=True,
    help="Where the recovery kit is typed off; `-` for stdin.",
)
@click.option(
    "--backup",
    "backups",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="An export of the team, by anybody in it; may be repeated.",
)
@click.option("--relay-lost", is_flag=True, help="The team's server is lost for good.")
@click.pass_obj
def restore(call: Call, kit_file: str, backups: tuple[Path, ...], relay_lost: bool) -> None:
    """Bring a lost identity, its team and its values back from recovery kit and backup."""
    from keylease import recovery

    text = _kit_text(kit_file)
    passphrase = ask_new_passphrase(call)
    restored = recovery.restore(call.assembly, text, backups, passphrase, relay_lost=relay_lost)
    try:
        now = restored.session.snapshot
        since = now.state.relays[-1].since
        waiting = [now.names.of(key) for key in restored.waiting]
        row = {
            "team": now.names.team,
            "you": now.names.of(now.me),
            "events": restored.events,
            "access_lines": restored.lines,
            "values": restored.values,
            "resealed": restored.resealed,
            "missing": [
                {"key": now.names.of(key), "version": number} for key, number in restored.missing
            ],
            "waiting": waiting,
            "link": restored.link,
        }
    finally:
        restored.session.close()
    call.out.done(
        f"{row['team']} is back: {counted(restored.events, 'event')}, "
        f"{counted(restored.values, 'value')} of yours.",
        row,
    )
    for key, number in restored.missing:
        call.out.say(f"Not in these backups: the value of {now.names.of(key)}, version {number}.")
    for name in waiting:
        call.out.say(
            f"{name} opens again once who keeps it has run: keylease key reseal {typed(name)}"
        )
    if restored.link is None:
        call.out.say("You are no owner: an owner has to bring the team's relay back.")
    else:
        call.out.say(
            f"These backups know the access log up to line {since}. What was opened later, if "
            "anything, went with the old relay, and the ledger says so."
        )
        call.out.say(
            "Your colleagues go over to the new relay with: "
            f"keylease team relay {typed(restored.link)}"
        )


def _kit_text(name: str) -> str:
    try:
        content = read_stdin() if name == "-" else Path(name).read_bytes()[: 64 * 1024]
    except OSError as error:
        raise No(
            Code.E_PATH, f"The kit's file cannot be read: {error.strerror}. Name another."
        ) from None
    return content.decode("utf-8", "replace")


@click.command("relay", cls=Verb)
@click.argument("link", metavar="LINK|-")
@click.pass_obj
def relay(call: Call, link: str) -> None:
    """Go over to the relay that an owner has brought the team back on, by its LINK (`-`: stdin)."""
    from keylease import recovery

    text = link_given(link)
    session = recovery.follow(call.assembly, text, ask_passphrase(call), team=call.team)
    try:
        now = session.snapshot
    finally:
        session.close()
    call.out.done(
        f"{now.names.team} is now reached by its new relay.",
        {"team": now.names.team, "relay": now.state.relay.address},
    )


@click.command("bring-back", cls=Verb)
@click.argument("copies", nargs=-1, type=click.Path(path_type=Path), metavar="[EXPORT]...")
@click.pass_obj
def bring_back(call: Call, copies: tuple[Path, ...]) -> None:
    """Give the relay here back what it has lost, from your own copy and from exports."""
    from keylease import recovery

    passphrase = ask_passphrase(call)
    events, lines = recovery.bring_back(call.assembly, passphrase, copies, team=call.team)
    call.out.done(
        f"Brought back {counted(events, 'event')} and {counted(lines, 'access line')}.",
        {"events": events, "access_lines": lines},
    )
