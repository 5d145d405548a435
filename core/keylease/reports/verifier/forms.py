"""The form of every record in bodies and files (the tables of PROTOCOL.md), and strict reading."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from .encoding import Json, Wrong, parse, raw, text, written

# Forms of all records: `?` may be absent, `4+` and `1-9` are integers, `32B` and `1-64B` bytes,
# `@key` an id, `X*` and `X*1-64` lists, `{K}X` a map, `a|b` one of these words.
FORMS = """
Position: seq=0+ hash=32B
Signed: body=0+B sigs=64B*1-2
Event: v=1-1 team=0-32B seq=0+ prev=32B author=@mem ts=0+ nonce=16B seen=Position data=Data
  commitments?={field}32B meta?=Meta
Meta: epoch=0+ box=40+B
RelayIdentity: key=32B address=address pins=32B*
Policy: lapse=lapse adders=role* rules?=32B review_every?=1+
EnvironmentPolicy: longest=1+ verified_only=bool reason_required=bool second_approver=bool
  mock=bool agent_keeps=0+ rotate_every?=1+
MetadataSeal: to=@mem box=80B
CustodySeal: to=@mem envelope=32B
VersionSeal: version=1-1000000 envelope=32B
GrantSeal: version=1-1000000 envelope=32B release=32B
GrantReseal: grant=@grt envelope=32B release=32B
Recipient: grant=@grt to=@mem seals=GrantSeal*1-2 label?=49-1024B
Child: parent=@key grantee=@mem
Proof: kind=probe|hand at=0+
Decision: subject=subject verdict=verdict until?=0+ to?=@mem
Tally: keep=0+ end=0+ shorten=0+ replace=0+ reassign=0+ undecided=0+ no_second_reviewer=0+
AccessSeal: last=Position lost_from?=1+
team.create: sign=32B box=32B relay=RelayIdentity suite=1+ policy=Policy epoch_commitment=32B
  epoch_seal=80B
policy.set: policy=Policy
environment.set: environment=@env policy=EnvironmentPolicy
list.set: list=@lst members=@mem*0-500
ledger.checkpoint: state=32B previous?=Position
relay.set: relay=RelayIdentity moved?=AccessSeal floor?=0+
suite.set: suite=1+
member.invite: invite=@inv public=32B role=role expires=0+
invite.cancel: invite=@inv
member.join: invite=@inv sign=32B box=32B name=41-1024B
member.admit: member=@mem verified=bool epoch=0+ seal?=80B
member.verify: member=@mem
member.role: member=@mem role=role epoch=0+ seal?=80B
member.suspend: member=@mem
member.resume: member=@mem epoch=0+ seal?=80B
member.remove: member=@mem
member.leave:
rules.acknowledge: rules=32B
app.add: sign=32B box=32B expires=0+ networks=network*0-32
app.renew: app=@mem expires=0+ networks=network*0-32
epoch.seal: epoch=1+ chunk=0+ seals=MetadataSeal*1-256
epoch.rotate: epoch=1+ commitment=32B previous=72B
key.add: key=@key environment=@env rotate_every?=1+ child?=Child
key.edit: key=@key environment=@env rotate_every?=1+
key.version: key=@key version=1-1000000 commitment=32B seals=CustodySeal*1-256
grant.reseal: key=@key version=1-1000000 seals=GrantReseal*1-256
key.state: key=@key version=1-1000000 to=life proof?=Proof
key.custodian: key=@key member=@mem add=bool seals=VersionSeal*0-2
key.freeze: key=@key
key.thaw: key=@key
exposure.declare: key=@key version=1-1000000 members=@mem*0-256
access.request: request=@req key=@key span=1+
access.deny: request=@req
grant.issue: key=@key not_before=0+ expires=0+ recipients=Recipient*1-64 networks=network*0-32
  max_uses?=1+ idle?=1+ via?=@lst request?=@req
grant.approve: grant=@grt
grant.renew: grant=@grt expires=0+ request?=@req
grant.limit: grant=@grt expires?=0+ max_uses?=0+
grant.revoke: grants=@grt*1-256
review.scope: review=@rev chunk=0+ subjects=subject*1-512
review.open: review=@rev subjects=1+ ledger=Position access=Position reviewers=@mem*1-64 due=0+
  lapse=lapse shorten_to?=1+
review.decide: review=@rev decisions=Decision*1-256
review.close: review=@rev tally=Tally evidence?=32B
incident.open: incident=@inc keys=@key*0-256
incident.note: incident=@inc
incident.close: incident=@inc
State: team=32B head=Position suite=1+ relay=RelayIdentity relays=RelayRange* floor=0+
  policy=Policy epochs=Epoch* stale=bool drafts={@mem}EpochDraft used_keys={text}@mem
  members={@mem}Member invites={@inv}Invite environments={@env}Environment lists={@lst}People
  keys={@key}Key grants={@grt}Grant requests={@req}Request review_drafts={@mem}ReviewDraft
  reviews={@rev}Review incidents={@inc}Incident checkpoint?=Position
RelayRange: since=0+ key=32B
Epoch: commitment=32B previous?=72B
EpochDraft: epoch=1+ chunks=1+ seals=MetadataSeal*
Member: role=role status=pending|active|suspended|removed|left sign=32B box=32B verified=bool
  joined=0+ seen=Position metadata?=KeptEpoch invite?=@inv admitted_by?=@mem acknowledged?=32B
  maker?=@mem expires?=0+ networks?=network*
KeptEpoch: epoch=0+ box=80B
Invite: public=32B role=role expires=0+ by=@mem seq=0+ used_by?=@mem cancelled?=bool
Environment: policy=EnvironmentPolicy
People: members=@mem*
Key: environment=@env added_by=@mem added=0+ custodians=@mem* versions=KeyValue* frozen?=bool
  thawed?=bool rotate_every?=1+ child?=Child
KeyValue: state=life commitment=32B by=@mem entered=0+ changed=0+ custody=Custody* declared=@mem*
  proof?=Proof proved_by?=@mem
Custody: member=@mem envelope=32B by=@mem
Grant: key=@key to=@mem by=@mem order=0+ issued=0+ not_before=0+ expires=0+ touched=0+
  networks=network* seals=HeldSeal* reviews=@rev* needs_approval?=bool approved_by?=@mem
  max_uses?=0+ idle?=1+ via?=@lst request?=@req label?=49-1024B renewal?=Renewal revoked?=0+
  revoked_by?=@mem reviewed_out?=bool
HeldSeal: version=1+ envelope=32B release=32B by=@mem
Renewal: expires=0+ by=@mem
Request: by=@mem key=@key span=1+ asked=0+ granted?=@grt denied_by?=@mem
ReviewDraft: review=@rev chunks=1+ subjects=text*
Review: by=@mem opened=0+ ledger=Position access=Position reviewers=@mem* due=0+ lapse=lapse
  rulings={text}Ruling shorten_to?=1+ closed?=0+ closed_by?=@mem evidence?=32B
Ruling: verdict?=verdict by?=@mem at?=0+ until?=0+ to?=@mem effective?=bool
Incident: by=@mem opened=0+ keys=@key* notes=0+ closed?=0+ closed_by?=@mem
AccessRequest: v=1-1 team=32B relay=32B author=author rid=16B ts=0+ client=text op=Operation
  head?=Position mine?=Position meta?=Meta
open: grant=@grt version=1-1000000 purpose=purpose
note: key=@key version=1-1000000 purpose=purpose
report: grant=@grt version=1-1000000 purpose=purpose used=0+
Entry: v=1-1 team=32B seq=1+ request=Signed outcome=outcome at=0+ source=text
Head: v=1-1 team=32B ledger=Position access=Position at=0+
Seen: v=1-1 team=32B author=@mem ledger=Position access=Position at=0+
Line: leaf=32B entry?=Recorded
Recorded: body=any sigs=64B*1-2
Kept: key=@key version=1-1000000 envelope=0+B
Manifest: format=any team=32B by=@mem at=0+ ledger=Position access=Position files={any}32B
"""
ID = "[a-z2-7]{26}"
ROLES = "owner|admin|auditor|member|guest|app"
PATTERNS = {
    "address": "[!-~]{0,512}",
    "any": "(?s:.*)",
    "author": f"(mem|inv)_{ID}",
    "field": "[a-z][a-z0-9_]{0,31}(:[0-9]{1,3})?",
    "lapse": "keep|shorten|end",
    "life": "pending|active|deactivated|compromised|destroyed",
    "network": "[0-9a-fA-F.:]{2,39}/[0-9]{1,3}",
    "outcome": "released|recorded|E_[A-Z_]{2,32}",
    "purpose": "copy|show|run|brokered|share|rotate|check",
    "role": ROLES,
    "subject": f"grant:grt_{ID}|custody:key_{ID}:mem_{ID}|role:mem_{ID}"
    f"|exposure:key_{ID}:[1-9][0-9]{{0,6}}:mem_{ID}",
    "text": "[ -~]{0,128}",
    "verdict": "keep|end|shorten|replace|reassign",
}


class Form(NamedTuple):
    """How a value is judged, and how it is put in order to be written."""

    fits: Callable[[Any], bool]
    ordered: Callable[[Any], Any]


RECORDS: dict[str, Form] = {}


def form(word: str) -> Form:
    """The form that a word of the table means."""
    if found := re.fullmatch(r"\{(.+)\}(.+)", word):
        return map_form(form(found[1]), form(found[2]))
    if found := re.fullmatch(r"(.+)\*(?:(\d+)-(\d+))?", word):
        low, high = int(found[2] or 0), int(found[3] or 2**53)
        return list_form(form(found[1]), low, high)
    if found := re.fullmatch(r"(\d+)(?:(\+)|-(\d+))?(B?)", word):
        low = int(found[1])
        high = 2**53 - 1 if found[2] else int(found[3] or low)
        return Form(
            lambda v: is_bytes(v, low, high) if found[4] else is_integer(v, low, high), same
        )
    if word == "bool":
        return Form(lambda v: isinstance(v, bool), same)
    if word.startswith("@") or "|" in word or word in PATTERNS:
        pattern = f"{word[1:]}_{ID}" if word.startswith("@") else PATTERNS.get(word, word)
        return Form(lambda v: isinstance(v, str) and bool(re.fullmatch(pattern, v)), same)
    return Form(lambda v: RECORDS[word].fits(v), lambda v: RECORDS[word].ordered(v))


def same(value: Any) -> Any:  # noqa: ANN401
    """The value as it is."""
    return value


def is_integer(value: object, low: int, high: int) -> bool:
    """Whether it is a whole number in this range."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def is_bytes(value: object, low: int, high: int) -> bool:
    """Whether it is strict base64 of so many bytes."""
    try:
        return (
            isinstance(value, str) and text(raw(value)) == value and low <= len(raw(value)) <= high
        )
    except ValueError:
        return False


def map_form(key: Form, value: Form) -> Form:
    """A map with sorted keys."""
    return Form(
        lambda v: (
            isinstance(v, dict)
            and list(v) == sorted(v)
            and all(key.fits(k) and value.fits(item) for k, item in v.items())
        ),
        lambda v: {k: value.ordered(v[k]) for k in sorted(v)},
    )


def list_form(item: Form, low: int, high: int) -> Form:
    """A list of so many."""
    return Form(
        lambda v: isinstance(v, list) and low <= len(v) <= high and all(map(item.fits, v)),
        lambda v: [item.ordered(part) for part in v],
    )


def record_form(fields: dict[str, tuple[Form, bool]]) -> Form:
    """A record; the flag of a field says that it has to be there."""

    def fits(v: object) -> bool:
        return (
            isinstance(v, dict)
            and list(v) == [name for name in fields if name in v]
            and all(name in v or not needed for name, (_, needed) in fields.items())
            and all(fields[name][0].fits(part) for name, part in v.items())
        )

    def ordered(v: Json) -> Json:
        there = [name for name in fields if v.get(name) is not None]
        set_ = [name for name in there if fields[name][1] or v[name] is not False]
        return {name: fields[name][0].ordered(v[name]) for name in set_}

    return Form(fits, ordered)


def union_form(tag: str, names: Iterable[str]) -> Form:
    """One of several records, named by its first field."""
    known = {name: RECORDS[name] for name in names}

    def fits(v: object) -> bool:
        if not isinstance(v, dict) or next(iter(v), None) != tag or v[tag] not in known:
            return False
        return known[v[tag]].fits({name: part for name, part in v.items() if name != tag})

    return Form(fits, same)


for _line in FORMS.strip().replace("\n  ", " ").split("\n"):
    _name, _, _fields = _line.partition(":")
    _parts = dict(part.split("=") for part in _fields.split())
    RECORDS[_name] = record_form(
        {n.rstrip("?"): (form(word), not n.endswith("?")) for n, word in _parts.items()}
    )
TYPES = frozenset(name for name in RECORDS if "." in name)
RECORDS["Data"] = union_form("type", TYPES)
RECORDS["Operation"] = union_form("op", ("open", "note", "report"))


def read(name: str, body: bytes, where: str) -> Json:
    """A body of that form in its one canonical text."""
    try:
        value = parse(body)
    except ValueError:
        raise Wrong("E_PARSE", where, "it is no JSON") from None
    if written(value) != body or not RECORDS[name].fits(value):
        raise Wrong("E_FIELD", where, f"it is not in the canonical form of {name}")
    return dict(value)
