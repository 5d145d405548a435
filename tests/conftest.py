"""Strictness that every test gets without asking; what tests share by name lies in `support`.

A warning, an exception nobody saw and a thread's exception fail a test through pytest itself
(`filterwarnings = error`). Here stand the rest: no thread is left behind, nothing is logged as a
warning that the test did not expect, and no test sees the home of the person who runs it.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

# before anything of support is imported, or its asserts would say nothing when they fail
pytest.register_assert_rewrite("support")

from support.logbook import Logbook  # noqa: E402

if TYPE_CHECKING:
    from support.postgres import Cluster

# One place and one language, wherever the tests run and whatever they start: before Qt looks.
os.environ.pop("LANGUAGE", None)
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")
if hasattr(time, "tzset"):
    time.tzset()

pytest_plugins = ["pytester"]

# Folders of those that take a minute, and wait for processes for most of it.
LONGEST = {"accept", "faults"}
# Seconds that a thread which was told to end has for it, also on a machine with much else to do.
THREAD_GRACE = 30.0

hypothesis.settings.register_profile("dev", deadline=None)
# The same examples in every run: what is red there is red here.
hypothesis.settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None, print_blob=True
)
hypothesis.settings.register_profile(
    "long", deadline=None, max_examples=20_000, print_blob=True, stateful_step_count=200
)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: many tests wait for processes of their own."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (cores or 1) * 3 // 2)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begin first, in any order: else one of them may be all that is waited for."""
    items.sort(key=lambda item: LONGEST.isdisjoint(item.path.parts))


def pytest_sessionstart() -> None:
    """Whoever starts the tests in the background has them ignore what programs started here are
    to end by.
    """
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            own = number == signal.SIGINT
            signal.signal(number, signal.default_int_handler if own else signal.SIG_DFL)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test alone, and nothing of the outer environment that Keylease reads."""
    home = tmp_path_factory.mktemp("home")
    # a git hook that runs the tests sets GIT_DIR and its like, which would lead astray those of git
    for name in os.environ:
        if name.startswith(("KEYLEASE_", "GIT_")):
            monkeypatch.delenv(name)
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "KEYLEASE_HOME": home / "keylease",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_RUNTIME_DIR": home / "run",
        "XDG_STATE_HOME": home / "state",
    }
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(folder))
    (home / "run").mkdir(mode=0o700)
    # Never the key store of the person who runs the tests.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return home


@pytest.fixture(autouse=True)
def logbook() -> Iterator[Logbook]:
    """Fails the test on a warning in Keylease's log, unless `logbook.expect("…")` announced it."""
    book = Logbook()
    loggers = [logging.getLogger(name) for name in ("keylease", "keylease_desktop")]
    for logger in loggers:
        logger.addHandler(book)
    yield book
    for logger in loggers:
        logger.removeHandler(book)
    if complaint := book.complaint():
        pytest.fail(complaint, pytrace=False)


@pytest.fixture(autouse=True)
def broken_pipes_as_before() -> Iterator[None]:
    """What is to become another program takes SIGPIPE as the system has it, and dies of it; the
    process of the tests goes on.
    """
    before = signal.getsignal(signal.SIGPIPE)
    yield
    signal.signal(signal.SIGPIPE, before)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fails the test that leaves a thread running behind it."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + THREAD_GRACE
    # Python did not start a dummy: whoever did (a thread pool of Qt's) ends it
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in left:
        thread.join(max(0.0, until - time.monotonic()))
    if names := sorted(thread.name for thread in left if thread.is_alive()):
        pytest.fail(f"threads left running: {', '.join(names)}", pytrace=False)


@pytest.fixture(scope="session")
def postgres() -> "Iterator[Cluster]":
    """A PostgreSQL server for all tests of this process that want one."""
    from support.postgres import Cluster

    with Cluster() as cluster:
        yield cluster
