"""Taking keys over from a `.env`: what the file holds, what is chosen, and putting it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from keylease.client.entering import Entry, entered, entries, found_here, read_entries
from keylease.client.keys import NewKey
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, KeyleaseError, Usage
from keylease.model.base import EnvironmentId
from keylease_desktop.presenters.entering import twin_text
from keylease_desktop.presenters.happening_words import named
from keylease_desktop.services.team import TeamService


@dataclass(frozen=True)
class Taking:
    """One line that is to become a key."""

    entry: Entry
    name: str
    provider: str
    environment: EnvironmentId


@dataclass(frozen=True)
class Result:
    """What became of one line; `problem` is empty where its key is in."""

    variable: str
    name: str
    problem: str


class ImportPresenter(QObject):
    """`taken(tuple[Result])` at the end; `stage(done, of)` while it goes on."""

    taken = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        team: TeamService,
        source: str,
        lines: Sequence[Entry],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.team = team
        self.source = source
        self.lines = tuple(lines)

    @classmethod
    def of_file(cls, team: TeamService, path: Path) -> "ImportPresenter":
        """What a file holds; Usage(E_IMPORT) if it is none that can be read."""
        return cls(team, path.name, read_entries(path))

    @classmethod
    def of_text(cls, team: TeamService, text: str) -> "ImportPresenter":
        """What pasted text holds; Usage(E_IMPORT) if it holds no variables."""
        return cls(team, "", entries(text.encode("utf-8", "surrogatepass")))

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

    def likely_environment(self, entry: Entry) -> EnvironmentId:
        """The environment that the line's or the file's name means; "" if none does."""
        wanted = entry.environment.casefold()
        found = (id_ for id_, name in self.environments() if name.casefold() == wanted)
        return next(found, "")

    def take(self, wanted: Sequence[Taking], known_elsewhere: str) -> None:
        """Put them in, one after the other; what stops one does not stop the others."""
        known, random = known_elsewhere.strip(), self.team.assembly.random

        def put(session: Session, one: Taking) -> Result:
            try:
                record = entered(one.entry.value.reveal().decode(), random)
                found = found_here(session, record)
                if found:
                    raise Usage(Code.E_VALUE, twin_text(session.snapshot, found, None))
                key = session.keys.add(NewKey(one.name, one.provider, one.environment), record)
                if known:
                    session.keys.declare_exposure(key, 1, (), who=known)
            except KeyleaseError as error:
                return Result(one.entry.variable, one.name, error.detail or str(error))
            return Result(one.entry.variable, one.name, "")

        self.team.act(
            lambda session: tuple(put(session, one) for one in wanted),
            doing=self.tr("Importing…"),
            then=self.taken.emit,
            failed=self.refused.emit,
        )

    def forget(self) -> None:
        """Wipe the values that were read."""
        for entry in self.lines:
            entry.value.wipe()
