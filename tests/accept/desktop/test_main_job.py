"""The main job in two real apps on one screen, by keyboard alone, watched by a screen reader.

Nothing here knows the app from within: keys go in through the X server, what is on the screen
comes back by AT-SPI, and the clipboard is read by another program.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from support.outside import main_job
from support.outside.desk import Desk, until
from support.outside.person import Person

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"
KEY = "openai-prod"
REFUSED = 3


def test_the_main_job_by_keyboard(
    desk: Desk, sit: Callable[[Path], Person], tmp_path: Path
) -> None:
    ada = sit(tmp_path / "ada")
    main_job.found_team(ada, "Acme AI")
    main_job.rehearse_kit(ada)
    main_job.add_key(ada, KEY, VALUE)
    link = main_job.invite(ada)
    bob = sit(tmp_path / "bob")
    main_job.join_team(bob, link)
    main_job.rehearse_kit(bob)
    main_job.let_in(ada, bob)
    main_job.share(ada, KEY)

    # he copies it; the clipboard has it for the seconds that he chose, and clears itself
    bob.sees(f"^{KEY}$")
    main_job.shorten_clipboard(bob)
    main_job.copy_value(bob)
    bob.choose("^I understand$")
    until(lambda: desk.paste() == VALUE, lambda: f"not the value: {bob.told}")
    assert desk.paste("primary") == ""
    bob.sees(rf"^{KEY} clears in 0:0\d$")
    until(lambda: desk.paste() == "", lambda: "the clipboard keeps it")
    bob.sees_no_more(rf"^{KEY} clears in")

    # she sees it on record, and takes it back
    ada.press("ctrl+6")
    ada.sees(f"^Bob opened {KEY}$")
    main_job.revoke(ada, KEY)
    bob.sees_no_more(f"^{KEY}")
    assert through_the_app(bob) == REFUSED

    assert "Traceback" not in ada.told + bob.told
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    for secret in (VALUE, main_job.PASSPHRASE):
        assert [path for path in written if secret.encode() in path.read_bytes()] == []


def through_the_app(person: Person) -> int:
    """The exit status of `keylease get`, which asks the open app of that home."""
    home = {**os.environ, "KEYLEASE_HOME": str(person.home)}
    command = [sys.executable, "-m", "keylease", "get", KEY]
    return subprocess.run(command, env=home, capture_output=True, check=False).returncode
