"""How a key stands in the list: one cell a column."""

from keylease_desktop.models.cells import Cell, Tile
from keylease_desktop.presenters.key_rows import KeyRow
from keylease_desktop.theme.tokens import Tone


def key(row: KeyRow) -> Cell:
    """Its name, on the letter of its provider."""
    return Cell(row.name, tile=Tile.of_provider(row.provider), strong=True, tip=row.provider)


def environment(row: KeyRow) -> Cell:
    """Where it belongs; in colour where the rules are strict."""
    return Cell(row.environment, badge=True, tone=Tone.ACCENT if row.strict else Tone.NEUTRAL)


def access(row: KeyRow) -> Cell:
    """How many have access."""
    return Cell(row.access)


def ends(row: KeyRow) -> Cell:
    """What remains of the access that ends first."""
    quiet = row.ends_at is None
    return Cell(row.ends, lease=row.left, tone=Tone.MUTED if quiet else Tone.NEUTRAL)


def trouble(row: KeyRow) -> Cell:
    """What is wrong with it, as an icon."""
    if row.trouble is None:
        return Cell()
    return Cell("", icon=row.trouble.icon, tone=row.trouble.tone, tip=row.trouble.text)
