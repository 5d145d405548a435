"""Several copies of one history, made one."""

from pathlib import Path

import pytest

from keylease.client.backup import export
from keylease.client.copies import Copy, copy_in, own_copy, unite
from keylease.errors import Code, Tampered, Usage
from keylease.model import events as e
from keylease.model.access import Line
from keylease.model.signed import Signed
from keylease.reports.export import verify_export
from support.cases.world import World as Team
from support.cases.world import fresh_world
from support.members import World, read

HEAD = Signed(body=b"{}", sigs=(bytes(64),))


def copy_of(team: Team, *lines: Line, envelopes: tuple[bytes, ...] = ()) -> Copy:
    return Copy(events=tuple(team.team.log), lines=lines, head=HEAD, envelopes=envelopes)


def test_the_longest_counts_and_the_others_add_to_it() -> None:
    short, long = fresh_world(1), fresh_world(2)
    long.act(long.ana, e.KeyFreeze(key=long.key))
    known = Line(leaf=b"a" * 32, entry=HEAD)
    hidden = Line(leaf=b"a" * 32)
    more = Line(leaf=b"b" * 32)
    history = unite(
        [
            copy_of(short, known, envelopes=(b"1", b"2")),
            copy_of(long, hidden, more, envelopes=(b"2",)),
        ]
    )
    assert history.state == long.state
    assert history.lines == (known, more)
    assert history.envelopes == (b"1", b"2")
    assert history.access.seq == 2


def test_different_histories_are_never_mixed() -> None:
    one, other = fresh_world(1), fresh_world(2)
    one.act(one.ana, e.KeyFreeze(key=one.key))
    other.act(other.max, e.KeyFreeze(key=other.key)).act(other.ana, e.KeyThaw(key=other.key))
    with pytest.raises(Tampered) as found:
        unite([copy_of(one), copy_of(other)])
    assert found.value.code is Code.E_FORK
    lines = [Line(leaf=b"a" * 32), Line(leaf=b"b" * 32)]
    with pytest.raises(Tampered) as found:
        unite([copy_of(one, lines[0]), copy_of(one, lines[1])])
    assert found.value.code is Code.E_FORK


def test_without_any_there_is_nothing_to_unite() -> None:
    with pytest.raises(Usage) as refused:
        unite([])
    assert refused.value.code is Code.E_IMPORT


def test_ones_own_copy_and_its_export_say_the_same(on_disk: World, tmp_path: Path) -> None:
    ada = on_disk.found()
    key = on_disk.key(ada, "openai")
    read(ada, key)
    ada.refresh()
    own = own_copy(ada)
    assert own is not None
    export(ada, tmp_path / "out")
    assert copy_in(tmp_path / "out") == own
    history = unite([own])
    assert history.state.head == ada.snapshot.state.head
    assert history.access == ada.snapshot.access
    assert verify_export(tmp_path / "out").lines == len(history.rows()) == 1
