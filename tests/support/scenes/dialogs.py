"""Every dialog, over the place one opens it from."""

from keylease.ledger.standing import grants_of_member
from keylease_desktop.dialogs.add_key import AddKeyDialog
from keylease_desktop.dialogs.ask import AskDialog
from keylease_desktop.dialogs.change_passphrase import ChangePassphraseDialog
from keylease_desktop.dialogs.import_env import ImportDialog
from keylease_desktop.dialogs.invite import InviteDialog, LinksDialog
from keylease_desktop.dialogs.key_dialogs import KeyDialogs
from keylease_desktop.dialogs.let_in import LetInDialog
from keylease_desktop.dialogs.people_dialogs import PeopleDialogs
from keylease_desktop.dialogs.people_list import PeopleListDialog
from keylease_desktop.dialogs.recovery_kit import RecoveryKitDialog
from keylease_desktop.dialogs.revoke import RevokeDialog
from keylease_desktop.dialogs.share import ShareDialog
from keylease_desktop.dialogs.standing import RemoveDialog, RoleDialog, SuspendDialog
from keylease_desktop.navigation import Place
from keylease_desktop.presenters.people_acts import Link
from keylease_desktop.screens.settings import SettingsScreen
from keylease_desktop.services.key_link import key_link
from keylease_desktop.widgets.dialog_frame import DialogFrame
from support.scenes.scene import Script, Sitting, Who

_SCRIPT = Script()
DOTENV = """OPENAI_API_KEY=sk-proj-ThisIsNotAKeyButHasTheFormOfOne1234567890abcd
ANTHROPIC_API_KEY=sk-ant-api03-ThisIsNotAKeyEither1234567890abcdefgh-AA
DATABASE_URL=postgres://localhost/app
"""


def _acts(sitting: Sitting, key: str = "OpenAI production") -> tuple[KeyDialogs, str]:
    """The dialogs about keys, over the list with that key chosen."""
    sitting.go(Place.KEYS)
    sitting.go(Place.KEYS, sitting.key(key))
    return sitting.workplace.context.key_dialogs, sitting.key(key)


def _about(sitting: Sitting, name: str) -> tuple[PeopleDialogs, str]:
    sitting.go(Place.PEOPLE)
    sitting.go(Place.PEOPLE, sitting.member(name))
    return sitting.workplace.context.people_dialogs, sitting.member(name)


def _grant(sitting: Sitting, person: str, key: str) -> str:
    state = sitting.snapshot.state
    own = grants_of_member(state, sitting.member(person))
    return max(
        (one for one in own if state.grants[one].key == sitting.key(key)),
        key=lambda one: state.grants[one].expires,
    )


@_SCRIPT.scene("dialog-add")
def add(sitting: Sitting) -> None:
    _acts(sitting)[0].add()
    sitting.part(AddKeyDialog)


@_SCRIPT.scene("dialog-add-filled")
def add_filled(sitting: Sitting) -> None:
    _acts(sitting)[0].add("sk-ant-api03-ThisIsNotAKeyEither1234567890abcdefgh-AA")
    sitting.part(AddKeyDialog)


@_SCRIPT.scene("dialog-share")
def share(sitting: Sitting) -> None:
    acts, key = _acts(sitting)
    acts.share(key)
    sitting.part(ShareDialog)


@_SCRIPT.scene("dialog-share-filled")
def share_filled(sitting: Sitting) -> None:
    acts, key = _acts(sitting)
    acts.share(key)
    dialog = sitting.part(ShareDialog)
    for name in ("Bob", "Hana", "support-bot"):
        dialog._add(sitting.member(name))
    dialog.why.setText("Evaluation for release 2.1")


@_SCRIPT.scene("dialog-shared", Who.OWNER)
def shared(sitting: Sitting) -> None:
    acts, key = _acts(sitting, "mistral-eval")
    acts.share(key)
    dialog = sitting.part(ShareDialog)
    dialog._add(sitting.member("Ben"))
    acts._shared(key, dialog._presenter.offer)
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-show-key")
def show_key(sitting: Sitting) -> None:
    sitting.go(Place.TODAY)
    sitting.application.called(key_link(sitting.key("OpenAI production")))
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-renew")
def renew(sitting: Sitting) -> None:
    acts, _ = _acts(sitting)
    acts.renew(_grant(sitting, "Bob", "OpenAI production"))
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-revoke")
def revoke(sitting: Sitting) -> None:
    acts, _ = _acts(sitting)
    acts.revoke([_grant(sitting, "Bob", "OpenAI production")])
    sitting.part(RevokeDialog)


@_SCRIPT.scene("dialog-revoke-unopened", Who.OWNER)
def revoke_unopened(sitting: Sitting) -> None:
    acts, _ = _acts(sitting, "anthropic-dev")
    acts.revoke([_grant(sitting, "Cai", "anthropic-dev")])
    sitting.part(RevokeDialog)


@_SCRIPT.scene("dialog-replace")
def replace(sitting: Sitting) -> None:
    acts, key = _acts(sitting)
    acts.replace(key)
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-declare")
def declare(sitting: Sitting) -> None:
    acts, key = _acts(sitting)
    acts.declare(key)
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-add-manager")
def add_manager(sitting: Sitting) -> None:
    acts, key = _acts(sitting)
    acts.add_manager(key)
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-import")
def import_env(sitting: Sitting) -> None:
    _acts(sitting)[0].take_text(DOTENV)
    sitting.part(ImportDialog)


@_SCRIPT.scene("dialog-answer", Who.OWNER)
def answer(sitting: Sitting) -> None:
    sitting.go(Place.TODAY)
    acts = sitting.workplace.context.key_dialogs
    acts.answer(next(iter(sitting.snapshot.state.requests)))
    sitting.part(ShareDialog)


@_SCRIPT.scene("dialog-deny", Who.OWNER)
def deny(sitting: Sitting) -> None:
    sitting.go(Place.TODAY)
    acts = sitting.workplace.context.key_dialogs
    acts.deny(next(iter(sitting.snapshot.state.requests)))
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-ask", Who.MEMBER)
def ask(sitting: Sitting) -> None:
    sitting.go(Place.MY_KEYS)
    sitting.workplace.context.key_dialogs.ask()
    sitting.part(AskDialog)


@_SCRIPT.scene("dialog-run", Who.MEMBER)
def run(sitting: Sitting) -> None:
    sitting.go(Place.MY_KEYS)
    sitting.workplace.context.key_dialogs.run(sitting.key("openai-prod"))
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-look", Who.MEMBER)
def look(sitting: Sitting) -> None:
    sitting.go(Place.MY_KEYS)
    sitting.workplace.context.key_dialogs.look(sitting.key("openai-prod"))
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-on-record", Who.MEMBER)
def on_record(sitting: Sitting) -> None:
    sitting.go(Place.MY_KEYS)
    sitting.workplace.context.key_dialogs._announce(lambda: None)
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-invite")
def invite(sitting: Sitting) -> None:
    sitting.go(Place.PEOPLE)
    sitting.workplace.context.people_dialogs.invite()
    sitting.part(InviteDialog).who.setPlainText("Ivo\nJana")


@_SCRIPT.scene("dialog-links", Who.OWNER)
def links(sitting: Sitting) -> None:
    sitting.go(Place.PEOPLE)
    made = [Link(name, sitting.cast.invite) for name in ("Ivo", "Jana")]
    LinksDialog(sitting.workplace, made).open()
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-let-in", Who.OWNER)
def let_in(sitting: Sitting) -> None:
    sitting.go(Place.PEOPLE)
    sitting.workplace.context.people_dialogs.let_in(sitting.member("Eve"))
    sitting.part(LetInDialog)
    sitting.settle(200)


@_SCRIPT.scene("dialog-compare")
def compare(sitting: Sitting) -> None:
    acts, member = _about(sitting, "Hana")
    acts.compare(member)
    sitting.part(LetInDialog)
    sitting.settle(200)


@_SCRIPT.scene("dialog-role")
def role(sitting: Sitting) -> None:
    acts, member = _about(sitting, "Chen")
    acts.role(member)
    sitting.part(RoleDialog)


@_SCRIPT.scene("dialog-suspend")
def suspend(sitting: Sitting) -> None:
    acts, member = _about(sitting, "Chen")
    acts.suspend(member)
    sitting.part(SuspendDialog)


@_SCRIPT.scene("dialog-remove")
def remove(sitting: Sitting) -> None:
    acts, member = _about(sitting, "Chen")
    acts.remove(member)
    sitting.part(RemoveDialog)
    sitting.settle(300)


@_SCRIPT.scene("dialog-list")
def people_list(sitting: Sitting) -> None:
    acts, _ = _about(sitting, "Chen")
    acts.people_list()
    sitting.part(PeopleListDialog)


@_SCRIPT.scene("dialog-kit")
def kit(sitting: Sitting) -> None:
    sitting.unlock().make_kit()
    dialog = sitting.part(RecoveryKitDialog)
    sitting.wait(dialog.primary.isEnabled)


@_SCRIPT.scene("dialog-kit-rehearsal")
def kit_rehearsal(sitting: Sitting) -> None:
    kit(sitting)
    sitting.part(RecoveryKitDialog).primary.click()


@_SCRIPT.scene("dialog-kit-wrong")
def kit_wrong(sitting: Sitting) -> None:
    kit_rehearsal(sitting)
    dialog = sitting.part(RecoveryKitDialog)
    for field in dialog.fields:
        field.setText("ABCD-EFGH")
    dialog.primary.click()


@_SCRIPT.scene("dialog-notices")
def notices(sitting: Sitting) -> None:
    sitting.unlock().show_notices()
    sitting.part(DialogFrame)


@_SCRIPT.scene("dialog-shortcuts")
def shortcuts(sitting: Sitting) -> None:
    sitting.unlock().show_shortcuts()
    sitting.settle(200)


@_SCRIPT.scene("dialog-passphrase")
def passphrase(sitting: Sitting) -> None:
    screen = sitting.go(Place.SETTINGS, "security")
    assert isinstance(screen, SettingsScreen)
    screen.change_passphrase()
    sitting.part(ChangePassphraseDialog)


@_SCRIPT.scene("dialog-follow-link")
def follow_link(sitting: Sitting) -> None:
    sitting.unlock().show_link("keylease:relay?" + "mVhY3Rz" * 40)
    sitting.part(DialogFrame)


SCENES = (
    *_SCRIPT.scenes,
    *(one.german() for one in _SCRIPT.scenes),
    *(one.longer() for one in _SCRIPT.scenes),
)
