"""The short way of `get` and `run`: an agent is asked before anything slow is imported.

Only the plain forms are understood here. `None` sends the caller the long way, which understands
everything and says what is wrong with it.
"""

from __future__ import annotations

import os
import sys

from keylease.agent.thin import AgentRefused, ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FLAGS = ("--mock", "--live")
OPTIONS = ("--home", "--team", "--key")


def try_agent(arguments: Sequence[str]) -> int | None:
    """The exit status, if an agent did it; None where none could."""
    if not arguments or arguments[0] not in ("get", "run") or "KEYLEASE_TOKEN" in os.environ:
        return None
    if sys.stdout is None:  # closed before this began: the long way says so
        return None
    read = _read(arguments[1:], greedy=arguments[0] == "run")
    if read is None or os.name != "posix":
        return None
    options, words = read
    home = (options.pop("--home", None) or [_usual_home()])[-1]
    try:
        if arguments[0] == "run":
            return _run(home, options, words)
        try:
            return _get(home, options, words)
        except OSError as error:  # of stdout: an agent that is not reached is none
            return _not_printed(error)
    except AgentRefused as refused:
        if refused.code == "E_LOCKED":
            return None
        from keylease.model.plain import plain

        sys.stderr.write(f"keylease: {plain(refused.sentence)}\n")
        return refused.exit_status


def _read(
    arguments: Sequence[str], *, greedy: bool
) -> tuple[dict[str, list[str]], list[str]] | None:
    """Options and words; None for whatever is not plain. `greedy`: the first word ends options."""
    options: dict[str, list[str]] = {}
    words: list[str] = []
    place = 0
    while place < len(arguments):
        word = arguments[place]
        place += 1
        name, equals, value = word.partition("=")
        if word == "--" or (greedy and not word.startswith("-")):
            words += arguments[place if word == "--" else place - 1 :]
            break
        if name in OPTIONS:
            if not equals:
                if place == len(arguments):
                    return None
                value = arguments[place]
                place += 1
            options.setdefault(name, []).append(value)
        elif word in FLAGS:
            options[word] = []
        elif word.startswith("-"):
            return None
        else:
            words.append(word)
    return options, words


def _get(home: str, options: dict[str, list[str]], words: list[str]) -> int | None:
    if len(words) != 1 or not set(options) <= {"--team"}:
        return None
    request: dict[str, object] = {"op": "open", "keys": words, "purpose": "show", **_team(options)}
    reply = ask(home, request)
    if reply is None:
        return None
    for line in reply["said"]:
        sys.stderr.write(f"{line}\n")
    sys.stdout.buffer.write(reply["opened"][0]["value"].encode() + b"\n")
    sys.stdout.buffer.flush()
    return 0


def _not_printed(error: OSError) -> int:
    from keylease.cli.call import Call
    from keylease.cli.ending import conclude
    from keylease.cli.output import NotPrinted

    gone = isinstance(error, BrokenPipeError)
    return conclude(error if gone else NotPrinted(error.errno, error.strerror), Call())


def _run(home: str, options: dict[str, list[str]], words: list[str]) -> int | None:
    if not words or not options.get("--key") or not _is_program(words[0]):
        return None
    if all(flag in options for flag in FLAGS):
        return None
    flags = {flag[2:]: True for flag in FLAGS if flag in options}
    request: dict[str, object] = {"op": "run", "keys": options["--key"], **flags, **_team(options)}
    reply = ask(home, request)
    if reply is None:
        return None
    for line in reply["said"]:
        sys.stderr.write(f"{line}\n")
    child = {name: text for name, text in os.environ.items() if not _is_ours(name)}
    child.update(dict(reply["pairs"]))
    _become(words, child)
    return None


def _become(words: list[str], child: dict[str, str]) -> None:
    """Be replaced by the program, with the signals that Python ignores for itself as they were."""
    import _signal  # type: ignore[import-not-found]  # `signal` without its enums

    sys.stdout.flush()
    sys.stderr.flush()
    for name in ("SIGPIPE", "SIGXFSZ"):
        if hasattr(_signal, name):
            _signal.signal(getattr(_signal, name), _signal.SIG_DFL)
    os.execvpe(words[0], words, child)  # noqa: S606  no shell is wanted


def _is_ours(name: str) -> bool:
    return name.upper().startswith("KEYLEASE_")


def _is_program(name: str) -> bool:
    """Whether there is such a program: told before a key is opened."""
    if "/" in name:
        return os.access(name, os.X_OK)
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return any(os.access(f"{folder}/{name}", os.X_OK) for folder in folders)


def _team(options: dict[str, list[str]]) -> dict[str, str]:
    return {"team": options["--team"][-1]} if "--team" in options else {}


def _usual_home() -> str:
    """As `Home.of` has it; the usual place is looked up the slow way only off Linux."""
    named = os.environ.get("KEYLEASE_HOME")
    if named:
        return named
    if os.uname().sysname == "Linux":
        base = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")  # noqa: PTH111
        return f"{base}/keylease"
    import platformdirs

    return platformdirs.user_data_dir("keylease", appauthor=False)
