"""A team whose access was reviewed by two owners, with a bit of everything in it.

team = ReviewedTeam(world, people=3, keys=2)   # lent, opened by some; two weeks old
review = team.review()                         # opened, decided by both, closed
"""

from keylease.client.session import Session
from keylease.insight.review_rows import ReviewRow, review_rows, rows_in
from keylease.model.base import KeyId, ReviewId
from keylease.model.events import Decision, Lapse, Verdict
from keylease.model.roles import Role
from support.members import World, read
from support.terms import DAY

NAMES = ("Bob Okafor", "Chloé Dubois", "Dmitri Volkov", "Elif Yılmaz", "Farid Haddad", "Gita Rao")
PROVIDERS = ("openai", "anthropic", "mistral", "groq", "cohere")
REASONS = ("billing run", "prompt tests for the search team", "", "load test until the launch")


class ReviewedTeam:
    """Ada and Grace own it; the last person's words were not compared; Omar was let go."""

    def __init__(self, world: World, *, people: int = 3, keys: int = 2, opened: int = 4) -> None:
        self.world = world
        self.ada = world.found("Ada")
        self.grace = world.bring(self.ada, "Grace", Role.OWNER)
        self.omar = world.bring(self.ada, "Omar")
        self.people = [
            world.bring(self.ada, _named(n), verified=n < people - 1 or people == 1)
            for n in range(people)
        ]
        self.keys: list[KeyId] = [
            world.key(self.ada, f"{_of(PROVIDERS, n)}-{n}") for n in range(keys)
        ]
        self._lend(opened)
        world.wait(15 * DAY)
        for session in (self.ada, self.grace):
            session.refresh()

    def _lend(self, opened: int) -> None:
        to = [one.me for one in (self.omar, *self.people)]
        for n, key in enumerate(self.keys):
            terms = self.world.terms(lasts=60 * DAY, reason=_of(REASONS, n))
            self.ada.lending.issue(key, to, terms)
        read(self.omar, self.keys[0])
        for n in range(opened):
            read(self.people[n % len(self.people)], self.keys[n % len(self.keys)])
        self.ada.people.remove(self.omar.me)

    def open(self, title: str = "Q1 2026 review") -> ReviewId:
        """Over everything, by both owners, for two weeks."""
        ada, now = self.ada, self.ada.refresh()
        rows = rows_in(now.state, ada.exposures(), self.world.now)
        return ada.reviews.open(
            title,
            [row.subject for row in rows],
            [ada.me, self.grace.me],
            self.world.now + 14 * DAY,
            lapse=Lapse.END,
        )

    def decide(self, by: Session, review: ReviewId, *, only: int | None = None) -> None:
        """All that is left for that owner; by turns of every verdict that fits."""
        now = by.refresh()
        rows = review_rows(now.state, by.exposures(), review, by.me, self.world.now)
        mine = sorted((row for row in rows if row.mine), key=lambda row: row.subject)[:only]
        decisions = [self._decision(n, row) for n, row in enumerate(mine)]
        reasons = [
            _of(("", "not opened since it was lent", "project is over"), n)
            for n in range(len(mine))
        ]
        by.reviews.decide(review, decisions, reasons=reasons)

    def _decision(self, n: int, row: ReviewRow) -> Decision:
        if row.kind == "exposure":
            return Decision(row.subject, Verdict.REPLACE)
        if row.kind == "grant" and n % 7 == 1:
            return Decision(row.subject, Verdict.END)
        if row.kind == "grant" and n % 7 == 3:
            return Decision(row.subject, Verdict.SHORTEN, until=self.world.now + 7 * DAY)
        if row.kind == "grant" and n % 7 == 5:
            return Decision(row.subject, Verdict.REASSIGN, to=self.people[0].me)
        return Decision(row.subject, Verdict.KEEP)

    def review(self, title: str = "Q1 2026 review") -> ReviewId:
        """One that is closed: Grace decides first, Ada two days later; a key is replaced then."""
        review = self.open(title)
        self.world.wait(DAY)
        self.decide(self.grace, review)
        self.world.wait(2 * DAY)
        self.decide(self.ada, review)
        self.ada.keys.rotate(self.keys[0], self.world.value("sk-the-next-one-of-these"))
        self.world.wait(DAY)
        self.ada.reviews.close(review)
        return review


def _named(n: int) -> str:
    return NAMES[n] if n < len(NAMES) else f"Person {n}"


def _of(words: tuple[str, ...], n: int) -> str:
    return words[n % len(words)]
