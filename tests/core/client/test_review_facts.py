"""Why each grant was issued, and from where a key was last opened."""

from keylease.client.review_facts import review_facts
from support.members import World, read


def test_reasons_and_sources_are_told_of_what_was_lent_and_opened(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    grant = world.lend(ada, key, bob, reason="billing run")
    silent = world.lend(ada, world.key(ada, "mistral"), bob)
    assert review_facts(ada).sources == {}
    read(bob, key)
    ada.refresh()
    facts = review_facts(ada)
    assert facts.reasons == {grant: "billing run"}
    assert silent not in facts.reasons
    assert facts.sources == {(bob.me, key): "local"}
