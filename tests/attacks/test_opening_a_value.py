"""Lies about an envelope, a clock or a right, told to somebody who opens a value."""

from collections.abc import Callable

import pytest
from msgspec import structs

from keylease.client.acting import Plan
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.client.subjects import nothing
from keylease.crypto.envelope import (
    context,
    envelope_hash,
    release_key_hash,
    seal_custody,
    seal_grant,
    value_commitment,
)
from keylease.crypto.signing import SignatureType
from keylease.errors import Code, KeyleaseError
from keylease.ledger.propose import Draft
from keylease.ledger.standing import active_version
from keylease.model import events as e
from keylease.model.access import Append, Open, Purpose, Refusal, Stage, StageItem
from keylease.model.base import GrantId, KeyId, MemberId
from keylease.model.roles import Role
from keylease.model.signed import Signed
from keylease.wire.events import read_event, write_event
from keylease.wire.record import ValueRecord, new_record, write_record
from keylease.wire.requests import REPLY
from support.lies import OtherEnvelope, OtherRelease, OtherRequest, StillServing
from support.members import Between, World, code_of, read, said, traces
from support.terms import DAY, HOUR

RELEASE = bytes(range(32))


@pytest.fixture
def ada(world: World) -> Session:
    return world.found()


@pytest.fixture
def bob(world: World, ada: Session) -> Session:
    return world.bring(ada, "Bob")


@pytest.fixture
def key(world: World, ada: Session) -> KeyId:
    return world.key(ada, "openai")


def sealed(
    by: Session,
    key: KeyId,
    grant: GrantId | None,
    to: MemberId,
    content: bytes,
    commitment: bytes | None = None,
) -> bytes:
    """An envelope of an insider's making, by the real construction."""
    now = by.snapshot
    version = active_version(now.key(key)) or 1
    ctx = context(
        team=now.state.team,
        key=key,
        version=version,
        grant=grant,
        recipient=to,
        box_public=now.member(to).box,
        author=by.me,
        commitment=commitment or now.key(key).versions[version - 1].commitment,
    )
    box = now.member(to).box
    return (
        seal_custody(ctx, box, content) if grant is None else seal_grant(ctx, box, content, RELEASE)
    )


def slip_in(world: World, by: Session, key: KeyId, grant: GrantId, to: str, env: bytes) -> None:
    """A grant in good order, but for the envelope that it commits to."""
    seal = e.GrantSeal(1, envelope_hash(env), release_key_hash(RELEASE))
    data = e.GrantIssue(
        key=key,
        not_before=world.now,
        expires=world.now + HOUR,
        recipients=(e.Recipient(grant, to, (seal,)),),
        networks=(),
    )

    def plan(now: Snapshot) -> Plan:
        return Plan([Draft(data)], [StageItem(env, RELEASE)])

    by.connection.perform(plan, nothing)


def nothing_is_shown(session: Session, key: KeyId, code: Code) -> None:
    """Refused with that code, on record at the relay, the evidence kept, no value anywhere."""
    with pytest.raises(KeyleaseError) as refusal:
        read(session, key)
    assert refusal.value.code is code
    assert "sk-" not in str(refusal.value) + repr(refusal.value)
    kept = session.connection.replica.blob("evidence:opening")
    assert kept is not None
    assert kept.endswith(code.name.encode())
    assert b"sk-" not in kept


@pytest.mark.attack("A10")
@pytest.mark.parametrize("part", ["key", "grant", "recipient"])
def test_a10_an_envelope_made_for_elsewhere_does_not_open(
    world: World, ada: Session, bob: Session, key: KeyId, part: str
) -> None:
    other_key = world.key(ada, "other")
    cleo = world.bring(ada, "Cleo")
    grant, other = ada.connection.new_id("grt"), ada.connection.new_id("grt")
    contents = [ada.values.kept_bytes(ada.snapshot, one, 1) for one in (key, other_key)]
    envelope = {
        "key": lambda: sealed(ada, other_key, grant, bob.me, contents[1]),
        "grant": lambda: sealed(ada, key, other, bob.me, contents[0]),
        "recipient": lambda: sealed(ada, key, grant, cleo.me, contents[0]),
    }[part]()
    slip_in(world, ada, key, grant, bob.me, envelope)
    nothing_is_shown(bob, key, Code.E_CONTEXT)
    assert world.lend(ada, key, bob)
    assert read(bob, key) == "sk-openai-1"


@pytest.mark.attack("A10")
def test_a10_an_envelope_opened_by_a_wrong_identity(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    """The context is right, but it was sealed to somebody else's box key."""
    cleo = world.bring(ada, "Cleo")
    grant = ada.connection.new_id("grt")
    content = ada.values.kept_bytes(ada.snapshot, key, 1)
    now = ada.snapshot
    ctx = context(
        team=now.state.team,
        key=key,
        version=1,
        grant=grant,
        recipient=bob.me,
        box_public=now.member(bob.me).box,
        author=ada.me,
        commitment=now.key(key).versions[0].commitment,
    )
    slip_in(
        world, ada, key, grant, bob.me, seal_grant(ctx, now.member(cleo.me).box, content, RELEASE)
    )
    nothing_is_shown(bob, key, Code.E_CONTEXT)


@pytest.mark.attack("A11")
@pytest.mark.parametrize(
    "other",
    [
        lambda chance: new_record("sk-attackers-own", chance),
        lambda chance: new_record("sk-openai-1", chance, base_url="https://elsewhere.example/v1"),
    ],
    ids=["value", "base_url"],
)
def test_a11_a_custodian_who_seals_another_value_is_found_out(
    world: World,
    ada: Session,
    bob: Session,
    key: KeyId,
    other: Callable[[Callable[[int], bytes]], ValueRecord],
) -> None:
    grant = ada.connection.new_id("grt")
    content = write_record(other(world.chance))
    slip_in(world, ada, key, grant, bob.me, sealed(ada, key, grant, bob.me, content))
    nothing_is_shown(bob, key, Code.E_VALUE_COMMIT)
    incident = bob.incidents.open([key], "the value is not the one signed for")
    assert bob.snapshot.state.incidents[incident].keys == (key,)


@pytest.mark.attack("A11")
def test_a11_a_second_custodian_is_told_another_value(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    false = write_record(new_record("sk-attackers-own", world.chance))
    envelope = sealed(ada, key, None, bob.me, false)
    data = e.KeyCustodian(
        key=key, member=bob.me, add=True, seals=(e.VersionSeal(1, envelope_hash(envelope)),)
    )
    ada.connection.perform(lambda _: Plan([Draft(data)], [StageItem(envelope)]), nothing)
    assert code_of(lambda: read(bob, key)) is Code.E_VALUE_COMMIT
    assert value_commitment(false) != ada.snapshot.key(key).versions[0].commitment


@pytest.mark.attack("B06")
def test_b06_a_relay_set_back_revives_nothing(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    grant = world.lend(ada, key, bob, lasts=HOUR)
    world.wait(2 * HOUR)
    world.skew["relay"] = -DAY
    ada, bob = world.unlock("Ada"), world.unlock("Bob")
    assert code_of(lambda: read(bob, key)) is Code.E_EXPIRED
    with world.relay(bob).store.read() as tx:
        assert tx.release(grant, 1) is None
    assert [row.outcome for row in ada.connection.replica.lines()][-1:] != ["released"]


@pytest.mark.attack("B06")
def test_b06_both_clocks_set_back_revive_nothing(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    world.lend(ada, key, bob, lasts=HOUR)
    world.wait(2 * HOUR)
    world.skew["relay"] = world.skew["Bob"] = -HOUR - HOUR // 2
    bob = world.unlock("Bob")
    assert code_of(lambda: read(bob, key)) is Code.E_CLOCK


@pytest.mark.attack("B07")
@pytest.mark.parametrize(("off", "said"), [(DAY, "ahead"), (-DAY, "behind")])
def test_b07_a_wrong_clock_is_named_and_costs_nothing(
    world: World, ada: Session, bob: Session, key: KeyId, off: int, said: str
) -> None:
    grant = world.lend(ada, key, bob, lasts=7 * DAY, max_uses=1)
    bob.refresh()
    before = traces(bob)
    world.skew["Bob"] = off
    with pytest.raises(KeyleaseError) as refusal:
        read(bob, key)
    assert refusal.value.code is Code.E_CLOCK
    assert said in str(refusal.value)
    assert "24 h 0 min" in str(refusal.value) or "23 h 59 min" in str(refusal.value)
    assert traces(bob) == before
    world.skew["Bob"] = 0
    assert read(bob, key) == "sk-openai-1"
    with world.relay(bob).store.read() as tx:
        assert tx.uses(grant).released == 1


@pytest.mark.attack("B11")
@pytest.mark.parametrize(
    ("lie", "code"),
    [
        (OtherEnvelope(), Code.E_BLOB_HASH),
        (OtherEnvelope(keep=40), Code.E_BLOB_HASH),
        (OtherEnvelope(keep=0), Code.E_BLOB_HASH),
        (OtherEnvelope(envelope=bytes(400)), Code.E_BLOB_HASH),
        (OtherRelease(), Code.E_RK),
        (OtherRelease(release=RELEASE), Code.E_RK),
    ],
    ids=repr,
)
def test_b11_the_relay_is_named_for_a_false_envelope(
    world: World,
    ada: Session,
    bob: Session,
    key: KeyId,
    lie: OtherEnvelope | OtherRelease,
    code: Code,
) -> None:
    world.lend(ada, key, bob)
    world.relay(bob).lie(lie)
    nothing_is_shown(bob, key, code)
    assert "relay" in code.meaning.sentence
    world.relay(bob).be_honest()
    assert read(bob, key) == "sk-openai-1"


@pytest.mark.attack("B11")
def test_b11_a_false_custody_envelope_is_not_kept(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    world.relay(bob).lie(OtherEnvelope())
    ada.keys.add_custodian(key, bob.me)
    assert code_of(lambda: read(bob, key)) is Code.E_BLOB_HASH
    world.relay(bob).be_honest()
    assert read(bob, key) == "sk-openai-1"


def test_a_line_about_another_request_is_no_receipt(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    world.lend(ada, key, bob)
    read(bob, key)
    world.relay(bob).lie(OtherRequest())
    nothing_is_shown(bob, key, Code.E_RECEIPT)


@pytest.mark.attack("B12")
def test_b12_what_a_relay_still_serves_is_not_taken(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    grant = world.lend(ada, key, bob)
    assert read(bob, key) == "sk-openai-1"
    world.relay(bob).lie(StillServing())
    ada.lending.revoke([grant])
    assert code_of(lambda: read(bob, key)) is Code.E_REVOKED
    other = world.lend(ada, key, bob, lasts=HOUR)
    assert other != grant


@pytest.mark.attack("C01")
def test_c01_a_lost_opening_is_asked_for_again_and_counts_once(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    grant = world.lend(ada, key, bob, max_uses=1)
    Between(bob, kind=Open, lose=1)
    assert read(bob, key) == "sk-openai-1"
    with world.relay(ada).store.read() as tx:
        assert tx.uses(grant).released == 1
        assert [row.outcome for row in tx.lines()].count("released") == 1


@pytest.mark.attack("C01")
@pytest.mark.parametrize("kind", [Stage, Append])
def test_c01_a_lost_yes_is_asked_for_again_and_nothing_is_said_twice(
    world: World, ada: Session, bob: Session, key: KeyId, kind: type[Stage | Append]
) -> None:
    Between(ada, kind=kind, lose=1)
    world.lend(ada, key, bob)
    assert said(ada).count(("grant.issue", ada.me)) == 1
    assert read(bob, key) == "sk-openai-1"


@pytest.mark.attack("C01")
def test_c01_an_act_whose_answers_are_all_lost_is_done_once(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    Between(ada, lose=2)
    assert code_of(lambda: ada.keys.freeze(key)) is Code.E_UNREACHED
    assert ada.refresh().key(key).frozen
    assert said(ada).count(("key.freeze", ada.me)) == 1
    assert bob.refresh().state == ada.snapshot.state


@pytest.mark.attack("C13")
def test_c13_a_token_does_what_it_was_granted_and_nothing_else(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    other = world.key(ada, "other", "staging")
    new = ada.apps.create("ci", world.now + DAY)
    world.lend(ada, key, new.app, lasts=DAY // 2)
    app = world.assembly("ci").app(new.token)
    assert app.open(key, Purpose.RUN).value == "sk-openai-1"
    assert app.key_named("openai") == key
    assert code_of(lambda: app.key_named("other")) is Code.E_SCOPE
    assert code_of(lambda: app.open(other, Purpose.RUN)) in (Code.E_SCOPE, Code.E_NO_GRANT)
    assert app.refresh().names.of(other) == other
    world.wait(DAY // 2)
    assert code_of(lambda: app.open(key, Purpose.RUN)) is Code.E_EXPIRED
    world.wait(DAY // 2)
    late = world.assembly("ci").app(new.token)
    assert code_of(lambda: late.open(key, Purpose.RUN)) is Code.E_EXPIRED
    app.close()
    late.close()


@pytest.mark.attack("C13")
def test_c13_a_token_authors_no_event(world: World, ada: Session, key: KeyId) -> None:

    new = ada.apps.create("ci", world.now + DAY)
    app = world.assembly("ci").app(new.token)
    before = traces(ada)[:3]
    newest = list(ada.connection.replica.events())[-1]
    forged = structs.replace(
        read_event(newest.body),
        author=app.me,
        seq=ada.snapshot.state.head.seq + 1,
        prev=ada.snapshot.state.head.hash,
        data=e.KeyFreeze(key),
        commitments=None,
        meta=None,
    )
    body = write_event(forged)
    entry = Signed(body=body, sigs=(app.identity.sign(SignatureType.EVENT, body),))
    app.refresh()
    reply = REPLY.read(app.courier.transport.exchange(app.courier.request(Append((entry,)))))
    assert isinstance(reply, Refusal)
    assert reply.code == "E_ROLE"
    assert traces(ada)[:3] == before
    app.close()


@pytest.mark.attack("C13")
def test_c13_a_token_works_from_its_network_alone(world: World, ada: Session, key: KeyId) -> None:
    new = ada.apps.create("ci", world.now + DAY, networks=("10.1.0.0/16",))
    world.lend(ada, key, new.app)
    inside = world.assembly("ci", source="10.1.2.3").app(new.token)
    outside = world.assembly("ci", source="10.2.2.3").app(new.token)
    assert inside.open(key, Purpose.RUN).value == "sk-openai-1"
    assert code_of(lambda: outside.open(key, Purpose.RUN)) is Code.E_NET
    inside.close()
    outside.close()


@pytest.mark.attack("C13")
def test_c13_a_mistyped_token_is_refused_offline(world: World, ada: Session) -> None:
    token = ada.apps.create("ci", world.now + DAY).token
    asked = len(world.relay(ada).asked)
    for spot in (6, len(token) // 2, len(token) - 1):
        wrong = "z" if token[spot] != "z" else "y"
        typed = token[:spot] + wrong + token[spot + 1 :]
        assert code_of(lambda typed=typed: world.assembly("ci").app(typed)) is Code.E_TOKEN
    assert len(world.relay(ada).asked) == asked


def test_a_guest_opens_what_was_lent_and_reads_no_names(
    world: World, ada: Session, key: KeyId
) -> None:
    gus = world.bring(ada, "Gus", Role.GUEST)
    world.lend(ada, key, gus)
    assert read(gus, key) == "sk-openai-1"
    assert gus.snapshot.key_named("openai") == key
    assert gus.snapshot.names.field(key, "provider") == "openai"
    assert gus.snapshot.names.of(ada.me) == ada.me
    grant = next(iter(gus.snapshot.state.grants))
    assert code_of(lambda: gus.keys.freeze(key)) is Code.E_ROLE
    assert code_of(lambda: gus.lending.revoke([grant], reason="done")) is Code.E_ROLE
    gus.lending.revoke([grant])
    gus.people.leave()
