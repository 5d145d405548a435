"""Ten seconds to take a decision back, then all that are ripe at once."""

from pytestqt.qtbot import QtBot

from keylease.model.events import Decision, Verdict
from keylease_desktop.presenters.held import AT_LATEST, SECONDS, Held

KEEP, END = Verdict.KEEP, Verdict.END


def held(qtbot: QtBot) -> tuple[Held, list[list[str]]]:
    made, sent = Held(), []
    made.ripe.connect(lambda decisions: sent.append([one.subject for one in decisions]))
    return made, sent


def wait(of: Held, seconds: int) -> None:
    for _ in range(seconds):
        of.tick()


def keep(of: Held, *subjects: str) -> None:
    of.hold([Decision(subject, KEEP) for subject in subjects])


def test_what_was_decided_in_a_row_is_sent_as_one(qtbot: QtBot) -> None:
    of, sent = held(qtbot)
    keep(of, "a")
    wait(of, 4)
    keep(of, "b", "c")
    assert (of.count, of.seconds_left) == (3, SECONDS)
    wait(of, SECONDS - 1)
    assert (sent, of.seconds_left) == ([], 1)
    wait(of, 1)
    assert sent == [["a", "b", "c"]]
    assert (of.count, of.seconds_left) == (0, 0)


def test_whoever_never_pauses_has_the_oldest_sent_all_the_same(qtbot: QtBot) -> None:
    of, sent = held(qtbot)
    for number in range(AT_LATEST):
        keep(of, str(number))
        wait(of, 1)
    assert sent == [[str(number) for number in range(AT_LATEST - SECONDS + 1)]]
    assert of.count == SECONDS - 1


def test_strokes_are_taken_back_one_by_one(qtbot: QtBot) -> None:
    of, sent = held(qtbot)
    keep(of, "a")
    keep(of, "b", "c")
    assert [one.subject for one in of.undo()] == ["b", "c"]
    assert of.count == 1
    assert [one.subject for one in of.undo()] == ["a"]
    assert of.undo() == ()
    wait(of, SECONDS)
    assert sent == []


def test_the_newest_word_counts_and_taking_it_back_leaves_the_one_before(qtbot: QtBot) -> None:
    of, sent = held(qtbot)
    keep(of, "a")
    of.hold([Decision("a", END)])
    assert of.by_subject["a"].verdict is END
    of.undo()
    assert of.by_subject["a"].verdict is KEEP
    of.hold([Decision("a", END)])
    of.flush()
    assert sent == [["a"]]


def test_a_later_word_keeps_an_earlier_one_from_being_sent(qtbot: QtBot) -> None:
    of, sent = held(qtbot)
    keep(of, "a", "b")
    wait(of, AT_LATEST - 1)
    assert sent == [["a", "b"]]
    keep(of, "c", "d")
    wait(of, 5)
    of.hold([Decision("c", END)])
    of.drop({"d"})
    wait(of, SECONDS)
    assert sent[1:] == [["c"]]


def test_flushing_sends_all_and_stops_the_clock(qtbot: QtBot) -> None:
    of, sent = held(qtbot)
    of.flush()
    assert sent == []
    keep(of, "a")
    of.flush()
    assert sent == [["a"]]
    assert not of._timer.isActive()
