"""Incidents: opening freezes, notes, closing thaws nothing."""

from keylease.errors import Code
from keylease.model import events as e
from support.cases.world import World, accepted, refused
from support.terms import Person


def _opened(w: World, by: Person, *keys: str) -> str:
    incident = w.id("inc")
    w.act(by, e.IncidentOpen(incident=incident, keys=keys), "note")
    return incident


def _thawed(w: World) -> World:
    return w.act(w.mia, e.KeyFreeze(key=w.key)).act(w.ana, e.KeyThaw(key=w.key))


def _again(w: World) -> e.IncidentOpen:
    return e.IncidentOpen(incident=_opened(w, w.mia), keys=())


def _closed(w: World) -> str:
    incident = _opened(w, w.mia, w.key)
    w.act(w.adam, e.IncidentClose(incident=incident))
    return incident


def _open(w: World, *keys: str) -> e.IncidentOpen:
    return e.IncidentOpen(incident=w.id("inc"), keys=keys)


CASES = (
    accepted(
        "incident.open", "by a member", lambda w: w.draft(w.mia, _open(w, w.key, w.other), "note")
    ),
    accepted("incident.open", "about no key", lambda w: w.draft(w.aud, _open(w), "note", "title")),
    accepted(
        "incident.open",
        "about a key that is frozen",
        lambda w: (
            _thawed(w).act(w.max, e.KeyFreeze(key=w.key)).draft(w.mia, _open(w, w.key), "note")
        ),
    ),
    refused("incident.open", "again", Code.E_DUP_ID, lambda w: w.draft(w.mia, _again(w), "note")),
    refused(
        "incident.open", "without a note", Code.E_FIELD, lambda w: w.draft(w.mia, _open(w, w.key))
    ),
    refused(
        "incident.open",
        "with a key twice",
        Code.E_DUP_ID,
        lambda w: w.draft(w.mia, _open(w, w.key, w.key), "note"),
    ),
    refused(
        "incident.open",
        "about no key known",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.mia, _open(w, w.key, w.id("key")), "note"),
    ),
    refused(
        "incident.open",
        "to freeze again what was thawed",
        Code.E_ROLE,
        lambda w: _thawed(w).draft(w.mia, _open(w, w.other, w.key), "note"),
    ),
    refused("incident.open", "by a guest", Code.E_ROLE, lambda w: w.draft(w.gus, _open(w), "note")),
    accepted(
        "incident.note",
        "by who opened it",
        lambda w: w.draft(w.mia, e.IncidentNote(incident=_opened(w, w.mia)), "note"),
    ),
    accepted(
        "incident.note",
        "by a custodian of its key",
        lambda w: w.draft(w.max, e.IncidentNote(incident=_opened(w, w.mia, w.key)), "note"),
    ),
    accepted(
        "incident.note",
        "by an admin",
        lambda w: w.draft(w.bo, e.IncidentNote(incident=_opened(w, w.mia)), "note"),
    ),
    refused(
        "incident.note",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.IncidentNote(incident=w.id("inc")), "note"),
    ),
    refused(
        "incident.note",
        "when closed",
        Code.E_STATE,
        lambda w: w.draft(w.mia, e.IncidentNote(incident=_closed(w)), "note"),
    ),
    refused(
        "incident.note",
        "without a text",
        Code.E_FIELD,
        lambda w: w.draft(w.mia, e.IncidentNote(incident=_opened(w, w.mia))),
    ),
    refused(
        "incident.note",
        "by somebody not involved",
        Code.E_ROLE,
        lambda w: w.draft(w.aud, e.IncidentNote(incident=_opened(w, w.mia, w.key)), "note"),
    ),
    accepted(
        "incident.close",
        "by an admin",
        lambda w: w.draft(w.adam, e.IncidentClose(incident=_opened(w, w.mia, w.key))),
    ),
    accepted(
        "incident.close",
        "by an owner, with a note",
        lambda w: w.draft(w.olga, e.IncidentClose(incident=_opened(w, w.mia)), "note"),
    ),
    refused(
        "incident.close",
        "by who opened it, a member",
        Code.E_ROLE,
        lambda w: w.draft(w.mia, e.IncidentClose(incident=_opened(w, w.mia))),
    ),
    refused(
        "incident.close",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.IncidentClose(incident=w.id("inc"))),
    ),
    refused(
        "incident.close",
        "twice",
        Code.E_STATE,
        lambda w: w.draft(w.ana, e.IncidentClose(incident=_closed(w))),
    ),
)
