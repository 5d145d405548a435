from keylease.cli.times import Moment
from support.terminal import Seat, Terminals
from support.terms import DAY


def test_a_relay_whose_clock_has_jumped_waits_to_be_told_the_date(
    ada: Seat, bob: Seat, lent: str, shell: Terminals
) -> None:
    shell.world.now += 30 * DAY
    said = bob("get", lent, status=1).err
    assert "keylease relay confirm-date" in said
    ada.refused("relay", "confirm-date", "2026-01-01 12:00", status=1)
    today = Moment(shell.now).iso[:10]
    assert "The relay goes on." in ada("relay", "confirm-date", today).out
    assert "ended" in bob.refused("get", lent, status=3)


def test_a_duration_is_no_date(ada: Seat) -> None:
    assert "no date" in ada.refused("relay", "confirm-date", "7d", status=2)
