"""Writing an export, and taking its contents out again."""

import os
from pathlib import Path

import pytest

from keylease.crypto.signing import SignatureType
from keylease.errors import Code, StorageFailed, Tampered, Usage
from keylease.ledger.chain import NOWHERE
from keylease.model.access import Head
from keylease.model.signed import Signed
from keylease.reports.export import (
    Contents,
    check_new,
    read_export,
    verify_export,
    write_export,
    write_private,
)
from keylease.wire.canonical import encode
from support.team import TeamBuilder, found_team


def contents(team: TeamBuilder) -> Contents:
    """An export by Ana, of a team without an access log."""
    state = team.state
    head = encode(Head(v=1, team=state.team, ledger=state.head, access=NOWHERE, at=team.now))
    return Contents(
        team=state.team,
        by=team.ana.id,
        at=team.now,
        ledger=state.head,
        access=NOWHERE,
        events=team.log,
        lines=[],
        head=Signed(body=head, sigs=(team.relay_key.sign(SignatureType.HEAD, head),)),
        seen=[],
        custody=[],
    )


def write(team: TeamBuilder, folder: Path) -> None:
    write_export(
        folder, contents(team), lambda body: team.ana.key.sign(SignatureType.EVIDENCE, body)
    )


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    team = found_team()
    team.member("Bea")
    write(team, tmp_path / "out")
    assert read_export(tmp_path / "out") == contents(team)
    assert verify_export(tmp_path / "out").events == len(team.log)


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    write(found_team(), tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()}
    assert modes == {0o600}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.attack("F05")
@pytest.mark.parametrize(
    "name", ["CON", "nul.txt", "com1", "a:b", "a\\b", "a\0b", "a\nb", "dot.", "space ", "what?"]
)
def test_a_name_that_not_every_system_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Usage) as refused:
        write(found_team(), tmp_path / name)
    assert refused.value.code is Code.E_PATH
    assert list(tmp_path.iterdir()) == []


@pytest.mark.attack("F05")
def test_nothing_is_overwritten_and_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "empty", "link", "file/below", "missing/below"):
        with pytest.raises(Usage) as refused:
            write(found_team(), tmp_path / name)
        assert refused.value.code is Code.E_PATH
    for path in (Path("/"), tmp_path / ".."):
        with pytest.raises(Usage):
            check_new(path)
    assert (tmp_path / "file").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file", "link"]


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    team = found_team()

    def fail(body: bytes) -> bytes:
        raise OSError(28, os.strerror(28))

    with pytest.raises(StorageFailed) as failed:
        write_export(tmp_path / "out", contents(team), fail)
    assert failed.value.code is Code.E_STORAGE
    assert list(tmp_path.iterdir()) == []


def test_a_private_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "kit.txt"
    write_private(path, [b"one"])
    with pytest.raises(FileExistsError):
        write_private(path, [b"two"])
    assert path.read_bytes() == b"one"


def test_a_changed_export_is_tampered_with_whatever_rule_it_breaks(tmp_path: Path) -> None:
    write(found_team(), tmp_path / "out")
    ledger = tmp_path / "out" / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"1", b"2", 1))
    for read in (verify_export, read_export):
        with pytest.raises(Tampered) as found:
            read(tmp_path / "out")
        assert (found.value.code, found.value.exit_status) == (Code.E_EXPORT, 4)
        assert str(found.value).startswith("ledger.jsonl was changed (E_EXPORT).")


def test_a_folder_that_is_none_is_a_slip(tmp_path: Path) -> None:
    with pytest.raises(Usage) as slip:
        verify_export(tmp_path / "nothing")
    assert (slip.value.code, slip.value.exit_status) == (Code.E_PATH, 2)
