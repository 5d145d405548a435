"""Rules for incidents: opening freezes, notes build the timeline, closing thaws nothing."""

from msgspec import structs

from keylease.errors import Code
from keylease.ledger.moves import author_of, change_key, find, require, require_leader, require_new
from keylease.ledger.rules.keys import require_may_freeze
from keylease.ledger.rules.team import require_fields
from keylease.model.events import Event, IncidentClose, IncidentNote, IncidentOpen
from keylease.model.roles import LEADERS
from keylease.model.state import Incident, State


def incident_open(state: State, event: Event, data: IncidentOpen) -> State:
    """Any active person opens an incident, which freezes the keys it names."""
    require_new(state.incidents, data.incident)
    require_fields(event, "note")
    require(len(data.keys) == len(set(data.keys)), Code.E_DUP_ID)
    for id_ in data.keys:
        key = find(state.keys, id_)
        if not key.frozen:
            require_may_freeze(state, event, key)
            state = change_key(state, id_, frozen=True)
    incident = Incident(by=event.author, opened=event.ts, keys=data.keys, notes=0)
    return structs.replace(state, incidents=state.incidents.set(data.incident, incident))


def _open(state: State, id_: str) -> Incident:
    incident = find(state.incidents, id_)
    require(incident.closed is None, Code.E_STATE)
    return incident


def incident_note(state: State, event: Event, data: IncidentNote) -> State:
    """Who opened it, custodians of its keys and leaders add to the timeline."""
    incident = _open(state, data.incident)
    require_fields(event, "note")
    involved = event.author == incident.by or any(
        event.author in state.keys[key].custodians for key in incident.keys
    )
    require(involved or author_of(state, event).role in LEADERS, Code.E_ROLE)
    noted = structs.replace(incident, notes=incident.notes + 1)
    return structs.replace(state, incidents=state.incidents.set(data.incident, noted))


def incident_close(state: State, event: Event, data: IncidentClose) -> State:
    """Owners and admins close it; its keys stay frozen until thawed."""
    require_leader(state, event)
    incident = _open(state, data.incident)
    closed = structs.replace(incident, closed=event.ts, closed_by=event.author)
    return structs.replace(state, incidents=state.incidents.set(data.incident, closed))
