"""What a member exports: all they hold, and no more than they may read."""

import shutil
from pathlib import Path

import pytest

from keylease.client.backup import export
from keylease.errors import Code, Refused, Tampered, Unreachable
from keylease.model.access import Purpose
from keylease.reports.export import read_export, verify_export
from support.lies import Truncated
from support.members import World


def test_every_version_that_a_custodian_keeps_is_in_it(on_disk: World, tmp_path: Path) -> None:
    ada = on_disk.found()
    key = on_disk.key(ada, "openai")
    ada.keys.rotate(key, on_disk.value("sk-two"))
    on_disk.key(ada, "anthropic")
    done = export(ada, tmp_path / "out")
    assert (done.values, done.missing) == (3, ())
    kept = {(one.key, one.version) for one in read_export(tmp_path / "out").custody}
    assert kept >= {(key, 1), (key, 2)}


def test_an_envelope_that_this_computer_lacks_is_fetched(on_disk: World, tmp_path: Path) -> None:
    ada = on_disk.found()
    bob = on_disk.bring(ada, "Bob")
    key = on_disk.key(ada, "openai")
    ada.keys.add_custodian(key, bob.me)
    done = export(bob, tmp_path / "out")
    assert (done.values, done.missing) == (1, ())


def test_without_a_relay_what_is_held_is_exported_and_what_is_not_is_said(
    on_disk: World, tmp_path: Path
) -> None:
    ada = on_disk.found()
    bob = on_disk.bring(ada, "Bob")
    key = on_disk.key(ada, "openai")
    kept = on_disk.key(ada, "anthropic")
    ada.keys.add_custodian(kept, bob.me)
    bob.refresh()
    bob.values.open(kept, Purpose.SHOW)
    ada.keys.add_custodian(key, bob.me)
    bob.refresh()
    held = bob.connection.replica.envelope(
        bob.snapshot.state.keys[key].versions[0].custody[-1].envelope
    )
    shutil.rmtree(on_disk.home("Ada").path)
    done = export(bob, tmp_path / "out")
    assert done.missing == (() if held else ((key, 1),))
    assert verify_export(tmp_path / "out").values == done.values == 2 - len(done.missing)


def test_statements_of_colleagues_are_in_it(on_disk: World, tmp_path: Path) -> None:
    ada = on_disk.found()
    bob = on_disk.bring(ada, "Bob")
    on_disk.wait(25 * 60 * 60 * 1000)
    bob.refresh()
    export(ada, tmp_path / "out")
    assert len(read_export(tmp_path / "out").seen) == 2
    verify_export(tmp_path / "out")


def test_who_takes_no_part_exports_nothing(on_disk: World, tmp_path: Path) -> None:
    ada = on_disk.found()
    bob = on_disk.bring(ada, "Bob")
    ada.people.suspend(bob.me)
    with pytest.raises((Refused, Unreachable)) as refused:
        export(bob, tmp_path / "out")
    assert refused.value.code is Code.E_AUTHOR_INACTIVE
    assert not (tmp_path / "out").exists()


def test_no_value_and_no_name_is_in_it_in_clear(on_disk: World, tmp_path: Path) -> None:
    ada = on_disk.found("Ada", "Wonderland")
    bob = on_disk.bring(ada, "Bobby")
    key = on_disk.key(ada, "secretly")
    on_disk.lend(ada, key, bob)
    bob.values.open(key, Purpose.SHOW)
    export(ada, tmp_path / "out")
    whole = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    for word in (b"sk-secretly-1", b"secretly", b"Bobby", b"Wonderland"):
        assert word not in whole


def test_a_team_that_is_frozen_here_is_exported_as_it_was(on_disk: World, tmp_path: Path) -> None:
    ada = on_disk.found()
    bob = on_disk.bring(ada, "Bob")
    on_disk.relay(bob).lie(Truncated(by=2))
    with pytest.raises(Tampered):
        bob.refresh()
    assert bob.refresh().frozen is not None
    done = export(bob, tmp_path / "out")
    assert verify_export(tmp_path / "out").events == done.events == bob.snapshot.state.head.seq + 1
