"""What removing somebody comes to: what ends, what nobody manages then, what to replace."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.membership import Parting
from keylease.client.snapshot import Snapshot
from keylease.insight.rotation import Remedy
from keylease_desktop.presenters.happening_words import Shown, listed
from keylease_desktop.presenters.when import counted
from keylease_desktop.theme.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("parting", text)


@dataclass(frozen=True)
class PartingLine:
    """One consequence; `icon` names it as well, since each stands once."""

    icon: str
    tone: Tone
    title: str
    text: str


def parting_lines(now: Snapshot, parting: Parting) -> list[PartingLine]:
    """The consequences, what ends first and what is left to do last."""
    return list(_lines(now, parting))


def _lines(now: Snapshot, parting: Parting) -> Iterator[PartingLine]:
    shown = Shown(now.names.told_apart())
    ends = listed([shown.of(one.key) for one in parting.ends])
    yield PartingLine(
        "timer",
        Tone.NEUTRAL,
        counted(len(parting.ends), _tr("{} access ends"), _tr("{} accesses end"))
        if parting.ends
        else _tr("No access ends: none is lent to them"),
        ends,
    )
    if parting.manages:
        title = counted(len(parting.manages), _tr("They manage {} key"), _tr("They manage {} keys"))
        yield PartingLine(
            "user-check", Tone.NEUTRAL, title, listed([shown.of(k) for k in parting.manages])
        )
    if parting.alone:
        title = counted(
            len(parting.alone),
            _tr("{} key will have nobody who manages it"),
            _tr("{} keys will have nobody who manages them"),
        )
        names = listed([shown.of(key) for key in parting.alone])
        text = _tr("{}. Have them add another key manager first.").format(names)
        yield PartingLine("triangle-alert", Tone.DANGER, title, text)
    yield from _afterwards(shown, parting)


def _afterwards(shown: Shown, parting: Parting) -> Iterator[PartingLine]:
    replace = [one for one in parting.replace if one.remedy is Remedy.REPLACE]
    prove = len(parting.replace) - len(replace)
    if replace:
        title = counted(
            len(replace), _tr("Replace {} value afterwards"), _tr("Replace {} values afterwards")
        )
        names = listed(list(dict.fromkeys(shown.of(one.key) for one in replace)))
        yield PartingLine("refresh-cw", Tone.DANGER, title, names)
    if prove:
        title = counted(
            prove,
            _tr("{} old value they know is not proved dead"),
            _tr("{} old values they know are not proved dead"),
        )
        yield PartingLine("shield-alert", Tone.WARNING, title, "")
    if not parting.replace:
        yield PartingLine(
            "circle-check",
            Tone.GOOD,
            _tr("Nothing has to be replaced"),
            _tr("The record shows no value that works and that they have seen."),
        )
