"""Every way in which Keylease says no: one tree of exceptions, one table of codes.

    KeyleaseError
    ├── Usage         the command or the input was wrong; nothing was tried
    ├── Refused       the law, a policy or the relay said no
    ├── Tampered      they lied: something signed, sealed or chained does not check out
    ├── Unreachable   the wire failed: no answer, or none in time
    └── StorageFailed the disk or the database failed; nothing was half done

A `Code` says what it means, whose fault it is, the exit status, the HTTP status and the
sentence a person reads, with the next step in it. The same code can be raised as `Refused`
(I asked for it) and as `Tampered` (the relay served it): the class says who is to blame, so
the class decides the exit status where it is `Tampered`.

PROTOCOL.md, "Errors", is this table in prose.
"""

from dataclasses import dataclass
from enum import Enum


class Fault(Enum):
    """Whose fault it is; the interface chooses tone and icon by it."""

    YOURS = "yours"
    THEIRS = "theirs"
    WIRE = "wire"
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code stands for: blame, statuses, and the sentence a person reads."""

    fault: Fault
    exit_status: int
    http_status: int
    sentence: str


def _yours(sentence: str, *, exit_status: int = 3, http: int = 403) -> Meaning:
    return Meaning(Fault.YOURS, exit_status, http, sentence)


def _usage(sentence: str, *, exit_status: int = 2, http: int = 400) -> Meaning:
    return Meaning(Fault.YOURS, exit_status, http, sentence)


def _theirs(sentence: str, *, http: int = 400) -> Meaning:
    return Meaning(Fault.THEIRS, 4, http, sentence)


def _wire(sentence: str, *, http: int = 503) -> Meaning:
    return Meaning(Fault.WIRE, 5, http, sentence)


def _disk(sentence: str, *, exit_status: int = 1, http: int = 503) -> Meaning:
    return Meaning(Fault.DISK, exit_status, http, sentence)


class Code(Enum):
    """The closed set of codes. The name is what the wire and the JSON output carry."""

    # Bytes: what arrived is not what a Keylease program writes.
    E_SIZE = _theirs(
        "A message is larger than the protocol allows. Nothing was taken from it; tell an owner.",
        http=413,
    )
    E_PARSE = _theirs(
        "A message is not in the one canonical form. Nothing was taken from it; tell an owner."
    )
    E_FIELD = _theirs(
        "A message has a missing, unknown or impossible field. Nothing was taken from it; "
        "tell an owner."
    )
    E_UPGRADE = Meaning(
        Fault.YOURS,
        4,
        426,
        "This team uses a newer version of Keylease. Update this program to go on.",
    )
    E_SUITE = _theirs("Someone tried to lower the team's cryptographic suite. Tell an owner.")

    # Signatures and the chain.
    E_SIG = _theirs(
        "A signature does not match its author. Tell an owner; do not use this relay until then.",
        http=401,
    )
    E_SIG_INVITE = _theirs(
        "A join was not signed with its invite. The person is not a member; invite them anew.",
        http=401,
    )
    E_CHAIN = _theirs("The history has a gap or a changed entry. Tell an owner.", http=409)
    E_TEAM = _theirs("This belongs to another team. Choose the right one with --team.")
    E_COMMIT = _theirs("A name or reason is not the one that was signed. Tell an owner.")
    E_DUP_ID = _theirs("An identifier was used twice. Nothing was changed; try again.", http=409)
    E_SEEN = _theirs("An author's view of the access log went backwards. Tell an owner.", http=409)

    # The law: who may do what.
    E_AUTHOR_INACTIVE = _yours(
        "You are not an active member of this team. Ask an admin to let you in."
    )
    E_ROLE = _yours("Your role does not allow this. Ask an owner or an admin.")
    E_NOT_CUSTODIAN = _yours(
        "Only a custodian of this key can do this. `keylease key show` names them."
    )
    E_LAST_OWNER = _yours(
        "A team cannot be without an active owner. Make someone else owner first."
    )
    E_INVITE_EXPIRED = _yours("This invite has ended. Ask for a new one.")
    E_INVITE_USED = _yours("This invite was already used or cancelled. Ask for a new one.")
    E_KEY = _theirs(
        "A public key is not usable or was used before in this team. Let them join anew, with"
        " a new invite."
    )
    E_EPOCH = _yours(
        "The team's metadata key has changed meanwhile. Try again.", exit_status=1, http=409
    )
    E_EPOCH_STALE = _yours(
        "Someone left, so the team's metadata key must be renewed before anything else. Try "
        "again; it is done with the next act.",
        http=409,
    )
    E_EPOCH_COVER = _theirs(
        "A new metadata key was not handed to exactly the active people. Tell an owner.", http=409
    )
    E_UNKNOWN = _yours(
        "There is nothing by that name or identifier here. Check the spelling.",
        exit_status=1,
        http=404,
    )
    E_STATE = _yours(
        "That is not possible in its present state. Look at it with `show` and choose again.",
        exit_status=1,
        http=409,
    )
    E_POLICY = _yours(
        "The environment's policy does not allow this. `keylease key show` names its limits."
    )
    E_REASON = _yours("This environment asks for a reason. Add one with --reason.")
    E_UNVERIFIED = _yours(
        "This environment wants people whose words were compared. Compare them with `keylease"
        " member verify`."
    )
    E_APPROVAL = _yours(
        "This access waits for a second approver. Ask a custodian or an admin to approve it."
    )
    E_NO_VERSION = _yours(
        "This key has no value in use yet. A custodian puts one in with `keylease key rotate`.",
        exit_status=1,
        http=409,
    )
    E_UNSEALED = _yours(
        "Not everyone with access has the new version yet. Seal it to them first.",
        exit_status=1,
        http=409,
    )
    E_FROZEN = _yours(
        "This key is frozen: nothing is handed out. Ask a custodian or an owner to thaw it."
    )
    E_NO_VALUE = _yours(
        "You do not keep this version's value, so you cannot seal it to others. Ask another "
        "custodian."
    )
    E_OWN_REVIEW = _yours("Nobody decides on their own access. Another reviewer has to.")
    E_DUE = _yours("The review's due date does not allow this now. Ask whoever opened it.")
    E_UNDECIDED = _yours("Some rows are undecided. Decide them, or wait for the due date.")
    E_ARRIVAL = _yours(
        "Your clock and the relay's differ by more than five minutes. Set this computer's clock.",
        http=409,
    )

    # Opening a key.
    E_NO_GRANT = _yours("You have no access to this key. Ask for it with `keylease request`.")
    E_REVOKED = _yours("This access was revoked. Ask for it anew with `keylease request`.")
    E_EXPIRED = _yours("This access has ended. Ask for more time with `keylease request`.")
    E_NOT_YET = _yours("This access has not begun yet. Wait until then, or ask a custodian.")
    E_IDLE = _yours("This access ended because it was not used. Ask for it anew.")
    E_NO_USES = _yours("All uses of this access are spent. Ask for more with `keylease request`.")
    E_NET = _yours(
        "This access is not allowed from this network address. Use an allowed one, or ask a "
        "custodian."
    )
    E_SCOPE = _yours(
        "This token has no access to that key or environment. Share the key with the app: "
        "`keylease grant`."
    )
    E_RULES = _yours(
        "You have not acknowledged the team's handling rules. Read them with `keylease rules "
        "show`, then `keylease rules acknowledge`."
    )
    E_LAPSED = _yours("This access ended with an access review. Ask for it anew.")
    E_GONE = _yours(
        "The relay no longer holds what is needed to open or renew this. A custodian has to "
        "share it again.",
        http=410,
    )
    E_REPLAY = _yours(
        "A request was used twice with different contents. Nothing was handed out; try again.",
        http=409,
    )
    E_CLOCK = _yours(
        "This computer's clock is off by more than five minutes, so the relay refused. Set "
        "the clock and try again.",
        http=409,
    )
    E_QUOTA = _yours(
        "Too much in one day. Try again tomorrow, or ask whoever runs the relay.", http=429
    )
    E_RATE = _yours("Too many requests. Wait a minute and try again.", http=429)

    # They lied: envelopes, heads, history.
    E_BLOB_HASH = _theirs(
        "The relay served another envelope than the one that was signed. Nothing is shown, "
        "the evidence is kept; tell an owner."
    )
    E_RK = _theirs(
        "The relay served a wrong release key. Nothing is shown, the evidence is kept; tell "
        "an owner."
    )
    E_CONTEXT = _theirs(
        "This envelope was made for another key, person or grant. Nothing is shown, the "
        "evidence is kept; tell an owner."
    )
    E_VALUE_COMMIT = _theirs(
        "The value is not the one its custodian signed for. Nothing is shown; open an incident."
    )
    E_RECEIPT = _theirs(
        "The relay's answer does not contain your request. Nothing is shown, the evidence is "
        "kept; tell an owner."
    )
    E_ROLLBACK = _theirs(
        "The relay shows an older history than you have seen. The team is read-only here; "
        "compare `keylease team words` with an owner.",
        http=409,
    )
    E_FORK = _theirs(
        "The relay shows another history than you have seen. The team is read-only here; "
        "compare `keylease team words` with an owner.",
        http=409,
    )
    E_TEAM_FROZEN = _theirs(
        "This team is read-only here: histories differed. Compare `keylease team words` with "
        "an owner."
    )
    E_INVITE_NOT_IN_LOG = _theirs(
        "The history shown does not contain your invite. Ask the person who invited you "
        "whether this is the right relay."
    )
    E_RECEIPT_MISSING = _theirs(
        "A line about you is missing from the access log. The evidence is kept; tell an owner."
    )
    E_RELAY_KEY = _theirs(
        "The answer was not signed by this team's relay. Nothing was taken from it; tell an owner."
    )
    E_PIN = _theirs(
        "This is not the relay you joined: its certificate is another. Nothing was sent; tell"
        " an owner."
    )
    E_STALE = Meaning(
        Fault.WIRE,
        5,
        503,
        "The relay's view is more than 15 minutes old, so nothing can be shared now. Try "
        "again when it is reached.",
    )
    E_EXPORT = _theirs(
        "This export was changed or is incomplete. Ask for a new one, made with `keylease export`."
    )
    E_CHECKPOINT = _theirs("A checkpoint does not match the history before it. Tell an owner.")

    # This computer.
    E_UNLOCK = _yours(
        "The passphrase is wrong, or the identity file is damaged. Nothing was changed; try again.",
        exit_status=1,
        http=401,
    )
    E_LOCKED = _yours("Keylease is locked. Unlock it and try again.", exit_status=1, http=401)
    E_PROFILE = _theirs(
        "It was changed by something other than Keylease, so it is not used. Put it back from"
        " a backup, or bring the team back with `keylease team restore`."
    )
    E_KDF_PARAMS = _theirs(
        "The identity file asks for unsafe or impossible key-stretching. It was not used; "
        "bring it back with `keylease team restore`."
    )
    E_PERMISSIONS = _disk(
        "Keylease's folder or a file in it can be changed by others. Make it private: chmod "
        "700 the folder, 600 its files."
    )
    E_STORAGE = _disk(
        "The disk could not be written. Nothing was changed; see that it has room and can be "
        "written, and try again."
    )
    E_DATABASE = _disk(
        "The database server cannot be used. Nothing was changed; see that it runs, and that its "
        "settings and its address are right, and try again."
    )
    E_UNSETTLED = _disk(
        "The database went away while this was written. Whether it was kept will show: look again"
        " before you repeat it."
    )
    E_DAMAGED = _disk(
        "Nothing was changed. Keep the file, and bring the data back from a backup or from "
        "the relay."
    )
    E_NO_TEAM = _usage(
        "There is no team here yet. `keylease team create` founds one, `keylease team join` "
        "joins one.",
        exit_status=1,
    )
    E_TEAM_EXISTS = _usage(
        "This team is here already. Look at it with `keylease team show`.", exit_status=1
    )
    E_AMBIGUOUS = _usage("Two things have that name. Use the identifier instead.")
    E_NAME = _usage(
        "That name cannot be used. Take plain letters and digits of one script, at most 64, "
        "and nothing invisible."
    )
    E_VALUE = _usage("That is not a usable value. Correct it and try again.")
    E_DURATION = _usage("That is no duration. Write 30m, 8h, 7d, 12w, or a date like 2027-01-31.")
    E_USAGE = _usage("That command cannot be understood. Add --help to see how it is written.")
    E_TOKEN = _usage("That is not a whole Keylease token; it was mistyped or cut. Copy it again.")
    E_LINK = _usage("That is not a whole invite link. Copy it again, all of it.")
    E_KIT = _usage(
        "That is not a whole recovery kit; a group was mistyped. Check it against the paper."
    )
    E_PATH = _usage(
        "That path leads outside the folder, or is no usable path. Nothing was written; "
        "choose another."
    )
    E_IMPORT = _usage(
        "That file cannot be imported. Nothing was taken from it; mend it or choose another."
    )
    E_DOWNGRADE = _disk(
        "This data was written by a newer version of Keylease. Update this program; nothing "
        "was changed."
    )
    E_TIME_RAN = Meaning(
        Fault.DISK,
        1,
        503,
        "The clock jumped more than seven days ahead, so the relay waits. Confirm the date "
        "with `keylease relay confirm-date`.",
    )
    E_CLAIM = _yours(
        "This link to a new relay is used up. Ask whoever runs the relay to start it again; it "
        "then shows a new one."
    )
    E_ARRIVING = _yours(
        "The team is on its way to this relay. Ask the owner who moves it to open the team once "
        "more.",
        http=503,
    )
    E_MOVED = _yours(
        "This relay has moved. Go over to the new one with `keylease team relay`.", http=410
    )
    E_BEHIND = Meaning(
        Fault.DISK,
        4,
        503,
        "The relay's database is older than its own last record. What is missing comes back from"
        " a copy: `keylease team bring-back` where the relay is on this computer, `keylease relay"
        " bring-back` on a server.",
    )
    E_CONFLICT = _yours(
        "Someone else changed the subject of this meanwhile. Look again and decide anew.",
        exit_status=1,
        http=409,
    )
    E_AUDIT = Meaning(
        Fault.DISK,
        1,
        503,
        "The access record could not be written, so nothing was handed out. Try again later.",
    )
    E_UNREACHED = _wire(
        "The relay could not be reached. Nothing was changed; try again when it runs."
    )
    E_BUSY = _wire("The relay is busy. Nothing was changed; try again in a minute.")
    E_INTERNAL = Meaning(
        Fault.DISK,
        1,
        500,
        "Something went wrong inside Keylease. Nothing was changed; run it again with --debug"
        " and report where it stopped.",
    )

    @property
    def meaning(self) -> Meaning:
        """Blame, statuses and sentence of this code."""
        return self.value


class KeyleaseError(Exception):
    """A no, with its code; `detail` is for people and never holds a secret or a relay's text."""

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(code.name, detail)
        self.code = code
        self.detail = detail

    @property
    def exit_status(self) -> int:
        """What the command line exits with."""
        return self.code.meaning.exit_status

    def __str__(self) -> str:
        """The sentence; a detail says its beginning more exactly, or (with `:`) precedes it."""
        sentence = self.code.meaning.sentence
        if not self.detail or self.detail.endswith(":"):
            return f"{self.detail} {sentence}".strip()
        _, _, next_step = sentence.partition(". ")
        return f"{self.detail} {next_step or sentence}"


class Usage(KeyleaseError):
    """The command or the input was wrong; nothing was tried."""


class Refused(KeyleaseError):
    """The law, a policy or the relay said no."""


class Tampered(KeyleaseError):
    """They lied: something signed, sealed or chained does not check out."""

    @property
    def exit_status(self) -> int:
        """Always 4: whatever rule was broken, it was broken by what we were served."""
        return 4


class Unreachable(KeyleaseError):
    """The wire failed: no answer, or none in time."""


class StorageFailed(KeyleaseError):
    """The disk or the database failed; nothing was half done."""
