"""Where a person's teams lie on this computer: the home folder and what is in it.

    HOME/teams/<first 16 hex digits of the team's id>/
        identity        the seed under the passphrase
        profile.json    which team, who, and which relay
        replica.db      the copy of the ledger
    HOME/relays/<first 16 hex digits of the relay's key>/
        ledger.db, vault/   an embedded relay, where it is hosted here

Everything is private to its owner or is not used. `profile.json` can be read, but not edited: it
carries a seal by the identity, so that no other program can lead this one to another relay
(THREATS.md E11, E12).
"""

import hmac
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex
from typing import Annotated
from urllib.parse import unquote, urlsplit

from msgspec import Meta, Struct, structs

from keylease.crypto.identity import Identity
from keylease.crypto.passphrase import MODERATE, Cost, open_identity, seal_identity
from keylease.errors import Code, KeyleaseError, StorageFailed, Tampered, Usage
from keylease.model.base import Hash, MemberId, TeamId, Value
from keylease.model.events import RelayIdentity
from keylease.model.secret import Secret
from keylease.store.files import read_file, replace_file
from keylease.store.permissions import check_private, make_private_folder, sync_folder
from keylease.wire.canonical import Reader, encode

LARGEST_PROFILE = 8 * 1024
LARGEST_IDENTITY = 4 * 1024
FOLDER_DIGITS = 16
_PURPOSE = "keylease/prof/v1"

LocalName = Annotated[str, Meta(min_length=1, max_length=512)]


class Profile(Value):
    """Which team, who one is in it, and which relay it is reached by.

    The names are for choosing a team while it is locked; the ledger's are the true ones.
    """

    v: Annotated[int, Meta(ge=1, le=1)]
    team: TeamId
    member: MemberId
    team_name: LocalName
    own_name: LocalName
    relay: RelayIdentity
    seal: Hash = bytes(32)


_READER: Reader[Profile] = Reader(Profile, largest=LARGEST_PROFILE)


class EmbeddedRelay(Struct, frozen=True):
    """The folder of a relay that runs inside the programs of one OS user."""

    path: Path

    @property
    def ledger(self) -> Path:
        """The file of its store."""
        return self.path / "ledger.db"

    @property
    def vault(self) -> Path:
        """Where release keys' outer keys lie: outside the database, and not to be backed up."""
        return self.path / "vault"


class TeamFolder(Struct, frozen=True):
    """One team's folder and the files in it."""

    path: Path

    @property
    def replica(self) -> Path:
        """The copy of the ledger."""
        return self.path / "replica.db"

    def profile(self) -> Profile:
        """What the profile says, its seal not yet checked (that takes the identity).

        Raises Tampered(E_PROFILE) where Keylease did not write it so, StorageFailed where it
        cannot be read or others could have written it.
        """
        check_private(self.path)
        data = read_file(self.path / "profile.json", largest=LARGEST_PROFILE)
        try:
            profile = _READER.read(data.removesuffix(b"\n"))
        except KeyleaseError:
            raise Tampered(Code.E_PROFILE, f"{self.path / 'profile.json'}:") from None
        if self.path.name != folder_name(profile.team):
            raise Tampered(Code.E_PROFILE, f"{self.path / 'profile.json'}:")
        return profile

    def write_profile(self, profile: Profile, identity: Identity) -> None:
        """Put a profile in the place of the one there, sealed."""
        sealed = structs.replace(profile, seal=_seal(profile, identity))
        replace_file(self.path / "profile.json", encode(sealed) + b"\n")

    def unlock(self, passphrase: Secret, *, floor: Cost = MODERATE) -> Identity:
        """The identity, once passphrase and profile are found to belong together.

        Raises Refused(E_UNLOCK), Tampered(E_KDF_PARAMS), Tampered(E_PROFILE), StorageFailed.
        Takes half a second. Only tests lower the floor.
        """
        sealed = read_file(self.path / "identity", largest=LARGEST_IDENTITY)
        seed = open_identity(sealed, passphrase, floor=floor)
        identity = Identity.from_seed(seed)
        seed.wipe()
        self.require_genuine(identity)
        return identity

    def require_genuine(self, identity: Identity) -> Profile:
        """The profile, or Tampered(E_PROFILE) unless this identity sealed it."""
        profile = self.profile()
        genuine = hmac.compare_digest(profile.seal, _seal(profile, identity))
        if not genuine or profile.member != identity.member_id:
            raise Tampered(Code.E_PROFILE, f"{self.path / 'profile.json'}:")
        return profile

    def set_replica_aside(self) -> None:
        """Keep this computer's copy of the history under another name: it is evidence now.

        What else holds it open goes on with the old file. Raises StorageFailed.
        """
        taken = len(list(self.path.glob("replica-*.db")))
        aside = self.replica.with_name(f"replica-{taken + 1}.db")
        try:
            for end in ("-wal", "-shm", ""):
                if (beside := self.replica.with_name(self.replica.name + end)).exists():
                    beside.rename(aside.with_name(aside.name + end))
            sync_folder(self.path)
        except OSError as error:
            raise StorageFailed(Code.E_STORAGE, f"{aside}: {error.strerror}.") from error

    def remove(self) -> None:
        """Take the folder away, for good; what is in it is lost."""
        shutil.rmtree(self.path)
        sync_folder(self.path.parent)

    def write_identity(
        self, identity: Identity, passphrase: Secret, *, cost: Cost = MODERATE
    ) -> None:
        """Put the identity under a (new) passphrase. Takes half a second."""
        replace_file(self.path / "identity", seal_identity(identity.seed(), passphrase, cost=cost))


class Home:
    """The folder in which all teams of a person on this computer lie."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of(cls, environ: Mapping[str, str], chosen: Path | None = None) -> "Home":
        """The home that was chosen, else KEYLEASE_HOME, else the system's place for such data."""
        named = environ.get("KEYLEASE_HOME")
        path = chosen or (Path(named) if named else _usual_place())
        return cls(path.absolute())

    def prepare(self) -> None:
        """Make the folders, private. Raises StorageFailed(E_PERMISSIONS) if they are not, and
        Usage(E_PATH) where a file lies.
        """
        self._refuse_file()
        make_private_folder(self.path)
        make_private_folder(self.path / "teams")

    def _refuse_file(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise Usage(Code.E_PATH, f"{self.path}, where your teams are to lie, is no folder.")

    def relay(self, key: bytes) -> EmbeddedRelay:
        """Where the embedded relay of that key lies, if it is hosted in this home."""
        return EmbeddedRelay(self.path / "relays" / key.hex()[:FOLDER_DIGITS])

    def teams(self) -> list[TeamFolder]:
        """Every team's folder, by name. Raises StorageFailed(E_PERMISSIONS), Usage(E_PATH)."""
        place = self.path / "teams"
        if not place.is_dir():
            self._refuse_file()
            return []
        check_private(self.path)
        check_private(place)
        named = [entry for entry in place.iterdir() if not entry.name.startswith(".")]
        return [TeamFolder(path) for path in sorted(named)]

    def choose(self, wanted: str | None = None) -> TeamFolder:
        """The team of that name or the beginning of its id; the only one if none is wanted.

        Raises Usage(E_NO_TEAM) or Usage(E_AMBIGUOUS). A damaged profile bars its own team only.
        """
        folders = self.teams()
        if wanted is None and len(folders) == 1:
            return folders[0]
        if wanted is not None:
            folders = [folder for folder in folders if _is_meant(folder, wanted)]
        match folders:
            case []:
                raise Usage(Code.E_NO_TEAM, f"There is no team {wanted!r}." if wanted else "")
            case [only]:
                return only
            case _:
                known = ", ".join(map(_shown, folders))
                raise Usage(Code.E_AMBIGUOUS, f"Choose one with --team: {known}.")

    def folder(self, team: bytes) -> TeamFolder:
        """Where that team's folder is, or would be."""
        return TeamFolder(self.path / "teams" / folder_name(team))

    def add(
        self,
        profile: Profile,
        identity: Identity,
        passphrase: Secret,
        *,
        cost: Cost = MODERATE,
    ) -> TeamFolder:
        """Make a team's folder with identity and profile; it is there whole or not at all.

        Raises Usage(E_TEAM_EXISTS), StorageFailed. Takes half a second.
        """
        self.prepare()
        final = self.folder(profile.team)
        if final.path.exists():
            raise Usage(Code.E_TEAM_EXISTS)
        making = TeamFolder(final.path.with_name(f".{final.path.name}.{token_hex(8)}"))
        make_private_folder(making.path)
        making.write_identity(identity, passphrase, cost=cost)
        making.write_profile(profile, identity)
        try:
            making.path.rename(final.path)
            sync_folder(final.path.parent)
        except OSError as error:
            raise StorageFailed(Code.E_STORAGE, f"{final.path}: {error.strerror}.") from error
        return final


def _usual_place() -> Path:
    import platformdirs  # looked up only where nobody has named a folder

    return platformdirs.user_data_path("keylease", appauthor=False)


def folder_name(team: bytes) -> str:
    """What a team's folder is called."""
    return team.hex()[:FOLDER_DIGITS]


def address_of(relay_folder: Path) -> str:
    """The address of an embedded relay: `file://` and its folder, percent-encoded."""
    return relay_folder.absolute().as_uri()


def folder_of(address: str) -> Path | None:
    """The folder of an embedded relay's address, or None for an address of another kind.

    Raises Usage(E_PATH) for a `file:` address that names no absolute path on this computer.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        raise Usage(Code.E_PATH) from None
    if parts.scheme != "file":
        return None
    folder = Path(unquote(parts.path).removeprefix("/" if os.name == "nt" else ""))
    stray = parts.netloc or parts.query or parts.fragment or ".." in folder.parts
    if stray or not str(folder).isprintable() or not folder.is_absolute():
        raise Usage(Code.E_PATH)
    if address_of(folder) != address:
        raise Usage(Code.E_PATH)
    return folder


def _seal(profile: Profile, identity: Identity) -> bytes:
    unsealed = encode(structs.replace(profile, seal=bytes(32)))
    return hmac.digest(identity.local_key(_PURPOSE), unsealed, "sha256")


def _shown(folder: TeamFolder) -> str:
    """A team's folder as it may be chosen: its id's beginning, and the name if that is known."""
    try:
        return f"{folder.path.name} ({folder.profile().team_name})"
    except KeyleaseError:
        return folder.path.name


def _is_meant(folder: TeamFolder, wanted: str) -> bool:
    if 4 <= len(wanted) <= FOLDER_DIGITS and folder.path.name.startswith(wanted.lower()):
        return True
    try:
        profile = folder.profile()
        return wanted in (profile.team_name, profile.team.hex())
    except KeyleaseError:
        return False
