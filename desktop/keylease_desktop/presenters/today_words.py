"""What needs doing, in words: each a title, a sentence, and one act."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from keylease.client.access import Bar, having, not_second
from keylease.insight.attention import Item, Matter
from keylease.model.base import KeyId
from keylease_desktop.presenters import when
from keylease_desktop.presenters.happening_words import listed
from keylease_desktop.presenters.today_look import Act, Look, TodayRow, Wish
from keylease_desktop.theme.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("today", text)


def _row(
    item: Item, icon: str, tone: Tone, title: str, second: str, *acts: tuple[str, Wish]
) -> TodayRow:
    id_ = f"{item.matter.name}:{item.subject or item.key or ''}:{item.version or ''}"
    return TodayRow(id_, icon, tone, title, second, acts)


def _see(key: KeyId | None) -> tuple[str, Wish]:
    return (_tr("Look"), Wish(Act.SEE_KEY, (key or "",)))


# One thing ---------------------------------------------------------------------------------------


def _stale(look: Look, item: Item) -> TodayRow:
    title = _tr("Names are still readable with a key a leaver had")
    second = _tr("Renewing it takes a second; who is gone reads nothing new from then on.")
    return _row(item, "lock", Tone.WARNING, title, second, (_tr("Renew"), Wish(Act.RENEW_NAMES)))


def _request(look: Look, item: Item) -> TodayRow:
    request = look.now.state.requests[item.subject or ""]
    title = _tr("{} asks for {} for {}").format(
        look.name(request.by), look.name(request.key), when.exact(request.span)
    )
    key = look.now.key(request.key)
    have = when.counted(
        len(having(look.now, request.key, look.t)), _tr("{} has access"), _tr("{} have access")
    )
    reason = look.reasons.get((request.by, request.key, request.asked), "")
    parts = [_tr("“{}”").format(reason)] if reason else []
    parts += [f"{look.name(key.environment)}, {have}"]
    wish = Wish(Act.ANSWER, (item.subject or "",))
    act = (_tr("Answer…"), wish) if look.managed(request.key) else _see(request.key)
    return _row(item, "inbox", Tone.ACCENT, title, " · ".join(parts), act)


def _approval(look: Look, item: Item) -> TodayRow:
    grant = look.now.grant(item.subject or "")
    title = _tr("{} on {} waits for a second yes").format(look.name(grant.to), look.name(grant.key))
    end = grant.expires if grant.renewal is None else grant.renewal.expires
    by = grant.by if grant.renewal is None else grant.renewal.by
    second = _tr("{} gave it until {}.").format(look.name(by), when.full(end))
    bar = not_second(look.now, item.subject or "")
    if bar is not None:
        why = f"{second} {_not_you(bar)}"
        return _row(item, "user-check", Tone.ACCENT, title, why, _see(grant.key))
    act = (_tr("Approve…"), Wish(Act.APPROVE, (item.subject or "",)))
    return _row(item, "user-check", Tone.ACCENT, title, second, act)


def _not_you(bar: Bar) -> str:
    return {
        Bar.GAVE: _tr("Somebody else than you has to say yes, since you gave it."),
        Bar.OWN: _tr("Somebody else than you has to say yes, since it is for you."),
        Bar.MADE: _tr(
            "Somebody else than you has to say yes, since you made this service’s token."
        ),
    }[bar]


def _newcomer(look: Look, item: Item) -> TodayRow:
    title = _tr("{} waits to be let in").format(look.name(item.subject))
    second = _tr("Compare six words first: the link alone does not prove who it is.")
    act = (_tr("Let in…"), Wish(Act.LET_IN, (item.subject or "",)))
    return _row(item, "user-plus", Tone.ACCENT, title, second, act)


def _frozen(look: Look, item: Item) -> TodayRow:
    title = _tr("{} is frozen").format(look.name(item.key))
    second = _tr("Nobody can open it until a key manager or an owner thaws it.")
    return _row(item, "snowflake", Tone.DANGER, title, second, _see(item.key))


def _unproved(look: Look, item: Item) -> TodayRow:
    title = _tr("{}, version {} is not proved dead").format(look.name(item.key), item.version)
    seen = {
        one.member for one in look.exposures if (one.key, one.version) == (item.key, item.version)
    }
    who = when.counted(len(seen), _tr("{} has seen it"), _tr("{} have seen it"))
    second = _tr("Replaced {}; {} and could still use it.").format(when.ago(item.at, look.t), who)
    return _row(item, "shield-alert", Tone.WARNING, title, second, _see(item.key))


def _orphaned(look: Look, item: Item) -> TodayRow:
    title = _tr("Nobody is left who manages {}").format(look.name(item.key))
    second = _tr("It cannot be shared or replaced here; put its new value in as a new key.")
    return _row(item, "user-minus", Tone.DANGER, title, second, _see(item.key))


def _unfinished(look: Look, item: Item) -> TodayRow:
    title = _tr("A new value of {} waits to be used").format(look.name(item.key))
    second = _tr("Version {} is handed out; the old one is still in use.").format(item.version)
    return _row(item, "hourglass", Tone.WARNING, title, second, _see(item.key))


def _overdue(look: Look, item: Item) -> TodayRow:
    late = when.span(look.t - item.at)
    title = _tr("{} is {} overdue").format(look.name(item.key), late)
    return _replacement(look, item, Tone.DANGER, title)


def _due(look: Look, item: Item) -> TodayRow:
    title = _tr("{} is to be replaced by {}").format(look.name(item.key), when.day(item.at, look.t))
    return _replacement(look, item, Tone.WARNING, title)


def _replacement(look: Look, item: Item, tone: Tone, title: str) -> TodayRow:
    have = len(having(look.now, item.key or "", look.t))
    who = when.counted(have, _tr("{} has access."), _tr("{} have access."))
    if look.managed(item.key):
        second = " ".join((who, _tr("Replace it now; all of them get the new value.")))
        act = (_tr("Replace"), Wish(Act.REPLACE, (item.key or "",)))
        return _row(item, "refresh-cw", tone, title, second, act)
    second = " ".join((who, _tr("One of its key managers can replace it.")))
    return _row(item, "refresh-cw", tone, title, second, _see(item.key))


def _next_review(look: Look, item: Item) -> TodayRow:
    over = item.at <= look.t
    title = _tr("An access review is due") if over else _tr("The next access review is due soon")
    second = _tr("By the team's rules it was to be {}.") if over else _tr("On {}.")
    text = second.format(when.day(item.at, look.t))
    act = (_tr("Look"), Wish(Act.SEE_REVIEWS))
    return _row(item, "clipboard-check", Tone.WARNING, title, text, act)


def _app_ending(look: Look, item: Item) -> TodayRow:
    title = _tr("The token of {} ends {}").format(look.name(item.subject), _until(look, item.at))
    second = _tr("From then on it opens nothing.")
    act = (_tr("Look"), Wish(Act.SEE_SERVICES, (item.subject or "",)))
    return _row(item, "timer", Tone.WARNING, title, second, act)


def _one_owner(look: Look, item: Item) -> TodayRow:
    title = _tr("The team has one owner")
    second = _tr("If their passphrase and recovery kit are lost, nobody can lead the team.")
    act = (_tr("Make another"), Wish(Act.SEE_PEOPLE))
    return _row(item, "user-check", Tone.WARNING, title, second, act)


def _one_manager(look: Look, item: Item) -> TodayRow:
    title = _tr("{} has one key manager").format(look.name(item.key))
    keepers = look.now.key(item.key or "").custodians
    second = _tr("If {}’s laptop is lost, nobody can share or replace it.").format(
        look.shown.all(keepers)
    )
    add = (_tr("Add another"), Wish(Act.ADD_MANAGER, (item.key or "",)))
    return _row(item, "user-check", Tone.WARNING, title, second, add)


def _until(look: Look, at: int) -> str:
    return _tr("on {}").format(when.day(at, look.t))


# Several of a kind -------------------------------------------------------------------------------


def _leaver(look: Look, items: list[Item]) -> TodayRow:
    member = items[0].subject or ""
    left = look.left_at(member)
    title = _tr("{} is gone").format(look.name(member))
    if left is not None:
        title = _tr("{} left {}").format(look.name(member), when.ago(left, look.t))
    seen = {one.key for one in look.exposures if one.member == member}
    still = {item.key for item in items}
    second = _tr("{} of the {} keys they have seen are not replaced yet.").format(
        len(still), len(seen)
    )
    if len(still) == len(seen):
        second = _tr("None of the {} keys they have seen is replaced yet.").format(len(seen))
    if len(seen) == 1:
        second = _tr("They have seen {}, which is not replaced yet.").format(
            look.name(items[0].key)
        )
    act = (_tr("Continue"), Wish(Act.CONTINUE_LEAVER, (member,)))
    return _row(items[0], "user-minus", Tone.DANGER, title, second, act)


def _endings(look: Look, items: list[Item]) -> TodayRow:
    """Who loses what within a week, key by key."""
    by_key: dict[KeyId, list[str]] = {}
    for item in items:
        by_key.setdefault(item.key or "", []).append(look.name(item.member))
    parts = [
        _tr("{} on {}").format(listed(list(dict.fromkeys(names))), look.name(key))
        for key, names in by_key.items()
    ]
    title = when.counted(
        len(items), _tr("One access ends this week"), _tr("{} accesses end this week")
    )
    grants = tuple(item.subject or "" for item in items)
    second = f"{listed(parts)}."
    act = (_tr("Renew…"), Wish(Act.RENEW, grants))
    if not look.managed(items[0].key) or len(items) > 1:
        act = _see(items[0].key)
    return _row(items[0], "timer", Tone.WARNING, title, second, act)


def _many_due(look: Look, items: list[Item]) -> TodayRow:
    title = _tr("{} keys are to be replaced this week").format(len(items))
    return _several(look, items, "refresh-cw", title, "")


def _many_overdue(look: Look, items: list[Item]) -> TodayRow:
    title = _tr("{} keys that others manage are overdue").format(len(items))
    return _several(look, items, "refresh-cw", title, _tr("Their key managers can replace them."))


def _many_unproved(look: Look, items: list[Item]) -> TodayRow:
    title = _tr("{} old values are not proved dead").format(len(items))
    return _several(
        look, items, "shield-alert", title, _tr("Who has seen them could still use them.")
    )


def _many_frozen(look: Look, items: list[Item]) -> TodayRow:
    title = _tr("{} keys are frozen").format(len(items))
    return _several(look, items, "snowflake", title, _tr("Nobody can open them."))


def _many_with_one_manager(look: Look, items: list[Item]) -> TodayRow:
    title = _tr("{} keys have one key manager").format(len(items))
    row = _several(
        look,
        items,
        "user-check",
        title,
        _tr("A lost laptop would lock them."),
    )
    add = (_tr("Add another"), Wish(Act.ADD_MANAGER, tuple(item.key or "" for item in items)))
    return TodayRow(row.id, row.icon, row.tone, row.title, row.second, (add,))


def _several(look: Look, items: list[Item], icon: str, title: str, second: str) -> TodayRow:
    names = listed(list(dict.fromkeys(look.name(item.key) for item in items)))
    text = f"{names}. {second}".strip()
    return _row(items[0], icon, Tone.WARNING, title, text, _see(items[0].key))


def _many_apps(look: Look, items: list[Item]) -> TodayRow:
    title = _tr("{} tokens end this week").format(len(items))
    names = listed([look.name(item.subject) for item in items])
    second = _tr("{}. From then on they open nothing.").format(names)
    act = (_tr("Look"), Wish(Act.SEE_SERVICES, (items[0].subject or "",)))
    return _row(items[0], "timer", Tone.WARNING, title, second, act)


ONE: Final[dict[Matter, Callable[[Look, Item], TodayRow]]] = {
    Matter.STALE_EPOCH: _stale,
    Matter.REQUEST: _request,
    Matter.APPROVAL: _approval,
    Matter.NEWCOMER: _newcomer,
    Matter.FROZEN: _frozen,
    Matter.UNPROVED: _unproved,
    Matter.ORPHANED: _orphaned,
    Matter.UNFINISHED: _unfinished,
    Matter.OVERDUE: _overdue,
    Matter.REVIEW: _next_review,
    Matter.APP_ENDING: _app_ending,
    Matter.DUE: _due,
    Matter.ONE_OWNER: _one_owner,
    Matter.ONE_CUSTODIAN: _one_manager,
}
"""How one thing of a kind is put."""
MANY: Final[dict[Matter, Callable[[Look, list[Item]], TodayRow]]] = {
    Matter.LEAVER: _leaver,
    Matter.ENDING: _endings,
    Matter.DUE: _many_due,
    Matter.OVERDUE: _many_overdue,
    Matter.UNPROVED: _many_unproved,
    Matter.FROZEN: _many_frozen,
    Matter.APP_ENDING: _many_apps,
    Matter.ONE_CUSTODIAN: _many_with_one_manager,
}
"""How several of a kind are put."""
