"""Several reviewers decide at once: what is on record stays, and nothing is lost or said twice."""

import subprocess
import sys
from collections import Counter

import pytest

from keylease.client.session import Session
from keylease.errors import Code, Refused
from keylease.model.base import ReviewId
from keylease.model.events import Decision, Lapse, ReviewDecide, Verdict
from keylease.model.roles import Role
from keylease.wire.events import read_event
from support.members import Between, World, code_of
from support.terms import DAY

KEEP, END, SHORTEN = Verdict.KEEP, Verdict.END, Verdict.SHORTEN
MANY = 60
REVIEWER = """
import sys
from pathlib import Path
from keylease.assembly import Assembly
from keylease.client.profile import Home
from keylease.crypto.passphrase import Cost
from keylease.model.events import Decision, Verdict
from keylease.model.secret import Secret
home, now, review, verdict = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], Verdict(sys.argv[4])
assembly = Assembly(Home(home), clock=lambda: now, cost=Cost(1, 8))
session = assembly.unlock(Secret(b"correct horse battery staple"))
subjects = sorted(session.refresh().state.reviews[review].rulings, reverse=verdict == "keep")
print("ready", flush=True)
for start, _ in zip(range(0, len(subjects), 3), sys.stdin):
    part = [Decision(subject, verdict) for subject in subjects[start : start + 3]]
    told = session.reviews.decide_open(review, part)
    assert not told.refused, told.refused
    for subject in told.made:
        print(subject, flush=True)
session.close()
"""


def campaign(world: World, ada: Session, grants: int) -> tuple[Session, ReviewId, list[str]]:
    """Bob has so many accesses; Ada and Dee decide on them."""
    bob, dee = world.bring(ada, "Bob"), world.bring(ada, "Dee", Role.ADMIN)
    key = world.key(ada, "openai")
    subjects = [f"grant:{world.lend(ada, key, bob)}" for _ in range(grants)]
    due = world.now + 10 * DAY
    review = ada.reviews.open("Winter", subjects, [ada.me, dee.me], due, lapse=Lapse.END)
    dee.refresh()
    return dee, review, subjects


def all_(subjects: list[str], verdict: Verdict) -> list[Decision]:
    return [Decision(subject, verdict) for subject in subjects]


def test_what_another_decided_meanwhile_stands_and_the_rest_is_decided(world: World) -> None:
    ada = world.found()
    dee, review, subjects = campaign(world, ada, 3)
    first, second, third = subjects

    def meanwhile() -> None:
        dee.reviews.decide(review, [Decision(first, END)])

    Between(ada, meanwhile)
    told = ada.reviews.decide_open(review, all_(subjects, KEEP))
    assert (told.made, told.others, told.refused) == ([second, third], [first], [])
    state = ada.refresh().state.reviews[review].rulings
    assert (state[first].verdict, state[first].by) == (END, dee.me)


def test_keep_may_become_end_and_end_nothing_else(world: World) -> None:
    ada = world.found()
    dee, review, subjects = campaign(world, ada, 2)
    dee.reviews.decide(review, [Decision(subjects[0], KEEP), Decision(subjects[1], END)])
    told = ada.reviews.decide_open(review, all_(subjects, END))
    assert (told.made, told.others) == ([], subjects)  # she has not seen what Dee decided
    told = ada.reviews.decide_open(review, all_(subjects, END), over=subjects)
    assert (told.made, told.others) == ([subjects[0]], [subjects[1]])
    told = ada.reviews.decide_open(review, all_(subjects, KEEP))
    assert (told.made, told.others) == ([], subjects)


def test_the_one_that_is_refused_comes_back_and_keeps_none_of_the_others(world: World) -> None:
    ada = world.found()
    _, review, subjects = campaign(world, ada, 5)
    wrong = Decision(subjects[2], SHORTEN, until=world.now - DAY)
    decisions = [wrong if one.subject == wrong.subject else one for one in all_(subjects, KEEP)]
    told = ada.reviews.decide_open(review, decisions)
    assert told.made == [one for one in subjects if one != wrong.subject]
    assert [(subject, error.code) for subject, error in told.refused] == [
        (wrong.subject, Code.E_DUE)
    ]


def test_after_its_time_all_come_back_at_once(world: World) -> None:
    ada = world.found()
    _, review, subjects = campaign(world, ada, 4)
    world.wait(11 * DAY)
    told = ada.reviews.decide_open(review, all_(subjects, KEEP))
    assert {error.code for _, error in told.refused} == {Code.E_DUE}
    assert len(told.refused) == 4


def test_an_answer_that_was_lost_is_no_second_decision(world: World) -> None:
    ada = world.found()
    _, review, subjects = campaign(world, ada, 2)
    Between(ada, lose=1)
    told = ada.reviews.decide_open(review, all_(subjects, KEEP))
    assert told.made == subjects
    assert ada.reviews.decide_open(review, all_(subjects, KEEP)).made == subjects


def test_a_review_that_is_none_is_refused(world: World) -> None:
    ada = world.found()
    told = ada.reviews.decide_open("rev_" + "a" * 26, [Decision(f"role:{ada.me}", KEEP)])
    assert [error.code for _, error in told.refused] == [Code.E_UNKNOWN]
    assert code_of(lambda: ada.reviews.close("rev_" + "a" * 26)) is Code.E_UNKNOWN
    with pytest.raises(Refused):
        ada.reviews.decide("rev_" + "a" * 26, [Decision(f"role:{ada.me}", KEEP)])


def reviewer(world: World, name: str, review: str, verdict: Verdict) -> "subprocess.Popen[str]":
    home = str(world.home(name).path)
    return subprocess.Popen(
        [sys.executable, "-c", REVIEWER, home, str(world.now), review, verdict.value],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def next_line(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    return program.stdout.readline().removesuffix("\n")


def let_go(program: "subprocess.Popen[str]", steps: int) -> None:
    assert program.stdin is not None
    program.stdin.write("go\n" * steps)
    program.stdin.flush()


def test_two_programs_decide_one_is_killed_and_nothing_is_lost_or_doubled(on_disk: World) -> None:
    ada = on_disk.found()
    dee, review, subjects = campaign(on_disk, ada, MANY)
    of_ada = reviewer(on_disk, "Ada", review, END)
    of_dee = reviewer(on_disk, "Dee", review, KEEP)
    steps = MANY // 3
    begin = [next_line(program) for program in (of_ada, of_dee)]
    assert begin == ["ready", "ready"]
    let_go(of_dee, steps // 2)
    said_by_dee = [next_line(of_dee)]
    let_go(of_ada, steps)  # what Dee was not let do is left for her
    said_by_ada = [next_line(of_ada)]
    of_dee.kill()
    rest, _ = of_dee.communicate()
    said_by_dee += rest.splitlines() if rest.endswith("\n") else rest.splitlines()[:-1]
    out, err = of_ada.communicate()
    assert of_ada.returncode == 0, err
    said_by_ada += out.splitlines()
    state = ada.refresh().state.reviews[review].rulings
    assert all(ruling.verdict is not None for ruling in state.values())
    assert {(state[one].verdict, state[one].by) for one in said_by_dee} == {(KEEP, dee.me)}
    of_both = Counter(said_by_ada) + Counter(said_by_dee)
    assert max(of_both.values()) == 1
    written = Counter(
        decision.subject
        for signed in ada.connection.replica.events()
        if isinstance((event := read_event(signed.body)).data, ReviewDecide)
        for decision in event.data.decisions
    )
    assert written == Counter(subjects)
