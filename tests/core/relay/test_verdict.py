"""The order in which an opening is judged, and the networks it may come from."""

import pytest

from keylease.model import access as a
from keylease.model import events as e
from keylease.model.roles import Role
from keylease.relay.verdict import is_within
from support.relay_harness import RelayHarness, opening
from support.terms import DAY, HOUR, Person


class Worst:
    """A grant with everything wrong with it at once, to be put right one by one."""

    def __init__(self, relay: RelayHarness) -> None:
        team = relay.team
        self.relay, self.team = relay, team
        self.bea, self.cem = team.member("Bea", Role.ADMIN), team.member("Cem")
        environment = team.add_environment(second_approver=True)
        self.key = team.key(environment=environment)
        self.grant = team.grant(
            self.key,
            self.cem,
            max_uses=1,
            idle=2 * HOUR,
            not_before=relay.now + HOUR,
            expires=relay.now + DAY,
            networks=("198.51.100.0/24",),
        )
        policy = e.Policy(lapse=e.Lapse.END, adders=(), rules=bytes(32))
        team.act(team.ana, e.PolicySet(policy=policy))
        team.act(team.ana, e.KeyFreeze(key=self.key))

    def code(self, *, source: str = "192.0.2.7", version: int = 1) -> str:
        reply = self.relay.ask(self.cem, opening(self.grant, version), source=source)
        return reply.code if isinstance(reply, a.Refusal) else "released"


def test_each_check_in_the_protocols_order(relay: RelayHarness) -> None:
    worst = Worst(relay)
    team, inside = worst.team, "198.51.100.9"
    assert relay.open(worst.bea, worst.grant) == "E_NO_GRANT"
    assert relay.open(worst.cem, team.id("grt")) == "E_NO_GRANT"
    assert worst.code() == "E_APPROVAL"
    team.act(worst.bea, e.GrantApprove(grant=worst.grant))
    assert worst.code(version=2) == "E_STATE"
    assert worst.code() == "E_FROZEN"
    team.act(team.ana, e.KeyThaw(key=worst.key))
    assert worst.code() == "E_NOT_YET"
    relay.wait(HOUR)
    assert worst.code() == "E_NET"
    assert worst.code(source=inside) == "E_RULES"
    team.act(worst.cem, e.RulesAcknowledge(rules=bytes(32)))
    assert worst.code(source=inside) == "released"
    assert worst.code() == "E_NO_USES"
    relay.wait(2 * HOUR)
    assert worst.code() == "E_IDLE"
    relay.wait(DAY)
    assert worst.code() == "E_EXPIRED"
    team.act(team.ana, e.KeyFreeze(key=worst.key))
    assert worst.code() == "E_FROZEN"
    team.act(team.ana, e.KeyState(key=worst.key, version=1, to=e.VersionState.DEACTIVATED))
    assert worst.code() == "E_NO_VERSION"
    team.revoke(worst.grant)
    assert worst.code() == "E_REVOKED"


def test_a_version_that_was_never_sealed_to_the_grant(relay: RelayHarness) -> None:
    team = relay.team
    key = team.key()
    grant = team.grant(key, team.ana, expires=relay.now + HOUR)
    relay.wait(HOUR)
    team.version(key)  # the grant is over, so it gets no seal
    assert relay.open(team.ana, grant, 2) == "E_UNSEALED"
    assert relay.open(team.ana, grant, 1) == "E_STATE"


def test_apps_acknowledge_no_rules(relay: RelayHarness) -> None:
    team = relay.team
    policy = e.Policy(lapse=e.Lapse.END, adders=(), rules=bytes(32))
    app: Person = team.app("ci")
    grant = team.grant(team.key(), app)
    team.act(team.ana, e.PolicySet(policy=policy))
    assert relay.open(app, grant) == "released"


@pytest.mark.parametrize(
    ("source", "networks", "within"),
    [
        ("192.0.2.7", (), True),
        ("192.0.2.7", ("192.0.2.0/24",), True),
        ("192.0.3.7", ("192.0.2.0/24",), False),
        ("192.0.2.7", ("198.51.100.0/24", "192.0.2.7/32"), True),
        ("192.0.2.7", ("192.0.2.99/24",), True),
        ("::ffff:192.0.2.7", ("192.0.2.0/24",), True),
        ("2001:db8::1", ("2001:db8::/32",), True),
        ("2001:db8::1", ("192.0.2.0/24",), False),
        ("192.0.2.7", ("999.0.2.0/24",), False),
        ("192.0.2.7", ("192.0.2.0/99",), False),
        ("local", ("0.0.0.0/0", "::/0"), False),
        ("local", (), True),
    ],
)
def test_networks(source: str, networks: tuple[str, ...], within: bool) -> None:
    assert is_within(source, networks) is within
