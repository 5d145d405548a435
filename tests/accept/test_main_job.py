"""The main job by two people on one computer: real processes, real homes, the real passphrase.

Ada founds a team, puts in a key, lends it to Bob; he opens it; she sees that he did, revokes it;
he is refused; the history verifies, and the value lies nowhere.
"""

import base64
import json
import shutil
import time
from pathlib import Path

from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease.model.secret import Secret
from support.ports import free_port
from support.relay_server import RelayProcess
from support.served_team import found_there
from support.shell import PASSPHRASE, Person

VALUE = "sk-proj-CANARY0123456789abcdefT3BlbkFJ0123456789abcdef"
KEY = "openai-prod"


def test_the_main_job(tmp_path: Path) -> None:
    ada, bob = Person(tmp_path / "ada"), Person(tmp_path / "bob")
    ada("team", "create", "Acme AI", "--as", "Ada")
    the_story(tmp_path, ada, bob)


def test_the_main_job_over_the_network(tmp_path: Path) -> None:
    """Two homes that have nothing in common but a relay, served by a program of its own."""
    ada, bob = Person(tmp_path / "ada"), Person(tmp_path / "bob")
    with RelayProcess(tmp_path) as relay:
        found_there(Assembly(Home(ada.home)), relay, "Acme AI", "Ada", Secret(PASSPHRASE.encode()))
        the_story(tmp_path, ada, bob)
        assert not list(tmp_path.glob("*/relays"))
        assert relay.stop() == 0
    # what is known is still shown; what would be said waits for nobody
    assert KEY in ada("key", "list")
    ada("member", "list")
    ada("verify")
    bob("get", KEY, status=5)
    ada("key", "freeze", KEY, status=5)


def test_an_agent_bridges_a_silence(tmp_path: Path) -> None:
    """The relay dies; what Bob opened today still serves him, and is on record once it is back."""
    ada, bob = Person(tmp_path / "ada"), Person(tmp_path / "bob")
    listen = f"127.0.0.1:{free_port()}"
    with RelayProcess(tmp_path, "--listen", listen) as relay:
        found_there(Assembly(Home(ada.home)), relay, "Acme AI", "Ada", Secret(PASSPHRASE.encode()))
        bob("team", "join", "-", "--as", "Bob", stdin=ada("member", "invite", "--for", "1d"))
        ada("member", "admit", "Bob", "--words-compared")
        ada("key", "add", KEY, "--environment", "staging", stdin=VALUE)
        ada("grant", KEY, "--to", "Bob", "--for", "1d")
        bob("unlock", "--for", "1h")
        try:
            assert bob("get", KEY) == f"{VALUE}\n"
            relay.kill()
            told = bob.ended("get", KEY)
            assert (told.returncode, told.stdout) == (0, f"{VALUE}\n")
            assert "the relay was not reached; this value was opened" in told.stderr
            assert "goes on record when the relay is next reached" in told.stderr
            with RelayProcess(tmp_path, "--listen", listen):
                bob("key", "list")
                opened = [
                    (line["what"], line["purpose"])
                    for line in json.loads(ada("log", "--json"))
                    if line["who"] == "Bob" and line["key"] == KEY and line["purpose"]
                ]
                assert opened == [("opened", "show")] * 2
        finally:
            bob("lock")


def the_story(tmp_path: Path, ada: Person, bob: Person) -> None:
    """From an invitation to the end, each act a process of its own."""
    # a team of two
    link = ada("member", "invite", "--for", "1d")
    assert link.startswith("keylease:join?")
    assert link.count("\n") == 1
    bob("team", "join", "-", "--as", "Bob", stdin=link)
    bob("get", KEY, status=3)
    ada("member", "admit", "Bob", "--words-compared")

    # a key goes in; what is not there is another matter than what is not granted
    ada("key", "add", KEY, "--environment", "production", stdin=VALUE)
    bob("get", KEY, status=3)
    ada("get", "no-such-key", status=1)
    assert "Bob" not in ada("exposure", "--json")

    # lent for three uses; each is on record, the fourth is refused
    ada("grant", KEY, "--to", "Bob", "--for", "1h", "--uses", "3", "--reason", "a new model")
    assert bob("get", KEY) == f"{VALUE}\n"
    script = f'test "$OPENAI_API_KEY" = "{VALUE}" && test -z "$KEYLEASE_PASSPHRASE"'
    bob("run", "--key", KEY, "--", "sh", "-c", script)
    bob("run", "--key", KEY, "--", "sh", "-c", "echo so it ends >&2; exit 7", status=7)
    bob("get", KEY, status=3)
    opened = [
        (line["key"], line["version"], line["purpose"])
        for line in json.loads(ada("log", "--json"))
        if (line["who"], line["what"]) == ("Bob", "opened")
    ]
    assert opened == [(KEY, 1, "show"), (KEY, 1, "run"), (KEY, 1, "run")]
    (exposed,) = json.loads(ada("exposure", "--member", "Bob", "--json"))
    assert (exposed["key"], exposed["version"], exposed["how"]) == (KEY, 1, "opened")

    # revoked: refused, also to an old copy of his home
    ada("grant", KEY, "--to", "Bob", "--for", "1h")
    shutil.copytree(bob.home, tmp_path / "bob.before")
    ada("revoke", KEY, "--from", "Bob", "--reason", "project over")
    begun = time.monotonic()
    bob("get", KEY, status=3)
    took = time.monotonic() - begun
    Person(tmp_path / "bob.before")("get", KEY, status=3)

    # it ends by itself: after as long as a slow machine needs to open it before
    seconds = 5 + round(5 * took)
    ada("grant", KEY, "--to", "Bob", "--for", f"{seconds}s")
    ended = time.monotonic() + seconds
    assert bob("get", KEY) == f"{VALUE}\n"
    time.sleep(max(0.0, ended - time.monotonic()))
    bob("get", KEY, status=3)

    # who is removed is out; the history holds, here and alone; a changed byte is found
    ada("grant", KEY, "--to", "Bob", "--for", "1h")
    ada("member", "remove", "Bob")
    bob("get", KEY, status=3)
    ada("verify")
    export = tmp_path / "export"
    ada("export", str(export))
    ada("verify", str(export))
    spoil(export / "ledger.jsonl")
    ada("verify", str(export), status=4)

    assert found_in(tmp_path, VALUE.encode()) == []
    assert found_in(tmp_path, PASSPHRASE.encode()) == []


def spoil(path: Path) -> None:
    """Change one letter in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def found_in(folder: Path, secret: bytes) -> list[str]:
    """Files that hold a secret, plain or in a common disguise."""
    shifted = (base64.b64encode(b"x" * n + secret)[4 * (n > 0) : -4][4:] for n in range(3))
    forms = {secret, secret.hex().encode(), secret[::-1], secret.decode().encode("utf-16-le")}
    forms.update(shifted)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [str(path) for path in files if any(form in path.read_bytes() for form in forms)]


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    disguises = (VALUE.encode(), base64.b64encode(b"ab" + VALUE.encode()), VALUE.encode().hex())
    for number, text in enumerate(disguises):
        data = text.encode() if isinstance(text, str) else text
        (tmp_path / str(number)).write_bytes(b"{..." + data + b"...}")
    assert len(found_in(tmp_path, VALUE.encode())) == len(disguises)
