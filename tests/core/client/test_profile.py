from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from keylease.client.profile import Home, Profile, TeamFolder, address_of, folder_of
from keylease.crypto.identity import Identity
from keylease.crypto.passphrase import Cost
from keylease.errors import Code, KeyleaseError, Refused, StorageFailed, Tampered, Usage
from keylease.model.events import RelayIdentity
from keylease.model.secret import Secret

CHEAP = Cost(1, 8)
PASSPHRASE = Secret(b"correct horse")
ADA = Identity.from_seed(bytes(range(32)))


def profile(team: bytes = b"\xaa" * 32, name: str = "Analytical Engines") -> Profile:
    return Profile(
        v=1,
        team=team,
        member=ADA.member_id,
        team_name=name,
        own_name="Ada",
        relay=RelayIdentity(b"k" * 32, "https://relay.example/", (b"p" * 32,)),
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "keylease")


@pytest.fixture
def folder(home: Home) -> TeamFolder:
    return home.add(profile(), ADA, PASSPHRASE, cost=CHEAP)


def unlock(folder: TeamFolder, passphrase: Secret = PASSPHRASE) -> Identity:
    return folder.unlock(passphrase, floor=CHEAP)


def refused(code: Code, act: Callable[[], object]) -> KeyleaseError:
    with pytest.raises(KeyleaseError) as refusal:
        act()
    assert refusal.value.code is code
    return refusal.value


def test_a_team_is_kept_and_unlocked(folder: TeamFolder) -> None:
    assert unlock(folder).member_id == ADA.member_id
    kept = folder.profile()
    assert structs.replace(kept, seal=bytes(32)) == profile()
    assert folder.path.name == "aa" * 8


@pytest.mark.attack("E12")
def test_e12_everything_made_is_private(home: Home, folder: TeamFolder) -> None:
    places = [home.path, *home.path.rglob("*")]
    modes = {str(p.relative_to(home.path)): p.stat().st_mode & 0o777 for p in places}
    assert modes == {
        ".": 0o700,
        "teams": 0o700,
        f"teams/{folder.path.name}": 0o700,
        f"teams/{folder.path.name}/identity": 0o600,
        f"teams/{folder.path.name}/profile.json": 0o600,
    }


@pytest.mark.attack("E12")
@pytest.mark.parametrize("place", [".", "teams", "teams/" + "aa" * 8])
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_e12_a_folder_that_others_may_change_is_refused(
    home: Home, folder: TeamFolder, place: str, mode: int
) -> None:
    (home.path / place).chmod(mode)
    with pytest.raises(StorageFailed) as failure:
        home.choose().profile()
    assert failure.value.code is Code.E_PERMISSIONS
    (home.path / place).chmod(0o700)


@pytest.mark.attack("E12")
@pytest.mark.parametrize("place", [".", "teams", "teams/" + "aa" * 8])
def test_e12_a_linked_vault_is_refused(home: Home, folder: TeamFolder, place: str) -> None:
    real = home.path.parent / "elsewhere"
    (home.path / place).rename(real)
    (home.path / place).symlink_to(real)
    refused(Code.E_PERMISSIONS, lambda: home.choose().profile())


@pytest.mark.attack("E01")
def test_e01_wrong_passphrase_damage_and_swap_are_one_error(folder: TeamFolder) -> None:
    path = folder.path / "identity"
    original = path.read_bytes()
    wrong = refused(Code.E_UNLOCK, lambda: unlock(folder, Secret(b"wrong")))
    for damaged in (b"", original[:-1], original[:40] + b"\0" + original[41:]):
        path.write_bytes(damaged)
        assert str(refused(Code.E_UNLOCK, lambda: unlock(folder))) == str(wrong)
        assert path.read_bytes() == damaged
    path.write_bytes(original)
    assert unlock(folder).member_id == ADA.member_id


@pytest.mark.attack("E01")
def test_e01_somebody_elses_identity_does_not_open_this_team(folder: TeamFolder) -> None:
    folder.write_identity(Identity.generate(), PASSPHRASE, cost=CHEAP)
    refused(Code.E_PROFILE, lambda: unlock(folder))


@pytest.mark.attack("E11")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"relay.example", b"evil.example!"),
        (b'"pins":["cHBw', b'"pins":["cXBw'),
        (b'"key":"a2tr', b'"key":"b2tr'),
        (b'"own_name":"Ada"', b'"own_name":"Eve"'),
        (b'"team_name":"Anal', b'"team_name":"Xnal'),
    ],
)
def test_e11_an_edited_profile_is_not_used(folder: TeamFolder, before: bytes, after: bytes) -> None:
    edit(folder, before, after)
    refused(Code.E_PROFILE, lambda: unlock(folder))


@pytest.mark.attack("E11")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'{"v":1', b'{"v":2'),
        (b'{"v":1', b'{"export":true,"v":1'),
        (b'"seal"', b'"log_values":true,"seal"'),
        (b'{"v":1', b'{"v":1,"v":1'),
        (b'"own_name":"Ada"', b'"own_name":""'),
        (b'"own_name":"Ada"', b'"own_name":"' + b"A" * 513 + b'"'),
        (b'"own_name":"Ada"', b'"own_name":"' + b"A" * 9000 + b'"'),
        (b'{"v":1', b'{ "v":1'),
        (b'"mem_', b'"mum_'),
        (b"\xaa", b"\xab"),
    ],
)
def test_e11_unknown_fields_and_bounds_are_refused_while_locked(
    folder: TeamFolder, before: bytes, after: bytes
) -> None:
    if before == b"\xaa":
        folder.path.rename(folder.path.with_name("ab" * 8))
        folder = TeamFolder(folder.path.with_name("ab" * 8))
    else:
        edit(folder, before, after)
    with pytest.raises((Tampered, StorageFailed)) as refusal:
        folder.profile()
    assert refusal.value.code in (Code.E_PROFILE, Code.E_STORAGE)


def edit(folder: TeamFolder, before: bytes, after: bytes) -> None:
    path = folder.path / "profile.json"
    text = path.read_bytes()
    assert text.count(before) == 1
    path.write_bytes(text.replace(before, after))


def test_another_passphrase_can_be_set(folder: TeamFolder) -> None:
    folder.write_identity(unlock(folder), Secret(b"battery staple"), cost=CHEAP)
    with pytest.raises(Refused):
        unlock(folder)
    assert unlock(folder, Secret(b"battery staple")).member_id == ADA.member_id


def test_a_team_is_added_once(home: Home, folder: TeamFolder) -> None:
    before = (folder.path / "identity").read_bytes()
    refused(Code.E_TEAM_EXISTS, lambda: home.add(profile(), ADA, PASSPHRASE, cost=CHEAP))
    assert (folder.path / "identity").read_bytes() == before
    assert [team.path for team in home.teams()] == [folder.path]


def test_the_only_team_is_chosen_unasked(home: Home) -> None:
    refused(Code.E_NO_TEAM, home.choose)
    home.add(profile(), ADA, PASSPHRASE, cost=CHEAP)
    assert home.choose().profile().team_name == "Analytical Engines"
    assert "'Babbage'" in str(refused(Code.E_NO_TEAM, lambda: home.choose("Babbage")))


def test_of_several_teams_one_is_named(home: Home) -> None:
    for team, name in ((b"\xaa" * 32, "One"), (b"\xab" * 32, "Two"), (b"\xac" * 32, "Two")):
        home.add(profile(team, name), ADA, PASSPHRASE, cost=CHEAP)
    assert isinstance(refused(Code.E_AMBIGUOUS, home.choose), Usage)
    assert home.choose("One").path.name == "aa" * 8
    assert home.choose("acac").path.name == "ac" * 8
    assert home.choose("ab" * 32).path.name == "ab" * 8
    refused(Code.E_AMBIGUOUS, lambda: home.choose("Two"))
    refused(Code.E_NO_TEAM, lambda: home.choose("a"))


def test_what_a_killed_process_left_half_made_is_no_team(home: Home, folder: TeamFolder) -> None:
    (home.path / "teams" / ".abababab.1234").mkdir()
    assert home.teams() == [folder]


def test_home_is_where_it_was_said_to_be(tmp_path: Path, own_home: Path) -> None:
    assert Home.of({"KEYLEASE_HOME": str(tmp_path)}).path == tmp_path
    assert Home.of({"KEYLEASE_HOME": str(tmp_path)}, tmp_path / "x").path == tmp_path / "x"
    assert Home.of({}).path == own_home / "data" / "keylease"


@pytest.mark.parametrize("name", ["relay", "with space", "Zoë", "100%#?&", "a+b"])
def test_an_embedded_relays_address_leads_to_its_folder(tmp_path: Path, name: str) -> None:
    address = address_of(tmp_path / name)
    assert address.isascii()
    assert address.startswith("file:///")
    assert folder_of(address) == tmp_path / name


def test_a_web_address_is_no_folder() -> None:
    assert folder_of("https://relay.example/") is None


@pytest.mark.attack("F05")
@pytest.mark.parametrize(
    "address",
    [
        "file:relay",
        "file://host/share",
        "file:///a/../b",
        "file:///a/%2e%2e/b",
        "file:///a?x",
        "file:///a#x",
        "file:/a",
        "file:///a%00b",
        "file:///a//b",
        "file:",
    ],
)
def test_f05_an_odd_file_address_is_refused(address: str) -> None:
    refused(Code.E_PATH, lambda: folder_of(address))
