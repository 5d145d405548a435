from keylease.reports.kit import KitSheet


def test_it_never_shows_its_groups() -> None:
    sheet = KitSheet(facts=(("Team", "Acme"),), groups=("CANARY",))
    assert f"{sheet} {sheet!r}" == "<secret> <secret>"
