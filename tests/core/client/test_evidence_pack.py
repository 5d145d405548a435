"""A pack as a member makes it: what goes in, what does not, and a stop half-way."""

import json
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from keylease.client.evidence_pack import evidence_of, pack_review
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, KeyleaseError
from keylease.model.roles import Role
from keylease.reports.evidence.pack import write_pack
from support.auditor import verified
from support.kills import killed_at_each_step
from support.members import World, code_of, read
from support.reviewed_team import ReviewedTeam
from support.terms import DAY


def test_the_log_is_there_whole_and_what_is_not_reviewed_stays_closed(
    world: World, tmp_path: Path
) -> None:
    team = ReviewedTeam(world, people=1, keys=1)
    review = team.review()
    secret = world.key(team.ada, "canary-key")
    world.lend(team.ada, secret, team.grace, reason="canary-reason")
    read(team.grace, secret)
    packed = pack_review(team.ada, review, tmp_path / "pack")
    content = b"".join(path.read_bytes() for path in packed.folder.iterdir())
    assert b"canary" not in content
    assert b"sk-" not in content
    now = team.ada.snapshot
    lines = (packed.folder / "access.jsonl").read_text().splitlines()
    assert len(lines) == now.access.seq
    counted = [n for n, line in enumerate(lines, 1) if "entry" in json.loads(line)]
    assert counted
    assert max(counted) <= now.state.reviews[review].access.seq
    assert len((packed.folder / "ledger.jsonl").read_text().splitlines()) == now.state.head.seq + 1
    assert verified(packed.folder)[0] == 0


def test_only_who_oversees_the_team_can_show_all_openings(world: World, tmp_path: Path) -> None:
    team = ReviewedTeam(world, people=1, keys=1)
    review = team.review()
    bob = team.people[0]
    assert code_of(lambda: pack_review(bob, review, tmp_path / "pack")) is Code.E_ROLE
    missing = "rev_" + "a" * 26
    assert code_of(lambda: pack_review(team.ada, missing, tmp_path / "pack")) is Code.E_UNKNOWN
    audrey = world.bring(team.ada, "Audrey", Role.AUDITOR)
    pack_review(audrey, review, tmp_path / "pack")
    assert verified(tmp_path / "pack")[0] == 0


def test_a_stop_half_way_leaves_nothing(world: World, tmp_path: Path) -> None:
    team = ReviewedTeam(world, people=1, keys=1)
    review, place = team.review(), tmp_path / "place"
    place.mkdir()

    def stop(name: str, _: int, __: int) -> None:
        if name == "summary.pdf":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pack_review(team.ada, review, place / "pack", stop)
    assert list(place.iterdir()) == []
    heard: list[tuple[str, int, int]] = []
    pack_review(team.ada, review, place / "pack", lambda *told: heard.append(told))
    assert sorted(path.name for path in place.iterdir()) == ["pack", "pack.zip"]
    assert [done for _, done, _ in heard] == list(range(10))


def test_killed_at_any_step_it_keeps_nobody_from_the_next_export(
    world: World, tmp_path: Path
) -> None:
    team = ReviewedTeam(world, people=1, keys=1)
    found, _ = evidence_of(team.ada, team.review())
    whole = replace(found, events=list(found.events), lines=list(found.lines), summary=lambda: b"")
    place = tmp_path / "place"
    identity = team.ada.connection.identity
    met: set[tuple[str, ...]] = set()

    def export() -> None:
        write_pack(place / "pack", whole, lambda b: identity.sign(SignatureType.EVIDENCE, b))

    place.mkdir()
    for _ in killed_at_each_step(export):
        left = tuple(sorted(re.sub("[0-9]+", "PID", path.name) for path in place.iterdir()))
        if "pack" not in left and left not in met:
            export()
            assert sorted(path.name for path in place.iterdir()) == ["pack", "pack.zip"], left
            assert verified(place / "pack")[0] == 0
        assert left != ("pack",)
        met.add(left)
        shutil.rmtree(place)
        place.mkdir()
    assert met == {
        (),
        (".pack.PID",),
        (".pack.PID", ".pack.PID.zip"),
        (".pack.PID", "pack.zip"),
        ("pack", "pack.zip"),
    }


def test_somebody_elses_zip_and_unfinished_export_stay(world: World, tmp_path: Path) -> None:
    """The process that made it still runs, or the zip is of something else."""
    team = ReviewedTeam(world, people=1, keys=1)
    review = team.review()
    pack_review(team.ada, review, tmp_path / "pack")
    running = tmp_path / f".pack.{os.getppid()}"
    (tmp_path / "pack").rename(running)
    assert code_of(lambda: pack_review(team.ada, review, tmp_path / "pack")) is Code.E_PATH
    assert (tmp_path / "pack.zip").exists()
    (tmp_path / "pack.zip").write_bytes(b"mine")
    running.rename(tmp_path / ".pack.999999999")
    assert code_of(lambda: pack_review(team.ada, review, tmp_path / "pack")) is Code.E_PATH
    assert (tmp_path / "pack.zip").read_bytes() == b"mine"


@pytest.mark.attack("F05")
def test_names_of_people_are_never_part_of_a_path(world: World, tmp_path: Path) -> None:
    team = ReviewedTeam(world, people=1, keys=1)
    review = team.review("../../evil")
    pack_review(team.ada, review, tmp_path / "pack")
    assert not (tmp_path / "evil").exists()
    assert verified(tmp_path / "pack")[0] == 0
    with pytest.raises(KeyleaseError):
        pack_review(team.ada, review, tmp_path / "CON")


def test_an_exporter_of_later_gets_the_decisions_that_were_closed(
    world: World, tmp_path: Path
) -> None:
    """Names change, people go, keys are replaced: what was signed for at closing stays."""
    team = ReviewedTeam(world)
    review = team.review()
    pack_review(team.ada, review, tmp_path / "first")
    team.ada.keys.edit(team.keys[0], {"name": "renamed"})
    team.ada.people.remove(team.people[0].me)
    world.wait(DAY)
    pack_review(team.grace, review, tmp_path / "second")
    first, second = (tmp_path / name / "decisions.json" for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
    status, said = verified(tmp_path / "second")
    assert status == 0
    assert "pinned decisions.json" in said
