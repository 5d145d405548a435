"""What is asked of the person: passphrases, values, a yes. Only where somebody sits there.

Secrets come from the environment's designated places, from stdin, or unseen from the terminal;
never from arguments.
"""

import getpass
import os
import stat
import sys
from pathlib import Path

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.errors import Code, StorageFailed, Usage
from keylease.model.secret import Secret

LARGEST_INPUT = 64 * 1024
LARGEST_PASSPHRASE = 4096
WEAK = 3
"""Below this mark of zxcvbn (0 to 4) a passphrase is called weak."""


def ask_passphrase(call: Call) -> Secret:
    """The passphrase of the identity here."""
    return _given_passphrase(call) or _typed(call, "Passphrase: ")


def ask_new_passphrase(call: Call) -> Secret:
    """A passphrase for a new identity: typed twice, and told where it is weak."""
    given = _given_passphrase(call)
    if given is not None:
        _judge(call, given)
        return given
    while True:
        chosen = _typed(call, "A passphrase for this computer (several words are best): ")
        if _judge(call, chosen) and not ask_yes(call, "Use it all the same?"):
            continue
        if _typed(call, "The same again: ") == chosen:
            return chosen
        call.out.say("Those were two different ones. Once more.")


def _given_passphrase(call: Call) -> Secret | None:
    text = call.environ.get("KEYLEASE_PASSPHRASE")
    if text:
        return Secret(os.fsencode(text))
    path = call.environ.get("KEYLEASE_PASSPHRASE_FILE")
    return _from_file(Path(path)) if path else None


def _from_file(path: Path) -> Secret:
    """A passphrase in a file that nobody else can read; one line feed at its end is not part."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(LARGEST_PASSPHRASE + 1)
    except OSError as error:
        told = (
            f"KEYLEASE_PASSPHRASE_FILE names {path}, which cannot be read: {error.strerror}. "
            "Name another file."
        )
        raise No(Code.E_PATH, told) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise StorageFailed(Code.E_PERMISSIONS, f"Others may read {path}.")
    if not content.strip() or len(content) > LARGEST_PASSPHRASE:
        raise No(Code.E_VALUE, "KEYLEASE_PASSPHRASE_FILE holds no passphrase. Name another file.")
    return Secret(without_line_feed(content))


def _typed(call: Call, prompt: str) -> Secret:
    if not _terminal(call):
        raise No(
            Code.E_USAGE,
            "A passphrase is needed and nobody is here to type it. "
            "Put it into KEYLEASE_PASSPHRASE, or a private file's name into "
            "KEYLEASE_PASSPHRASE_FILE.",
        )
    return Secret(os.fsencode(getpass.getpass(prompt, stream=sys.stderr)))


def _terminal(call: Call) -> bool:
    """Whether something can be typed unseen; stdin may carry a value at the same time."""
    if sys.stdin.isatty():
        return True
    if not call.can_ask or os.name != "posix":
        return False
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _judge(call: Call, passphrase: Secret) -> bool:
    """Say so if a passphrase is weak; whether it was."""
    import zxcvbn

    text = passphrase.reveal().decode(errors="replace")
    found = zxcvbn.zxcvbn(text[:100])
    if found["score"] >= WEAK:
        return False
    seconds = found["crack_times_display"]["offline_slow_hashing_1e4_per_second"]
    call.out.say(f"That passphrase is weak: it could be guessed in {seconds}. Longer is better.")
    return True


def ask_value(call: Call, prompt: str) -> str:
    """A key's value from stdin, one line feed at its end left off, or typed unseen."""
    if sys.stdin.isatty():
        text = getpass.getpass(prompt, stream=sys.stderr)
        content = os.fsencode(text)
    else:
        content = without_line_feed(read_stdin())
    if not content:
        raise No(Code.E_VALUE, "No value came in on stdin. Pipe it in, or run this at a terminal.")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Usage(Code.E_VALUE, "It is no UTF-8 text.") from None


def link_given(said: str) -> str:
    """The link that was said, or for `-` the one from stdin: at a terminal it is asked for."""
    if said != "-":
        return said
    if not sys.stdin.isatty():
        return read_stdin().decode("ascii", "replace")
    sys.stderr.write("Paste the link, then Enter: ")
    sys.stderr.flush()
    return sys.stdin.readline()


def read_stdin() -> bytes:
    """All of stdin, up to a limit that no value reaches."""
    content = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    if len(content) > LARGEST_INPUT:
        raise Usage(Code.E_VALUE, "It is longer than any key.")
    return content


def without_line_feed(content: bytes) -> bytes:
    """The bytes without the one line ending that `echo` and editors put after them."""
    if content.endswith(b"\r\n"):
        return content[:-2]
    return content.removesuffix(b"\n")


def require_yes(call: Call, question: str) -> None:
    """Go on where the person says yes; No(E_USAGE) otherwise, and where nobody is asked."""
    if not ask_yes(call, question):
        raise No(Code.E_USAGE, "Nothing was done. To do it without being asked, add --yes.")


def ask_yes(call: Call, question: str) -> bool:
    """Whether the person says yes; no where nobody is asked."""
    if not sys.stdin.isatty() or not call.can_ask:
        return False
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
