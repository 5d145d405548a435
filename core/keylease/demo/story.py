"""What happened at Northwind Labs in half a year, in order.

People and services: Ada and Grace are owners, Bob, Chen and Hana members, Dana audits; Frank has
left. `nightly-tests` runs in CI, `support-bot` in production.
"""

from dataclasses import dataclass, field

from keylease.client.session import Session
from keylease.demo.stage import Stage
from keylease.insight.progress import open_to
from keylease.insight.review_scope import EVERYTHING, subjects_in
from keylease.model.access import Purpose
from keylease.model.base import KeyId, MemberId, ReviewId, Time
from keylease.model.events import Decision, Lapse, Verdict
from keylease.model.roles import Role
from keylease.model.spans import DAY

RULES = """\
Keys stay in Keylease: no copies in chats, tickets, notebooks or images.
Run programs with `keylease run` rather than pasting a key.
If a key may have leaked, open an incident first and look for the cause afterwards.
"""


@dataclass
class Plot:
    """What the story comes back to: keys by name, services by name."""

    keys: dict[str, KeyId] = field(default_factory=dict)
    apps: dict[str, MemberId] = field(default_factory=dict)


def tell(stage: Stage) -> None:
    """Half a year, from the founding to this morning."""
    plot = Plot()
    _first_week(stage, plot)
    _first_months(stage, plot)
    _a_rotation(stage, plot)
    _third_quarter(stage, plot)
    _someone_leaves(stage, plot)
    _last_weeks(stage, plot)
    stage.finish()


def _acknowledge(session: Session) -> None:
    session.people.acknowledge(RULES)


def _first_week(stage: Stage, plot: Plot) -> None:
    """Ada moves the keys out of Slack."""
    ada = stage.people["Ada"]
    ada.team.set_rules(RULES)
    _acknowledge(ada)
    for name, role in (("Grace", Role.OWNER), ("Bob", Role.MEMBER), ("Chen", Role.MEMBER)):
        _acknowledge(stage.bring(name, role))
    stage.on(181, 10)
    grace = stage.people["Grace"]
    for name, provider, environment, facts in (
        ("OpenAI production", "openai", "production", {"monthly_cap": "2,000 USD"}),
        ("OpenAI staging", "openai", "staging", {"monthly_cap": "200 USD"}),
        ("Anthropic production", "anthropic", "production", {"monthly_cap": "1,500 USD"}),
        ("Anthropic development", "anthropic", "development", {}),
    ):
        plot.keys[name] = stage.add("Ada", name, provider, environment, **facts)
    for name in ("OpenAI production", "OpenAI staging", "Anthropic production"):
        ada.keys.add_custodian(plot.keys[name], grace.me)
    stage.on(180, 9, 30)
    stage.lend("Ada", plot.keys["OpenAI production"], "Bob", "Chen", days=30, reason="API service")
    stage.lend("Ada", plot.keys["Anthropic production"], "Chen", days=30, reason="summaries")
    stage.lend("Ada", plot.keys["OpenAI staging"], "Bob", "Chen", days=90)
    stage.lend("Ada", plot.keys["Anthropic development"], "Bob", "Chen", days=90)


def _first_months(stage: Stage, plot: Plot) -> None:
    """More people, more keys, services of their own."""
    stage.on(175, 11)
    _acknowledge(stage.bring("Dana", Role.AUDITOR))
    known = [stage.people[name].me for name in ("Bob", "Dana")]
    for name in ("OpenAI production", "Anthropic production"):
        said = "posted in #backend on Slack before we came"
        stage.people["Ada"].keys.declare_exposure(plot.keys[name], 1, known, who=said)
    stage.on(168, 14)
    plot.keys["Gemini research"] = stage.add("Chen", "Gemini research", "gemini", "development")
    plot.keys["Mistral research"] = stage.add("Chen", "Mistral research", "mistral", "development")
    plot.keys["Cohere rerank"] = stage.add("Grace", "Cohere rerank", "cohere", "staging")
    stage.lend("Chen", plot.keys["Gemini research"], "Bob", days=60)
    stage.lend("Grace", plot.keys["Cohere rerank"], "Chen", "Bob", days=90)
    stage.on(151, 10)
    _acknowledge(stage.bring("Frank"))
    stage.lend("Grace", plot.keys["OpenAI production"], "Bob", "Chen", "Frank", days=30)
    stage.lend("Ada", plot.keys["Anthropic production"], "Chen", "Frank", days=30)
    stage.lend("Ada", plot.keys["Anthropic development"], "Frank", days=90)
    stage.on(140, 16)
    plot.apps["nightly"] = stage.app("Ada", "nightly-tests", 300)
    plot.apps["bot"] = stage.app("Grace", "support-bot", 300)
    plot.keys["OpenAI CI"] = stage.add("Ada", "OpenAI CI", "openai", "staging")
    plot.keys["OpenAI support bot"] = stage.add(
        "Grace", "OpenAI support bot", "openai", "production"
    )
    stage.lend("Ada", plot.keys["OpenAI CI"], plot.apps["nightly"], days=90, idle=14 * DAY)
    stage.lend("Grace", plot.keys["OpenAI support bot"], plot.apps["bot"], days=30)
    stage.on(122, 9)
    bob, frank, chen = (stage.people[name].me for name in ("Bob", "Frank", "Chen"))
    stage.people["Ada"].people.set_list("Backend", [bob, frank])
    stage.people["Ada"].people.set_list("Research", [chen])
    backend = stage.people["Ada"].snapshot.list_named("Backend")
    stage.lend("Ada", plot.keys["OpenAI production"], "Bob", "Frank", days=30, via=backend)
    stage.lend("Ada", plot.keys["OpenAI production"], "Chen", days=30)
    stage.lend("Grace", plot.keys["OpenAI support bot"], plot.apps["bot"], days=30)


def _a_rotation(stage: Stage, plot: Plot) -> None:
    """Three months are over: the production key is replaced, and the old one proved dead."""
    stage.on(92, 10)
    ada, key = stage.people["Ada"], plot.keys["OpenAI production"]
    ada.keys.rotate(key, stage.value("openai"))
    backend = ada.snapshot.list_named("Backend")
    stage.lend("Ada", key, "Bob", "Frank", days=30, via=backend)
    stage.lend("Ada", key, "Chen", days=30)
    stage.lend("Ada", plot.keys["Anthropic production"], "Chen", "Frank", days=30)
    stage.lend("Grace", plot.keys["OpenAI support bot"], plot.apps["bot"], days=30)
    stage.on(91, 9)
    ada.keys.retire(key, 1, note="Deleted in the console; a call with it is answered by 401.")


def _third_quarter(stage: Stage, plot: Plot) -> None:
    """Experiments, a newcomer whose words nobody has compared yet, a request denied."""
    stage.on(85, 13)
    for name, provider, environment in (
        ("Groq experiments", "groq", "development"),
        ("OpenRouter experiments", "openrouter", "development"),
        ("Hugging Face", "huggingface", "development"),
        ("OpenAI evals", "openai", "staging"),
        ("Mistral staging", "mistral", "staging"),
    ):
        plot.keys[name] = stage.add("Chen", name, provider, environment)
    stage.lend("Chen", plot.keys["Groq experiments"], "Bob", days=80)
    stage.lend("Chen", plot.keys["OpenAI evals"], "Bob", "Frank", days=88, reason="eval suite")
    stage.lend("Chen", plot.keys["Hugging Face"], "Bob", days=87, max_uses=20)
    stage.on(63, 10)
    stage.lend("Grace", plot.keys["OpenAI production"], "Bob", "Chen", "Frank", days=30)
    stage.lend("Grace", plot.keys["OpenAI support bot"], plot.apps["bot"], days=30)
    stage.lend("Ada", plot.keys["OpenAI CI"], plot.apps["nightly"], days=90, idle=14 * DAY)
    stage.on(58, 15)
    _acknowledge(stage.bring("Hana", verified=False))
    request = stage.people["Hana"].lending.request(
        plot.keys["OpenAI production"], 30 * DAY, "to try the new prompts"
    )
    stage.on(57, 9)
    ada = stage.people["Ada"]
    ada.refresh()
    ada.lending.deny(request, "Use the staging key; production is for the service.")
    stage.lend("Ada", plot.keys["OpenAI staging"], "Hana", "Bob", "Chen", days=60)
    stage.on(45, 11)
    ada.keys.rotate(plot.keys["OpenAI staging"], stage.value("openai"))  # the old one still works
    stage.on(34, 10)
    stage.lend("Grace", plot.keys["OpenAI production"], "Bob", "Chen", "Frank", days=30)
    stage.lend("Ada", plot.keys["Anthropic production"], "Chen", "Frank", days=30)
    stage.lend("Grace", plot.keys["OpenAI support bot"], plot.apps["bot"], days=30)
    stage.lend("Ada", plot.keys["Anthropic development"], "Bob", "Chen", "Frank", days=60)


def _someone_leaves(stage: Stage, plot: Plot) -> None:
    """Frank leaves; what he has seen is still in use."""
    stage.on(21, 16)
    ada, frank = stage.people["Ada"], stage.people["Frank"].me
    for name in ("OpenAI production", "Anthropic production", "OpenAI evals"):
        stage.people["Frank"].values.open(plot.keys[name], Purpose.COPY)
    ada.refresh()
    bob = stage.people["Bob"].me
    ada.people.remove(frank, reason="last day at the company")
    ada.people.set_list("Backend", [bob])
    stage.leave("Frank")


def _last_weeks(stage: Stage, plot: Plot) -> None:
    """A leak, a review half done, a rotation half done, a request that waits."""
    ada, grace, bob = (stage.people[name] for name in ("Ada", "Grace", "Bob"))
    stage.on(9, 13)
    evals = plot.keys["OpenAI evals"]
    incident = bob.incidents.open([evals], "The key stands in a notebook in a public repository.")
    stage.on(9, 14)
    ada.refresh()
    ada.incidents.note(incident, "Repository made private; asked Chen for a new key.")
    stage.refused("Bob", evals)
    stage.refused("Bob", evals)
    stage.on(6, 9)
    review = _open_review(stage)
    stage.on(5, 10)
    stage.lend("Grace", plot.keys["OpenAI production"], "Bob", "Chen", days=30)
    stage.lend("Ada", plot.keys["Anthropic production"], "Chen", days=5.5)
    stage.lend("Grace", plot.keys["OpenAI support bot"], plot.apps["bot"], days=30)
    stage.lend("Ada", plot.keys["Anthropic development"], "Hana", days=7)
    stage.on(3, 11)
    _decide_half(grace, review, stage.now + 10 * DAY)
    stage.on(2, 15)
    grace.keys.put_version(plot.keys["Anthropic production"], stage.value("anthropic"))
    short = stage.lend("Ada", plot.keys["OpenAI staging"], "Bob", days=0.5, reason="on call")
    stage.on(1, 9, 20)
    ada.lending.revoke(short, reason="on call is over")
    stage.on(1, 15)
    hana = stage.people["Hana"]
    hana.lending.request(plot.keys["Cohere rerank"], 30 * DAY, "reranking in the search branch")
    stage.refused("Bob", plot.keys["Gemini research"])


def _open_review(stage: Stage) -> ReviewId:
    """Dana asks both owners about everything that is live, and who has seen it without access."""
    dana = stage.people["Dana"]
    state = dana.refresh().state
    subjects = subjects_in(state, dana.exposures(), EVERYTHING, stage.now)
    reviewers = [stage.people[name].me for name in ("Ada", "Grace")]
    due = stage.now + 14 * DAY
    return dana.reviews.open("Autumn review", subjects, reviewers, due, lapse=Lapse.END)


def _decide_half(reviewer: Session, review: ReviewId, until: Time) -> None:
    """Every second subject that is not one's own: mostly kept, one shortened, one ended; what was
    seen without access is to be replaced.
    """
    others = open_to(reviewer.refresh().state, review, reviewer.me)
    verdicts = [
        Verdict.REPLACE if subject.startswith("exposure:") else Verdict.KEEP for subject in others
    ]
    grants = [n for n, subject in enumerate(others) if subject.startswith("grant:")]
    verdicts[grants[0]], verdicts[grants[-1]] = Verdict.SHORTEN, Verdict.END
    chosen = sorted({grants[0], grants[-1], *range(0, len(others), 2)})
    decisions = [
        Decision(others[n], verdicts[n], until if verdicts[n] is Verdict.SHORTEN else None)
        for n in chosen
    ]
    reasons = ["not used for weeks" if d.verdict is Verdict.END else "" for d in decisions]
    reviewer.reviews.decide(review, decisions, reasons=reasons)
