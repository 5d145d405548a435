import json

import pytest

from keylease.errors import Code, Tampered
from keylease.wire.canonical import encode
from keylease.wire.state import build_index, read_state, write_state
from support.cases.world import fresh_world


def test_a_document_and_back() -> None:
    state = fresh_world(1).state
    document = write_state(state)
    assert read_state(document) == state
    assert "index" not in json.loads(document)


def test_the_index_is_in_order_of_issue() -> None:
    world = fresh_world(1)
    index = build_index(world.state.grants)
    assert index == world.state.index
    assert index.by_key[world.key] == (world.to_mia, world.to_app)


def test_a_document_brings_no_index_of_its_own() -> None:
    """It is derived; one that came along could say something else."""
    with pytest.raises(Tampered) as refusal:
        read_state(encode(fresh_world(1).state))
    assert refusal.value.code is Code.E_FIELD


def test_a_changed_document_is_no_document() -> None:
    document = write_state(fresh_world(1).state)
    for bad in (document + b" ", document[:-1], document.replace(b'"stale":false', b'"stale":0')):
        with pytest.raises(Tampered):
            read_state(bad)
