"""The place Settings: what the app remembers, and what is really protected here."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from keylease import __version__
from keylease.client.backup import Exported
from keylease_desktop.dialogs.change_passphrase import ChangePassphraseDialog
from keylease_desktop.dialogs.recovery_kit import RecoveryKitDialog
from keylease_desktop.navigation import Place
from keylease_desktop.presenters import when
from keylease_desktop.presenters.frame import confirmed, how_confirmed
from keylease_desktop.presenters.recovery_kit import RecoveryKitPresenter, is_rehearsed
from keylease_desktop.presenters.settings import History, SettingsPresenter
from keylease_desktop.screens.context import Context, PlaceView
from keylease_desktop.screens.settings_parts import FindingsView, Page, row, say
from keylease_desktop.screens.team_server import TeamServerCard
from keylease_desktop.services.desktop_entry import has_entries
from keylease_desktop.services.language import LANGUAGES
from keylease_desktop.services.settings import Theme
from keylease_desktop.theme.tokens import Metrics, Tone
from keylease_desktop.theme.type import Type
from keylease_desktop.widgets.buttons import Button, Kind
from keylease_desktop.widgets.command_palette import Entry
from keylease_desktop.widgets.inputs import CheckBox, Select
from keylease_desktop.widgets.label import Label
from keylease_desktop.widgets.page_header import PageHeader
from keylease_desktop.widgets.segmented import Segmented
from keylease_desktop.widgets.tabs import Tabs
from keylease_desktop.widgets.words import WordsView

ABOVE = 14
MINUTES = (1, 2, 5, 10, 15, 30, 60)
SECONDS = (10, 20, 30, 60, 120)
GENERAL, SECURITY, TEAM, DATA, ABOUT = "general", "security", "team", "data", "about"


class SettingsScreen(QWidget):
    """Five pages; the second tells what is protected on this machine."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._settings = context.settings
        self.presenter = SettingsPresenter(context.team, context.machine, self)
        column = QVBoxLayout(self)
        # four pixels less at the left: the pages below keep them for the ring round a card's field
        column.setContentsMargins(Metrics.PAGE - 4, ABOVE, 0, 0)
        column.setSpacing(14)
        head = QVBoxLayout()
        head.setContentsMargins(4, 0, Metrics.PAGE, 0)
        head.setSpacing(14)
        head.addWidget(PageHeader(self.tr("Settings")))
        column.addLayout(head)
        self.tabs = Tabs(
            self.tr("Pages of the settings"),
            [
                (GENERAL, self.tr("General")),
                (SECURITY, self.tr("Security")),
                (TEAM, self.tr("Team")),
                (DATA, self.tr("Data")),
                (ABOUT, self.tr("About")),
            ],
        )
        head.addWidget(self.tabs)
        self._pages = {
            GENERAL: self._general(),
            SECURITY: self._security(),
            TEAM: self._team_page(),
            DATA: self._data(),
            ABOUT: self._about(),
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        column.addWidget(self._stack, 1)
        self.tabs.changed.connect(self.show_page)
        self._connect()
        self.show_page(GENERAL)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.checked.connect(self._show_check)
        presenter.history_read.connect(self._show_history)
        presenter.refused.connect(self._context.refuse)
        presenter.exported.connect(self._exported)
        presenter.passphrase_changed.connect(
            lambda: self._context.say(self.tr("The passphrase is changed."))
        )
        # no lambda: it would be called after the screen has gone
        self._context.team.snapshot_changed.connect(self._show_team)

    def show_page(self, name: str) -> None:
        """Go to a page, and look afresh at what it tells."""
        if self.tabs.value != name:
            self.tabs.choose(name)
            return
        self._stack.setCurrentWidget(self._pages[name])
        if name == SECURITY:
            self.presenter.check()
        elif name == TEAM:
            self._show_team()
            self.server.show_now()
            self.presenter.read_history()

    # General -----------------------------------------------------------------------------------

    def _general(self) -> Page:
        page = Page()
        card = page.card(self.tr("Looks"))
        self.theme = Segmented(
            self.tr("Theme"),
            [
                (Theme.SYSTEM, self.tr("System")),
                (Theme.LIGHT, self.tr("Light")),
                (Theme.DARK, self.tr("Dark")),
            ],
        )
        self.theme.choose(self._settings.theme)
        self.theme.changed.connect(self._settings.set_theme)
        row(card, self.tr("Theme"), self.theme)
        self.language = Select(self.tr("Language"))
        self.language.addItem(self.tr("The system's"), "")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(
            max(self.language.findData(self._settings.name("language")), 0)
        )
        self.language.currentIndexChanged.connect(
            lambda _: self._settings.set_name("language", self.language.currentData())
        )
        row(card, self.tr("Language"), self.language)
        row(card, self.tr("Reduced motion"), self._switch("reduced_motion"))
        card = page.card(self.tr("Beside other programs"))
        self.tray = self._switch("tray")
        below = row(card, self.tr("Keep an icon beside the clock"), self.tray)
        if not self._context.machine.has_tray():
            self.tray.setEnabled(False)
            say(
                below,
                self.tr("This desktop has no place for one. Closing the window ends the app."),
            )
        if has_entries():
            row(card, self.tr("Start when you log in"), self._switch("start_at_login"))
            row(
                card,
                self.tr("Open links that begin with “keylease:”"),
                self._switch("open_links"),
                self.tr("From a note about a shared key, or an invite. The app asks first."),
            )
        return page

    def _switch(self, name: str) -> CheckBox:
        box = CheckBox("")
        box.setChecked(self._settings.switch(name))
        box.toggled.connect(lambda on: self._settings.set_switch(name, on))
        return box

    # Security ----------------------------------------------------------------------------------

    def _security(self) -> Page:
        page = Page()
        card = page.card(self.tr("Locking"))
        self.minutes = Select(self.tr("Lock after"))
        for minutes in MINUTES:
            text = when.counted(minutes, self.tr("{} minute"), self.tr("{} minutes"))
            self.minutes.addItem(text, minutes)
        self._number(self.minutes, "lock_minutes")
        row(card, self.tr("Lock when nothing was touched for"), self.minutes)
        row(card, self.tr("Lock when the computer sleeps"), self._switch("lock_on_sleep"))
        row(card, self.tr("Lock with the screen"), self._switch("lock_on_screen_lock"))
        card = page.card(self.tr("Values"))
        self.seconds = Select(self.tr("Clear the clipboard after"))
        for seconds in SECONDS:
            self.seconds.addItem(self.tr("{} seconds").format(seconds), seconds)
        self._number(self.seconds, "clipboard_seconds")
        row(card, self.tr("Clear the clipboard after"), self.seconds)
        row(card, self.tr("Keep the window out of screenshots"), self._switch("hide_from_capture"))
        card = page.card(self.tr("Unlocking"))
        self.change = Button(self.tr("Change…"))
        self.change.clicked.connect(self.change_passphrase)
        row(card, self.tr("Passphrase"), self.change)
        self.key_ring = Button("")
        self.key_ring.setEnabled(False)
        self._key_ring_uses = False
        self.key_ring.clicked.connect(lambda: self.presenter.use_key_ring(not self._key_ring_uses))
        self._key_ring_text = row(card, self.tr("Key ring of the system"), self.key_ring)
        self.kit = Button("")
        self.kit.clicked.connect(self.make_kit)
        self._kit_text = row(card, self.tr("Recovery kit"), self.kit)
        self._show_kit()
        card = page.card(
            self.tr("What is really protected on this machine"),
            self.tr("Looked at just now, on this very machine."),
        )
        self.findings = FindingsView(self.tr("What was found"))
        card.column.addWidget(self.findings)
        return page

    def _number(self, select: Select, name: str) -> None:
        """Bind a list of numbers; a value from elsewhere is shown as the nearest offered."""
        now = self._settings.number(name)
        offered = [select.itemData(place) for place in range(select.count())]
        nearest = min(range(len(offered)), key=lambda place: abs(offered[place] - now))
        select.setCurrentIndex(nearest)
        select.currentIndexChanged.connect(
            lambda _: self._settings.set_number(name, select.currentData())
        )

    def _show_check(self, findings: tuple[object, ...], name: str, used: bool) -> None:
        self.findings.show_findings(findings)  # type: ignore[arg-type]  # from a signal
        self._key_ring_uses = used
        self.key_ring.setEnabled(used or bool(name))
        self.key_ring.set_caption(self.tr("Stop using it") if used else self.tr("Use it"))
        if used:
            text = self.tr("{} unlocks this team, beside your passphrase.").format(name or "?")
        elif name:
            text = self.tr("{} is there. It would unlock this team without a passphrase.")
            text = text.format(name)
        else:
            text = self.tr("No key ring that the system guards was found.")
        say(self._key_ring_text, text)

    def _show_kit(self) -> None:
        done = is_rehearsed(self._settings, self._context.team)
        self.kit.set_caption(self.tr("Make it anew…") if done else self.tr("Make it…"))
        text = self.tr("Rehearsed: two groups were typed back from the paper.")
        say(self._kit_text, text if done else self.tr("Not rehearsed yet. Without it, a lost "
                                                      "passphrase is final."))  # fmt: skip

    def make_kit(self) -> None:
        """Make the recovery kit, and rehearse it."""
        presenter = RecoveryKitPresenter(self._context.team, self._settings)
        dialog = RecoveryKitDialog(self._context.window, presenter)
        presenter.rehearsed.connect(self._show_kit)
        dialog.covered.connect(lambda on: None if on else dialog.deleteLater())
        dialog.open()

    def change_passphrase(self) -> None:
        """Ask for the old passphrase and a new one."""
        dialog = ChangePassphraseDialog(self._context.window, self.presenter)
        dialog.covered.connect(lambda on: None if on else dialog.deleteLater())
        dialog.open()

    # Team --------------------------------------------------------------------------------------

    def _team_page(self) -> Page:
        page = Page()
        self.server = TeamServerCard(self._context, page.card(self.tr("Team server")))
        card = page.card(
            self.tr("History"),
            self.tr(
                "Everybody in the team should see the same history. Compare the number on two "
                "screens, or read the words over the phone: if they are the same, nobody was shown "
                "another."
            ),
        )
        self.number = Label("", Type.MONO)
        self.number.setAccessibleName(self.tr("History number"))
        self.words = WordsView(self.tr("History words"))
        self._confirmed = Label("", Type.CAPTION, Tone.MUTED, wrap=True)
        card.column.addWidget(self.number)
        card.column.addWidget(self.words)
        card.column.addWidget(self._confirmed)
        return page

    def _show_team(self, _snapshot: object = None) -> None:
        now = self._context.team.snapshot
        if now is None:
            return
        text = confirmed(now)
        self._confirmed.setText(f"{text}. {how_confirmed()}")
        self._confirmed.setVisible(bool(text))

    def _show_history(self, history: History) -> None:
        self.number.setText(self.tr("{} events · {}").format(f"{history.events:,}", history.number))
        self.words.show_words(history.words)

    # Data --------------------------------------------------------------------------------------

    def _data(self) -> Page:
        page = Page()
        card = page.card(
            self.tr("Backup"),
            self.tr(
                "A folder with the whole history, the record, and the values you keep, all of it "
                "sealed. With your recovery kit it brings the team back; an auditor can verify it "
                "without an account."
            ),
        )
        self.backup = Button(self.tr("Write a backup…"), Kind.PRIMARY, "archive")
        self.backup.clicked.connect(self._choose_folder)
        card.column.addWidget(self.backup, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _choose_folder(self) -> None:
        chooser = QFileDialog(self.window(), self.tr("Where the backup shall lie"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda path: self.write_backup(Path(path)))
        chooser.open()

    def write_backup(self, where: Path) -> None:
        """Write a backup into a new folder below that one."""
        at = when.today(self._context.team.now())
        self.presenter.export(where / f"keylease-backup-{at:%Y-%m-%d-%H%M%S}")

    def _exported(self, made: Exported) -> None:
        if made.missing:
            text = self.tr("{} is written, but {} values nobody holds any more are not in it.")
            self._context.refuse(text.format(made.folder.name, len(made.missing)))
            return
        text = self.tr("{} is written: {} events, {} values.")
        self._context.say(text.format(made.folder.name, made.events, made.values))

    # About -------------------------------------------------------------------------------------

    def _about(self) -> Page:
        page = Page()
        card = page.card(self.tr("Keylease {}").format(__version__))
        for text in (
            self.tr("No independent audit yet. Nobody outside has reviewed the cryptography; where "
                    "somebody has, their report is linked here."),
            self.tr("We cannot make anyone forget a key. Once a person or program has opened it, "
                    "only replacing it at the provider ends their access."),
            self.tr("Malware that runs as you can take what you can open, the clipboard and the "
                    "screen included."),
        ):  # fmt: skip
            card.column.addWidget(Label(text, Type.BODY, wrap=True))
        card = page.card(self.tr("Licences"))
        for text in (
            self.tr("Keylease is free software under the Apache License 2.0."),
            self.tr("Qt and PySide6 are used unchanged under the LGPL 3.0. They lie beside the app "
                    "as libraries of their own: you may replace them by your own builds."),
            self.tr("Inter and JetBrains Mono: SIL Open Font License 1.1. Icons: Lucide, ISC. "
                    "Word list: EFF, CC BY 3.0. PDFs: fpdf2, LGPL 3.0."),
        ):  # fmt: skip
            card.column.addWidget(Label(text, Type.CAPTION, Tone.MUTED, wrap=True))
        return page

    def entries(self) -> list[Entry]:
        """What the palette offers of it."""
        return [
            Entry(self.tr("Make the recovery kit"), self.make_kit, icon="file-text"),
            Entry(self.tr("Change the passphrase"), self.change_passphrase, icon="lock"),
            Entry(self.tr("Write a backup"), self._choose_folder, icon="archive"),
            Entry(
                self.tr("What is protected on this machine"),
                lambda: self._context.navigator.go(Place.SETTINGS, SECURITY),
                icon="shield-check",
            ),
            Entry(
                self.tr("Compare the history"),
                lambda: self._context.navigator.go(Place.SETTINGS, TEAM),
                icon="history",
            ),
            *self.server.entries(),
        ]


def make(context: Context) -> PlaceView:
    """Settings as a place; focus is a page's name."""
    screen = SettingsScreen(context)
    return PlaceView(screen, focus=screen.show_page, entries=screen.entries, first=screen.tabs)
