"""Reading the claim of a load before the load."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keylease.errors import Code, Tampered
from keylease.model.arrival import Load
from keylease.wire.canonical import encode
from keylease.wire.requests import LOAD, claim_of


@given(st.binary(min_size=16, max_size=16), st.lists(st.binary(max_size=99), max_size=3))
def test_it_is_the_claim_that_the_whole_load_has(claim: bytes, envelopes: list[bytes]) -> None:
    body = encode(Load(claim=claim, envelopes=tuple(envelopes)))
    assert claim_of(body) == LOAD.read(body).claim == claim


@given(st.binary(max_size=60))
def test_whatever_else_it_begins_with_is_no_load(body: bytes) -> None:
    with pytest.raises(Tampered) as refused:
        claim_of(body)
    assert refused.value.code is Code.E_PARSE
