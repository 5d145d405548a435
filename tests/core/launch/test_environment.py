import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.errors import Code, Usage
from keylease.launch.environment import build_environment, check_variable, is_variable

PARENT = {
    "PATH": "/usr/bin",
    "HOME": "/home/ada",
    "KEYLEASE_PASSPHRASE": "canary",
    "KEYLEASE_TOKEN": "canary",
    "keylease_home": "canary",
    "OPENAI_API_KEY": "an old one",
}


def test_the_program_gets_the_key_and_what_it_would_have_had() -> None:
    assert build_environment(PARENT, [("OPENAI_API_KEY", "sk-1"), ("HF_TOKEN", "hf-1")]) == {
        "PATH": "/usr/bin",
        "HOME": "/home/ada",
        "OPENAI_API_KEY": "sk-1",
        "HF_TOKEN": "hf-1",
    }


def test_nothing_of_ours_reaches_the_program() -> None:
    assert "canary" not in build_environment(PARENT, []).values()


def test_the_parents_own_environment_is_left_alone() -> None:
    before = dict(PARENT)
    build_environment(PARENT, [("X_KEY", "1")])
    assert before == PARENT


@pytest.mark.attack("F10")
@pytest.mark.parametrize(
    "name",
    [
        "LD_PRELOAD",
        "LD_LIBRARY_PATH",
        "ld_preload",
        "DYLD_INSERT_LIBRARIES",
        "PATH",
        "Path",
        "PYTHONPATH",
        "PYTHONSTARTUP",
        "BASH_ENV",
        "ENV",
        "IFS",
        "NODE_OPTIONS",
        "PERL5OPT",
        "RUBYOPT",
        "JAVA_TOOL_OPTIONS",
        "GIT_SSH_COMMAND",
        "HTTPS_PROXY",
        "SSL_CERT_FILE",
        "HOME",
        "KEYLEASE_HOME",
        "LESSOPEN",
        "MAKEFLAGS",
        "MANPAGER",
        "DOTNET_STARTUP_HOOKS",
        "CORECLR_PROFILER_PATH",
        "ELECTRON_RUN_AS_NODE",
        "LUA_INIT",
        "TAR_OPTIONS",
        "VIMINIT",
        "ERL_AFLAGS",
        "FZF_DEFAULT_COMMAND",
        "GH_PAGER",
        "KUBE_EDITOR",
        "CVS_RSH",
        "GEM_PATH",
        "PS0",
        "OPENSSL_CONF",
        "OPENSSL_MODULES",
        "PHPRC",
        "PIP_INDEX_URL",
        "QT_PLUGIN_PATH",
        "RUSTC_WRAPPER",
        "ZDOTDIR",
        "TERMINFO",
        "KEYLEASE_TOKEN",
        "",
        "1KEY",
        "A-B",
        "A=B",
        "A B",
        "A\nB",
        "KEY\n",
        "ÄPI_KEY",
        "A\0",
        "A" * 129,
    ],
)
def test_f10_names_that_steer_a_program_are_refused(name: str) -> None:
    assert not is_variable(name)
    with pytest.raises(Usage) as refusal:
        check_variable(name)
    assert refusal.value.code is Code.E_USAGE
    with pytest.raises(Usage):
        build_environment({}, [(name, "x")])


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "HF_TOKEN", "_x", "CO_API_KEY", "a1"])
def test_names_of_keys_are_taken(name: str) -> None:
    assert check_variable(name) == name


def test_two_keys_under_one_name_are_refused() -> None:
    with pytest.raises(Usage) as refusal:
        build_environment({}, [("A", "canary-1"), ("A", "canary-2")])
    assert refusal.value.code is Code.E_AMBIGUOUS
    assert "canary" not in str(refusal.value)


def test_a_value_that_no_environment_can_hold_is_refused() -> None:
    with pytest.raises(Usage) as refusal:
        build_environment({}, [("A", "canary\0")])
    assert refusal.value.code is Code.E_VALUE
    assert "canary" not in str(refusal.value)


@given(st.text(max_size=20))
def test_whatever_is_taken_can_be_a_variable(name: str) -> None:
    if is_variable(name):
        assert build_environment({}, [(name, "x")]) == {name: "x"}
        assert name.isascii()
