"""What is shown of a key: in a list, and on its own page."""

from keylease.cli.call import Call
from keylease.cli.environment import environment_row
from keylease.cli.provider import LIMITS, console_of, title_of
from keylease.cli.showing import (
    EXPOSURE_COLUMNS,
    Names,
    View,
    exposure_row,
    grant_row,
)
from keylease.cli.times import Length, Moment, away
from keylease.client.snapshot import Snapshot
from keylease.insight.holders import holders, unaccounted
from keylease.insight.rotation import due
from keylease.ledger.standing import active_custodians, active_version
from keylease.model.base import KeyId

COLUMNS = {
    "name": "name",
    "provider_name": "provider",
    "environment": "environment",
    "version": "version",
    "holders": "have access",
    "next_end_in": "next end",
    "due_in": "replace",
    "state": "state",
}


def key_row(view: View, id_: KeyId) -> dict[str, object]:
    """A key as an object."""
    now, names, t = view.now, view.names, view.t
    key = now.state.keys[id_]
    having = holders(now.state, id_, t)
    ends = [one.until for one in having if one.until is not None]
    date = due(now.state, id_)
    provider = now.names.field(id_, "provider")
    astray = unaccounted(now.state, view.exposures(id_), t)
    return {
        "name": names(id_),
        "id": id_,
        "provider": provider,
        "provider_name": title_of(provider),
        "environment": names(key.environment),
        "environment_id": key.environment,
        "version": active_version(key),
        "versions": len(key.versions),
        "custodians": names.all(active_custodians(now.state, key)),
        "holders": len({one.member for one in having}),
        "next_end": Moment(min(ends)) if ends else None,
        "next_end_in": away(min(ends), t) if ends else None,
        "due": None if date is None else Moment(date.at),
        "due_in": None if date is None else _due(date.at, t),
        "seen_without_access": sorted({names(one.member) for one in astray}),
        "state": "frozen" if key.frozen else "in use" if active_version(key) else "no value",
    }


def _due(at: int, t: int) -> str:
    return away(at, t) if at > t else f"overdue, {away(at, t)}"


def tell_key(call: Call, view: View, id_: KeyId) -> None:
    """A key's page: facts, who has access, versions, who has seen them, what the policy allows."""
    now, names = view.now, view.names
    key = now.state.keys[id_]
    row = key_row(view, id_)
    row |= {
        "limits": {field: now.names.field(id_, field) or None for field in LIMITS},
        "note": now.names.field(id_, "note") or None,
        "console": console_of(str(row["provider"])),
        "added_by": names(key.added_by),
        "added": Moment(key.added),
        "rotate_every": None if key.rotate_every is None else Length(key.rotate_every),
        "access": _access(view, id_),
        "value_versions": _versions(now, names, id_),
        "exposure": [exposure_row(now, names, one) for one in view.exposures(id_)],
        "policy": environment_row(now, names, key.environment),
    }
    flat = {**row, **{field: now.names.field(id_, field) for field in LIMITS}}
    flat["policy"] = _policy(now, id_)
    call.out.record(row if call.json else flat, _LABELS)
    _sections(call, row)


_LABELS = {
    "name": "Key",
    "provider_name": "Provider",
    "environment": "Environment",
    "state": "State",
    "version": "Version in use",
    "custodians": "Custodians",
    "holders": "Have access",
    "seen_without_access": "Have seen it, without access now",
    "due_in": "To be replaced",
    **LIMITS,
    "note": "Note",
    "policy": "Environment asks for",
    "console": "Replace it at",
    "added_by": "Added by",
    "added": "Added",
}


def _policy(now: Snapshot, id_: KeyId) -> str:
    policy = now.state.environments[now.state.keys[id_].environment].policy
    rules = [f"access of at most {Length(policy.longest).words}"]
    rules += ["people whose words were compared"] * policy.verified_only
    rules += ["a reason"] * policy.reason_required
    rules += ["a second approver"] * policy.second_approver
    return ", ".join(rules)


def _access(view: View, id_: KeyId) -> list[dict[str, object]]:
    now, names, t = view.now, view.names, view.t
    return [
        {"to": names(one.member), "to_id": one.member, "as": "custodian"}
        if one.grant is None
        else {**grant_row(now, names, one.grant, t), "as": "on loan"}
        for one in holders(now.state, id_, t)
    ]


def _versions(now: Snapshot, names: Names, id_: KeyId) -> list[dict[str, object]]:
    return [
        {
            "version": number,
            "state": value.state.value,
            "entered": Moment(value.entered),
            "by": names(value.by),
            "kept_by": names.all([custody.member for custody in value.custody]),
            "proved_dead": None if value.proof is None else Moment(value.proof.at),
            "proof": None if value.proof is None else value.proof.kind.value,
        }
        for number, value in enumerate(now.state.keys[id_].versions, start=1)
    ]


def _sections(call: Call, row: dict[str, object]) -> None:
    """The tables under the facts, for people."""
    for title, field, columns in (
        (
            "Access",
            "access",
            {"to": "to", "as": "as", "by": "from", "ends_in": "ends", "state": "state"},
        ),
        (
            "Versions",
            "value_versions",
            {
                "version": "version",
                "state": "state",
                "entered": "entered",
                "by": "by",
                "kept_by": "kept by",
                "proved_dead": "proved dead",
            },
        ),
        ("Who has seen it", "exposure", {f: c for f, c in EXPOSURE_COLUMNS.items() if f != "key"}),
    ):
        rows = row[field]
        assert isinstance(rows, list)
        call.out.section(title, rows, columns)
