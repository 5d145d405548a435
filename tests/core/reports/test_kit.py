"""What stands on a sheet is a secret."""

from keylease.reports.kit import KitSheet


def test_it_never_shows_itself() -> None:
    assert "AAAA" not in repr(KitSheet((), ("AAAA",)))
