"""What a person reads when something was not done: what happened, and what to do next.

The core says the same for a terminal; here stand the words of the screens, one pair for each code.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from keylease.errors import Code, KeyleaseError, Refused, Tampered, Unreachable, Usage

NOT_RIGHT = (
    Code.E_SIZE,
    Code.E_PARSE,
    Code.E_FIELD,
    Code.E_CHAIN,
    Code.E_SEEN,
    Code.E_CHECKPOINT,
    Code.E_SIG,
    Code.E_RECEIPT,
    Code.E_RECEIPT_MISSING,
    Code.E_CONTEXT,
)
"""What was served cannot be trusted, and no more can be said to a person."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("refusals", text)


@dataclass(frozen=True)
class Told:
    """A title for a dialog, what happened in a sentence, and the next step in another."""

    title: str
    sentence: str
    next_step: str

    @property
    def text(self) -> str:
        """Sentence and next step, for a dialog or a toast."""
        return f"{self.sentence} {self.next_step}".strip()


def sentence_of(error: KeyleaseError) -> Told:
    """How a refusal is told. A detail of the core says the sentence more exactly."""
    sentence, _, next_step = (_sentences().get(error.code) or _of_core(error.code)).partition("|")
    if error.detail and not error.detail.endswith(":"):
        sentence = error.detail
    elif error.detail:
        sentence = f"{error.detail} {sentence}"
    return Told(_title(error), sentence, next_step)


def refusal(error: KeyleaseError) -> str:
    """What happened and what to do next, in one text."""
    return sentence_of(error).text


def _title(error: KeyleaseError) -> str:
    if error.code is Code.E_INTERNAL:
        return _tr("Something went wrong")
    match error:
        case Tampered():
            return _tr("Something does not check out")
        case Unreachable():
            return _tr("The team server was not reached")
        case Refused():
            return _tr("This was not allowed")
        case Usage():
            return _tr("This cannot be used")
        case _:
            return _tr("This was not done")


def _of_core(code: Code) -> str:
    sentence, dot, rest = code.meaning.sentence.partition(". ")
    return f"{sentence}{'.' if dot else ''}|{rest}"


def _sentences() -> dict[Code, str]:
    """Sentence|next step, in the language that is on now."""
    return {
        **dict.fromkeys(
            NOT_RIGHT,
            _tr("The team server sent something that is not right.|Nothing was taken from it; "
                "tell an owner."),
        ),
        **_about_people(), **_about_access(), **_about_the_server(), **_about_this_computer(),
    }  # fmt: skip


def _about_people() -> dict[Code, str]:
    return {
        Code.E_AUTHOR_INACTIVE: _tr("You are not an active member of this team.|Ask an admin to "
                                    "let you in."),
        Code.E_ROLE: _tr("Your role does not allow this.|Ask an owner or an admin."),
        Code.E_NOT_CUSTODIAN: _tr("Only a key manager of this key can do this.|Its panel names "
                                  "them; ask one."),
        Code.E_LAST_OWNER: _tr("A team cannot be without an active owner.|Make someone else owner "
                               "first."),
        Code.E_INVITE_EXPIRED: _tr("This invite has ended.|Ask for a new one."),
        Code.E_INVITE_USED: _tr("This invite was already used or cancelled.|Ask for a new one."),
        Code.E_UNVERIFIED: _tr("This environment wants people whose words were compared.|Compare "
                               "the words with them first, under People."),
        Code.E_RULES: _tr("You have not agreed to the team's handling rules yet.|Read them first."),
        Code.E_OWN_REVIEW: _tr("Nobody decides on their own access.|Another reviewer has to."),
        Code.E_NAME: _tr("That name cannot be used.|Take plain letters and digits of one script, "
                         "at most 64, and nothing invisible."),
    }  # fmt: skip


def _about_access() -> dict[Code, str]:
    return {
        Code.E_NO_GRANT: _tr("You have no access to this key.|Ask for it."),
        Code.E_REVOKED: _tr("This access was revoked.|Ask for it anew."),
        Code.E_EXPIRED: _tr("This access has ended.|Ask for more time."),
        Code.E_NOT_YET: _tr("This access has not begun yet.|Wait until then, or ask a key "
                           "manager."),
        Code.E_IDLE: _tr("This access ended because it was not used.|Ask for it anew."),
        Code.E_NO_USES: _tr("All uses of this access are spent.|Ask for more."),
        Code.E_LAPSED: _tr("This access ended with an access review.|Ask for it anew."),
        Code.E_NET: _tr("This access is not allowed from this network.|Use an allowed one, or ask "
                        "a key manager."),
        Code.E_APPROVAL: _tr("This access waits for a second approver.|Ask a key manager or an "
                             "admin to approve it."),
        Code.E_POLICY: _tr("The environment's rules do not allow this.|Choose a shorter time, or "
                           "ask an owner."),
        Code.E_REASON: _tr("This environment asks for a reason.|Add one."),
        Code.E_FROZEN: _tr("This key is frozen: nothing is handed out.|Ask a key manager or an "
                           "owner to thaw it."),
        Code.E_NO_VERSION: _tr("This key has no value in use yet.|A key manager puts one in."),
        Code.E_UNSEALED: _tr("Not everyone with access has the new version yet.|Wait a moment, "
                             "and try again."),
        Code.E_NO_VALUE: _tr("You do not keep this version's value.|Ask another key manager."),
        Code.E_GONE: _tr("The team server no longer holds what is needed to open this.|A key "
                         "manager has to share it again."),
        Code.E_UNKNOWN: _tr("That is not there any more.|Look at the list again."),
        Code.E_STATE: _tr("That is not possible in its present state.|Look at it again and choose "
                          "anew."),
        Code.E_CONFLICT: _tr("Someone else changed this meanwhile.|Look again and decide anew."),
        Code.E_DURATION: _tr("That is no duration.|Choose one of those offered, or a date."),
        Code.E_VALUE: _tr("That is not a usable value.|Correct it and try again."),
        Code.E_VALUE_COMMIT: _tr("The value is not the one its key manager signed for.|Nothing is "
                                 "shown; tell an owner at once."),
    }  # fmt: skip


def _about_the_server() -> dict[Code, str]:
    return {
        Code.E_UNREACHED: _tr("The team server could not be reached.|What is shown is what was "
                              "last known; try again later."),
        Code.E_BUSY: _tr("The team server is busy.|Nothing was changed; try again in a minute."),
        Code.E_STALE: _tr("The team server's view is more than 15 minutes old, so nothing can be "
                          "shared now.|Try again when it is reached."),
        Code.E_ROLLBACK: _tr("The team server shows an older history than you have seen.|The team "
                             "is read-only here; compare words with an owner."),
        Code.E_FORK: _tr("The team server shows another history than you have seen.|The team is "
                         "read-only here; compare words with an owner."),
        Code.E_TEAM_FROZEN: _tr("The team is read-only here, because histories differed.|Compare "
                                "words with an owner."),
        Code.E_BLOB_HASH: _tr("The team server sent another envelope than the one that was "
                              "signed.|Nothing is shown and the evidence is kept; tell an owner."),
        Code.E_RK: _tr("The team server sent a wrong release key.|Nothing is shown and the "
                       "evidence is kept; tell an owner."),
        Code.E_RELAY_KEY: _tr("The answer was not signed by your team server.|Nothing was taken "
                              "from it; tell an owner."),
        Code.E_INVITE_NOT_IN_LOG: _tr("The history shown does not contain your invite.|Ask "
                                      "whoever invited you whether this is the right team server."),
        Code.E_PIN: _tr("This is not the team server you joined: its certificate is another."
                        "|Nothing was sent; tell an owner."),
        Code.E_CLOCK: _tr("This computer's clock is off by more than five minutes.|Set the clock "
                          "and try again."),
        Code.E_ARRIVAL: _tr("This computer's clock and the team server's differ by more than five "
                            "minutes.|Set the clock and try again."),
        Code.E_QUOTA: _tr("Too much in one day.|Try again tomorrow, or ask whoever runs the team "
                          "server."),
        Code.E_RATE: _tr("Too many requests.|Wait a minute and try again."),
        Code.E_CLAIM: _tr("This link to a new team server is used up.|Start the server again; it "
                          "shows a new link."),
        Code.E_ARRIVING: _tr("The team is on its way to the new team server.|It arrives when the "
                             "owner who moves it opens the team once more."),
        Code.E_MOVED: _tr("The team server has moved.|Ask an owner for the new link."),
        Code.E_BEHIND: _tr("The team server's database is older than its own last record.|What is "
                           "missing comes back from anybody's backup: tell whoever runs it."),
        Code.E_TIME_RAN: _tr("The clock jumped more than seven days ahead, so the team server "
                             "waits.|Confirm the date: keylease relay confirm-date."),
        Code.E_UNSETTLED: _tr("The team server lost its database while it wrote this.|Look "
                              "whether it is there before you do it again."),
        Code.E_AUDIT: _tr("The record could not be written, so nothing was handed out.|Try again "
                          "later."),
    }  # fmt: skip


def _about_this_computer() -> dict[Code, str]:
    return {
        Code.E_UNLOCK: _tr("The passphrase is wrong, or the identity file is damaged.|Nothing was "
                           "changed; try again."),
        Code.E_LOCKED: _tr("Keylease is locked.|Unlock it and try again."),
        Code.E_NO_TEAM: _tr("There is no team on this computer yet.|Found one or join one."),
        Code.E_TEAM_EXISTS: _tr("This team is on this computer already.|Unlock it."),
        Code.E_PROFILE: _tr("A file of this team was changed by something other than Keylease, so "
                            "it is not used.|Put it back from a backup, or restore the team."),
        Code.E_KDF_PARAMS: _tr("The identity file asks for an unsafe passphrase check, so it is "
                               "not used.|Restore the team from kit and backup."),
        Code.E_DAMAGED: _tr("A file of this team is damaged, so it is not used.|Keep it, and "
                            "bring the team back from a backup."),
        Code.E_PERMISSIONS: _tr("Others can change Keylease's folder or a file in it.|Make it "
                                "private: only you may read and write there."),
        Code.E_STORAGE: _tr("The disk could not be written.|Nothing was changed; see that it has "
                            "room and can be written, and try again."),
        Code.E_DATABASE: _tr("The database server cannot be used.|Nothing was changed; see that it "
                             "runs, and that its settings and its address are right, and try "
                             "again."),
        Code.E_LINK: _tr("That is not a whole invite link.|Copy it again, all of it."),
        Code.E_KIT: _tr("That is not a whole recovery kit; a group was mistyped.|Check it against "
                        "the paper."),
        Code.E_PATH: _tr("Nothing can be written or read there.|Choose another place."),
        Code.E_IMPORT: _tr("That file cannot be read in.|Nothing was taken from it; choose "
                           "another."),
        Code.E_EXPORT: _tr("This export was changed or is incomplete.|Ask for a new one."),
        Code.E_AMBIGUOUS: _tr("Two things have that name.|Choose one of them."),
        Code.E_INTERNAL: _tr("Something went wrong inside Keylease.|Nothing more is known here; "
                             "try again, and tell us if it stays so."),
    }  # fmt: skip
