"""How somebody stands in the team: their role, suspended for a while, removed for good."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from keylease.client.membership import Parting
from keylease.errors import KeyleaseError
from keylease.model.base import MemberId
from keylease.model.roles import Role
from keylease_desktop.presenters.parting import PartingLine, parting_lines
from keylease_desktop.presenters.people_acts import PeopleActs
from keylease_desktop.texts import words
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Kind
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import Select, TextField
from keylease_desktop.widgets.item_list import Item, ItemList
from keylease_desktop.widgets.label import Label

LONGEST_REASON = 500


class RoleDialog(DialogFrame):
    """`changed(role)` once somebody has another role."""

    changed = Signal(object)

    def __init__(self, window: QWidget, acts: PeopleActs, member: MemberId) -> None:
        super().__init__(
            window,
            self.tr("Change the role of {}").format(acts.name(member)),
            self.tr("Change the role"),
        )
        self._acts, self._member = acts, member
        now = words.role(acts.now.member(member).role)
        self.body.addWidget(Label(self.tr("Now: {}.").format(now), Type.BODY, Tone.MUTED))
        self.role = Select(self.tr("New role"))
        self.role.addItem(self.tr("Choose one"), None)
        for role in acts.roles_for(member):
            self.role.addItem(words.role(role), role)
        self.field(self.tr("New role"), self.role)
        self._means = Label("", Type.BODY, wrap=True)
        self.body.addWidget(self._means)
        self.role.currentIndexChanged.connect(self._show)
        self.accepted_now.connect(self._accept)
        self._show()

    def _show(self) -> None:
        role: Role | None = self.role.currentData()
        self._means.setText("" if role is None else words.role_means(role))
        self._means.setVisible(role is not None)
        self.primary.setEnabled(role is not None)

    def _accept(self) -> None:
        self.busy(self.tr("Changing the role…"))
        self._acts.set_role(self._member, self.role.currentData(), self._done, self._refused)

    def _done(self) -> None:
        self.busy(None)
        self.close()
        self.changed.emit(self.role.currentData())

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))


class SuspendDialog(DialogFrame):
    """`suspended` once somebody opens nothing any more."""

    suspended = Signal()

    def __init__(self, window: QWidget, acts: PeopleActs, member: MemberId) -> None:
        name = acts.name(member)
        super().__init__(
            window,
            self.tr("Suspend {}?").format(name),
            self.tr("Suspend"),
            kind=Kind.DANGER,
        )
        self._acts, self._member = acts, member
        self.body.addWidget(
            Label(
                self.tr(
                    "{} opens nothing and sees nothing new until you let them go on; their access "
                    "is kept. What they have already seen keeps working until it is replaced."
                ).format(name),
                wrap=True,
            )
        )
        self.why = TextField(self.tr("Why"))
        self.why.setMaxLength(LONGEST_REASON)
        self.field(self.tr("Why (optional, on record)"), self.why)
        self.accepted_now.connect(self._accept)

    def _accept(self) -> None:
        self.busy(self.tr("Suspending…"))
        self._acts.suspend(self._member, self.why.text().strip(), self._done, self._refused)

    def _done(self) -> None:
        self.busy(None)
        self.close()
        self.suspended.emit()

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))


class RemoveDialog(DialogFrame):
    """What it ends and what must be replaced afterwards, then `removed(to_replace)`."""

    removed = Signal(int)

    def __init__(self, window: QWidget, acts: PeopleActs, member: MemberId) -> None:
        name = acts.name(member)
        super().__init__(
            window,
            self.tr("Remove {}?").format(name),
            self.tr("Remove {}").format(name),
            kind=Kind.DANGER,
        )
        self._acts, self._member = acts, member
        self._parting: Parting | None = None
        self._intro = Label(
            self.tr(
                "This is for good: to come back, {} has to be invited anew. It ends access here. "
                "What they have seen keeps working until you replace it."
            ).format(name),
            wrap=True,
        )
        self.body.addWidget(self._intro)
        self.lines = ItemList(self.tr("What it comes to"), bare=True, wraps=True)
        self.body.addWidget(self.lines)
        self.why = TextField(self.tr("Why"))
        self.why.setMaxLength(LONGEST_REASON)
        self.field(self.tr("Why (optional, on record)"), self.why)
        self.accepted_now.connect(self._accept)
        self.primary.setEnabled(False)
        self.lines.show_items(
            [Item("reading", self.tr("Looking what it ends…"), icon="hourglass", tone=Tone.MUTED)]
        )
        acts.parting(member, self._show, self._refused)

    def _show(self, parting: Parting) -> None:
        self._parting = parting
        self.lines.show_items([_item(one) for one in parting_lines(self._acts.now, parting)])
        self.primary.setEnabled(True)

    def _accept(self) -> None:
        self.busy(self.tr("Removing…"))
        self._acts.remove(self._member, self.why.text().strip(), self._done, self._refused)

    def _done(self) -> None:
        self.busy(None)
        self.close()
        self.removed.emit(0 if self._parting is None else len(self._parting.replace))

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))


def _item(line: PartingLine) -> Item:
    return Item(line.icon, line.title, line.text, icon=line.icon, tone=line.tone)
