"""Acts that nobody thought of: an event of the past said again by somebody else, with changes.

What comes out is signed, in place, and mostly in canonical form, so that it gets as far as the
rules; the law accepts some of it.
"""

import json
from base64 import b64encode
from collections.abc import Callable
from random import Random
from typing import Any

from keylease.crypto.signing import SignatureType
from keylease.model.signed import Signed
from support.cases.world import World
from support.terms import DAY, Person

WORDS = (
    ("owner", "admin", "auditor", "member", "guest", "app"),
    ("keep", "shorten", "end", "replace", "reassign"),
    ("pending", "active", "deactivated", "compromised", "destroyed"),
    ("probe", "hand"),
)


def people(world: World) -> list[Person]:
    """Everybody who might say something, the pending, the gone and the app among them."""
    w = world
    return [w.ana, w.olga, w.adam, w.bo, w.aud, w.max, w.mia, w.gus, w.app, w.sue, w.ron, w.lea]


def rewritten(random: Random, world: World) -> Signed:
    """An old event, said now by anybody, with up to three changes to what it says."""
    event = json.loads(random.choice(world.team.log[1:]).body)
    author = random.choice(people(world))
    data = event["data"]
    for _ in range(random.randrange(4)):
        _change(random, world, data)
    state = world.state
    event.update(
        author=author.id,
        seq=state.head.seq + 1,
        prev=_text(state.head.hash),
        ts=world.team.now + random.choice((0, 0, 0, DAY, -DAY, 40 * DAY)),
        seen=random.choice((event["seen"], {"seq": 0, "hash": _text(bytes(32))})),
    )
    if "meta" in event and random.random() < 0.9:
        event["meta"]["epoch"] = state.epoch
    if "epoch" in data and random.random() < 0.5:
        data["epoch"] = state.epoch + random.randrange(2)
    return _signed(author, event)


def spoilt(random: Random, entry: Signed) -> Signed:
    """One bit of the body or of a signature is another."""
    parts = [entry.body, *entry.sigs]
    which = random.randrange(len(parts))
    spot = bytearray(parts[which])
    spot[random.randrange(len(spot))] ^= 1 << random.randrange(8)
    parts[which] = bytes(spot)
    return Signed(body=parts[0], sigs=tuple(parts[1:]))


def _signed(author: Person, event: dict[str, Any]) -> Signed:
    body = json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode()
    return Signed(body=body, sigs=(author.key.sign(SignatureType.EVENT, body),))


def _change(random: Random, world: World, data: dict[str, Any]) -> None:
    """Put something else of the same kind in one place, or take something away."""
    places = list(_places(data))
    if not places:
        return
    holder, at = random.choice(places)
    value = holder[at]
    if isinstance(value, list):
        random.choice(_LIST_CHANGES)(random, value)
    elif random.random() < 0.1:
        del holder[at]
    else:
        holder[at] = _other(random, world, value)


def _places(value: object) -> list[tuple[Any, Any]]:
    """Every place in a value but its type: holder and key."""
    found: list[tuple[Any, Any]] = []
    items: list[tuple[Any, object]] = []
    if isinstance(value, dict):
        items = [(key, part) for key, part in value.items() if key != "type"]
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, part in items:
        found.append((value, key))
        found += _places(part)
    return found


def _twice(random: Random, value: list[Any]) -> None:
    if value:
        value.append(random.choice(value))


def _shorter(random: Random, value: list[Any]) -> None:
    if value:
        value.pop(random.randrange(len(value)))


_LIST_CHANGES: tuple[Callable[[Random, list[Any]], None], ...] = (
    _twice,
    _shorter,
    lambda random, value: random.shuffle(value),
)


def _other(random: Random, world: World, value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return max(0, value + random.choice((-DAY, -1, 1, DAY, 30 * DAY)))
    if isinstance(value, str):
        return _other_text(random, world, value)
    return value


def _other_text(random: Random, world: World, value: str) -> str:
    for words in WORDS:
        if value in words:
            return random.choice(words)
    prefix = value[:3]
    known: dict[str, list[str]] = {
        "mem": list(world.state.members),
        "key": list(world.state.keys),
        "grt": list(world.state.grants),
        "env": list(world.state.environments),
        "lst": list(world.state.lists),
        "req": list(world.state.requests),
        "rev": [
            *world.state.reviews,
            *(draft.review for draft in world.state.review_drafts.values()),
        ],
        "inc": list(world.state.incidents),
        "inv": list(world.state.invites),
    }
    if prefix in known and value[3:4] == "_":
        return random.choice([*sorted(known[prefix]), world.id(prefix)])
    return value


def _text(content: bytes) -> str:
    return b64encode(content).decode()
