"""What needs doing, row by row: what stands together, what stands elsewhere, how a team begins."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from keylease.client.snapshot import Snapshot
from keylease.insight.attention import Item, Matter
from keylease.model.roles import LEADERS
from keylease_desktop.presenters import when
from keylease_desktop.presenters.today_look import Act, Look, TodayRow, Wish
from keylease_desktop.presenters.today_words import MANY, ONE
from keylease_desktop.theme.tokens import Tone

TOGETHER_FROM = {
    Matter.LEAVER: 1,
    Matter.ENDING: 1,
    Matter.DUE: 2,
    Matter.OVERDUE: 2,
    Matter.ONE_CUSTODIAN: 2,
    Matter.UNPROVED: 3,
    Matter.FROZEN: 3,
    Matter.APP_ENDING: 2,
}
"""From how many on things of one kind stand in one row; 1: even a single one is put as several."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("today", text)


def today_rows(look: Look, items: Iterable[Item]) -> tuple[TodayRow, ...]:
    """What needs doing, the most urgent first; incidents and open reviews stand elsewhere."""
    rows: list[TodayRow] = []
    for group in _grouped(look, _elsewhere_left_out(look, items)):
        matter = group[0].matter
        together = len(group) >= TOGETHER_FROM.get(matter, len(group) + 1)
        rows.append(MANY[matter](look, group) if together else ONE[matter](look, group[0]))
    return tuple(rows)


def withheld(lines: int) -> tuple[TodayRow, ...]:
    """That the relay shows but the hash of so many lines to somebody who may read them."""
    if not lines:
        return ()
    title = when.counted(
        lines,
        _tr("The team server keeps an entry of the access log from you"),
        _tr("The team server keeps {} entries of the access log from you"),
    )
    second = _tr("Who opened what there is not known here. Ask whoever runs it why.")
    act = (_tr("Look"), Wish(Act.SEE_ACTIVITY))
    return (TodayRow("withheld", "shield-alert", Tone.DANGER, title, second, (act,)),)


def first_steps(now: Snapshot) -> tuple[TodayRow, ...]:
    """What a new team begins with."""
    rows = []
    if not now.state.keys:
        rows.append(
            TodayRow(
                "first-key",
                "key-round",
                Tone.ACCENT,
                _tr("Add the first key"),
                _tr("Paste a value or a whole .env; it is sealed before it leaves this computer."),
                ((_tr("Add key"), Wish(Act.ADD_KEY)),),
            )
        )
    if len(now.here()) == 1 and now.self.role in LEADERS:
        rows.append(
            TodayRow(
                "first-invite",
                "user-plus",
                Tone.ACCENT,
                _tr("Invite your team"),
                _tr("Each person gets a link of their own, which works once."),
                ((_tr("Invite"), Wish(Act.INVITE)),),
            )
        )
    return tuple(rows)


def _elsewhere_left_out(look: Look, items: Iterable[Item]) -> list[Item]:
    """Without what the banner and the card tell: incidents, their frozen keys, open reviews."""
    incidents = look.now.state.incidents.values()
    told = {key for incident in incidents if incident.closed is None for key in incident.keys}
    return [
        item
        for item in items
        if item.matter is not Matter.INCIDENT
        and not (item.matter is Matter.REVIEW and item.subject)
        and not (item.matter is Matter.FROZEN and item.key in told)
    ]


def _grouped(look: Look, items: Iterable[Item]) -> list[list[Item]]:
    """Items in order, those that stand together as one group where the first of them stood."""
    kinds: dict[object, list[Item]] = {}
    for item in items:
        kinds.setdefault(_kind(look, item), []).append(item)
    groups: list[list[Item]] = []
    for group in kinds.values():
        enough = len(group) >= TOGETHER_FROM.get(group[0].matter, 1)
        groups.extend([group] if enough else [[item] for item in group])
    return groups


def _kind(look: Look, item: Item) -> object:
    """What things have in common that may stand in one row."""
    if item.matter is Matter.OVERDUE and look.managed(item.key):
        return id(item)  # each of them is one's own to do
    if item.matter not in TOGETHER_FROM:
        return id(item)
    return (item.matter, item.subject if item.matter is Matter.LEAVER else "")
