"""The terminal's face of Keylease: `keylease NOUN VERB` (product words, exit statuses, options).

Importing this costs next to nothing; a command imports what it uses and no more.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import takes longer than an agent's whole answer
if TYPE_CHECKING:
    from collections.abc import Sequence

    from keylease.cli.call import Surroundings


GARBAGE_AFTER = 50_000
"""Objects made before a program looks which of them are garbage: what is imported is none."""


def main(arguments: Sequence[str] | None = None, surroundings: Surroundings | None = None) -> int:
    """Run one command and return its exit status; what a person reads is already printed.

    `arguments` are those after the program's name, by default this process's own. Tests pass
    `surroundings`: a clock, a source of randomness, a cheap cost of the passphrase.
    """
    if arguments is not None:
        return _run(list(arguments), surroundings)
    import gc
    import sys

    gc.set_threshold(GARBAGE_AFTER)
    status = _run(sys.argv[1:], surroundings)
    gc.freeze()  # the process ends: what is left goes at once, and is not gone through first
    return status


def _run(words: list[str], surroundings: Surroundings | None) -> int:
    if surroundings is None and words[:1] in (["get"], ["run"]):
        from keylease.cli.fast import try_agent

        status = try_agent(words)
        if status is not None:
            return status
    from keylease.cli.program import run

    return run(words, surroundings)
