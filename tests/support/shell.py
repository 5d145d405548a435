"""Somebody at a shell: `keylease` as processes, over a home on disk, with the real passphrase."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PASSPHRASE = "correct horse battery staple 42"


@dataclass(frozen=True)
class Person:
    """Somebody at a shell."""

    home: Path

    def __call__(self, *words: str, stdin: str = "", status: int = 0) -> str:
        """Run `keylease` as a process; what it printed, once it has ended as it should."""
        ended = self.ended(*words, stdin=stdin)
        assert ended.returncode == status, (words, ended)
        assert "Traceback" not in ended.stderr
        assert not status or ended.stderr, "refused without a word"
        return ended.stdout

    def ended(self, *words: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        """The same process, however it ended."""
        return subprocess.run(
            [sys.executable, "-m", "keylease", *words],
            env={**os.environ, "KEYLEASE_HOME": str(self.home), "KEYLEASE_PASSPHRASE": PASSPHRASE},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
