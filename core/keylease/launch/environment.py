"""The environment of a program that is given keys (attacks.md F10).

It gets what the person's own programs get, the keys under the names asked for, and nothing of
Keylease's own: neither a passphrase nor an app's token.
"""

import re
from collections.abc import Iterable, Mapping

from keylease.errors import Code, Usage

OWN_PREFIX = "KEYLEASE_"

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
_STEERING_PREFIXES = (
    OWN_PREFIX,
    "LD_",
    "DYLD_",
    "PYTHON",
    "GIT_",
    "SSH_",
    "NODE_",
    "NPM_",
    "PERL",
    "RUBY",
    "BASH",
    "DBUS_",
    "XDG_",
    "MALLOC_",
    "JAVA_",
    "JDK_",
    "_JAVA",
    "LC_",
)
_STEERING = frozenset(
    {
        "ALL_PROXY",
        "APPDATA",
        "BROWSER",
        "CDPATH",
        "CLASSPATH",
        "COMSPEC",
        "CURL_CA_BUNDLE",
        "DISPLAY",
        "EDITOR",
        "ENV",
        "GCONV_PATH",
        "GLIBC_TUNABLES",
        "HOME",
        "HOSTALIASES",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "IFS",
        "LANG",
        "LANGUAGE",
        "LOCALAPPDATA",
        "LOCPATH",
        "LOGNAME",
        "NLSPATH",
        "NO_PROXY",
        "OPENSSL_CONF",
        "PAGER",
        "PATH",
        "PATHEXT",
        "PROMPT_COMMAND",
        "PS1",
        "PS4",
        "PWD",
        "REQUESTS_CA_BUNDLE",
        "RES_OPTIONS",
        "SHELL",
        "SHELLOPTS",
        "SSLKEYLOGFILE",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
        "SYSTEMROOT",
        "TEMP",
        "TERM",
        "TMP",
        "TMPDIR",
        "TZ",
        "USER",
        "USERPROFILE",
        "VISUAL",
        "WINDIR",
    }
)
"""Variables by which a program is led to other code, other files or other hosts."""


def is_variable(name: str) -> bool:
    """Whether a value may be handed over under that name."""
    steering = name.upper()
    if _VARIABLE.fullmatch(name) is None or steering in _STEERING:
        return False
    return not steering.startswith(_STEERING_PREFIXES)


def check_variable(name: str) -> str:
    """The name, or Usage with E_USAGE if it is none or would steer the program."""
    if not is_variable(name):
        raise Usage(Code.E_USAGE, f"A key cannot be handed over as {name!r}.")
    return name


def build_environment(
    parent: Mapping[str, str], values: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """The child's environment: the parent's without anything of ours, and the values.

    A value takes the place of a variable of that name. Raises Usage with E_USAGE for a name that
    is refused, with E_AMBIGUOUS for one given twice, with E_VALUE for a value with a NUL.
    """
    child = {name: text for name, text in parent.items() if not _is_ours(name)}
    given: set[str] = set()
    for name, value in values:
        check_variable(name)
        if name in given:
            raise Usage(Code.E_AMBIGUOUS, f"Two keys would be {name}; name another with KEY=VAR.")
        if "\0" in value:
            raise Usage(Code.E_VALUE, f"The value for {name} cannot be in an environment.")
        given.add(name)
        child[name] = value
    return child


def _is_ours(name: str) -> bool:
    return name.upper().startswith(OWN_PREFIX)
