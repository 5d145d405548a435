"""Invite people: one, or as many as a pasted list names; each gets a link of their own."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from keylease.errors import KeyleaseError
from keylease.model.roles import Role
from keylease_desktop.presenters.people_acts import (
    LASTS,
    MOST_AT_ONCE,
    USUALLY,
    Link,
    PeopleActs,
    invited_in,
)
from keylease_desktop.texts import words
from keylease_desktop.texts.refusals import refusal
from keylease_desktop.theme.tokens import Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.announce import announce
from keylease_desktop.widgets.dialog_frame import DialogFrame
from keylease_desktop.widgets.inputs import Select
from keylease_desktop.widgets.item_list import Action, Item, ItemList
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.segmented import Segmented
from keylease_desktop.widgets.text_area import TextArea


class InviteDialog(DialogFrame):
    """`invited(links)` once they are made."""

    invited = Signal(object)

    def __init__(self, window: QWidget, acts: PeopleActs) -> None:
        super().__init__(window, self.tr("Invite people"), self.tr("Make a link"))
        self._acts = acts
        self.who = TextArea(self.tr("Who"), 4)
        self.who.setPlaceholderText(
            self.tr("Names or e-mail addresses, one a line or between commas.")
        )
        self.field(self.tr("Who (a note for you; nothing is sent)"), self.who)
        self.role = Select(self.tr("Role"))
        for role in acts.roles:
            self.role.addItem(words.role(role), role)
        self.field(self.tr("Role"), self.role)
        self._means = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        self.body.addWidget(self._means)
        self.lasts = Segmented(
            self.tr("Can be used for"),
            [
                (days, self.tr("1 day") if days == 1 else self.tr("{} days").format(days))
                for days in LASTS
            ],
        )
        self.lasts.choose(USUALLY)
        self.field(self.tr("Can be used for"), self.lasts)
        self.body.addWidget(
            Label(
                self.tr(
                    "Each link lets one person join. They see nothing until you let them in, and "
                    "whoever has the link first could be them: compare words then."
                ),
                Type.CAPTION,
                Tone.MUTED,
                wrap=True,
            )
        )
        if acts.here_only:
            self.body.addWidget(
                Label(
                    self.tr(
                        "A link made now works on this computer only, where the team lives. For "
                        "people at other computers, first move the team to a team server, or host "
                        "it from here: Settings, Team."
                    ),
                    Type.CAPTION,
                    Tone.WARNING,
                    wrap=True,
                )
            )
        self.who.textChanged.connect(self._show)
        self.role.currentIndexChanged.connect(self._show)
        self.accepted_now.connect(self._accept)
        self._show()

    @property
    def _named(self) -> tuple[str, ...]:
        return invited_in(self.who.toPlainText())

    def _show(self) -> None:
        count = max(len(self._named), 1)
        many = self.tr("Make {} links").format(count)
        self.primary.set_caption(many if count > 1 else self.tr("Make a link"))
        self._means.setText(words.role_means(self.role.currentData()))
        too_many = count > MOST_AT_ONCE
        self.primary.setEnabled(not too_many and self.role.count() > 0)
        most = self.tr("At most {} at once: shorten the list.").format(MOST_AT_ONCE)
        self.refuse(most if too_many else "")

    def _accept(self) -> None:
        self.busy(self.tr("Inviting…"))
        role: Role = self.role.currentData()
        self._acts.invite(self._named, role, self.lasts.value, self._done, self._refused)

    def _done(self, links: tuple[Link, ...]) -> None:
        self.busy(None)
        self.close()
        self.invited.emit(links)

    def _refused(self, error: KeyleaseError) -> None:
        self.busy(None)
        self.refuse(refusal(error))


class LinksDialog(DialogFrame):
    """The links, shown once."""

    def __init__(self, window: QWidget, links: Sequence[Link]) -> None:
        one = len(links) == 1
        self._links = tuple(links)
        super().__init__(
            window,
            self.tr("One link") if one else self.tr("{} links").format(len(links)),
            self.tr("Copy the link") if one else self.tr("Copy all"),
            cancel=self.tr("Close"),
        )
        self.body.addWidget(
            Label(
                self.tr(
                    "Give each person their own link. It is shown here once and kept nowhere; an "
                    "unused one can be taken back under People, Invitations."
                ),
                wrap=True,
            )
        )
        self.list = ItemList(self.tr("Links"), bare=True, dense=True)
        self.list.acted.connect(lambda place, _: self._copy_one(int(str(place))))
        self.body.addWidget(self.list)
        self.said = Label("", Type.CAPTION, Tone.GOOD)
        self.said.hide()
        self.body.addWidget(self.said)
        self._copied: set[int] = set()
        self.accepted_now.connect(self._copy_all)
        self._show()

    def _show(self) -> None:
        copy = (Action("copy", icon="copy", tip=self.tr("Copy this link")),)
        self.list.show_items(
            [
                Item(
                    place,
                    link.who or self.tr("For anyone"),
                    link.url,
                    icon="link",
                    trailing=self.tr("copied") if place in self._copied else "",
                    actions=copy,
                )
                for place, link in enumerate(self._links)
            ]
        )

    def _copy_one(self, place: int) -> None:
        QGuiApplication.clipboard().setText(self._links[place].url)
        self._tell({place}, self.tr("Copied."))

    def _copy_all(self) -> None:
        if len(self._links) == 1:
            self._copy_one(0)
            return
        lines = [f"{link.who}: {link.url}" for link in self._links]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._tell(set(range(len(lines))), self.tr("All are copied, one a line."))

    def _tell(self, places: set[int], text: str) -> None:
        self._copied |= places
        self._show()
        self.said.setText(text)
        self.said.show()
        announce(self, text)
