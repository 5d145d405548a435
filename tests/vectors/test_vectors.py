"""Every committed vector, through the program; the files themselves; and PROTOCOL.md's tables."""

import json
import sys
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from keylease.crypto.envelope import (
    context,
    envelope_hash,
    open_custody,
    open_grant,
    release_key_hash,
)
from keylease.crypto.hashing import derive_key, lp, pae, tagged_hash
from keylease.crypto.identity import Identity, check_box_public, check_sign_public
from keylease.crypto.metadata import (
    decrypt_meta,
    epoch_commitment,
    meta_aad,
    name_key_from_invite,
    unwrap_previous,
    value_fingerprint,
)
from keylease.crypto.passphrase import open_identity, open_slot
from keylease.crypto.recovery import seed_from_text
from keylease.crypto.signing import SignatureType, verify
from keylease.crypto.words import head_reading, safety_words
from keylease.errors import Code, KeyleaseError
from keylease.ledger.chain import access_leaf, access_link, access_root
from keylease.ledger.fold import apply, fold
from keylease.ledger.rules.team import state_hash
from keylease.model.base import new_id
from keylease.model.secret import Secret
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.wire.canonical import encode
from keylease.wire.events import EVENT_TYPES
from keylease.wire.invite import read_link
from keylease.wire.letters import from_base62, to_base62
from keylease.wire.meta import read_fields
from keylease.wire.record import read_record
from keylease.wire.relay_link import read_claim_link
from keylease.wire.requests import ENTRY, HEAD, LOAD, LOAD_ANSWER, REQUEST, SEEN
from keylease.wire.state import read_state, write_state
from keylease.wire.token import read_token

HERE = Path(__file__).parent
ACTS = sorted((HERE / "events").glob("*.json"))
READERS = {"request": REQUEST, "entry": ENTRY, "head": HEAD, "seen": SEEN}


@cache
def load(name: str) -> dict:
    return json.loads((HERE / name).read_text("ascii"))


def make() -> ModuleType:
    sys.path.insert(0, str(HERE))
    try:
        import make
    finally:
        sys.path.remove(str(HERE))
    return make


def entry(vector: dict) -> Signed:
    return Signed(
        body=vector["body"].encode(), sigs=tuple(b64decode(sig) for sig in vector["sigs"])
    )


@cache
def base_state() -> State:
    return fold(entry(signed) for signed in load("events/base.json")["ledger"])


def acts() -> Iterator[object]:
    for path in ACTS:
        if path.name != "base.json":
            for vector in load(f"events/{path.name}")["vectors"]:
                yield pytest.param(vector, id=f"{path.stem}: {vector['name']}")


def test_the_files_are_those_that_make_writes() -> None:
    """Byte for byte: else the format has changed, or `make vectors` was forgotten."""
    scripts = make()
    made = {name: scripts.text(content) for name, content in scripts.files().items()}
    kept = {str(p.relative_to(HERE)): p.read_text("ascii") for p in HERE.rglob("*.json")}
    other = [name for name in made | kept if made.get(name) != kept.get(name)]
    assert other == [], "if the format was meant to change, run `make vectors`"


def test_protocol_has_the_tables_of_the_types() -> None:
    tables = make().tables
    text = tables.PROTOCOL.read_text("utf-8")
    assert tables.with_tables(text) == text, "run `make vectors`"


def test_protocol_leaves_no_type_out() -> None:
    tables = make().tables
    shown = set(tables.named_tables(tables.PROTOCOL.read_text("utf-8")))
    bases = {"Value", "Data", "Operation", "Reply", "Index", "AccessRequest"}
    assert set(tables.TYPES) - bases - shown == set()


def test_every_type_of_event_has_two_accepted_and_three_refused() -> None:
    assert {path.stem for path in ACTS} == EVENT_TYPES | {"base", "order"}
    for type_ in EVENT_TYPES:
        outcomes = Counter("refused" in v for v in load(f"events/{type_}.json")["vectors"])
        assert outcomes[False] >= 2, type_
        assert outcomes[True] >= 3, type_


def test_the_base_ledger_folds_to_its_state() -> None:
    base = load("events/base.json")
    assert write_state(base_state()).decode() == base["state"]
    assert state_hash(base_state()) == b64decode(base["state_hash"])
    assert read_state(base["state"].encode()) == base_state()


@pytest.mark.parametrize("vector", list(acts()))
def test_act(vector: dict) -> None:
    state = base_state() if vector["base"] else None
    for signed in vector["before"]:
        state = apply(state, entry(signed))
    if "refused" in vector:
        with pytest.raises(KeyleaseError) as refusal:
            apply(state, entry(vector["entry"]))
        assert refusal.value.code.name == vector["refused"]
    else:
        after = apply(state, entry(vector["entry"]))
        assert state_hash(after) == b64decode(vector["state_hash"])
        document = json.loads(write_state(after))
        for name, value in vector["changed"].items():
            assert_changed(document.get(name), value)


def assert_changed(now: object, told: object) -> None:
    if isinstance(now, dict) and isinstance(told, dict) and now != told:
        assert {key: now.get(key) for key in told} == told
    else:
        assert now == told


@pytest.mark.parametrize("vector", load("envelopes.json")["vectors"], ids=lambda v: v["name"])
def test_envelope(vector: dict) -> None:
    recipient = Identity.from_seed(bytes.fromhex(load("envelopes.json")["recipient_seed"]))
    parts = vector["context"]
    for name in ("team", "box_public", "commitment"):
        parts = parts | {name: b64decode(parts[name])}
    ctx, envelope = context(**parts), b64decode(vector["envelope"])
    assert envelope_hash(envelope) == b64decode(vector["envelope_hash"])

    def opened() -> bytes:
        if parts["grant"] is None:
            return open_custody(recipient, ctx, envelope, parts["commitment"])
        release = b64decode(vector["release_key"])
        assert release_key_hash(release) == b64decode(vector["release_key_hash"])
        return open_grant(recipient, ctx, envelope, release, parts["commitment"])

    if "refused" in vector:
        with pytest.raises(KeyleaseError) as refusal:
            read_record(opened())
        assert refusal.value.code.name == vector["refused"]
    else:
        read_record(opened())
        assert opened().decode() == vector["record"]


def test_metadata() -> None:
    meta = load("metadata.json")["meta"]
    team, nonce = b64decode(meta["team"]), b64decode(meta["nonce"])
    aad = meta_aad(team, meta["type"], meta["author"], nonce, meta["epoch"])
    plaintext = decrypt_meta(bytes.fromhex(meta["epoch_key"]), b64decode(meta["box"]), aad)
    assert plaintext.decode() == meta["plaintext"]
    commitments = {field: b64decode(hash_) for field, hash_ in meta["commitments"].items()}
    fields = read_fields(plaintext, commitments)
    assert {field: kept.value for field, kept in fields.items()} == meta["fields"]


def test_epochs() -> None:
    epoch = load("metadata.json")["epoch"]
    team, key = b64decode(epoch["team"]), bytes.fromhex(epoch["key"])
    assert epoch_commitment(team, 3, key) == b64decode(epoch["commitment"])
    assert epoch_commitment(b"", 0, key) == b64decode(epoch["commitment_of_epoch_0"])
    member = Identity.from_seed(bytes.fromhex(epoch["member_seed"]))
    assert member.open_sealed(b64decode(epoch["sealed"])) == key
    aad = meta_aad(team, "epoch.rotate", "", b"", 3)
    before = unwrap_previous(key, b64decode(epoch["previous"]), aad)
    assert before.hex() == epoch["previous_key"]


def test_name_of_a_joiner() -> None:
    joiner = load("metadata.json")["joiner"]
    key = name_key_from_invite(bytes.fromhex(joiner["secret"]))
    aad = lp(b"keylease/name/v1", b64decode(joiner["team"]), joiner["invite"].encode())
    assert decrypt_meta(key, b64decode(joiner["encrypted"]), aad).decode() == joiner["name"]


@pytest.mark.parametrize("vector", load("identity_files.json")["files"], ids=lambda v: v["name"])
def test_identity_file(vector: dict) -> None:
    blob, passphrase = b64decode(vector["file"]), Secret(vector["passphrase"].encode())
    if "refused" in vector:
        with pytest.raises(KeyleaseError) as refusal:
            open_identity(blob, passphrase)
        assert refusal.value.code.name == vector["refused"]
    else:
        assert open_identity(blob, passphrase).reveal().hex() == vector["seed"]


def test_second_slot() -> None:
    slot = load("identity_files.json")["slot"]
    opened = open_slot(b64decode(slot["file"]), Secret(bytes.fromhex(slot["key"])))
    assert opened.reveal().hex() == slot["seed"]


def test_hashes() -> None:
    hashes = load("hashes.json")
    for v in hashes["pae"]:
        assert pae(v["type"], b64decode(v["body"])) == b64decode(v["pae"])
    for v in hashes["h"]:
        assert tagged_hash(v["tag"], b64decode(v["x"])).hex() == v["hash"]
    for v in hashes["lp"]:
        parts = (part if isinstance(part, int) else b64decode(part) for part in v["parts"])
        assert lp(*parts).hex() == v["lp"]
    for v in hashes["derive"]:
        assert derive_key(bytes.fromhex(v["secret"]), v["purpose"]).hex() == v["key"]
    for v in hashes["fingerprint"]:
        found = value_fingerprint(bytes.fromhex(v["epoch0_key"]), v["value"].encode())
        assert found.hex() == v["fingerprint"]


def test_identities() -> None:
    vectors = load("identities.json")
    for v in vectors["members"]:
        who = Identity.from_seed(bytes.fromhex(v["seed"]))
        assert (who.sign_public, who.box_public) == (b64decode(v["sign"]), b64decode(v["box"]))
        assert who.member_id == v["id"]
    for v in vectors["ids"]:
        assert new_id(v["prefix"], bytes.fromhex(v["random"])) == v["id"]
    for v in vectors["kits"]:
        assert seed_from_text(" ".join(v["words"])).reveal().hex() == v["seed"]
        assert seed_from_text("-".join(v["groups"])).reveal().hex() == v["seed"]


@pytest.mark.parametrize(
    ("kind", "check"), [("sign", check_sign_public), ("box", check_box_public)]
)
def test_public_keys(kind: str, check: object) -> None:
    for public in load("identities.json")["fit"][kind]:
        check(b64decode(public))
    for public in load("identities.json")["unfit"][kind]:
        with pytest.raises(KeyleaseError) as refusal:
            check(b64decode(public))
        assert refusal.value.code is Code.E_KEY


def test_letters() -> None:
    vectors = load("letters.json")
    for v in vectors["base62"]:
        assert to_base62(bytes.fromhex(v["bytes"])) == v["text"]
        assert from_base62(v["text"]).hex() == v["bytes"]
    for v in vectors["links"]["whole"]:
        link = read_link(v["text"])
        assert (link.team, link.invite) == (b64decode(v["team"]), v["invite"])
        assert (link.event, link.secret.hex()) == (b64decode(v["event"]), v["secret"])
        assert link.relay.address == v["address"]
        assert name_key_from_invite(link.secret).hex() == v["name_key"]
    for v in vectors["tokens"]["whole"]:
        token = read_token(v["text"])
        assert (token.team, token.seed.hex()) == (b64decode(v["team"]), v["seed"])
        assert (token.relay.address, token.pinned.seq) == (v["address"], v["pinned"]["seq"])


@pytest.mark.parametrize(
    ("text", "read", "code"),
    [
        *((text, read_link, Code.E_LINK) for text in load("letters.json")["links"]["broken"]),
        *((text, read_token, Code.E_TOKEN) for text in load("letters.json")["tokens"]["broken"]),
    ],
    ids=lambda value: "",
)
def test_broken_letters(text: str, read: object, code: Code) -> None:
    with pytest.raises(KeyleaseError) as refusal:
        read(text)
    assert refusal.value.code is code


def test_words() -> None:
    head, safety = load("words.json")["head"], load("words.json")["safety"]
    reading = head_reading(b64decode(head["team"]), head["seq"], b64decode(head["hash"]))
    assert (list(reading.words), reading.number) == (head["words"], head["number"])
    parts = (b64decode(safety[name]) for name in ("team", "invite_event", "sign", "box"))
    assert list(safety_words(*parts)) == safety["words"]


@pytest.mark.parametrize("vector", load("statements.json")["vectors"], ids=lambda v: v["name"])
def test_statement(vector: dict) -> None:
    body, kind = vector["body"].encode(), SignatureType(f"keylease/{vector['kind']}/v1")
    signed = verify(b64decode(vector["public"]), kind, body, b64decode(vector["sig"]))
    assert signed == (vector.get("refused") != "E_SIG")
    if vector.get("refused") in (None, "E_SIG"):
        READERS[vector["kind"]].read(body)
    else:
        with pytest.raises(KeyleaseError) as refusal:
            READERS[vector["kind"]].read(body)
        assert refusal.value.code.name == vector["refused"]


def test_access_chain() -> None:
    chain = load("access_chain.json")
    value = access_root(b64decode(chain["team"]))
    assert value == b64decode(chain["root"])
    for line in chain["lines"]:
        leaf = access_leaf(Signed(body=line["body"].encode(), sigs=(b64decode(line["sig"]),)))
        value = access_link(value, leaf)
        assert (leaf, value) == (b64decode(line["leaf"]), b64decode(line["c"]))


LOADS = {"load": LOAD, "loaded": LOAD_ANSWER}


@pytest.mark.parametrize("vector", load("moving.json")["vectors"], ids=lambda v: v["name"])
def test_what_is_said_while_moving(vector: dict) -> None:
    reader = LOADS[vector["kind"]]
    body = vector["body"].encode()
    if "refused" in vector:
        with pytest.raises(KeyleaseError) as refused:
            reader.read(body)
        assert refused.value.code.name == vector["refused"]
    else:
        assert encode(reader.read(body)) == body


def test_the_link_of_a_relay_that_waits() -> None:
    link = load("moving.json")["link"]
    relay, claim = read_claim_link(link["text"])
    assert (encode(relay).decode(), b64encode(claim.reveal()).decode()) == (
        link["relay"],
        link["claim"],
    )
