"""Opening a key from a shell: with an agent and without, beside those who do the same."""

import os
import resource
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.rows import Row, in_turn, left_out
from keylease.assembly import Assembly
from keylease.client.keys import NewKey
from keylease.client.profile import Home
from keylease.crypto.passphrase import Cost
from keylease.model.secret import Secret
from keylease.wire.record import new_record
from support.relay_server import RelayProcess
from support.served_team import found_there

PASSPHRASE = "correct horse battery staple 42"
VALUE = "sk-proj-BENCH0123456789abcdefT3BlbkFJ0123456789abcdef"
KEY = "openai-bench"
ROUNDS = 31
KEYLEASE = str(Path(sys.executable).parent / "keylease")
CHEAP = Cost(1, 8)
CHEAPLY = [
    sys.executable,
    "-c",
    "import sys; from keylease.cli import main; from keylease.cli.call import Surroundings; "
    "from keylease.crypto.passphrase import Cost; "
    f"sys.exit(main(surroundings=Surroundings(cost=Cost({CHEAP.passes}, {CHEAP.memory}))))",
    *("get", KEY),
]
"""`keylease get` at a home whose passphrase costs next to nothing to stretch."""


def rows() -> Iterator[Row]:
    """Rows 1 to 3."""
    with tempfile.TemporaryDirectory() as folder, home(Path(folder)) as environ:
        yield from beside_pass(Path(folder), environ)
        yield beside_exec(environ)


def spent(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """Milliseconds of a whole process."""
    begun = time.perf_counter()
    subprocess.run(command, env=dict(environ), check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - begun) * 1000


def on_a_core(*runs: tuple[Sequence[str], Mapping[str, str]]) -> list[float]:
    """Milliseconds on a core of each whole process, the least of some taken in turn.

    What others do on the machine lengthens these far less than the time until the end.
    """
    least = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for place, (command, environ) in enumerate(runs):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent(command, environ)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            least[place] = min(least[place], seconds * 1000)
    return least


@contextmanager
def home(folder: Path) -> Iterator[dict[str, str]]:
    """A team with one key, unlocked by an agent."""
    environ = {
        **os.environ,
        # as an installed program has it: compiled once, not each time
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "KEYLEASE_HOME": str(folder / "home"),
        "KEYLEASE_PASSPHRASE": PASSPHRASE,
        "XDG_RUNTIME_DIR": str(folder),
    }

    def keylease(*words: str, stdin: str = "") -> None:
        subprocess.run(
            [KEYLEASE, *words],
            env=environ,
            input=stdin,
            text=True,
            check=True,
            capture_output=True,
        )

    keylease("team", "create", "Bench", "--as", "Ada")
    keylease("key", "add", KEY, "--environment", "staging", stdin=VALUE)
    keylease("unlock", "--for", "1h")
    try:
        yield environ
    finally:
        keylease("lock")


def beside_pass(folder: Path, environ: Mapping[str, str]) -> Iterator[Row]:
    """Rows 1 and 2: what `pass show` takes, with its own agent warm."""
    one, two = "get with an agent, whole process", "get without an agent, less Argon2id"
    if shutil.which("pass") is None or shutil.which("gpg") is None:
        yield left_out(1, one, "pass")
        yield left_out(2, two, "pass")
        return
    theirs = password_store(folder, environ)
    get = [KEYLEASE, "get", KEY]
    show = ["pass", "show", KEY]
    for command, env in ((get, environ), (show, theirs)):
        spent(command, env)
    pair = in_turn(lambda: spent(get, environ), lambda: spent(show, theirs), ROUNDS)
    ours, peer = on_a_core((get, environ), (show, theirs))
    yield Row(
        1,
        one,
        f"{pair.first:.1f} ms",
        f"pass show {pair.second:.1f} ms",
        "≤ 1.2 × pass show",
        f"{pair.ratio:.2f} × ({pair.spread}), on a core {ours:.1f} ms beside {peer:.1f} and the "
        f"agent's; python -c pass {bare(environ):.1f} ms",
        pair.ratio <= 1.2,
    )
    with RelayProcess(folder) as relay:
        alone = {**environ, "KEYLEASE_HOME": str(served_home(folder / "served", relay))}
        spent(CHEAPLY, alone)
        pair = in_turn(lambda: spent(CHEAPLY, alone), lambda: spent(show, theirs), ROUNDS)
        ours, peer = on_a_core((CHEAPLY, alone), (show, theirs))
    yield Row(
        2,
        two,
        f"{pair.first:.1f} ms",
        f"pass show {pair.second:.1f} ms",
        "≤ 4 × pass show",
        f"{pair.ratio:.2f} × ({pair.spread}), on a core {ours:.0f} ms beside {peer:.0f}; over TLS, "
        "on record; the passphrase costs nothing",
        pair.ratio <= 4,
    )
    subprocess.run(["gpgconf", "--kill", "gpg-agent"], env=theirs, check=False)


def password_store(folder: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """A password store with the same value in it, its key without a passphrase."""
    theirs = {
        **environ,
        "GNUPGHOME": str(folder / "gnupg"),
        "PASSWORD_STORE_DIR": str(folder / "store"),
    }
    (folder / "gnupg").mkdir(mode=0o700)

    def run(*command: str, stdin: str = "") -> None:
        subprocess.run(command, env=theirs, input=stdin, text=True, check=True, capture_output=True)

    run(
        *("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", ""),
        *("--quick-generate-key", "bench@example.org", "future-default"),
    )
    run("pass", "init", "bench@example.org")
    run("pass", "insert", "--multiline", KEY, stdin=VALUE)
    return theirs


def bare(environ: Mapping[str, str]) -> float:
    """What an interpreter that does nothing takes."""
    return min(spent([sys.executable, "-c", "pass"], environ) for _ in range(9))


def served_home(home: Path, relay: RelayProcess) -> Path:
    """The home of a member whose team is at that relay, under a passphrase that costs nothing."""
    secret = Secret(PASSPHRASE.encode())
    assembly = Assembly(Home(home), cost=CHEAP)
    found_there(assembly, relay, "Bench", "Ada", secret)
    with closing(assembly.unlock(secret)) as session:
        place = session.snapshot.environment_named("staging")
        record = new_record(VALUE, secrets.token_bytes)
        session.keys.add(NewKey(KEY, "openai", place), record)
    return home


def beside_exec(environ: Mapping[str, str]) -> Row:
    """Row 3: `run -- true` beside an interpreter that only becomes `true`."""
    what = "run -- true with an agent"
    run = [KEYLEASE, "run", "--key", KEY, "--", "true"]
    become = [sys.executable, "-c", "import os; os.execvp('true', ['true'])"]
    pair = in_turn(lambda: spent(run, environ), lambda: spent(become, environ), ROUNDS)
    sops = shutil.which("sops")
    ours, peer = on_a_core((run, environ), (become, environ))
    note = f"{pair.ratio:.2f} × ({pair.spread}), on a core {ours:.1f} ms beside {peer:.1f}"
    return Row(
        3,
        what,
        f"{pair.first:.1f} ms",
        f"Python's exec {pair.second:.1f} ms",
        "≤ 1.0 × sops exec-env",
        note if sops else f"{note}; sops is not installed (29 ms where it was)",
        None,
    )
