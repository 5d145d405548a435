"""What tests/conftest.py and the configuration of pytest promise to catch, they catch."""

import shutil
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# Of the plugins, those that would only take their time.
UNNEEDED = ("cacheprovider", "pytest-qt", "pytest_cov", "randomly", "xdist", "xvfb")

GUILTY = """
import gc, logging, threading, warnings

release = threading.Event()

def test_leaves_a_thread():
    threading.Thread(target=release.wait, name="left behind", daemon=True).start()

def test_dies_in_a_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

def test_raises_where_nobody_sees():
    class Fragile:
        def __del__(self):
            raise RuntimeError("unseen")
    del [Fragile()][0]
    gc.collect()

def test_warns():
    warnings.warn("careless")

def test_leaves_a_file_open(tmp_path):
    open(tmp_path / "left", "w")
    gc.collect()

def test_logs_a_warning():
    logging.getLogger("keylease.relay").warning("the clock went back")

def test_expects_what_is_not_logged(logbook):
    logbook.expect("the clock went back")
"""
MISSPELT = """
import pytest

@pytest.mark.atack("A01")
def test_is_marked_wrongly():
    pass
"""
INNOCENT = """
import logging, os, threading, time
from pathlib import Path

def test_ends_its_thread():
    thread = threading.Thread(target=lambda: None)
    thread.start()

def test_logs_what_it_announced(logbook):
    logbook.expect("clock")
    logging.getLogger("keylease.relay").error("the clock went back by %d s", 7)

def test_logs_no_warning():
    logging.getLogger("keylease.relay").info("all is well")

def test_others_may_warn():
    logging.getLogger("somebody.else").warning("careless")

def test_has_a_home_of_its_own(own_home):
    assert Path.home() == own_home and not any((own_home / "run").iterdir())
    for name in ("KEYLEASE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"):
        assert Path(os.environ[name]).is_relative_to(own_home)
    assert "KEYLEASE_PASSPHRASE" not in os.environ and "GIT_DIR" not in os.environ
    assert (time.tzname[0], os.environ["LC_ALL"]) == ("UTC", "C.UTF-8")
    import keyring
    assert type(keyring.get_keyring()).__module__ == "keyring.backends.fail"
"""


@pytest.fixture
def inner(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project of its own, as strict as this one."""
    shutil.copy(TESTS.parent / "pyproject.toml", pytester.path)
    (pytester.path / "tests").mkdir()
    conftest = (TESTS / "conftest.py").read_text() + "\nTHREAD_GRACE = 0.2\n"
    (pytester.path / "tests/conftest.py").write_text(conftest)
    shutil.copytree(TESTS / "support", pytester.path / "tests/support")
    return pytester


def run(inner: pytest.Pytester, source: str) -> pytest.RunResult:
    (inner.path / "tests/test_inner.py").write_text(source)
    return inner.runpytest_subprocess(*(f"-pno:{plugin}" for plugin in UNNEEDED))


def test_the_guilty_are_caught(inner: pytest.Pytester) -> None:
    result = run(inner, GUILTY)
    # a test fails; what it leaves behind is an error of its teardown
    caught = {
        line.split("::")[1].split()[0]
        for line in result.outlines
        if line.startswith(("FAILED ", "ERROR "))
    }
    assert caught == {
        "test_leaves_a_thread",
        "test_dies_in_a_thread",
        "test_raises_where_nobody_sees",
        "test_warns",
        "test_leaves_a_file_open",
        "test_logs_a_warning",
        "test_expects_what_is_not_logged",
    }
    result.stdout.fnmatch_lines(
        ["*threads left running: left behind*", "*logged unexpectedly: WARNING keylease.relay: *"],
        consecutive=False,
    )


def test_a_misspelt_mark_is_caught(inner: pytest.Pytester) -> None:
    result = run(inner, MISSPELT)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["*'atack' not found in `markers` configuration option*"])


def test_the_innocent_pass(inner: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYLEASE_PASSPHRASE", "of the person who runs the tests")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("TZ", "Pacific/Chatham")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    run(inner, INNOCENT).assert_outcomes(passed=INNOCENT.count("def test_"))
