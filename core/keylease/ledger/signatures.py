"""Who must have signed an entry, and whether they did (core/PROTOCOL.md, "Order of checks")."""

from collections.abc import Sequence
from concurrent.futures import Executor
from typing import TypeGuard

from keylease.crypto.identity import member_id
from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, KeyleaseError
from keylease.ledger.moves import find, given, require
from keylease.model.base import MemberId
from keylease.model.events import AppAdd, Data, Event, MemberJoin, TeamCreate
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.wire.events import read_event

# Types are looked up, not asked of `isinstance`, which takes four times as long for a Struct.
BRING_THEIR_KEYS = frozenset({TeamCreate, MemberJoin})
SIGNED_TWICE = frozenset({MemberJoin, AppAdd})


def brings_keys(data: Data) -> TypeGuard[TeamCreate | MemberJoin]:
    """Whether the author's keys stand in the event itself."""
    return type(data) in BRING_THEIR_KEYS


def check_signatures(state: State | None, event: Event, entry: Signed) -> None:
    """Refuse unless exactly those sign who must: E_SIG, or E_SIG_INVITE for the invite's."""
    if brings_keys(event.data):
        author_key = event.data.sign
    else:
        author_key = given(state, Code.E_CHAIN).members[event.author].sign
    require(signed_by(author_key, entry), Code.E_SIG)
    check_second(state, event, entry)


def signed_by(public: bytes, entry: Signed) -> bool:
    """Whether the author's signature on the entry is of this key."""
    return bool(entry.sigs) and verify(public, SignatureType.EVENT, entry.body, entry.sig)


def check_second(state: State | None, event: Event, entry: Signed) -> None:
    """The second signature: the invite's on a join, the app's own on its token's making."""
    if isinstance(event.data, MemberJoin):
        invite = find(given(state, Code.E_CHAIN).invites, event.data.invite)
        _check_proof(entry, invite.public, SignatureType.INVITE_PROOF, Code.E_SIG_INVITE)
    elif isinstance(event.data, AppAdd):
        _check_proof(entry, event.data.sign, SignatureType.APP_PROOF, Code.E_SIG)
    else:
        require(len(entry.sigs) == 1, Code.E_SIG)


def _check_proof(entry: Signed, public: bytes, kind: SignatureType, code: Code) -> None:
    proved = len(entry.sigs) == 2 and verify(public, kind, entry.body, entry.sigs[1])
    require(proved, code)


class PageVerifier:
    """Verifies the first signatures of a page of entries at once, on several threads.

    libsodium lets go of the interpreter's lock, so two cores verify twice as fast. Keys are
    looked up in the state and in the page itself: an id is the hash of its keys, so a key
    that the page brings along is right wherever the fold accepts the entry that brings it.
    """

    def __init__(self, executor: Executor, threads: int) -> None:
        self._executor = executor
        self._threads = threads

    def verified(
        self, state: State | None, page: Sequence[Signed], events: Sequence[Event | None]
    ) -> list[bool]:
        """For each entry whether all its signatures hold by the keys known up to this page.

        `events` are the entries' events as `read_page` reads them. False says only that the
        fold has to look for itself.
        """
        known: dict[MemberId, bytes] = {}
        jobs = [
            None if event is None else _job(state, known, event, entry)
            for event, entry in zip(events, page, strict=True)
        ]
        good = [False] * len(jobs)
        turns = iter(range(len(jobs)))  # each comes to one thread, so none waits for a slower one

        def verify_in_turn(_: int) -> None:
            for turn in turns:
                job = jobs[turn]
                good[turn] = job is not None and signed_by(*job)

        list(self._executor.map(verify_in_turn, range(self._threads)))
        return good


def read_page(page: Sequence[Signed]) -> list[Event | None]:
    """The events of a page; None where one cannot be read, which the fold refuses."""
    return [_read(entry) for entry in page]


def _read(entry: Signed) -> Event | None:
    try:
        return read_event(entry.body)
    except KeyleaseError:
        return None


def _job(
    state: State | None, known: dict[MemberId, bytes], event: Event, entry: Signed
) -> tuple[bytes, Signed] | None:
    """Key and entry to check, or None where the fold has to look for itself."""
    data = event.data
    if brings_keys(data):
        known[member_id(data.sign, data.box)] = data.sign
    if type(data) in SIGNED_TWICE or len(entry.sigs) != 1:
        return None
    public = known.get(event.author)
    if public is None and state is not None and event.author in state.members:
        public = state.members[event.author].sign
    return None if public is None else (public, entry)
