import pytest

from keylease.errors import Code, Refused
from keylease.ledger.subjects import VERDICTS, About, about, require_reviewable
from keylease.model import events as e
from support.cases.world import World, fresh_world


@pytest.fixture
def w() -> World:
    return fresh_world(1)


def test_what_a_subject_is_about(w: World) -> None:
    assert about(w.state, f"grant:{w.to_mia}") == About(
        "grant", w.mia.id, grant=w.to_mia, key=w.key
    )
    assert about(w.state, f"custody:{w.key}:{w.max.id}") == About("custody", w.max.id, key=w.key)
    assert about(w.state, f"role:{w.bo.id}") == About("role", w.bo.id)
    assert about(w.state, f"exposure:{w.key}:1:{w.ron.id}") == About(
        "exposure", w.ron.id, key=w.key, version=1
    )


def test_every_kind_has_its_verdicts() -> None:
    assert set(VERDICTS) == {"grant", "custody", "role", "exposure"}
    assert all(e.Verdict.KEEP in verdicts for verdicts in VERDICTS.values())


def test_what_is_over_is_not_reviewed(w: World) -> None:
    w.act(w.ana, e.GrantRevoke(grants=(w.to_mia,)))
    with pytest.raises(Refused) as refusal:
        require_reviewable(w.state, f"grant:{w.to_mia}", w.team.now)
    assert refusal.value.code is Code.E_REVOKED
