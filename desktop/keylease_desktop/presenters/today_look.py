"""What a row of Today is, what it offers to do, and what its texts are made from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from keylease.client.access import manages
from keylease.client.snapshot import Snapshot
from keylease.insight.exposure import Exposure
from keylease.model.base import KeyId, MemberId
from keylease_desktop.presenters.happening_words import Shown
from keylease_desktop.theme.tokens import Tone


class Act(Enum):
    """What a row offers to do."""

    CONTINUE_LEAVER = "continue"
    REPLACE = "replace"
    ANSWER = "answer"
    APPROVE = "approve"
    LET_IN = "let-in"
    RENEW = "renew"
    ADD_MANAGER = "add-manager"
    RENEW_NAMES = "renew-names"
    SEE_KEY = "see-key"
    SEE_SERVICES = "see-services"
    SEE_REVIEWS = "see-reviews"
    SEE_PEOPLE = "see-people"
    SEE_ACTIVITY = "see-activity"
    ADD_KEY = "add-key"
    INVITE = "invite"


LOOKS = frozenset(act for act in Act if act.value.startswith("see-")) | {Act.CONTINUE_LEAVER}
"""What only leads to another place, and so is offered where nothing can be done."""


@dataclass(frozen=True)
class Wish:
    """An act and what it is about: ids of keys, grants, requests or people."""

    act: Act
    ids: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The first id; "" for none."""
        return self.ids[0] if self.ids else ""


@dataclass(frozen=True)
class TodayRow:
    """One thing to do: what it is, why, and the buttons (the primary one last)."""

    id: str
    icon: str
    tone: Tone
    title: str
    second: str
    acts: tuple[tuple[str, Wish], ...]


@dataclass(frozen=True)
class Look:
    """What the texts are made from. `left_at` says when a member left, if that is known."""

    now: Snapshot
    shown: Shown
    exposures: Sequence[Exposure]
    reasons: dict[tuple[MemberId, KeyId, int], str]
    left_at: Callable[[MemberId], int | None]
    t: int

    def name(self, id_: str | None) -> str:
        """A name, as it may be shown."""
        return self.shown.of(id_)

    def managed(self, key: KeyId | None) -> bool:
        """Whether one can lend and replace that key oneself."""
        return key is not None and manages(self.now, key)
