from keylease.client.subjects import both, nothing, person, record
from keylease.model.roles import Role
from support.members import World
from support.terms import DAY


def test_what_an_act_is_about(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    state = ada.snapshot.state
    assert nothing(state) is None
    assert record("keys", key)(state) is state.keys[key]
    assert record("keys", "key_x")(state) is None
    assert person("mem_x")(state) is None
    before = both(person(bob.me), record("keys", key))(state)
    bob.lending.request(key, DAY, "")
    assert both(person(bob.me), record("keys", key))(ada.refresh().state) == before
    ada.people.set_role(bob.me, Role.AUDITOR)
    assert both(person(bob.me), record("keys", key))(ada.snapshot.state) != before
