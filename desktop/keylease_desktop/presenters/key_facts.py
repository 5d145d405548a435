"""All that is known of one key, as values for its panel: computed from a snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.access import (
    Access,
    access_to,
    in_use,
    managers,
    manages,
    may_revoke,
    policy_of,
)
from keylease.client.entering import ProviderFacts, provider_facts
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.insight.exposure import Exposure, How
from keylease.insight.holders import unaccounted
from keylease.insight.rotation import due
from keylease.model.base import GrantId, KeyId, MemberId
from keylease.model.events import VersionState
from keylease.model.roles import Role
from keylease.model.state import KeyValue
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.presenters.key_rows import lease
from keylease_desktop.theme.tokens import Tone

OPENED = (How.OPENED, How.BROKERED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("key_facts", text)


@dataclass(frozen=True)
class AccessRow:
    """One who has access. `grant` is None for a key manager."""

    id: str
    member: MemberId
    person: str
    name: str
    service: bool
    second: str
    times: str
    lease: float | None
    grant: GrantId | None
    until: int | None
    may_revoke: bool
    may_renew: bool


@dataclass(frozen=True)
class VersionRow:
    """One version: what became of it, and whether it has to be taken for usable."""

    number: int
    title: str
    second: str
    icon: str
    tone: Tone


@dataclass(frozen=True)
class SeenRow:
    """One who has seen values of the key, and whether that is accounted for by access now."""

    id: str
    name: str
    service: bool
    second: str
    unaccounted: bool


@dataclass(frozen=True)
class Alarm:
    """What the panel warns of."""

    title: str
    text: str
    tone: Tone


@dataclass(frozen=True)
class KeyFacts:
    """The panel's contents. `why_closed` is why this member cannot open it, if they cannot."""

    id: KeyId
    name: str
    provider: ProviderFacts
    subtitle: str
    environment: str
    prefix: str
    ending: str
    version: int | None
    manages: bool
    frozen: bool
    why_closed: Code | None
    access: tuple[AccessRow, ...]
    versions: tuple[VersionRow, ...]
    seen: tuple[SeenRow, ...]
    alarms: tuple[Alarm, ...]
    facts: tuple[tuple[str, str], ...]


def key_facts(now: Snapshot, exposures: Iterable[Exposure], id_: KeyId, t: int) -> KeyFacts:
    """All that is known of a key. Refused(E_UNKNOWN) where there is none of that id."""
    key = now.key(id_)
    shown = now.names.told_apart()
    about = [one for one in exposures if one.key == id_]
    version = in_use(now, id_)
    provider = provider_facts(now.names.field(id_, "provider"))
    access = access_to(now, id_, t)
    return KeyFacts(
        id=id_,
        name=named(shown, id_),
        provider=provider,
        subtitle=_subtitle(now, shown, id_, provider, t),
        environment=named(shown, key.environment),
        prefix=provider.prefix,
        ending=now.names.ending(id_, version) if version is not None else "",
        version=version,
        manages=manages(now, id_),
        frozen=key.frozen,
        why_closed=_why_closed(now, access, version),
        access=tuple(_access(now, shown, about, one, t) for one in access),
        versions=_versions(now, shown, id_, t),
        seen=_seen(now, shown, about, t),
        alarms=tuple(_alarms(now, shown, about, id_, t)),
        facts=tuple(_facts(now, shown, id_, t)),
    )


def _subtitle(
    now: Snapshot, shown: dict[str, str], id_: KeyId, provider: ProviderFacts, t: int
) -> str:
    """ "OpenAI · version 4, 31 days · Ada, Dee"."""
    number = in_use(now, id_)
    names = ", ".join(named(shown, who) for who in managers(now, id_))
    parts = [provider.name or _tr("unknown provider")]
    if number is None:
        parts.append(_tr("no value in use"))
    else:
        age = t - now.key(id_).versions[number - 1].entered
        parts.append(
            _tr("version {}, {}").format(number, when.span(age))
            if age >= when.DAY
            else _tr("version {}, new").format(number)
        )
    return " · ".join([*parts, names or _tr("nobody manages it")])


def _why_closed(now: Snapshot, access: list[Access], version: int | None) -> Code | None:
    """Why this member cannot open the value at present."""
    own = [one for one in access if one.member == now.me]
    if not own:
        return Code.E_NO_GRANT
    if version is None:
        return Code.E_NO_VERSION
    if any(one.why_not is None for one in own):
        return None
    return own[-1].why_not


# Access --------------------------------------------------------------------------------------


def _access(
    now: Snapshot, shown: dict[str, str], about: list[Exposure], one: Access, t: int
) -> AccessRow:
    openings = [seen for seen in about if seen.member == one.member and seen.how in OPENED]
    times = sum(seen.times for seen in openings if seen.through is None)
    last = max((seen.last or 0 for seen in openings if seen.through is None), default=0)
    return AccessRow(
        id=one.grant or one.member,
        member=one.member,
        person=named(shown, one.member),
        name=named(shown, one.member) + (_tr(" (you)") if one.member == now.me else ""),
        service=now.state.members[one.member].role is Role.APP,
        second=" · ".join(_about_access(one, last, t)),
        times=f"{times}×" if times else "–",
        lease=lease(one, t),
        grant=one.grant,
        until=one.until,
        may_revoke=one.grant is not None and now.frozen is None and may_revoke(now, one.grant),
        may_renew=one.grant is not None and now.frozen is None and manages(now, one.key),
    )


def _about_access(one: Access, last: int, t: int) -> Iterable[str]:
    if one.until is None:
        yield _tr("key manager")
    else:
        yield _tr("until {}").format(when.day(one.until, t))
    if one.later is not None:
        yield _tr("until {} waits for a second approver").format(when.day(one.later, t))
    if one.why_not is not None:
        yield why_not_text(one.why_not)
    yield _tr("opened {}").format(when.ago(last, t)) if last else _tr("not opened")


def why_not_text(code: Code) -> str:
    """Why an access opens nothing at present, in a few words."""
    return {
        Code.E_APPROVAL: _tr("waits for a second approver"),
        Code.E_NOT_YET: _tr("has not begun"),
        Code.E_FROZEN: _tr("frozen"),
        Code.E_NO_VERSION: _tr("no value in use"),
        Code.E_UNSEALED: _tr("has not got the new version yet"),
        Code.E_AUTHOR_INACTIVE: _tr("suspended"),
        Code.E_NO_GRANT: _tr("no access"),
    }.get(code, _tr("opens nothing now"))


# Versions ------------------------------------------------------------------------------------


def _versions(now: Snapshot, shown: dict[str, str], id_: KeyId, t: int) -> tuple[VersionRow, ...]:
    values = list(enumerate(now.key(id_).versions, start=1))
    return tuple(_version(now, shown, id_, n, value, t) for n, value in reversed(values))


def _version(
    now: Snapshot, shown: dict[str, str], id_: KeyId, number: int, value: KeyValue, t: int
) -> VersionRow:
    title, icon, tone = _fate(value)
    ending = now.names.ending(id_, number)
    entered = _tr("entered {} by {}").format(when.ago(value.entered, t), named(shown, value.by))
    parts = [f"…{ending}"] if ending else []
    parts.append(entered)
    if value.proof is not None:
        prover = shown.get(value.proved_by or "", "")
        proved = _tr("found dead {}").format(when.ago(value.proof.at, t))
        parts.append(f"{proved}, {prover}" if prover else proved)
    elif value.state is VersionState.DEACTIVATED:
        parts.append(_tr("replaced {}").format(when.ago(value.changed, t)))
    return VersionRow(
        number=number,
        title=_tr("Version {} · {}").format(number, title),
        second=" · ".join(parts),
        icon=icon,
        tone=tone,
    )


def _fate(value: KeyValue) -> tuple[str, str, Tone]:
    """What became of it in words, and the icon and tone that say the same."""
    if value.state is VersionState.ACTIVE:
        return _tr("in use"), "key-round", Tone.ACCENT
    if value.state is VersionState.PENDING:
        return _tr("waits to be used"), "hourglass", Tone.WARNING
    if value.state is VersionState.DESTROYED:
        by_hand = value.proof is None or value.proof.kind.value == "hand"
        return (_tr("dead (by hand)") if by_hand else _tr("dead (proved)")), "check", Tone.GOOD
    if value.state is VersionState.COMPROMISED:
        return _tr("leaked, may still work"), "triangle-alert", Tone.DANGER
    return _tr("replaced, may still work"), "triangle-alert", Tone.WARNING


# Who has seen it -----------------------------------------------------------------------------


def _seen(
    now: Snapshot, shown: dict[str, str], about: list[Exposure], t: int
) -> tuple[SeenRow, ...]:
    """One row a member; those without access now come first."""
    astray = {one.member for one in unaccounted(now.state, about, t)}
    by_member: dict[MemberId, list[Exposure]] = {}
    for one in about:
        by_member.setdefault(one.member, []).append(one)
    rows = [
        SeenRow(
            id=member,
            name=named(shown, member),
            service=now.state.members[member].role is Role.APP,
            second=_ways(shown, ways, t),
            unaccounted=member in astray,
        )
        for member, ways in by_member.items()
        if member in now.state.members
    ]
    return tuple(sorted(rows, key=lambda row: (not row.unaccounted, row.name.casefold())))


def _ways(shown: dict[str, str], ways: list[Exposure], t: int) -> str:
    """ "opened version 4 three times, last today 09:12; put in version 3"."""
    versions = sorted({one.version for one in ways}, reverse=True)
    said = _tr("version {}").format(", ".join(map(str, versions)))
    parts = [when.counted(len(versions), said, said)]
    opened = [one for one in ways if one.how in OPENED and one.through is None]
    if opened:
        times = sum(one.times for one in opened)
        last = max(one.last or 0 for one in opened)
        parts.append(
            _tr("{}, last {}").format(
                when.counted(times, _tr("opened once"), _tr("opened {} times")), when.ago(last, t)
            )
        )
    hows = {one.how for one in ways}
    if How.ENTERED in hows:
        parts.append(_tr("put it in"))
    elif How.CUSTODIAN in hows:
        parts.append(_tr("key manager"))
    if How.DECLARED in hows:
        parts.append(_tr("knew it before"))
    through = {one.through for one in ways if one.through is not None}
    parts.extend(_tr("made the token of {}").format(named(shown, app)) for app in sorted(through))
    return " · ".join(parts)


# What it warns of ----------------------------------------------------------------------------


def _alarms(
    now: Snapshot, shown: dict[str, str], about: list[Exposure], id_: KeyId, t: int
) -> Iterable[Alarm]:
    key = now.key(id_)
    if key.frozen:
        yield Alarm(
            _tr("This key is frozen."),
            _tr("Nobody can open it until a key manager or an owner thaws it."),
            Tone.DANGER,
        )
    custodians = set(managers(now, id_))
    provider = provider_facts(now.names.field(id_, "provider")).name or _tr("its provider")
    for number, value in enumerate(key.versions, start=1):
        if value.state not in (VersionState.DEACTIVATED, VersionState.COMPROMISED):
            continue
        seen = {one.member for one in about if one.version == number} - custodians
        if seen:
            yield _unproved(shown, number, value, seen, provider, t)
    date = due(now.state, id_)
    if date is not None and date.at <= t:
        late = when.span(t - date.at)
        yield Alarm(
            _tr("Replacement is {} overdue.").format(late),
            _tr("Make a new key at {}, then replace the value here.").format(provider),
            Tone.WARNING,
        )
    if len(custodians) == 1:
        yield _alone(shown, next(iter(custodians)), now.me)


def _unproved(
    shown: dict[str, str], number: int, value: KeyValue, seen: set[MemberId], provider: str, t: int
) -> Alarm:
    names = sorted(named(shown, who) for who in seen)
    who = names[0] if len(names) == 1 else _tr("{} and {} more").format(names[0], len(names) - 1)
    text = _tr("Seen by {}. Replaced {}; nothing shows that it no longer works at {}.")
    return Alarm(
        _tr("Version {} is not proved dead.").format(number),
        text.format(who, when.ago(value.changed, t), provider),
        Tone.WARNING,
    )


def _alone(shown: dict[str, str], manager: MemberId, me: MemberId) -> Alarm:
    lost = _tr("If your computer is lost, nobody can share this key.")
    if manager != me:
        lost = _tr("If that computer is lost, nobody can share this key.")
    return Alarm(_tr("One key manager only: {}.").format(named(shown, manager)), lost, Tone.NEUTRAL)


# Facts ---------------------------------------------------------------------------------------


def _facts(now: Snapshot, shown: dict[str, str], id_: KeyId, t: int) -> Iterable[tuple[str, str]]:
    key, field = now.key(id_), now.names.field
    policy = policy_of(now, id_)
    yield _tr("Environment"), named(shown, key.environment)
    yield (
        _tr("Added"),
        _tr("{} by {}").format(when.day(key.added, t), named(shown, key.added_by)),
    )
    date = due(now.state, id_)
    if date is not None:
        yield _tr("Replace by"), when.day(date.at, t)
    yield _tr("Monthly cap"), field(id_, "monthly_cap") or _tr("none noted")
    for name, title in (
        ("rate", _tr("Rate limit")),
        ("scopes", _tr("Scopes")),
        ("project", _tr("Project")),
        ("variable", _tr("Variable")),
        ("note", _tr("Note")),
    ):
        if text := field(id_, name):
            yield title, text
    yield _tr("Longest access"), when.exact(policy.longest)
    rules = [_tr("words compared")] * policy.verified_only
    rules += [_tr("a reason")] * policy.reason_required
    rules += [_tr("a second approver")] * policy.second_approver
    if rules:
        yield _tr("Asks for"), ", ".join(rules)
