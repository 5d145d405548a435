"""People as chips: those of whom a word begins with what was typed."""

from collections.abc import Iterable

from keylease_desktop.models.cells import Chip, Tile


def people_chips(people: Iterable[tuple[str, str]], typed: str) -> list[Chip]:
    """The people (id, name) that fit; nobody where nothing was typed."""
    wanted = typed.strip().casefold()
    return [
        Chip(id_, name, Tile.of_person(name))
        for id_, name in people
        if wanted and any(word.startswith(wanted) for word in name.casefold().split())
    ]
