"""Why each grant was issued and decided on, and from where a key was last opened."""

from keylease.client.review_facts import review_facts
from keylease.model.events import Decision, Lapse, Verdict
from keylease.model.roles import Role
from support.members import World, read
from support.terms import DAY


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


def test_the_reason_of_a_decision_is_that_of_the_newest(world: World) -> None:
    ada = world.found()
    bob, dee = world.bring(ada, "Bob"), world.bring(ada, "Dee", Role.ADMIN)
    key = world.key(ada, "openai")
    first, second, third = (f"grant:{world.lend(ada, key, bob)}" for _ in range(3))
    due = world.now + 10 * DAY
    review = ada.reviews.open("W", [first, second, third], [ada.me, dee.me], due, lapse=Lapse.END)
    kept = [Decision(one, Verdict.KEEP) for one in (first, second, third)]
    told = ada.reviews.decide_open(
        review, kept, reasons={second: "on call", third: "evals until March"}
    )
    assert told.made == [first, second, third]
    dee.refresh()
    assert review_facts(dee).verdicts[review, second] == "on call"
    dee.reviews.decide_open(review, [Decision(second, Verdict.END)], over=[second])
    ada.refresh()
    said = review_facts(ada).verdicts
    assert {one: said[review, one] for one in (first, second, third)} == {
        first: "",
        second: "",
        third: "evals until March",
    }
