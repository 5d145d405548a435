"""The one front of a relay: whatever is asked of it comes through `Desk.handle`.

In order: size and rate, who signed it, who that is and what they may ask, whether it is meant for
this relay, at this time, on this history; then the operation's own handler (core/PROTOCOL.md,
"The relay").
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from keylease.errors import Code, KeyleaseError, Refused, StorageFailed, Tampered
from keylease.model import access as a
from keylease.model.access import Line
from keylease.model.arrival import AnyAnswer, Load, Loaded
from keylease.model.base import Position, Time
from keylease.model.signed import Signed
from keylease.relay import sweep
from keylease.relay.append import append, found
from keylease.relay.arriving import load
from keylease.relay.callers import Ask, is_authentic, read_ask
from keylease.relay.claim import Claim
from keylease.relay.equipment import Equipment
from keylease.relay.fetching import fetch
from keylease.relay.folded import Folded
from keylease.relay.heads import position
from keylease.relay.leaving import last_line, parts
from keylease.relay.limits import DEFAULT, Limits, Turnstile
from keylease.relay.notices import Notice, take_due
from keylease.relay.noting import note, report
from keylease.relay.opening import open_grant
from keylease.relay.restore import restore_missing
from keylease.relay.seen import leave_seen
from keylease.relay.staging import custody, stage
from keylease.relay.starting import snapshot
from keylease.relay.timing import Clock, RelayTime
from keylease.relay.vault import Vault
from keylease.store.base import Store
from keylease.wire.requests import LOAD, claim_of

Handler = Callable[[Equipment, Ask, Any], a.AnyReply]

HANDLERS: Final[dict[type[a.Operation], Handler]] = {
    a.Open: open_grant,
    a.Note: note,
    a.Report: report,
    a.Fetch: fetch,
    a.Append: append,
    a.Stage: stage,
    a.KeepCustody: custody,
    a.LeaveSeen: leave_seen,
    a.Snapshot: snapshot,
}
_OFFSET_CODES: Final = (Code.E_CLOCK, Code.E_ARRIVAL)


class Desk:
    """A team's relay over its store and vault, for any number of threads.

    Several desks, in one process or many, may share a store and a vault. `clock` gives
    milliseconds UTC; `claim` lets a team come here, where none is served yet. Nothing that a
    client sends makes `handle` or `load` raise.
    """

    def __init__(
        self,
        store: Store,
        vault: Vault,
        clock: Clock,
        *,
        limits: Limits = DEFAULT,
        claim: Claim | None = None,
    ) -> None:
        self._claim = claim
        self._relay = Equipment(
            store=store,
            vault=vault,
            time=RelayTime(clock, vault),
            folded=Folded(),
            limits=limits,
            turnstile=Turnstile(limits),
        )

    @property
    def public(self) -> bytes:
        """The key under which this relay's heads and lines verify."""
        return self._relay.vault.public

    def handle(self, request: Signed, *, source: str) -> a.AnyReply:
        """The answer to a signed request from this address (or `local`).

        A `Refusal` carries the head where the asker has signed as somebody known, and the
        relay's time where theirs is off.
        """
        try:
            ask = self._identified(request, source)
        except KeyleaseError as error:
            return a.Refusal(code=error.code.name)
        try:
            return HANDLERS[type(ask.request.op)](self._relay, ask, ask.request.op)
        except KeyleaseError as error:
            return self._refusal(error)

    def _identified(self, request: Signed, source: str) -> Ask:
        """The request, once it is small enough, not one too many, and signed by somebody known."""
        now = self._relay.time.clock()
        self._relay.turnstile.arrive(source, now)
        ask = read_ask(request, source)
        state = self._relay.folded.newest
        known = state is not None and (ask.author in state.members or ask.author in state.invites)
        signed = known and state is not None and is_authentic(state, ask, self.public)
        if not signed:
            # somebody unknown may have come meanwhile; whoever is known and has not signed is
            # looked for as well, so that the time does not tell the two apart (THREATS.md C14)
            with self._relay.reading() as moment:
                signed = not known and is_authentic(moment.state, ask, self.public)
        if not signed:
            self._relay.turnstile.fail(source, now)
            raise Refused(Code.E_SIG)
        self._relay.turnstile.enter(ask.author, now)
        return ask

    def _refusal(self, error: KeyleaseError) -> a.Refusal:
        """The error as an answer, with a head if one can be signed."""
        at = self._relay.time.clock() if error.code in _OFFSET_CODES else None
        if isinstance(error, StorageFailed):
            return a.Refusal(code=error.code.name, at=at)
        try:
            return a.Refusal(code=error.code.name, head=self._relay.head(), at=at)
        except KeyleaseError:
            return a.Refusal(code=error.code.name, at=at)

    # For whoever runs the relay

    def found(self, create: Sequence[Signed]) -> a.AnyReply:
        """Put a new team's first events into the empty store: `Appended`, or a `Refusal`."""
        try:
            found(self._relay, create)
            return a.Appended(head=self._relay.head())
        except KeyleaseError as error:
            return a.Refusal(code=error.code.name)

    def load(self, part: bytes, *, source: str) -> AnyAnswer:
        """Take over a part of a team that comes from another relay: `Loaded`, or a `Refusal`.

        A new team's first event, which names this relay, founds it here. E_CLAIM for whoever does
        not show this relay's claim, and where it gives out none: nothing else of theirs is read.
        """
        try:
            self._require_claim(part, source)
            return load(self._relay, LOAD.read(part))
        except KeyleaseError as error:
            return a.Refusal(code=error.code.name)

    def _require_claim(self, part: bytes, source: str) -> None:
        now = self._relay.time.clock()
        self._relay.turnstile.arrive(source, now)
        try:
            if self._claim is None:
                raise Refused(Code.E_CLAIM)
            self._claim.require(claim_of(part))
        except (Refused, Tampered):
            self._relay.turnstile.fail(source, now)
            raise

    def parts(self, empty: Load, there: Loaded) -> Iterator[Load]:
        """What a relay that is as far as `there` still wants of this team, as `leaving.parts`."""
        return parts(self._relay, empty, there)

    def last_line(self) -> Position:
        """Where the access log ends."""
        return last_line(self._relay)

    def sweep(self, *, thorough: bool = False) -> sweep.Swept:
        """Do what is due: shred, change the outer key, sign the day's head, keep a snapshot.

        Call it at the start and at `next_due`. Raises `Refused(E_TIME_RAN)` until the date is
        confirmed, `Refused(E_BEHIND)`, `Refused(E_NO_TEAM)`, and `StorageFailed`.
        """
        return sweep.sweep(self._relay, thorough=thorough)

    def is_waiting(self) -> bool:
        """Whether a team may come here: none has yet, or not all of it."""
        with self._relay.store.read() as tx:
            state = self._relay.folded.at(tx)
        return state is None or self._relay.awaits(state)

    def trouble(self) -> Code | None:
        """Why nothing can be answered at present: E_NO_TEAM, E_BEHIND, E_TIME_RAN, a disk's code.

        None where all is well.
        """
        try:
            self._relay.head()
        except KeyleaseError as error:
            return error.code
        return None

    def take_notices(self) -> list[Notice]:
        """What people are to be told now; nobody else is going to. Raises as `sweep`."""
        return take_due(self._relay)

    def next_due(self) -> Time:
        """When to sweep next, at most a day from now. Raises as `sweep`."""
        return sweep.next_due(self._relay)

    def confirm_date(self, today: Time) -> Time:
        """Go on after a leap of the clock, since it is `today`; the time taken on.

        Raises `Refused(E_TIME_RAN)` where the clock is more than a day off that.
        """
        with self._relay.store.read() as tx:
            state = self._relay.folded.at(tx)
            floor = 0 if state is None else state.floor
            heads = position(tx.head()), position(tx.access_head())
        return self._relay.time.confirm(today, floor, *heads)

    def restore_missing(
        self, events: Sequence[Signed], lines: Sequence[Line], envelopes: Sequence[bytes] = ()
    ) -> None:
        """Bring back what the store has lost, as `restore.restore_missing`, then look at all keys.

        Release keys whose outer key is destroyed stay lost: their grants are sealed anew.
        """
        restore_missing(self._relay, events, lines, envelopes)
        self.sweep(thorough=True)
