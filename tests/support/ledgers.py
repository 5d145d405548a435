"""Random ledgers: legal for the most part, with what was refused on the way; and bad ones.

    random_ledger(7, 200)   # that many entries or a few more, always the same for a seed
    bad_ledger(7, 200)      # the same kind, and its last entry is refused

Every type of event comes up but `suite.set`, after which nothing does. Who acts is mostly somebody
who may, and sometimes anybody, so that refusals come up by themselves: `grow` keeps them with the
place where they were refused.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from keylease.errors import KeyleaseError
from keylease.ledger.fold import apply
from keylease.model.signed import Signed
from support.deeds import PEOPLE, RENEWAL, Deeds
from support.deeds_on_keys import KEYS


@dataclass(frozen=True)
class Grown:
    """A ledger, and what was refused on the way: entries that do not go behind the first n."""

    log: Sequence[Signed]
    refused: Sequence[tuple[int, Signed]]


def grow(seed: int, size: int) -> Grown:
    """A random ledger of at least that many entries, and its refusals."""
    rng = Random(seed)
    deeds = Deeds(rng, seed)
    refused: list[tuple[int, Signed]] = []
    names, weights = zip(*((act, weight) for act, weight in (*PEOPLE, *KEYS)), strict=True)
    while len(deeds.team.log) < size:
        renew = deeds.state.stale and rng.random() < 0.8
        act = rng.choice(RENEWAL) if renew else rng.choices(names, weights)[0]
        place = len(deeds.team.log)
        entry = act(deeds)
        if entry is not None and not _taken(deeds, entry):
            refused.append((place, entry))
    return Grown(deeds.team.log, refused)


def _taken(deeds: Deeds, entry: Signed) -> bool:
    try:
        deeds.team.take(entry)
    except KeyleaseError:
        return False
    return True


def random_ledger(seed: int, size: int) -> list[Signed]:
    """A random ledger of at least that many entries that all hold."""
    return list(grow(seed, size).log)


def bad_ledger(seed: int, size: int) -> list[Signed]:
    """A random ledger whose last entry is refused: an act that is not allowed, or damage."""
    rng = Random(-seed - 1)
    grown = grow(seed, size)
    if grown.refused and rng.random() < 0.5:
        place, entry = rng.choice(grown.refused)
        return [*grown.log[:place], entry]
    place = rng.randrange(len(grown.log))
    for _ in range(100):
        damaged = rng.choice(DAMAGES)(rng, grown.log, place)
        if _is_refused(grown.log[:place], damaged):
            return [*grown.log[:place], damaged]
    raise AssertionError("no damage was noticed")


def _is_refused(log: Sequence[Signed], entry: Signed) -> bool:
    state = None
    for before in log:
        state = apply(state, before)
    try:
        apply(state, entry)
    except KeyleaseError:
        return True
    return False


def _flip(rng: Random, log: Sequence[Signed], place: int) -> Signed:
    """One bit of the body."""
    body = bytearray(log[place].body)
    body[rng.randrange(len(body))] ^= 1 << rng.randrange(8)
    return Signed(body=bytes(body), sigs=log[place].sigs)


def _flip_signature(rng: Random, log: Sequence[Signed], place: int) -> Signed:
    """One bit of one signature."""
    sigs = list(log[place].sigs)
    which = rng.randrange(len(sigs))
    changed = bytearray(sigs[which])
    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    sigs[which] = bytes(changed)
    return Signed(body=log[place].body, sigs=tuple(sigs))


def _elsewhere(rng: Random, log: Sequence[Signed], place: int) -> Signed:
    """An entry of the same ledger in a place that is not its own."""
    return rng.choice(log)


def _sign_twice(rng: Random, log: Sequence[Signed], place: int) -> Signed:
    """A second signature, or the second one missing."""
    entry = log[place]
    return Signed(body=entry.body, sigs=entry.sigs[:1] if len(entry.sigs) == 2 else entry.sigs * 2)


def _cut(rng: Random, log: Sequence[Signed], place: int) -> Signed:
    """The body's end is missing."""
    body = log[place].body
    return Signed(body=body[: rng.randrange(len(body))], sigs=log[place].sigs)


def _respell(rng: Random, log: Sequence[Signed], place: int) -> Signed:
    """The same JSON with other bytes: white space, an escape, a field twice."""
    body = log[place].body
    old, new = rng.choice(
        [(b":", b": "), (b'"v"', b'"\\u0076"'), (b"{", b'{"v":1,'), (b"}", b"}\n"), (b",", b",,")]
    )
    return Signed(body=body.replace(old, new, 1), sigs=log[place].sigs)


def _refield(rng: Random, log: Sequence[Signed], place: int) -> Signed:
    """Another field, value or version."""
    body = log[place].body
    old, new = rng.choice(
        [
            (b'"v":1', b'"v":2'),
            (b'"v":1', b'"v":1,"w":1'),
            (b'"type":"', b'"type":"x'),
            (b'"seq":', b'"seq":1'),
            (b'"author":"mem', b'"author":"key'),
            (b'"nonce":"', b'"nonce":"AAAA'),
        ]
    )
    return Signed(body=body.replace(old, new, 1), sigs=log[place].sigs)


Damage = Callable[[Random, Sequence[Signed], int], Signed]
DAMAGES: tuple[Damage, ...] = (
    _flip,
    _flip_signature,
    _elsewhere,
    _sign_twice,
    _cut,
    _respell,
    _refield,
)
