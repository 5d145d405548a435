"""The order of checks of an event (PROTOCOL.md, "Order of checks"); the first that fails counts."""

from . import keys, lending, people, reviews  # noqa: F401  they enter their rules
from .encoding import (
    Json,
    Wrong,
    lp,
    member_id,
    need,
    parse,
    plain,
    raw,
    shallow,
    signed,
    tagged,
    text,
    written,
)
from .forms import RECORDS, TYPES
from .team import team_create
from .words import LEADERS, RULES

SUITE = 1
LARGEST = 64 * 1024
BRING_THEIR_KEYS = ("team.create", "member.join")
WHILE_STALE = ("member.remove", "member.leave", "epoch.seal", "epoch.rotate")
FOR_GUESTS = ("rules.acknowledge", "member.leave", "grant.revoke")


class Ledger:
    """A ledger as far as it was taken; `state` is None before its first event."""

    def __init__(self) -> None:
        self.state: Json | None = None

    def take(self, body: bytes, sigs: list[bytes]) -> Json:
        """Apply the next entry and return its event, or raise `Wrong`."""
        s = self.state
        need(s is None or s["suite"] <= SUITE, "E_UPGRADE", "the team uses a newer protocol")
        sigs = sigs or [b""]  # none is one that does not hold
        e = _read(s, body, sigs[0])
        _check_author(s, e)
        _check_signatures(s, e, body, sigs)
        link = text(tagged("keylease/link/v1", lp(body, *sigs)))
        if s is None:
            _check_meta(e, 0)
            s = team_create(e, text(tagged("keylease/team/v1", lp(body, *sigs))))
        else:
            in_place = e["seq"] == s["head"]["seq"] + 1 and e["prev"] == s["head"]["hash"]
            need(e["team"] == s["team"], "E_TEAM", "it belongs to another team")
            need(in_place, "E_CHAIN", "it does not follow the one before")
            _check_meta(e, len(s["epochs"]) - 1)
            _check_gates(s, e)
            RULES[e["data"]["type"]](s, e, e["data"])
            _check_seen(s, e)
        s["head"] = {"seq": e["seq"], "hash": link}
        if e["data"]["type"] == "ledger.checkpoint":
            s["checkpoint"] = s["head"]
        self.state = s
        return e


def _read(s: Json | None, body: bytes, sig: bytes) -> Json:
    """The event; who signed an unreadable one is settled first, so that one knows whom to blame."""
    need(len(body) <= LARGEST, "E_SIZE", "it is too large")
    try:
        value = parse(body)
    except ValueError:
        raise Wrong("E_PARSE", why="it is no JSON") from None
    own_form = plain(value) and written(value) == body
    if own_form and RECORDS["Event"].fits(value):
        return dict(value)
    kind = _look(value)
    if kind not in BRING_THEIR_KEYS and s is not None:
        key = _active_key(s, value["author"])
        need(signed(key, "event", body, sig), "E_SIG", "its signature is not its author's")
    raise Wrong("E_FIELD" if own_form else "E_PARSE", why="it is not in canonical form")


def _look(value: object) -> str:
    """The type of an event that cannot be read strictly: an unknown one stops the reader."""
    match value:
        case {"v": int(v), "author": str(), "data": {"type": str(kind)}}:
            known = not isinstance(v, bool) and shallow(value)
            need(known, "E_PARSE", "it is no event")
            need(v == 1 and kind in TYPES, "E_UPGRADE", "it is of a newer protocol")
            return kind
        case _:
            raise Wrong("E_PARSE", why="it is no event")


def _active_key(s: Json, author: str) -> str:
    """The signing key of an active member."""
    member = s["members"].get(author, {"status": "unknown"})
    need(member["status"] == "active", "E_AUTHOR_INACTIVE", "its author is not active")
    return str(member["sign"])


def _check_author(s: Json | None, e: Json) -> None:
    """Active in the state before; founders and joiners bring their keys."""
    kind = e["data"]["type"]
    if kind in BRING_THEIR_KEYS:
        need(e["author"] == member_id(e["data"]), "E_SIG", "its author is not who its keys say")
        need((s is None) == (kind == "team.create"), "E_CHAIN", "it cannot stand here")
        return
    need(s is not None, "E_CHAIN", "a ledger does not begin like this")
    if s is not None:
        _active_key(s, e["author"])


def _check_signatures(s: Json | None, e: Json, body: bytes, sigs: list[bytes]) -> None:
    """By the author; on a join also by the invite, on a new app also by the app."""
    d, lie = e["data"], "its signature is not its author's"
    known = s is not None and d["type"] != "member.join"
    own = s["members"][e["author"]]["sign"] if s is not None and known else d["sign"]
    need(signed(own, "event", body, sigs[0]), "E_SIG", lie)
    if d["type"] == "member.join" and s is not None:
        need(d["invite"] in s["invites"], "E_UNKNOWN", "its invite does not exist")
        public = s["invites"][d["invite"]]["public"]
        proved = len(sigs) == 2 and signed(public, "invite-proof", body, sigs[1])
        need(proved, "E_SIG_INVITE", "it was not signed with its invite")
    elif d["type"] == "app.add":
        proved = len(sigs) == 2 and signed(d["sign"], "app-proof", body, sigs[1])
        need(proved, "E_SIG", "it was not signed by the app")
    else:
        need(len(sigs) == 1, "E_SIG", "it has a signature too many")


def _check_meta(e: Json, epoch: int) -> None:
    """Names are under the metadata key in force, each with its commitment; a joiner has none."""
    both = ("meta" in e) == ("commitments" in e)
    need(both and e.get("commitments", True), "E_FIELD", "names and commitments do not match")
    need("meta" not in e or e["meta"]["epoch"] == epoch, "E_EPOCH", "it is of another epoch")
    need(e["data"]["type"] != "member.join" or "meta" not in e, "E_FIELD")


def _check_gates(s: Json, e: Json) -> None:
    """What bars a whole role, or a leader while the metadata key is stale."""
    kind = e["data"]["type"]
    if kind == "member.join":
        return
    role = s["members"][e["author"]]["role"]
    need(role != "app", "E_ROLE", "apps write no events")
    need(role != "guest" or kind in FOR_GUESTS, "E_ROLE", "guests write no such event")
    blocked = s["stale"] and role in LEADERS and kind not in WHILE_STALE
    need(not blocked, "E_EPOCH_STALE", "the metadata key had to be renewed first")


def _check_seen(s: Json, e: Json) -> None:
    """What an author has seen of the access log does not go back, unless the relay moved."""
    member, seen = s["members"][e["author"]], e["seen"]
    forward = seen["seq"] > member["seen"]["seq"] or seen == member["seen"]
    lower = seen["seq"] < member["seen"]["seq"]
    need(forward or (lower and "moved" in e["data"]), "E_SEEN", "its author had seen more before")
    if forward:
        member["seen"] = seen


def access_link(before: bytes, leaf: str) -> bytes:
    """The access log's chain value after a line."""
    return tagged("keylease/access/v1", lp(before, raw(leaf)))
