"""Sharing a key: who can be chosen, until when, and what it comes to, said before it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Signal

from keylease.client.access import (
    access_to,
    borrowers,
    having,
    hindrance,
    in_use,
    policy_of,
)
from keylease.client.ends import end_after, end_on
from keylease.client.entering import provider_facts
from keylease.client.lending import Terms
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, KeyleaseError
from keylease.model.base import GrantId, KeyId, MemberId, RequestId
from keylease.model.roles import Role
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.services.key_link import key_link
from keylease_desktop.services.team import TeamService

SPANS = (when.HOUR, 8 * when.HOUR, when.DAY, 7 * when.DAY, 30 * when.DAY, 90 * when.DAY)
USUAL = 7 * when.DAY
LIST = "list_"


def _tr(text: str) -> str:
    return QCoreApplication.translate("sharing", text)


@dataclass(frozen=True)
class Choice:
    """Somebody or a list that can be chosen. `note` is why one may hesitate."""

    id: str
    name: str
    kind: str
    note: str = ""


@dataclass(frozen=True)
class Wish:
    """What is asked for so far. `day` counts instead of `span` where it is set."""

    chosen: tuple[str, ...] = ()
    span: int | None = USUAL
    day: date | None = None
    reason: str = ""
    uses: int | None = None


@dataclass(frozen=True)
class Offer:
    """What the dialog says. `fault` is why it cannot be done yet; empty if it can."""

    until: int | None
    until_text: str
    left_out: str
    title: str
    text: str
    primary: str
    fault: str
    members: tuple[MemberId, ...]


def choices(now: Snapshot, key: KeyId, t: int) -> tuple[Choice, ...]:
    """Everybody with whom a key can be shared, and the lists, by name."""
    shown = now.names.told_apart()
    ends = {one.member: one.until for one in access_to(now, key, t)}
    people = [
        Choice(id_, named(shown, id_), _kind(now, id_), _note(now, key, id_, ends, t))
        for id_ in borrowers(now)
        if ends.get(id_, 0) is not None  # a key manager has it already
    ]
    lists = [
        Choice(id_, _tr("{} · {}").format(named(shown, id_), len(one.members)), "list")
        for id_, one in now.state.lists.items()
    ]
    return tuple(sorted([*people, *lists], key=lambda choice: choice.name.casefold()))


def _kind(now: Snapshot, member: MemberId) -> str:
    return "service" if now.state.members[member].role is Role.APP else "person"


def _note(
    now: Snapshot, key: KeyId, member: MemberId, ends: dict[MemberId, int | None], t: int
) -> str:
    if hindrance(now, key, member) is Code.E_UNVERIFIED:
        return _tr("words not compared")
    until = ends.get(member)
    return "" if until is None else _tr("has access until {}").format(when.day(until, t))


def matching(choices_: Iterable[Choice], typed: str) -> list[Choice]:
    """Those with a word that begins with what was typed, else those that hold it."""
    wanted = typed.strip().casefold()
    if not wanted:
        return []
    begins, holds = [], []
    for choice in choices_:
        name = choice.name.casefold()
        if any(word.startswith(wanted) for word in [name, *name.replace("-", " ").split()]):
            begins.append(choice)
        elif wanted in name:
            holds.append(choice)
    return begins + holds


def spans(now: Snapshot, key: KeyId) -> tuple[int, ...]:
    """The lengths that the key's environment allows."""
    longest = policy_of(now, key).longest
    return tuple(span for span in SPANS if span <= longest) or (longest,)


def offer(now: Snapshot, key: KeyId, wish: Wish, t: int) -> Offer:
    """What sharing as wished comes to."""
    members, barred = _members(now, key, wish.chosen)
    until, fault = _until(now, key, wish, t)
    people, services = _counted(now, having(now, key, t, members))
    version = in_use(now, key)
    have = _and([people, services])
    if not members:
        fault = fault or _tr("Choose who gets it.")
    elif policy_of(now, key).reason_required and not wish.reason.strip():
        fault = fault or _tr("This environment asks for a reason.")
    return Offer(
        until=until,
        until_text="" if until is None else when.full(until),
        left_out=_left_out(now, key, barred),
        title=_tr("After this {} have access to version {}.").format(have, version or "–"),
        text=limits_text(now, key),
        primary=_primary(len(members), until, t),
        fault=fault,
        members=members,
    )


def _members(
    now: Snapshot, key: KeyId, chosen: Sequence[str]
) -> tuple[tuple[MemberId, ...], tuple[MemberId, ...]]:
    """Who is meant, lists resolved; and who of them cannot get it."""
    meant: dict[MemberId, None] = {}
    for id_ in chosen:
        known = now.state.lists.get(id_)
        meant.update(dict.fromkeys(known.members if known is not None else (id_,)))
    keepers = set(now.state.keys[key].custodians)
    wanted = [id_ for id_ in meant if id_ in now.state.members and id_ not in keepers]
    barred = tuple(id_ for id_ in wanted if hindrance(now, key, id_) is not None)
    return tuple(id_ for id_ in wanted if id_ not in barred), barred


def _left_out(now: Snapshot, key: KeyId, barred: Sequence[MemberId]) -> str:
    strangers = [id_ for id_ in barred if hindrance(now, key, id_) is Code.E_UNVERIFIED]
    if not strangers:
        return _tr("{} cannot be given access now.").format(_names(now, barred)) if barred else ""
    environment = now.names.of(now.state.keys[key].environment)
    return _tr("Not yet for {}: in {} words are compared first.").format(
        _names(now, strangers), environment
    )


def _names(now: Snapshot, ids: Sequence[str]) -> str:
    shown = now.names.told_apart()
    return ", ".join(named(shown, id_) for id_ in ids)


def _until(now: Snapshot, key: KeyId, wish: Wish, t: int) -> tuple[int | None, str]:
    """The end, and what is wrong with it."""
    longest = policy_of(now, key).longest
    if wish.day is None:
        if wish.span is None:
            return None, _tr("Write the date like 2027-01-31.")
        return end_after(wish.span, t, longest), ""
    end = end_on(wish.day)
    if end <= t:
        return None, _tr("That day has passed already.")
    if end - t > longest:
        last = when.day(t + longest, t)
        return None, _tr("This environment allows {} at most: until {}.").format(
            when.exact(longest), last
        )
    return end, ""


def _counted(now: Snapshot, members: set[MemberId]) -> tuple[str, str]:
    services = sum(now.state.members[id_].role is Role.APP for id_ in members)
    people = len(members) - services
    return (
        when.counted(people, _tr("{} person"), _tr("{} people")) if people else "",
        when.counted(services, _tr("{} service"), _tr("{} services")) if services else "",
    )


def _and(parts: Sequence[str]) -> str:
    said = [part for part in parts if part]
    return _tr("{} and {}").format(*said) if len(said) == 2 else "".join(said)


def limits_text(now: Snapshot, key: KeyId) -> str:
    """What the provider itself holds the key to, and what taking it back would take."""
    provider = provider_facts(now.names.field(key, "provider"))
    name = provider.name or _tr("its provider")
    parts = [_tr("Access ends at the team server.")]
    if scopes := now.names.field(key, "scopes"):
        parts.append(_tr("{} keeps this key to {};").format(name, scopes))
    elif provider.can_scope:
        parts.append(_tr("No scopes are noted for it, though {} can scope a key;").format(name))
    else:
        parts.append(_tr("{} cannot scope this key to one of them;").format(name))
    if cap := now.names.field(key, "monthly_cap"):
        parts.append(_tr("its monthly cap is {}.").format(cap))
    elif provider.only_warns:
        parts.append(_tr("no monthly cap is noted, and {} only warns.").format(name))
    else:
        parts.append(_tr("no monthly cap is noted."))
    parts.append(_tr("To take it from somebody who has opened it, you must replace it for all."))
    return " ".join(parts)


def _primary(many: int, until: int | None, t: int) -> str:
    if not many or until is None:
        return _tr("Share")
    if until - t < when.DAY:
        return _tr("Share with {} until {}").format(many, when.clock(until))
    return _tr("Share with {} until {}").format(many, when.day(until, t))


class SharePresenter(QObject):
    """`offered(Offer)` on every change; `shared(Offer, grant ids)` or `refused(KeyleaseError)`.

    With `request` it answers that request; `reason_known(str)` tells what it was asked for with.
    """

    offered = Signal(object)
    reason_known = Signal(str)
    shared = Signal(object, object)
    refused = Signal(object)

    def __init__(
        self,
        team: TeamService,
        key: KeyId,
        *,
        request: RequestId | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.team = team
        self.key = key
        self._request = request
        self.wish = Wish()
        now, span = self.now, USUAL
        if request is not None:
            asked = now.state.requests[request]
            self.wish = replace(self.wish, chosen=(asked.by,))
            span = asked.span
        allowed = spans(now, key)
        nearest = min(allowed, key=lambda one: abs(one - span))
        self.wish = replace(self.wish, span=nearest)
        self.choices = choices(now, key, team.now())

    @property
    def answers(self) -> bool:
        """Whether it answers a request."""
        return self._request is not None

    def read_reason(self) -> None:
        """Read why it was asked for."""
        if self._request is None:
            return
        now, one = self.now, self.now.state.requests[self._request]

        def work(session: Session) -> str:
            happened = session.activity.happenings(now, since=one.asked, key=one.key)
            mine = (h.detail for h in happened if h.detail.get("request") == self._request)
            return next((detail.get("reason", "") for detail in mine), "")

        self.team.ask(work, self._knows, failed=lambda _: None)

    def _knows(self, reason: str) -> None:
        self.reason_known.emit(reason)

    @property
    def now(self) -> Snapshot:
        """What the dialog decides on: the picture as it was when it was last looked at."""
        now = self.team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        return now

    @property
    def title(self) -> str:
        """What is being done."""
        name = self.now.names.of(self.key)
        if self._request is None:
            return self.tr("Share {}").format(name)
        who = self.now.names.of(self.now.state.requests[self._request].by)
        return self.tr("{} asks for {}").format(who, name)

    @property
    def offer(self) -> Offer:
        """What it comes to now."""
        made = offer(self.now, self.key, self.wish, self.team.now())
        if self._request is None or made.until is None:
            return made
        until = when.day(made.until, self.team.now())
        return replace(made, primary=self.tr("Approve until {}").format(until))

    def change(self, **changes: object) -> None:
        """Change the wish by name of its parts."""
        self.wish = replace(self.wish, **changes)  # type: ignore[arg-type]
        self.offered.emit(self.offer)

    def share(self) -> None:
        """Do it."""
        made, seen = self.offer, self.now
        if made.fault or made.until is None:
            return
        terms = Terms(
            expires=made.until,
            max_uses=self.wish.uses,
            via=self._via(),
            request=self._request,
            reason=self.wish.reason.strip(),
        )

        def work(session: Session) -> list[GrantId]:
            return session.lending.issue(self.key, made.members, terms, seen=seen)

        self.team.act(
            work,
            doing=self.tr("Sharing {}…").format(seen.names.of(self.key)),
            then=lambda grants: self.shared.emit(made, grants),
            failed=self._failed,
        )

    def _failed(self, error: KeyleaseError) -> None:
        self.refused.emit(error)

    def _via(self) -> str | None:
        """The list, where it alone was chosen."""
        chosen = self.wish.chosen
        return chosen[0] if len(chosen) == 1 and chosen[0] in self.now.state.lists else None


def slack_note(now: Snapshot, key: KeyId, until: int) -> str:
    """What to tell those who got access: a link, and no secret."""
    name = now.names.of(key)
    said = _tr("You have access to {} in Keylease until {}.").format(name, when.full(until))
    return f"{said} {key_link(key)}"
