"""The disk that fails when told, compiled once, and the program that runs under it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
Run = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not sys.platform.startswith("linux"):
        pytest.skip("the failing disk is preloaded as Linux does it")
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "the failing disk is written in C: install a C compiler (gcc)"
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", library, HERE / "shim.c", "-ldl"]
    subprocess.run(command, check=True)
    return library


@pytest.fixture
def disk(shim: Path, tmp_path: Path) -> Run:
    """Runs disk.py in a private folder of its own, and returns what it says."""
    return _runner("disk.py", shim, tmp_path)


@pytest.fixture
def power(shim: Path, tmp_path: Path) -> Run:
    """The same with power.py."""
    return _runner("power.py", shim, tmp_path)


@pytest.fixture
def serving(shim: Path, tmp_path: Path) -> Run:
    """The same with serving.py."""
    return _runner("serving.py", shim, tmp_path)


def _runner(program: str, shim: Path, tmp_path: Path) -> Run:
    folder = tmp_path / "disk"
    folder.mkdir(mode=0o700)

    def run(what: str, *arguments: object) -> dict[str, Any]:
        finished = subprocess.run(
            [sys.executable, HERE / program, what, folder, *map(str, arguments)],
            env={
                **os.environ,
                "LD_PRELOAD": str(shim),
                "PYTHONPATH": os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")]),
            },
            stdout=subprocess.PIPE,
            check=True,
        )
        said: dict[str, Any] = json.loads(finished.stdout)
        return said

    return run
