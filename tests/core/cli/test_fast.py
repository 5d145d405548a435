"""The short way of `get` and `run`, and where it gives way to the long one."""

import subprocess
import sys

import pytest

from keylease.cli.fast import try_agent

SLOW = {"click", "msgspec", "nacl", "typing", "pathlib", "json", "socket", "re", "logging"}


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["key", "list"],
        ["get"],
        ["get", "a", "b"],
        ["get", "a", "--json"],
        ["get", "--help"],
        ["get", "a", "--home"],
        ["run", "--key", "a"],
        ["run", "--", "true"],
        ["run", "--environment", "e", "--", "true"],
        ["run", "--key", "a", "--mock", "--live", "--", "true"],
        ["run", "--key", "a", "--", "no-such-program-anywhere"],
        ["get", "a"],
        ["run", "--key", "a", "--", "true"],
    ],
    ids=" ".join,
)
def test_what_is_not_plain_or_has_no_agent_goes_the_long_way(words: list[str]) -> None:
    assert try_agent(words) is None


def test_an_apps_token_goes_the_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYLEASE_TOKEN", "whatever")
    assert try_agent(["get", "a"]) is None


def test_where_nothing_can_be_printed_it_goes_the_long_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert try_agent(["get", "a"]) is None


def test_it_imports_nothing_slow() -> None:
    program = "import keylease.cli, sys\nimport keylease.cli.fast\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path}\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert SLOW.isdisjoint(done.stdout.split())
