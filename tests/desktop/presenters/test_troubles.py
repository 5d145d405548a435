"""What is said where the team server does not answer as it should."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from msgspec import structs

from keylease.client.snapshot import Snapshot
from keylease.errors import Code, KeyleaseError, Refused, StorageFailed, Tampered, Unreachable
from keylease.model.events import RelayIdentity
from keylease_desktop.presenters import frame
from keylease_desktop.presenters.troubles import trouble, where
from keylease_desktop.theme.tokens import Tone
from support.desktop_team import LittleTeam, found
from support.terms import MINUTE


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Ana's team, which has moved to team.example."""
    made: LittleTeam = found(tmp_path_factory.mktemp("troubles"))
    snapshot = made.session("Ana").snapshot
    relay = RelayIdentity(key=bytes(32), address="https://team.example", pins=())
    yield replace(snapshot, state=structs.replace(snapshot.state, relay=relay))
    made.close()


@pytest.mark.parametrize(
    ("error", "title", "short"),
    [
        (Unreachable(Code.E_BUSY), "busy", "busy"),
        (Refused(Code.E_RATE), "busy", "busy"),
        (StorageFailed(Code.E_BEHIND, "On the relay:"), "waits for an owner", "behind"),
        (StorageFailed(Code.E_TIME_RAN), "waits to be told the date", "waits for the date"),
        (Tampered(Code.E_PIN), "not the team server you joined", "another certificate"),
        (Refused(Code.E_ARRIVING), "on its way to team.example", "on its way"),
        (Refused(Code.E_MOVED), "has moved", "moved"),
        (Refused(Code.E_AUTHOR_INACTIVE), "not allowed", "not in step"),
    ],
    ids=lambda value: value.code.name if isinstance(value, KeyleaseError) else "",
)
def test_what_the_asked_one_says(
    now: Snapshot, error: KeyleaseError, title: str, short: str
) -> None:
    said = trouble(error, now, reached=False)
    assert title in said.title
    assert short in said.short
    assert said.text.endswith(".")
    assert "On the relay" not in said.text
    line = frame.freshness(now, False, 0, now.checked + 5 * MINUTE, "team.example", error)
    assert line == f"team.example · {said.short}, as of 5 min ago"


@pytest.mark.parametrize(
    ("error", "title", "tone"),
    [
        (Unreachable(Code.E_UNREACHED), "moved to team.example, which is not", Tone.WARNING),
        (Tampered(Code.E_PIN), "another server answers there", Tone.DANGER),
        (Refused(Code.E_ARRIVING), "on its way to team.example", Tone.WARNING),
    ],
    ids=lambda value: value.code.name if isinstance(value, KeyleaseError) else "",
)
def test_what_is_said_of_the_one_that_is_named(
    now: Snapshot, error: KeyleaseError, title: str, tone: Tone
) -> None:
    shown = frame.warning(now, True, now.checked, error)
    assert shown is not None
    assert title in shown.title
    assert shown.tone is tone


def test_who_needs_a_link_is_offered_to_give_it(now: Snapshot) -> None:
    shown = frame.warning(now, False, now.checked, Refused(Code.E_MOVED))
    assert shown is not None
    assert shown.about == "moved"


def test_where_it_is(now: Snapshot) -> None:
    assert where(now) == "team.example"
