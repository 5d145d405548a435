"""The thin client imports almost nothing; what it says is tested with the server."""

import subprocess
import sys

SLOW = {"click", "msgspec", "nacl", "asyncio", "dataclasses", "logging", "hashlib"}


def test_it_imports_nothing_slow() -> None:
    program = "import keylease.agent.thin, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    assert SLOW.isdisjoint(done.stdout.split())
