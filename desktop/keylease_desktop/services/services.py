"""What lives as long as the app does, handed to every window and page."""

from dataclasses import dataclass, field

from keylease_desktop.services.clipboard import ClipboardGuard
from keylease_desktop.services.hosting import HostService
from keylease_desktop.services.machine import Machine
from keylease_desktop.services.settings import Settings
from keylease_desktop.services.team import TeamService


@dataclass(frozen=True)
class Services:
    """What lives as long as the app does."""

    team: TeamService
    clipboard: ClipboardGuard
    settings: Settings
    hosting: HostService
    machine: Machine = field(default_factory=Machine)
