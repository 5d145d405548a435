"""Putting a value in: whose it is, what it would be called, whether it is here already."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from keylease.client.entering import (
    Guess,
    ProviderFacts,
    entered,
    found_here,
    guess,
    known_providers,
    provider_facts,
)
from keylease.client.keys import NewKey
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import KeyleaseError
from keylease.model.base import EnvironmentId, KeyId, MemberId
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.services.team import TeamService

PAUSE = 250
"""Milliseconds after the last letter before the team is asked about a value."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("entering", text)


@dataclass(frozen=True)
class Recognition:
    """What is found out about a value. `provider` is None where several or none would do.

    `fault` is why it cannot be taken, `caution` what gives pause, `twin` where it is here already.
    """

    provider: ProviderFacts | None = None
    name: str = ""
    variable: str = ""
    said: str = ""
    fault: str = ""
    caution: str = ""
    twin: str = ""


@dataclass(frozen=True)
class Words:
    """What a person says about a new key."""

    name: str
    provider: str
    environment: EnvironmentId
    variable: str = ""
    monthly_cap: str = ""
    scopes: str = ""
    base_url: str = ""
    known_to: tuple[MemberId, ...] = ()
    known_elsewhere: str = ""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Further fields of the key, where something was said."""
        said = (
            ("variable", self.variable),
            ("monthly_cap", self.monthly_cap),
            ("scopes", self.scopes),
        )
        return tuple((field, text.strip()) for field, text in said if text.strip())


def recognise(value: str, hint: str = "") -> Recognition:
    """What a value tells by itself."""
    text = value.strip()
    if not text:
        return Recognition()
    found = guess(text, hint)
    best = _best(found, text)
    if best is None:
        several = ", ".join(one.provider.name for one in found[:3])
        said = (
            _tr("May be from {}. Choose.").format(several)
            if found
            else _tr("Its form does not say whose it is. Choose the provider.")
        )
        return Recognition(said=said)
    caution = ""
    if best.admin:
        caution = _tr(
            "This is an admin key: whoever opens it can make and delete keys at {}. Put in an "
            "ordinary key for daily work."
        ).format(best.provider.name)
    return Recognition(
        provider=best.provider,
        name=best.provider.id,
        variable=best.provider.variable,
        said=_tr("Recognised: {}").format(best.provider.name),
        caution=caution,
    )


def _best(found: Sequence[Guess], value: str) -> Guess | None:
    """The one that stands out: certain, or with the longest beginning of its own."""
    if found and found[0].certain:
        return found[0] if len(found) == 1 or not found[1].certain else None
    fitting = [
        one for one in found if one.provider.prefix and value.startswith(one.provider.prefix)
    ]
    return fitting[0] if len(fitting) == 1 else None


def twin_text(now: Snapshot, found: Sequence[tuple[KeyId, int]], but: KeyId | None) -> str:
    """Where the same value is here already."""
    if not found:
        return ""
    shown = now.names.told_apart()
    key, version = found[0]
    if key == but:
        return _tr(
            "That is version {} of this key. Make a new value at its provider first."
        ).format(version)
    environment = now.state.keys[key].environment
    return _tr(
        "That value is here already: {}, version {}, in {}. Use that key, or make a value of its "
        "own at the provider."
    ).format(named(shown, key), version, named(shown, environment))


class EnterPresenter(QObject):
    """Looks at a value while it is typed. `recognised(Recognition)` at once, and again when the
    team has been asked; `entered(KeyId)` or `refused(KeyleaseError)` at the end.

    With `key` the value replaces that key's value.
    """

    recognised = Signal(object)
    entered = Signal(str)
    refused = Signal(object)

    def __init__(
        self, team: TeamService, key: KeyId | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.team = team
        self.key = key
        self.recognition = Recognition()
        self._value = ""
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)

    @property
    def now(self) -> Snapshot:
        """The newest snapshot."""
        now = self.team.snapshot
        assert now is not None, "a dialog does not outlive the lock"
        return now

    def environments(self) -> list[tuple[EnvironmentId, str]]:
        """Where a key may belong: id and name."""
        shown = self.now.names.told_apart()
        return [(id_, named(shown, id_)) for id_ in self.now.state.environments]

    def providers(self) -> list[ProviderFacts]:
        """All that can be chosen."""
        return known_providers()

    def people(self) -> list[tuple[MemberId, str]]:
        """Who may be said to know the value: everybody who is or was here."""
        shown = self.now.names.told_apart()
        ids = [id_ for id_, _ in self.now.people() if id_ != self.now.me]
        return [(id_, named(shown, id_)) for id_ in ids]

    def look(self, value: str) -> None:
        """Look at what was typed so far."""
        self._value = value.strip()
        hint = "" if self.key is None else self.now.names.field(self.key, "provider")
        found = recognise(self._value, hint)
        self._tell(found if self.key is None else self._against_key(found))
        self._pause.start()

    def _against_key(self, found: Recognition) -> Recognition:
        assert self.key is not None
        own = provider_facts(self.now.names.field(self.key, "provider"))
        if found.provider is not None and found.provider.id != own.id:
            caution = _tr("This looks like a key of {}, not of {}. Check it.")
            return Recognition(provider=own, caution=caution.format(found.provider.name, own.name))
        return Recognition(provider=own, caution=found.caution)

    def _tell(self, found: Recognition) -> None:
        self.recognition = found
        self.recognised.emit(found)

    def _ask(self) -> None:
        """Ask whether the team has this very value; and whether it can be a value at all."""
        value = self._value
        if not value:
            return

        def work(session: Session) -> list[tuple[KeyId, int]]:
            return found_here(session, entered(value, self.team.assembly.random))

        def answered(found: list[tuple[KeyId, int]]) -> None:
            if value == self._value:
                self._add(twin=twin_text(self.now, found, self.key))

        def wrong(error: KeyleaseError) -> None:
            if value == self._value:
                self._add(fault=str(error))

        self.team.ask(work, answered, failed=wrong)

    def _add(self, *, twin: str = "", fault: str = "") -> None:
        found = self.recognition
        if (found.twin, found.fault) != (twin, fault):
            self._tell(
                Recognition(
                    found.provider,
                    found.name,
                    found.variable,
                    found.said,
                    fault,
                    found.caution,
                    twin,
                )
            )

    def add(self, value: str, words: Words) -> None:
        """Put a new key in, and on record who knew it before."""
        text, random = value.strip(), self.team.assembly.random

        def work(session: Session) -> KeyId:
            record = entered(text, random, base_url=words.base_url.strip())
            new = NewKey(words.name.strip(), words.provider, words.environment, None, words.facts)
            key = session.keys.add(new, record)
            known = words.known_elsewhere.strip()
            if words.known_to or known:
                session.keys.declare_exposure(key, 1, words.known_to, who=known)
            return key

        self.team.act(
            work,
            doing=self.tr("Adding {}…").format(words.name),
            then=self.entered.emit,
            failed=self.refused.emit,
        )

    def replace(self, value: str) -> None:
        """Put a new value in, hand it to all who have access, and take it into use."""
        key, text, random = self.key, value.strip(), self.team.assembly.random
        assert key is not None, "there is a key to replace the value of"

        def work(session: Session) -> KeyId:
            session.keys.rotate(key, entered(text, random))
            return key

        self.team.act(
            work,
            doing=self.tr("Handing out the new value…"),
            then=self.entered.emit,
            failed=self.refused.emit,
        )

    def forget(self) -> None:
        """Let go of what was typed."""
        self._value = ""
        self._pause.stop()
