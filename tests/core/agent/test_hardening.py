"""What the kernel says of a process that was hardened."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="of Linux alone")

HARDENED = """
import os, signal, sys
from keylease.agent.hardening import Hardening, harden
import resource
resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert harden() == Hardening(True, True), harden()
print(open("/proc/self/limits").read())
print("owner", os.stat("/proc/self/mem").st_uid)
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGSEGV)
"""


@pytest.mark.attack("E02")
def test_a_crash_leaves_no_core(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", HARDENED],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == -signal.SIGSEGV, ended.stderr
    limit = next(line for line in ended.stdout.splitlines() if line.startswith("Max core"))
    assert limit.split()[4:6] == ["0", "0"]
    assert list(tmp_path.iterdir()) == []
