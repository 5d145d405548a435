"""Why the team server does not answer as it should, in the words of the window."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.address import is_remote, shown
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, KeyleaseError, Tampered
from keylease_desktop.texts.refusals import sentence_of
from keylease_desktop.theme.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("troubles", text)


@dataclass(frozen=True)
class Trouble:
    """Title and text of a banner; `short` stands in the status line."""

    title: str
    text: str
    short: str
    tone: Tone = Tone.WARNING


def trouble(error: KeyleaseError, now: Snapshot, reached: bool) -> Trouble:
    """What is said of an error; where the relay is `reached`, the one that it names is meant."""
    host = where(now)
    if error.code is Code.E_PIN:
        return _another_certificate(host, reached)
    if error.code is Code.E_ARRIVING:
        return Trouble(
            _tr("The team is on its way to {}").format(host),
            _tr("It arrives when the owner who moves it opens Keylease once more. Until then you "
                "see what was last known."),
            _tr("on its way"),
        )  # fmt: skip
    if reached:
        return Trouble(
            _tr("The team has moved to {}, which is not reached").format(host),
            _tr("You can look at everything. Sharing and opening go on once it answers; Keylease "
                "tries again by itself."),
            _tr("moved, not reached"),
        )  # fmt: skip
    known = _of_the_server().get(error.code)
    if known is not None:
        return known
    told = sentence_of(error)
    tone = Tone.DANGER if isinstance(error, Tampered) else Tone.WARNING
    return Trouble(told.title, told.text, _tr("not in step"), tone)


def where(now: Snapshot) -> str:
    """Host and port of the team server, as a person reads them."""
    address = now.state.relay.address
    return shown(address) if is_remote(address) else _tr("another place")


def _another_certificate(host: str, moved: bool) -> Trouble:
    title = (
        _tr("The team has moved to {}, but another server answers there").format(host)
        if moved
        else _tr("This is not the team server you joined")
    )
    text = _tr("Its certificate is another, so nothing was sent. Tell an owner.")
    return Trouble(title, text, _tr("another certificate"), Tone.DANGER)


def _of_the_server() -> dict[Code, Trouble]:
    busy = Trouble(
        _tr("The team server is busy"),
        _tr("You see what was last known. Keylease asks again by itself."),
        _tr("busy"),
    )
    return {
        Code.E_BUSY: busy,
        Code.E_RATE: busy,
        Code.E_BEHIND: Trouble(
            _tr("The team server waits for an owner"),
            _tr("Its database is older than its own last record. Until an owner brings back what "
                "is missing, nothing can be shared or opened: keylease team bring-back."),
            _tr("behind its own record"),
        ),
        Code.E_TIME_RAN: Trouble(
            _tr("The team server waits to be told the date"),
            _tr("Its clock jumped more than seven days ahead. Whoever runs it confirms the date: "
                "keylease relay confirm-date."),
            _tr("waits for the date"),
        ),
        Code.E_MOVED: Trouble(
            _tr("The team server has moved"),
            _tr("Not all of the record went along, so you go there by a link: ask an owner for "
                "it."),
            _tr("moved"),
        ),
    }  # fmt: skip
