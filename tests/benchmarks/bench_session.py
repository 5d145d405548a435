"""What people wait for in a session: sharing with many, and taking somebody out of everything."""

import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from nacl.bindings import crypto_box_seal

from benchmarks.rows import Row, in_turn, left_out
from keylease.client.acting import Plan
from keylease.client.session import Session
from keylease.client.subjects import nothing
from keylease.crypto.envelope import (
    context,
    envelope_hash,
    new_release_key,
    release_key_hash,
    seal_grant,
    value_commitment,
)
from keylease.ledger.propose import Draft
from keylease.model import access as a
from keylease.model import events as e
from keylease.model.base import KeyId, MemberId
from keylease.model.events import Data
from keylease.model.signed import Signed
from keylease.relay.limits import Limits
from keylease.wire.record import new_record, write_record
from support.members import World
from support.terms import DAY

PEOPLE = 100
HOLDERS = 10
KEYS, MANY_KEYS = 100, 10_000
AT_ONCE = 16
"""Keys put in with one append: four events each."""
GENEROUS = Limits(events_per_day=10**9, bytes_per_day=10**12, author_per_minute=10**9)


def rows() -> Iterator[Row]:
    """The rows about a session."""
    yield sharing()
    yield from leaving()


@contextmanager
def team() -> Iterator[tuple[World, Session]]:
    """A team of one, on disk."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), limits=GENEROUS)
        yield world, world.found()
        world.close()


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def members(world: World, by: Session, count: int) -> list[MemberId]:
    """So many colleagues, whose programs are closed again."""
    found = []
    for number in range(count):
        newcomer = world.bring(by, f"Person {number}")
        found.append(newcomer.me)
        newcomer.close()
    return found


def sharing() -> Row:
    """Row 4: share with 100 people, against nothing but the 100 seals."""
    with team() as (world, ada):
        people = members(world, ada, PEOPLE)
        key = world.key(ada, "openai")
        box, size = ada.snapshot.self.box, len(write_record(world.value("sk-openai-1"))) + 48

        def share() -> float:
            return timed(lambda: ada.lending.issue(key, people, world.terms()))

        def bare() -> float:
            return timed(lambda: [crypto_box_seal(bytes(size), box) for _ in people])

        pair = in_turn(share, bare)
    return Row(
        4,
        f"share with {PEOPLE} people: signed, staged, stored, durable",
        f"{pair.first * 1000:.1f} ms, {pair.ratio:.1f} × ({pair.spread})",
        f"{PEOPLE} bare seals {pair.second * 1000:.1f} ms",
        "≤ 2 × bare seals",
        "each is also wrapped, hashed, folded here and at the relay, and written in five rows",
        pair.ratio <= 2,
    )


def leaving() -> Iterator[Row]:
    """Row 5: take one person out of 100 keys held by 10, and out of 10,000."""
    peer = script()
    with team() as (world, ada):
        people = members(world, ada, HOLDERS)
        fill(world, ada, KEYS, people)
        few = [removal(ada, member) for member in people[:5]]
    total = statistics.median(one[0] for one in few)
    if peer is None:
        yield left_out(5, f"take one of {HOLDERS} out of {KEYS} keys", "pyrage")
    else:
        yield Row(
            5,
            f"take one of {HOLDERS} out of {KEYS} keys, in process",
            f"{total * 1000:.1f} ms, {total / peer:.3f} ×",
            f"the same with pyrage {peer * 1000:.0f} ms",
            "≤ 0.05 × pyrage",
            met=total <= 0.05 * peer,
        )
    with team() as (world, ada):
        (member,) = members(world, ada, 1)
        fill(world, ada, MANY_KEYS, [member])
        many_total, many_relay = removal(ada, member)
    own = statistics.median(one[0] - one[1] for one in few)
    ratio = (many_total - many_relay) / own
    yield Row(
        5,
        f"… out of {MANY_KEYS:,} keys, but for the shreds",
        f"{(many_total - many_relay) * 1000:.1f} ms, {ratio:.1f} ×",
        f"{own * 1000:.1f} ms of {KEYS} keys",
        "≤ 3 ×",
        f"with {MANY_KEYS:,} shreds {many_total:.2f} s",
        met=ratio <= 3,
    )


def removal(by: Session, member: MemberId) -> tuple[float, float]:
    """Seconds of a removal, and how many of them the relay took to append and shred."""
    relay = Stopwatch(by)
    total = timed(lambda: by.people.remove(member))
    relay.stop()
    return total, relay.seconds


class Stopwatch:
    """A transport that measures appends."""

    pauses = (0.0,)

    def __init__(self, session: Session) -> None:
        self._session = session
        self._inner = session.connection.courier.transport
        self.seconds = 0.0
        session.connection.courier.transport = self

    def exchange(self, request: Signed) -> bytes:
        reply = b""

        def ask() -> None:
            nonlocal reply
            reply = self._inner.exchange(request)

        spent = timed(ask)
        if b'"op":"append"' in request.body:
            self.seconds += spent
        return reply

    listen = exchange

    def hush(self) -> None:
        """Nobody listens for long."""

    def close(self) -> None:
        self._inner.close()

    def stop(self) -> None:
        """Put the session's own transport back."""
        self._session.connection.courier.transport = self._inner


def fill(world: World, by: Session, count: int, holders: list[MemberId]) -> None:
    """So many keys, each lent to all of these, in large appends."""
    place = by.snapshot.environment_named("development")
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        drafts: list[Draft] = []
        staged: list[a.StageItem] = []
        for number in numbers:
            one, items = lent_key(world, by, place, number, holders)
            drafts += one
            staged += items
        by.connection.perform(lambda _, d=drafts, s=staged: Plan(d, s), nothing)  # type: ignore[misc]


def lent_key(
    world: World, by: Session, place: str, number: int, holders: list[MemberId]
) -> tuple[list[Draft], list[a.StageItem]]:
    """Add, value, in use, lent: the events of one key, and its envelopes."""
    key = by.connection.new_id("key")
    content = write_record(new_record(f"sk-{number}", secrets.token_bytes))
    commitment = value_commitment(content)
    own = bytes([2]) + secrets.token_bytes(399)
    seals = (e.CustodySeal(by.me, envelope_hash(own)),)
    recipients, items = [], [a.StageItem(own)]
    for member in holders:
        recipient, item = sealed(by, key, member, content, commitment)
        recipients.append(recipient)
        items.append(item)
    data: list[tuple[Data, dict[str, str]]] = [
        (e.KeyAdd(key, place), {"name": f"key {number}", "provider": "openai"}),
        (e.KeyVersion(key, 1, commitment, seals), {"fingerprint": f"{number:032x}"}),
        (e.KeyState(key, 1, e.VersionState.ACTIVE), {}),
        (e.GrantIssue(key, world.now, world.now + 30 * DAY, tuple(recipients), ()), {}),
    ]
    return [Draft(*one) for one in data], items


def sealed(
    by: Session, key: KeyId, member: MemberId, content: bytes, commitment: bytes
) -> tuple[e.Recipient, a.StageItem]:
    """One recipient's grant, really sealed."""
    grant, release = by.connection.new_id("grt"), new_release_key()
    box = by.snapshot.member(member).box
    ctx = context(
        team=by.snapshot.state.team,
        key=key,
        version=1,
        grant=grant,
        recipient=member,
        box_public=box,
        author=by.me,
        commitment=commitment,
    )
    envelope = seal_grant(ctx, box, content, release)
    seal = e.GrantSeal(1, envelope_hash(envelope), release_key_hash(release))
    return e.Recipient(grant, member, (seal,)), a.StageItem(envelope, release)


def script() -> float | None:
    """Seconds that a script around pyrage takes to encrypt 100 values anew for those who stay."""
    if find_spec("pyrage") is None:
        return None
    import pyrage
    from pyrage import x25519

    people = [x25519.Identity.generate() for _ in range(HOLDERS)]
    public = [person.to_public() for person in people]
    values = [pyrage.encrypt(b"sk-" + bytes(45), public) for _ in range(KEYS)]

    def anew() -> None:
        for value in values:
            pyrage.encrypt(pyrage.decrypt(value, people[:1]), public[:-1])

    return statistics.median(timed(anew) for _ in range(5))
