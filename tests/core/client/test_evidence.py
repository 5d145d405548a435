"""What proves that histories differed, written out for whoever judges it."""

import json
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.evidence import export_evidence
from keylease.client.profile import Home
from keylease.client.replica import Evidence
from keylease.crypto.passphrase import Cost
from keylease.errors import Code, Refused
from keylease.model.secret import Secret
from keylease.reports.export import verify_export


def test_both_heads_and_a_copy_that_verifies(tmp_path: Path) -> None:
    session = Assembly(Home(tmp_path / "home"), cost=Cost(1, 8)).found(
        "Acme AI", "Ada", Secret(b"a passphrase")
    )
    session.refresh()
    pinned = session.connection.replica.held().pinned
    assert pinned is not None
    with pytest.raises(Refused) as refused:
        export_evidence(session, tmp_path / "early")
    assert refused.value.code is Code.E_STATE
    session.connection.replica.freeze(
        Evidence(code="E_FORK", pinned=pinned, served=pinned, at=session.connection.now())
    )
    session.refresh()
    folder = export_evidence(session, tmp_path / "evidence")
    assert folder.stat().st_mode & 0o777 == 0o700
    evidence = json.loads((folder / "evidence.json").read_text())
    assert evidence["code"] == "E_FORK"
    assert {"pinned", "served", "at"} <= set(evidence)
    assert verify_export(folder / "copy").events == session.snapshot.state.head.seq + 1
    session.close()
