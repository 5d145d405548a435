"""The recovery kit: what is printed is read again, also when it was typed off."""

from pathlib import Path

import pytest

from keylease.client.kit import kit_of, read_kit, write_kit
from keylease.errors import Code, Usage
from support.members import World


@pytest.mark.parametrize("words", [False, True])
def test_a_printed_kit_is_read_whole(world: World, words: bool) -> None:
    ada = world.found("Ada", "Acme")
    text = kit_of(ada, at=world.now, words=words)
    kit = read_kit(text.replace("\n", "\r\n") if words else text)
    assert kit.seed == ada.connection.identity.seed()
    assert (kit.team, kit.events) == (ada.snapshot.state.team, ada.snapshot.state.head.seq + 1)
    reading = ada.team.words()
    for shown in ("Acme", "Ada", ada.me, "2026-01-01", reading.number, " ".join(reading.words)):
        assert shown in text


@pytest.mark.parametrize("words", [False, True])
def test_the_secret_alone_is_enough(world: World, words: bool) -> None:
    ada = world.found()
    text = kit_of(ada, at=world.now, words=words)
    secret = text.partition("computer.\n\n")[2].partition("\n\n")[0]
    for typed in (secret, secret.lower(), " ".join(secret.split())):
        kit = read_kit(typed)
        assert kit.seed == ada.connection.identity.seed()
        assert (kit.team, kit.events) == (None, None)


def test_a_slip_is_said_and_no_part_of_the_secret(world: World) -> None:
    text = kit_of(world.found(), at=world.now)
    secret = text.partition("computer.\n\n")[2].partition("\n\n")[0]
    group = secret.split()[5]
    with pytest.raises(Usage) as slip:
        read_kit(text.replace(group, "AAAA" if group != "AAAA" else "BBBB"))
    assert slip.value.code is Code.E_KIT
    assert group not in str(slip.value)


def test_a_kit_is_written_for_its_owner_alone_and_once(world: World, tmp_path: Path) -> None:
    path = tmp_path / "kit.txt"
    write_kit(path, "secret")
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Usage) as refused:
        write_kit(path, "other")
    assert refused.value.code is Code.E_PATH
    assert path.read_text() == "secret"
