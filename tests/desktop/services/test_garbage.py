"""Widgets in a cycle, and a thread that makes a lot of garbage beside them."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from keylease_desktop.services import garbage
from keylease_desktop.services.garbage import Garbage


class Node:
    """In a cycle with itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collecting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Garbage]:
    monkeypatch.setattr(garbage, "EVERY", 20)
    gc.enable()
    made = Garbage()
    yield made
    made.close()


def drop_where() -> list[str]:
    """Drop a cycle; the name of the thread that takes it apart comes into the list."""
    where: list[str] = []
    node = Node()
    weakref.finalize(node, lambda: where.append(threading.current_thread().name))
    return where


def litter() -> None:
    """More than any threshold, in another thread."""

    def work() -> None:
        for _ in range(50_000):
            Node()

    thread = threading.Thread(target=work, name="listening")
    thread.start()
    thread.join()


def test_without_it_the_other_thread_collects() -> None:
    gc.enable()
    where = drop_where()
    litter()
    assert where == ["listening"]


def test_with_it_only_this_thread_does(qtbot: QtBot, collecting: Garbage) -> None:
    where = drop_where()
    litter()
    assert where == []
    qtbot.waitUntil(lambda: where != [])
    assert where == ["MainThread"]


def test_what_is_old_is_collected_in_the_end(collecting: Garbage) -> None:
    where = drop_where()
    survivors = [Node() for _ in range(20_000)]
    for _ in range(400):
        survivors.append(Node())
        gc.collect(0)
        collecting.collect()
    assert where == ["MainThread"]


def test_closed_the_interpreter_collects_again(collecting: Garbage) -> None:
    assert not gc.isenabled()
    collecting.close()
    assert gc.isenabled()
