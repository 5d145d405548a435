"""The place People: its rows, who is chosen, and what is known of them."""

from PySide6.QtCore import QObject, Signal

from keylease.client.membership import leads, may_invite_to
from keylease.client.snapshot import Snapshot
from keylease.model.base import MemberId
from keylease_desktop.presenters.people_rows import (
    InvitationRow,
    ListRow,
    PersonRow,
    invitation_rows,
    list_rows,
    people_rows,
)
from keylease_desktop.presenters.person_facts import PersonFacts, person_facts
from keylease_desktop.presenters.record import TeamRecord
from keylease_desktop.services.team import TeamService


class PeoplePresenter(QObject):
    """`changed` each time the rows were computed; `facts_changed(PersonFacts | None)` about who is
    chosen. Rows that did not change are the same objects.
    """

    changed = Signal()
    facts_changed = Signal(object)

    def __init__(
        self, team: TeamService, record: TeamRecord, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._team = team
        self._record = record
        self._chosen: MemberId | None = None
        self.people: tuple[PersonRow, ...] = ()
        self.invitations: tuple[InvitationRow, ...] = ()
        self.lists: tuple[ListRow, ...] = ()
        self.facts: PersonFacts | None = None
        self.all_invitations = False
        team.minute_passed.connect(self._compute)
        team.snapshot_changed.connect(self._compute)
        team.attention.changed.connect(self._show_facts)
        team.locked.connect(self._forget)
        record.changed.connect(self._compute)
        self._compute()

    @property
    def snapshot(self) -> Snapshot | None:
        """What the rows were computed from."""
        return self._team.snapshot

    @property
    def may_invite(self) -> bool:
        """Whether this member can invite anybody."""
        now = self.snapshot
        return now is not None and bool(may_invite_to(now))

    @property
    def may_make_lists(self) -> bool:
        """Whether this member can make lists."""
        now = self.snapshot
        return now is not None and leads(now) and now.frozen is None

    @property
    def here(self) -> int:
        """How many people are in the team, or wait to be."""
        return sum(not row.gone for row in self.people)

    def choose(self, member: MemberId | None) -> None:
        """Say whom the panel is about."""
        self._chosen = member
        self._show_facts()

    def show_all_invitations(self, every: bool) -> None:
        """Show invitations that cannot be used any more as well."""
        self.all_invitations = every
        self._compute()

    def _compute(self) -> None:
        now = self.snapshot
        if now is None:
            return
        t = self._team.now()
        known = {row: row for row in self.people}
        fresh = people_rows(now, self._record.last_of, t)
        self.people = tuple(known.get(row, row) for row in fresh)
        notes = {
            one.seq: one.detail.get("note", "")
            for one in self._record.happened
            if one.what == "invited"
        }
        self.invitations = invitation_rows(now, notes, t, all_of_them=self.all_invitations)
        self.lists = list_rows(now)
        self.changed.emit()
        self._show_facts()

    def _show_facts(self) -> None:
        now = self.snapshot
        facts = None
        if now is not None and self._chosen is not None:
            happened, t = self._record.happened, self._team.now()
            seen = self._team.attention.exposures
            facts = person_facts(now, seen, happened, self._chosen, t)
        if facts != self.facts:
            self.facts = facts
            self.facts_changed.emit(facts)

    def _forget(self) -> None:
        self._chosen, self.facts = None, None
        self.people, self.invitations, self.lists = (), (), ()
        self.changed.emit()
        self.facts_changed.emit(None)
