"""What happened, in a sentence: "Ben opened openai-prod"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from keylease.client.activity import Happening
from keylease.model.access import Purpose
from keylease.model.base import MemberId
from keylease.model.events import VersionState
from keylease_desktop.presenters import when
from keylease_desktop.texts import words

MACHINERY = frozenset({"sealed", "renewed-names-key", "checkpoint", "review-scope", "suite"})
"""What the program does on its own, in the wake of what a person does."""
NAMED_AT_ONCE = 3
EMBEDDED = "local"
"""What an embedded relay writes down as the address of whoever asks."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("happenings", text)


@dataclass(frozen=True)
class Shown:
    """Names by id, as they may be shown; for an id that has none stands of what kind it is.

    `said` keeps what was looked up for one row, since a hundred thousand follow.
    """

    names: dict[str, str]
    said: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def once(self, kind: str, word: str, look_up: Callable[[], str]) -> str:
        """A text that is looked up once for all rows."""
        text = self.said.get((kind, word))
        if text is None:
            text = self.said[kind, word] = look_up()
        return text

    def of(self, id_: str | None) -> str:
        """One name; "" for none."""
        return "" if id_ is None else named(self.names, id_)

    def all(self, ids: tuple[MemberId, ...]) -> str:
        """Some names: "Ben, Dee and 4 more"."""
        return listed([self.of(id_) for id_ in ids])


def named(names: Mapping[str, str], id_: str) -> str:
    """The name of an id, or what stands for it where it has none."""
    return names.get(id_) or nameless(id_)


def nameless(id_: str) -> str:
    """What stands for an id whose name was never told here; the id itself says nobody anything."""
    return {
        "mem": _tr("somebody unknown"),
        "key": _tr("a key without a name"),
        "env": _tr("an unknown environment"),
        "lst": _tr("a list without a name"),
        "rev": _tr("a review without a title"),
    }.get(id_.partition("_")[0], id_)


def listed(names: list[str]) -> str:
    """ "Ben", "Ben and Dee", "Ben, Dee and Noor", "Ben, Dee and 4 more"."""
    if len(names) > NAMED_AT_ONCE:
        first = ", ".join(names[: NAMED_AT_ONCE - 1])
        return _tr("{} and {} more").format(first, len(names) - NAMED_AT_ONCE + 1)
    if len(names) < 2:
        return "".join(names)
    return _tr("{} and {}").format(", ".join(names[:-1]), names[-1])


def sentence(shown: Shown, one: Happening) -> str:
    """Who did what, with what and to whom."""
    state = one.detail.get("to", "") if one.what == "state" else ""
    code = one.detail.get("code", "")
    return shown.once(one.what, state, lambda: phrase(one)).format(
        who=shown.of(one.who),
        key=shown.of(one.key) or _tr("a key"),
        to=(shown.all(one.to) if one.to else "") or _tr("somebody"),
        version=one.version or "?",
        why=shown.once("why", code, lambda: why_refused(code)) if code else "",
        review=shown.of(one.detail.get("review")) or _tr("a review"),
        name=one.detail.get("name") or _tr("an environment"),
    )


def phrase(one: Happening) -> str:
    """The sentence with room for names: {who}, {key}, {to}, {version}, {why}, {review}
    and {name}, of an environment.
    """
    if one.what == "state":
        return _state(one.detail.get("to", ""))
    return _phrases().get(one.what) or _tr("{who} did something this program does not know")


def _phrases() -> dict[str, str]:
    return {**_about_keys(), **_about_access(), **_about_people(), **_about_the_team()}


def _about_keys() -> dict[str, str]:
    return {
        "added": _tr("{who} added {key}"),
        "edited": _tr("{who} changed what is said of {key}"),
        "version": _tr("{who} put version {version} into {key}"),
        "resealed": _tr("{who} handed out version {version} of {key}"),
        "custodian": _tr("{who} changed who manages {key}: {to}"),
        "frozen": _tr("{who} froze {key}"),
        "thawed": _tr("{who} thawed {key}"),
        "declared": _tr("{who} noted who knew {key} before"),
        "opened": _tr("{who} opened {key}"),
        "refused": _tr("{who} was refused {key}: {why}"),
    }


def _state(state: str) -> str:
    return {
        VersionState.ACTIVE.value: _tr("{who} put version {version} of {key} into use"),
        VersionState.DEACTIVATED.value: _tr("{who} took version {version} of {key} out of use"),
        VersionState.COMPROMISED.value: _tr("{who} marked version {version} of {key} as leaked"),
        VersionState.DESTROYED.value: _tr("{who} showed that version {version} of {key} is dead"),
    }.get(state, _tr("{who} changed version {version} of {key}"))


def _about_access() -> dict[str, str]:
    return {
        "requested": _tr("{who} asked for {key}"),
        "denied": _tr("{who} said no to a request"),
        "granted": _tr("{who} shared {key} with {to}"),
        "approved": _tr("{who} approved access of {to} to {key}"),
        "renewed": _tr("{who} renewed access of {to} to {key}"),
        "limited": _tr("{who} shortened access of {to} to {key}"),
        "revoked": _tr("{who} revoked access of {to} to {key}"),
        "reviewed": _tr("{who} decided in {review}"),
        "review-scope": _tr("{who} prepared a review"),
        "review-opened": _tr("{who} opened the review {review}"),
        "review-closed": _tr("{who} closed the review {review}"),
        "incident": _tr("{who} opened an incident"),
        "incident-note": _tr("{who} added to an incident"),
        "incident-closed": _tr("{who} closed an incident"),
    }


def _about_people() -> dict[str, str]:
    return {
        "invited": _tr("{who} invited somebody"),
        "uninvited": _tr("{who} took an invitation back"),
        "joined": _tr("{who} joined and waits to be let in"),
        "admitted": _tr("{who} let {to} in"),
        "verified": _tr("{who} compared words with {to}"),
        "role": _tr("{who} changed the role of {to}"),
        "suspended": _tr("{who} suspended {to}"),
        "resumed": _tr("{who} let {to} go on"),
        "removed": _tr("{who} removed {to}"),
        "left": _tr("{who} left the team"),
        "acknowledged": _tr("{who} read the handling rules"),
        "app-added": _tr("{who} made the service {to}"),
        "app-renewed": _tr("{who} renewed the service {to}"),
        "list": _tr("{who} changed a list: {to}"),
    }


def _about_the_team() -> dict[str, str]:
    return {
        "founded": _tr("{who} founded the team"),
        "policy": _tr("{who} changed the team's rules"),
        "environment": _tr("{who} set the rules of {name}"),
        "sealed": _tr("{who} prepared a new key for names"),
        "renewed-names-key": _tr("{who} renewed the key for names"),
        "checkpoint": _tr("{who} set a checkpoint"),
        "relay": _tr("{who} moved the team to another server"),
        "suite": _tr("{who} raised the team's cryptography"),
    }


def why_refused(code: str) -> str:
    """Why somebody was refused, in a few words; the code itself where there are none."""
    return {
        "E_EXPIRED": _tr("access ended"),
        "E_REVOKED": _tr("access was revoked"),
        "E_LAPSED": _tr("a review let it end"),
        "E_FROZEN": _tr("the key is frozen"),
        "E_NO_USES": _tr("all uses are spent"),
        "E_IDLE": _tr("unused for too long"),
        "E_NET": _tr("from another network"),
        "E_NOT_YET": _tr("access has not begun"),
        "E_APPROVAL": _tr("a second yes is missing"),
        "E_AUTHOR_INACTIVE": _tr("not an active member"),
        "E_RULES": _tr("the handling rules are not read"),
        "E_NO_GRANT": _tr("no access"),
        "E_NO_VERSION": _tr("no version is in use"),
        "E_UNSEALED": _tr("the new value is not handed out yet"),
    }.get(code, code)


def purpose(name: str) -> str:
    """What a value was opened for; "" where that is not told."""
    return words.purpose(Purpose(name)) if name in set(Purpose) else ""


def reason(one: Happening) -> str:
    """What somebody wrote beside it."""
    return one.detail.get("reason") or one.detail.get("note") or ""


def source(one: Happening) -> str:
    """From where somebody asked: an address, or the computer that the team server runs on."""
    where = one.detail.get("source", "")
    return _tr("on this computer") if where == EMBEDDED else where


def ago(one: Happening, t: int) -> str:
    """When, and from where if it was an opening."""
    return " · ".join(filter(None, [when.ago(one.at, t), source(one)]))
