"""What the window's frame says round every place: who one is, how fresh it is, what is wrong."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.client.access import manages
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, KeyleaseError
from keylease.model.roles import OVERSEERS, PEOPLE, Role, Status
from keylease_desktop.navigation import ADMIN_PLACES, MANAGER_PLACES, MEMBER_PLACES, Place
from keylease_desktop.presenters import when
from keylease_desktop.presenters.troubles import trouble
from keylease_desktop.texts import words
from keylease_desktop.theme.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("frame", text)


@dataclass(frozen=True)
class Head:
    """The team and who one is in it, above the places."""

    team: str
    person: str


@dataclass(frozen=True)
class Warning:
    """A state of the whole window. `action` is what can be done about it, `about` which it is."""

    about: str
    tone: Tone
    title: str
    text: str
    action: str = ""


def is_in(now: Snapshot) -> bool:
    """Whether this member was let in and is still there."""
    member = now.state.members.get(now.me)
    return member is not None and member.status is Status.ACTIVE


def places(now: Snapshot) -> tuple[Place, ...]:
    """Which places there are for this member."""
    if not is_in(now):
        return (Place.SETTINGS,)
    if now.self.role in OVERSEERS:
        return ADMIN_PLACES
    keeps = any(manages(now, key) for key in now.state.keys)
    return MANAGER_PLACES if keeps else MEMBER_PLACES


def head(now: Snapshot) -> Head:
    """Team, name and role."""
    if not is_in(now):
        return Head(now.names.team or _tr("Your team"), _tr("not let in yet"))
    role = words.role(now.self.role)
    return Head(now.names.team, _tr("{} · {}").format(now.names.of(now.me), role))


def counts(now: Snapshot) -> dict[Place, int]:
    """Numbers beside places that count what is there; places with alerts count for themselves."""
    present = [member.role for _, member in now.here()]
    return {
        Place.KEYS: len(now.state.keys),
        Place.PEOPLE: sum(role in PEOPLE for role in present),
        Place.SERVICES: sum(role is Role.APP for role in present),
    }


def warning(
    now: Snapshot, reached: bool, t: int, error: KeyleaseError | None = None
) -> Warning | None:
    """What is wrong with what is shown, the worst of it; None where it is as it should be."""
    if now.frozen is not None:
        return Warning(
            "frozen",
            Tone.DANGER,
            _tr("This team is read-only here: histories differ"),
            _why_frozen(now.frozen.code),
            _tr("What to do…"),
        )
    if error is not None:
        known = trouble(error, now, reached)
        about, action = (
            ("moved", _tr("I have the link…"))
            if error.code is Code.E_MOVED
            else ("offline", _tr("Try now"))
        )
        return Warning(about, known.tone, known.title, known.text, action)
    if not reached:
        return Warning(
            "offline",
            Tone.WARNING,
            _tr("The team server is not reached"),
            _tr("You see what was last known, {}. Nothing can be shared or opened until it is "
                "back.").format(when.ago(now.checked, t)),
            _tr("Try now"),
        )  # fmt: skip
    return None


def example() -> Warning:
    """What is said of the example team as long as it is open."""
    return Warning(
        "demo",
        Tone.ACCENT,
        _tr("This is an example team"),
        _tr("Its people and keys are made up, and nothing you do here reaches anybody."),
        _tr("Leave it"),
    )


def _why_frozen(code: str) -> str:
    if code == Code.E_ROLLBACK.name:
        return _tr(
            "The team server shows an older history than you have seen. The evidence is kept."
        )
    return _tr("The team server shows another history than you have seen. The evidence is kept.")


def freshness(
    now: Snapshot, reached: bool, asked: int, t: int, place: str, error: KeyleaseError | None = None
) -> str:
    """Where the team lives and when it was last asked: "This computer · 2 s ago"."""
    if error is not None:
        short = trouble(error, now, reached).short
        return _tr("{} · {}, as of {}").format(place, short, when.ago(now.checked, t))
    if not reached:
        return _tr("{} · offline, as of {}").format(place, when.ago(now.checked, t))
    seconds = max(0, t - asked) // 1000
    age = _tr("{} s ago").format(seconds) if seconds < 60 else when.ago(asked, t)
    return _tr("{} · {}").format(place, age)


def confirmed(now: Snapshot) -> str:
    """By how many the same history is confirmed: "Same history confirmed by 4 of 5"; "" where
    there is nobody who could, or one is not let in and has nothing to compare.
    """
    if now.me in now.state.members and now.state.members[now.me].status is Status.PENDING:
        return ""
    colleagues = {
        id_ for id_, member in now.people() if member.status is Status.ACTIVE and id_ != now.me
    }
    if not colleagues:
        return ""
    agreeing = {one.author for one in now.seen} & colleagues
    if not agreeing:
        return _tr("No colleague has confirmed the same history yet")
    return _tr("Same history confirmed by {} of {}").format(len(agreeing), len(colleagues))


def how_confirmed() -> str:
    """What that waits for, and what to do instead of waiting."""
    return _tr(
        "Each colleague's Keylease says by itself which history it is shown: when it is opened, "
        "then once a day. To be sure of it now, compare the number in Settings, Team, with them."
    )
