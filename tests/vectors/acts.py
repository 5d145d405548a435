"""Vectors of the fold: a ledger, an entry behind it, and what becomes of it."""

import json
from base64 import b64encode
from collections.abc import Iterable

from keylease.errors import KeyleaseError
from keylease.ledger.fold import apply
from keylease.ledger.rules.team import state_hash
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.wire.state import write_state
from support.cases import ORDER, RULES
from support.cases.world import Case, World, fresh_world


def base64(data: bytes) -> str:
    """Bytes as they stand in JSON."""
    return b64encode(data).decode("ascii")


def entry(signed: Signed) -> dict[str, object]:
    """An entry: its body as text, so that one can read it, and its signatures."""
    return {"body": signed.body.decode("utf-8"), "sigs": [base64(sig) for sig in signed.sigs]}


def files() -> dict[str, object]:
    """The base ledger, a file for each type of event, and one for the order of checks."""
    world = fresh_world(0)
    types = dict.fromkeys(case.type for case in RULES)
    return {
        "events/base.json": {
            "about": "the ledger that stands before every vector with `base`, and its state",
            "ledger": [entry(signed) for signed in world.team.log],
            "state": write_state(world.state).decode("ascii"),
            "state_hash": base64(state_hash(world.state)),
        },
        **{
            f"events/{type_}.json": _file(case for case in RULES if case.type == type_)
            for type_ in types
        },
        "events/order.json": _file(ORDER),
    }


def _file(cases: Iterable[Case]) -> dict[str, object]:
    return {
        "about": "entry behind base.json's ledger (if `base`) and `before`: the hash of the state "
        "after it and what changed in the document, or the code of its refusal",
        "vectors": [vector(case) for case in cases],
    }


def vector(case: Case) -> dict[str, object]:
    """One case as a vector."""
    world, signed = case.play()
    based = world.team.log[: world.before] == fresh_world(0).team.log
    return {
        "name": case.name,
        "base": based,
        "before": [entry(e) for e in world.team.log[world.before if based else 0 :]],
        "entry": entry(signed),
        **_outcome(world, signed),
    }


def _outcome(world: World, signed: Signed) -> dict[str, object]:
    before = world.state if world.team.log else None
    try:
        after = apply(before, signed)
    except KeyleaseError as refusal:
        return {"refused": refusal.code.name}
    return {"state_hash": base64(state_hash(after)), "changed": changed(before, after)}


def changed(before: State | None, after: State) -> dict[str, object]:
    """Fields of the document that are new; of maps only the entries that are."""
    old = {} if before is None else json.loads(write_state(before))
    new = json.loads(write_state(after))
    return {
        name: _changed_entries(old.get(name), value)
        for name, value in new.items()
        if old.get(name) != value
    } | {name: None for name in old if name not in new}


def _changed_entries(old: object, new: object) -> object:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return {key: value for key, value in new.items() if old.get(key) != value} | {
        key: None for key in old if key not in new
    }
