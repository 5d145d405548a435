"""A secret is seen by nobody who does not ask for it."""

import copy
import logging
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from keylease.errors import Code, Refused
from keylease.model.secret import Secret

CANARY = b"canary-5f1d"


def test_reveals_a_copy_of_what_it_holds() -> None:
    source = bytearray(CANARY)
    secret = Secret(source)
    source[:] = bytes(len(source))
    assert secret.reveal() == CANARY
    assert type(secret.reveal()) is bytes


@pytest.mark.attack("E06")
def test_e06_no_way_of_showing_shows_it(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret(CANARY)
    logging.getLogger("somebody").warning("%s %r", secret, [secret])
    shown = [repr(secret), str(secret), f"{secret}", f"{secret:>40}", f"{secret!a}"]
    assert set(shown) == {"<secret>"}
    assert CANARY.decode() not in caplog.text + repr([secret]) + repr({"seed": secret})


@pytest.mark.attack("E06")
def test_e06_a_traceback_with_its_variables_does_not_show_it() -> None:
    def fails(secret: Secret) -> None:
        raise RuntimeError(f"failed on {secret}")

    with pytest.raises(RuntimeError) as caught:
        fails(Secret(CANARY))
    said = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert CANARY.decode() not in "".join(said.format())


def test_has_no_other_door() -> None:
    secret = Secret(CANARY)
    assert not hasattr(secret, "__dict__")
    ways: list[Callable[[Any], object]] = [copy.copy, copy.deepcopy, pickle.dumps, hash]
    ways += [bytes, len, iter, msgspec.json.encode]
    for way in ways:
        with pytest.raises(TypeError):
            way(secret)


def test_equals_by_value_and_only_a_secret() -> None:
    assert Secret(CANARY) == Secret(CANARY)
    assert Secret(CANARY) != Secret(b"another")
    assert Secret(CANARY) != Secret(CANARY + b"1")
    assert Secret(CANARY) != CANARY


@pytest.mark.attack("E03")
def test_e03_wiping_overwrites_its_own_bytes_in_place() -> None:
    secret = Secret(CANARY)
    memory = memoryview(secret._bytes)
    secret.wipe()
    secret.wipe()
    assert bytes(memory) == bytes(len(CANARY))
    for use in (secret.reveal, lambda: secret == Secret(b"")):
        with pytest.raises(Refused) as caught:
            use()
        assert caught.value.code is Code.E_LOCKED
