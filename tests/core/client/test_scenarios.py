"""Each type of event once through the session, as people bring it about: the team, its people.

Every test here is named after the type it is about; keys and what is lent are next door.
"""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from keylease.client.session import Session
from keylease.errors import Code
from keylease.ledger.standing import live
from keylease.model.access import Purpose
from keylease.model.events import Lapse, Policy
from keylease.model.roles import Role, Status
from keylease.wire.events import EVENT_TYPES
from support.members import World, code_of, passphrase, read, said
from support.terms import DAY, HOUR


def last(session: Session, count: int = 1) -> list[str]:
    """Types of the last events that a session holds."""
    return [type_ for type_, _ in said(session)[-count:]]


def scenarios() -> Iterator[str]:
    for path in Path(__file__).parent.glob("test_scenarios*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node.name.removeprefix("test_")


def test_no_type_of_event_is_without_its_scenario() -> None:
    wanted = {type_.replace(".", "_") for type_ in EVENT_TYPES}
    assert wanted - set(scenarios()) == set()


def test_team_create(world: World) -> None:
    ada = world.found("Ada", team="Acme AI")
    assert said(ada)[0] == ("team.create", ada.me)
    assert ada.snapshot.names.team == "Acme AI"
    assert ada.snapshot.self.role is Role.OWNER
    names = {ada.snapshot.names.of(id_) for id_ in ada.snapshot.state.environments}
    assert names == {"development", "staging", "production"}


def test_policy_set(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    ada.team.set_policy(Policy(lapse=Lapse.KEEP, adders=()))
    assert last(ada) == ["policy.set"]
    assert code_of(lambda: world.key(bob, "mine")) is Code.E_ROLE


def test_environment_set(world: World) -> None:
    ada = world.found()
    place = world.environment(ada, "lab", longest=HOUR)
    key = world.key(ada, "openai", "lab")
    bob = world.bring(ada, "Bob")
    assert code_of(lambda: world.lend(ada, key, bob, lasts=2 * HOUR)) is Code.E_POLICY
    policy = ada.snapshot.state.environments[place].policy
    ada.team.set_environment(place, structs.replace(policy, longest=DAY))
    world.lend(ada, key, bob, lasts=2 * HOUR)
    assert said(ada).count(("environment.set", ada.me)) == 5
    assert ada.snapshot.names.of(place) == "lab"


def test_list_set(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    ada.people.set_list("research", [bob.me])
    via = ada.snapshot.list_named("research")
    (grant,) = ada.lending.issue(key, [bob.me], replace(world.terms(), via=via))
    assert read(bob, key) == "sk-openai-1"
    ada.people.set_list("research", [])
    assert last(ada) == ["list.set"]
    assert live(ada.snapshot.state, grant, world.now) is Code.E_REVOKED
    assert code_of(lambda: read(bob, key)) is Code.E_REVOKED


def test_member_invite(world: World) -> None:
    ada = world.found()
    invitation = ada.people.invite(Role.MEMBER, DAY, note="for the new colleague")
    assert last(ada) == ["member.invite"]
    assert invitation.link.startswith("keylease:join?")
    assert invitation.link not in repr(invitation)


def test_invite_cancel(world: World) -> None:
    ada = world.found()
    invitation = ada.people.invite(Role.MEMBER, DAY)
    ada.people.cancel_invite(invitation.invite)
    assert last(ada) == ["invite.cancel"]
    refused = code_of(lambda: world.assembly("Bob").join(invitation.link, "Bob", passphrase()))
    assert refused is Code.E_INVITE_USED
    assert world.home("Bob").teams() == []


def test_member_join(world: World) -> None:
    ada = world.found()
    bob = world.join(ada, "Bob")
    assert last(bob) == ["member.join"]
    assert bob.snapshot.self.status is Status.PENDING
    ada.refresh()
    assert ada.snapshot.member_named("Bob") == bob.me
    assert bob.people.safety_words(bob.me) == ada.people.safety_words(bob.me)


def test_member_admit(world: World) -> None:
    ada = world.found()
    bob = world.join(ada, "Bob")
    key = world.key(ada, "openai")
    assert code_of(lambda: bob.keys.freeze(key)) is Code.E_AUTHOR_INACTIVE
    ada.people.admit(bob.me, verified=True)
    assert last(ada) == ["member.admit"]
    bob.refresh()
    assert bob.snapshot.key_named("openai") == key
    assert bob.snapshot.member_named("Ada") == ada.me
    assert bob.snapshot.self.verified


def test_member_verify(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob", verified=False)
    key = world.key(ada, "openai", "production")
    assert code_of(lambda: world.lend(ada, key, bob)) is Code.E_UNVERIFIED
    ada.people.verify(bob.me)
    assert last(ada) == ["member.verify"]
    world.lend(ada, key, bob)


def test_member_role(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    ada.people.set_role(bob.me, Role.ADMIN)
    assert last(ada) == ["member.role"]
    bob.people.invite(Role.MEMBER, DAY)
    ada.people.set_role(bob.me, Role.GUEST)
    assert last(ada, 3) == ["member.role", "epoch.seal", "epoch.rotate"]
    ada.keys.edit(world.key(ada, "openai"), {"name": "renamed"})
    bob.refresh()
    assert "renamed" not in dict(bob.snapshot.names.by_id.items()).values()
    ada.people.set_role(bob.me, Role.AUDITOR)
    assert bob.refresh().key_named("renamed")


def test_member_suspend(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    ada.people.suspend(bob.me, reason="laptop lost")
    assert last(ada, 3) == ["member.suspend", "epoch.seal", "epoch.rotate"]
    assert code_of(lambda: read(bob, key)) is Code.E_AUTHOR_INACTIVE


def test_member_resume(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    ada.people.suspend(bob.me)
    world.key(ada, "added-meanwhile")
    ada.people.resume(bob.me)
    assert last(ada) == ["member.resume"]
    assert read(bob, key) == "sk-openai-1"
    assert bob.snapshot.key_named("added-meanwhile")


def test_member_remove(world: World) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    ada.people.remove(bob.me, reason="contract over")
    assert last(ada, 3) == ["member.remove", "epoch.seal", "epoch.rotate"]
    assert code_of(lambda: read(bob, key)) is Code.E_AUTHOR_INACTIVE
    world.key(ada, "after-bob")
    assert cleo.refresh().key_named("after-bob")
    assert cleo.snapshot.member_named("Bob") == bob.me


def test_member_leave(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    after = bob.people.leave()
    assert after.self.status is Status.LEFT
    assert code_of(bob.people.leave) is Code.E_AUTHOR_INACTIVE
    assert ada.refresh().state.stale
    key = world.key(ada, "openai")
    types = [type_ for type_, _ in said(ada)]
    assert types[-6:-3] == ["member.leave", "epoch.seal", "epoch.rotate"]
    assert ada.values.open(key, Purpose.SHOW).value == "sk-openai-1"


def test_epoch_seal(world: World) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    ada.people.remove(bob.me)
    assert ("epoch.seal", ada.me) in said(ada)
    assert set(cleo.refresh().keychain.keys) == {0, 1}


def test_epoch_rotate(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    world.key(ada, "older")
    bob.people.leave()
    ada.people.invite(Role.MEMBER, DAY)
    assert last(ada, 3) == ["epoch.seal", "epoch.rotate", "member.invite"]
    dora = world.bring(ada, "Dora")
    assert dora.snapshot.key_named("older")


def test_rules_acknowledge(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    ada.team.set_rules("Never paste a key into a chat.")
    assert code_of(lambda: read(bob, key)) is Code.E_RULES
    bob.people.acknowledge("Never paste a key into a chat.")
    assert last(bob) == ["rules.acknowledge"]
    assert read(bob, key) == "sk-openai-1"


def test_app_add(world: World) -> None:
    ada = world.found()
    new = ada.apps.create("ci", world.now + 30 * DAY)
    assert last(ada, 2) == ["app.add", "ledger.checkpoint"]
    key = world.key(ada, "openai")
    world.lend(ada, key, new.app)
    app = world.assembly("ci").app(new.token)
    assert app.open(app.key_named("openai"), Purpose.RUN).value == "sk-openai-1"
    app.close()
    assert new.token not in repr(new)


def test_app_renew(world: World) -> None:
    ada = world.found()
    new = ada.apps.create("ci", world.now + HOUR)
    key = world.key(ada, "openai")
    world.lend(ada, key, new.app, lasts=DAY)
    ada.apps.renew(new.app, world.now + DAY, ())
    assert last(ada) == ["app.renew"]
    world.wait(2 * HOUR)
    app = world.assembly("ci").app(new.token)
    assert app.open(key, Purpose.RUN).value == "sk-openai-1"
    app.close()


def test_ledger_checkpoint(world: World) -> None:
    ada = world.found()
    ada.team.checkpoint()
    first = ada.snapshot.state.checkpoint
    ada.team.checkpoint()
    assert last(ada, 2) == ["ledger.checkpoint", "ledger.checkpoint"]
    assert first is not None
    assert ada.snapshot.state.checkpoint != first


def test_relay_set(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    elsewhere = structs.replace(ada.snapshot.state.relay, address="file:///elsewhere")
    ada.team.set_relay(elsewhere)
    assert last(ada) == ["relay.set"]
    assert bob.refresh().state.relay.address == "file:///elsewhere"


def test_relay_set_leads_nobody_astray(world: World) -> None:
    ada = world.found()
    known = ada.snapshot.state.relay
    ada.team.set_relay(structs.replace(known, address="https://keys.acme.example"))
    here = structs.replace(known, address="https://127.0.0.1:8443")
    assert code_of(lambda: ada.team.set_relay(here)) is Code.E_VALUE


def test_suite_set(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    ada.team.raise_suite(2)
    assert last(ada) == ["suite.set"]
    assert code_of(bob.refresh) is Code.E_UPGRADE
    assert code_of(lambda: read(bob, key)) is Code.E_UPGRADE
    assert code_of(ada.team.checkpoint) is Code.E_UPGRADE
