"""The environment of a program that is given keys (THREATS.md F10).

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
    "CARGO_BUILD",
    "CARGO_TARGET",
    "COMPLUS_",
    "CORECLR_",
    "COR_",
    "DOTNET_",
    "ELECTRON_",
    "ELIXIR_",
    "ERL_",
    "EXINIT",
    "FZF_",
    "GIO_",
    "GTK_",
    "GVIM",
    "KRB5",
    "LIBGL_",
    "LUA_",
    "OPENSSL_",
    "PIP_",
    "QT_",
    "RSYNC_",
    "SASL_",
    "RUSTC",
    "RUSTFLAGS",
    "RUSTUP_",
    "R_ENVIRON",
    "R_LIBS",
    "R_PROFILE",
    "TAR_",
    "UNZIP",
    "UV_",
    "VIM",
    "VK_LAYER",
    "XZ_",
    "ZIPOPT",
)
_STEERING_ENDS = (
    *("PAGER", "EDITOR", "BROWSER", "_SHELL", "_RSH", "_COMMAND", "_CMD", "_HOOK", "_HOOKS"),
    *("_OPTS", "_OPTIONS", "FLAGS", "_PRELOAD", "_HOME", "_PATH", "_RUNNER", "_WRAPPER"),
)
"""By such a variable programs are told to run something, or where to find what they run."""
_STEERING = frozenset(
    {
        "ALL_PROXY",
        "APPDATA",
        "BROWSER",
        "CARGO_HOME",
        "CDPATH",
        "CLASSPATH",
        "COMSPEC",
        "CURL_CA_BUNDLE",
        "DENO_DIR",
        "DISPLAY",
        "DOCKER_CONFIG",
        "DOCKER_HOST",
        "EDITOR",
        "ENV",
        "GCONV_PATH",
        "GLIBC_TUNABLES",
        "GNUMAKEFLAGS",
        "GOFLAGS",
        "HOME",
        "HOSTALIASES",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "IFS",
        "INPUTRC",
        "KUBECONFIG",
        "LANG",
        "LANGUAGE",
        "LESS",
        "LESSCLOSE",
        "LESSEDIT",
        "LESSKEY",
        "LESSOPEN",
        "LOCALAPPDATA",
        "LOCPATH",
        "LOGNAME",
        "MAKEFLAGS",
        "MANOPT",
        "MANPAGER",
        "MANPATH",
        "NLSPATH",
        "NO_PROXY",
        "PAGER",
        "PATH",
        "PATHEXT",
        "PHPRC",
        "PHP_INI_SCAN_DIR",
        "PROMPT_COMMAND",
        "PS0",
        "PS1",
        "PS2",
        "PS4",
        "PWD",
        "REQUESTS_CA_BUNDLE",
        "RES_OPTIONS",
        "R_HOME",
        "SHELL",
        "SHELLOPTS",
        "SSLKEYLOGFILE",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
        "SUDO_ASKPASS",
        "SUDO_EDITOR",
        "SYSTEMROOT",
        "TCLLIBPATH",
        "TCL_LIBRARY",
        "TEMP",
        "TERM",
        "TERMINFO",
        "TMP",
        "TMPDIR",
        "TZ",
        "USER",
        "USERPROFILE",
        "VISUAL",
        "VK_DRIVER_FILES",
        "VK_ICD_FILENAMES",
        "WINDIR",
        "ZDOTDIR",
    }
)
"""Variables by which a program is led to other code, other files or other hosts."""


def is_variable(name: str) -> bool:
    """Whether a value may be handed over under that name."""
    steering = name.upper()
    if _VARIABLE.fullmatch(name) is None or steering in _STEERING:
        return False
    return not (steering.startswith(_STEERING_PREFIXES) or steering.endswith(_STEERING_ENDS))


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
