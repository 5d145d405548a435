"""What the desktop promises of itself and no linter of ours can hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

DESKTOP = Path(__file__).parents[2] / "desktop" / "keylease_desktop"
FILES = sorted(DESKTOP.rglob("*.py"))
# What the desktop may name of the core: the client and its session, and values.
CORE = (
    "keylease.__version__",
    "keylease.agent",
    "keylease.assembly",
    "keylease.client",
    "keylease.demo",
    "keylease.errors",
    "keylease.hosting",
    "keylease.insight",
    "keylease.launch",
    "keylease.model",
    "keylease.recovery",
    "keylease.relocation",
)
# Qt calls these by a name without a capital.
CALLED_BY_QT = {"event", "paint", "pixmap", "key", "clone", "data", "sort", "open", "reject"}
CALLED_BY_QT |= {"show", "run"}


def imports(tree: ast.Module) -> Iterator[str]:
    """Every module and name that a file imports, dotted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@pytest.mark.parametrize("room", ["presenters", "models", "texts.py", "navigation.py"])
def test_what_decides_knows_no_widget(room: str) -> None:
    files = [path for path in FILES if room in path.relative_to(DESKTOP).parts]
    assert [
        f"{path.name} imports {name}"
        for path in files
        for name in imports(parsed(path))
        if name.startswith("PySide6.QtWidgets")
    ] == []


def test_core_is_reached_through_the_session() -> None:
    assert [
        f"{path.relative_to(DESKTOP)} imports {name}"
        for path in FILES
        for name in imports(parsed(path))
        if name.startswith("keylease.") and not f"{name}.".startswith(tuple(f"{c}." for c in CORE))
    ] == []


OF_NO_TEAM = ("keylease.model.secret", "keylease.model.plain")


def test_the_widgets_know_no_team() -> None:
    files = [path for room in ("widgets", "models", "theme") for path in (DESKTOP / room).iterdir()]
    assert [
        f"{path.name} imports {name}"
        for path in files
        if path.suffix == ".py"
        for name in imports(parsed(path))
        if name.split(".")[0] == "keylease" and not name.startswith(OF_NO_TEAM)
    ] == []


def test_every_public_method_of_ours_says_what_for() -> None:
    assert [
        f"{path.relative_to(DESKTOP)}:{method.lineno} {method.name}"
        for path in FILES
        for owner in ast.walk(parsed(path))
        if isinstance(owner, ast.ClassDef) and not owner.name.startswith("_")
        for method in owner.body
        if isinstance(method, ast.FunctionDef)
        and method.name.islower()
        and not method.name.startswith("_")
        and method.name not in CALLED_BY_QT
        and ast.get_docstring(method) is None
    ] == []


def test_no_nested_event_loop() -> None:
    """A dialog is opened; `exec` would stop everything that waits behind it."""
    assert [
        f"{path.relative_to(DESKTOP)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("exec", "exec_", "processEvents")
        and path.name not in ("application.py", "__main__.py")
    ] == []
