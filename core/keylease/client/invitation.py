"""What an invite link says, for whoever is asked whether to follow it (THREATS.md F08).

Reading a link does nothing: a web page may have handed it over.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from keylease.client.profile import folder_name, folder_of
from keylease.wire.invite import read_link


@dataclass(frozen=True)
class Signpost:
    """Where a link leads: the team's id (its beginning) and the host of its relay, or the folder
    of a relay on this computer.
    """

    team: str
    host: str
    folder: Path | None


def where_to(link: str) -> Signpost:
    """Where an invite link leads. Usage(E_LINK, E_PATH) for anything that is none."""
    invite = read_link(link)
    folder = folder_of(invite.relay.address)
    host = "" if folder is not None else urlsplit(invite.relay.address).netloc
    return Signpost(team=folder_name(invite.team), host=host, folder=folder)
