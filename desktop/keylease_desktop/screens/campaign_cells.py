"""What stands in the columns of an access review that say no more than a fact."""

from keylease_desktop.models.cells import Cell, Tile
from keylease_desktop.presenters.campaign_rows import CampaignRow
from keylease_desktop.theme.tokens import Tone


def who_cell(row: CampaignRow) -> Cell:
    """Whose access it is."""
    return Cell(row.who, tile=Tile.of_person(row.who))


def what_cell(row: CampaignRow) -> Cell:
    """To what."""
    tile = Tile.of_provider(row.provider) if row.provider else None
    return Cell(row.what, tile=tile, strong=True)


def ends_cell(row: CampaignRow) -> Cell:
    """Until when, with what is left of it."""
    return Cell(row.ends, lease=row.left, tone=Tone.MUTED)


def last_cell(row: CampaignRow) -> Cell:
    """When it was opened last."""
    return Cell(row.last, tone=Tone.MUTED)
