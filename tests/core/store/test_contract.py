"""What every store does, whatever it is made of."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec import structs

from keylease.store.base import Appended, Conflict, Store
from keylease.store.rows import (
    EnvelopeRow,
    LineRow,
    ReleaseRow,
    SeenRow,
    StageRow,
    Tip,
    Uses,
)
from support.storage import (
    append,
    append_lines,
    digest,
    event,
    events,
    hidden,
    line,
    steps_kept,
    tip,
    write_step,
)

# The ledger


def test_a_new_store_is_empty(store: Store) -> None:
    with store.read() as tx:
        assert tx.head() is None
        assert tx.access_head() is None
        assert (tx.events(), tx.lines(), tx.lines_of(), tx.releases(), tx.seen()) == (
            [], [], [], [], [],
        )  # fmt: skip
        assert list(tx.openings()) == []
        assert tx.event_at(0) is None
        assert tx.line_at(1) is None
        assert tx.fact("x") is None
        assert tx.uses("grt_1") == Uses(0, 0)


def test_events_come_back_in_order(store: Store) -> None:
    rows = events(0, 5)
    assert append(store, rows[:3]) == Appended(tip(rows[2]))
    assert append(store, rows[3:]) == Appended(tip(rows[4]))
    with store.read() as tx:
        assert tx.head() == tip(rows[4])
        assert tx.events() == rows
        assert tx.events(after=1) == rows[2:]
        assert tx.events(after=1, limit=2) == rows[2:4]
        assert tx.events(after=4) == []
        assert tx.event_at(3) == rows[3]
        assert tx.event_at(5) is None


def test_a_stale_head_is_a_conflict_and_writes_nothing(store: Store) -> None:
    append(store, events(0, 2))
    with store.write() as tx:
        assert tx.append_events(None, [event(0, writer="b")]) == Conflict(tip(event(1)))
        assert tx.append_events(tip(event(0)), [event(1, writer="b")]) == Conflict(tip(event(1)))
        assert tx.append_events(Tip(1, bytes(32)), [event(2)]) == Conflict(tip(event(1)))
        assert tx.append_events(Tip(7, bytes(32)), [event(8)]) == Conflict(tip(event(1)))
        tx.put_fact("after", b"conflict")
    with store.read() as tx:
        assert tx.events() == events(0, 2)
        assert tx.fact("after") == b"conflict"


def test_a_stale_head_of_an_empty_ledger_is_a_conflict(store: Store) -> None:
    with store.write() as tx:
        assert tx.append_events(tip(event(3)), [event(4)]) == Conflict(None)
        assert tx.append_lines(tip(line(3)), [line(4)]) == Conflict(None)


def test_appending_the_same_again_succeeds_again(store: Store) -> None:
    append(store, events(0, 4))
    with store.write() as tx:
        again = tx.append_events(tip(event(0)), events(1, 2))
        assert again == Appended(tip(event(2)), again=True)
        assert tx.append_events(tip(event(2)), events(3, 2)) == Conflict(tip(event(3)))
        assert tx.append_events(None, events(0, 4)) == Appended(tip(event(3)), again=True)
    with store.read() as tx:
        assert tx.events() == events(0, 4)


@pytest.mark.parametrize("rows", [[], events(1, 1), [event(0), event(2)], [event(0), event(0)]])
def test_rows_that_leave_a_gap_are_a_mistake(store: Store, rows: list[object]) -> None:
    with store.write() as tx, pytest.raises(ValueError, match="follow one another"):
        tx.append_events(None, rows)  # type: ignore[arg-type]
    with store.read() as tx:
        assert tx.events() == []


# The access log


def test_lines_come_back_in_order(store: Store) -> None:
    rows = [line(seq) for seq in range(1, 6)]
    assert append_lines(store, rows) == Appended(tip(rows[-1]))
    with store.read() as tx:
        assert tx.access_head() == tip(rows[-1])
        assert tx.lines() == rows
        assert tx.lines(after=2, limit=2) == rows[2:4]
        assert tx.hidden() == 0
        assert tx.line_at(2) == rows[1]
        assert tx.line_at(0) is None


def test_a_stale_access_head_is_a_conflict(store: Store) -> None:
    append_lines(store, [line(1), line(2)])
    with store.write() as tx:
        other = line(2, author="mem_bo")
        assert tx.append_lines(tip(line(1)), [other]) == Appended(tip(line(2)), again=True)
        assert tx.append_lines(None, [LineRow(1, bytes(32), bytes(32))]) == Conflict(tip(line(2)))
    with store.read() as tx:
        assert tx.lines() == [line(1), line(2)]


def test_one_request_has_one_line(store: Store) -> None:
    """Unique constraints decide: 0 double use."""
    append_lines(store, [line(1, rid=b"r" * 16)])
    twice = [line(2), line(3, rid=b"r" * 16)]
    with store.write() as tx:
        assert tx.append_lines(tip(line(1)), twice) == Conflict(tip(line(1)))
        among = [line(2, rid=b"q" * 16), line(3, rid=b"q" * 16)]
        assert tx.append_lines(tip(line(1)), among) == Conflict(tip(line(1)))
        bos = line(2, author="mem_bo", rid=b"r" * 16)
        assert isinstance(tx.append_lines(tip(line(1)), [bos]), Appended)
    with store.read() as tx:
        assert tx.lines() == [line(1, rid=b"r" * 16), bos]
        assert tx.line_by_rid("mem_ana", b"r" * 16) == line(1, rid=b"r" * 16)
        assert tx.line_by_rid("mem_bo", b"r" * 16) == bos
        assert tx.line_by_rid("mem_bo", b"q" * 16) is None
        assert tx.uses("grt_1") == Uses(2, 2000)


def test_trails_run_newest_first(store: Store) -> None:
    people, keys = ("mem_ana", "mem_bo"), ("key_1", "key_2", "key_3")
    rows = [
        line(n, author=people[n % 2], key=keys[n % 3], grant=f"grt_{n % 5}") for n in range(1, 61)
    ]
    append_lines(store, rows)
    newest = rows[::-1]
    with store.read() as tx:
        assert tx.lines_of(limit=7) == newest[:7]
        assert tx.lines_of(author="mem_bo") == [r for r in newest if r.author == "mem_bo"]
        keys_1 = [r for r in newest if r.key == "key_1"]
        assert tx.lines_of(key="key_1") == keys_1
        assert tx.lines_of(key="key_1", limit=4) == keys_1[:4]
        assert tx.lines_of(key="key_1", limit=4, before_seq=keys_1[3].seq) == keys_1[4:8]
        assert tx.lines_of(grant="grt_2") == [r for r in newest if r.grant == "grt_2"]
        both = tx.lines_of(author="mem_ana", key="key_2", grant="grt_4", since=3000, until=50000)
        assert [r.seq for r in both] == [34, 4]
        assert [r.seq for r in tx.lines_of(since=58_000)] == [60, 59, 58]
        assert [r.seq for r in tx.lines_of(until=3_000)] == [2, 1]
        assert tx.lines_of(author="mem_nobody") == []


def test_openings_are_the_released_lines(store: Store) -> None:
    append_lines(
        store,
        [
            line(1),
            line(2, outcome="E_EXPIRED"),
            line(3, grant=None),
            hidden(line(4)),
            line(5, author="mem_bo"),
        ],
    )
    with store.read() as tx:
        assert list(tx.openings()) == [
            (1, "mem_ana", "key_1", 1, "grt_1", "copy", 1000),
            (3, "mem_ana", "key_1", 1, None, "copy", 3000),
            (5, "mem_bo", "key_1", 1, "grt_1", "copy", 5000),
        ]
        assert [row[0] for row in tx.openings(after=3)] == [5]
        assert next(tx.openings())[0] == 1


def test_uses_count_releases_alone(store: Store) -> None:
    append_lines(store, [line(1), line(2, outcome="E_NET"), line(3), line(4, grant="grt_2")])
    append_lines(store, [line(5, at=1500), hidden(line(6))])
    with store.read() as tx:
        assert tx.uses("grt_1") == Uses(3, 3000)
        assert tx.uses("grt_2") == Uses(1, 4000)


def test_a_line_known_as_a_hash_can_be_filled_in_once(store: Store) -> None:
    append_lines(store, [hidden(line(1)), hidden(line(2)), line(3)])
    with store.write() as tx:
        other_leaf = LineRow(1, line(1).hash, bytes(32), b"entry", b"sig", "mem_ana")
        other_hash = LineRow(1, bytes(32), line(1).leaf, b"entry", b"sig", "mem_ana")
        assert tx.reveal_lines([other_leaf, other_hash, hidden(line(1)), line(4), line(3)]) == 0
        assert tx.reveal_lines([line(2)]) == 1
        assert tx.reveal_lines([line(2)]) == 0
    with store.read() as tx:
        assert tx.lines() == [hidden(line(1)), line(2), line(3)]
        assert (tx.hidden(), tx.hidden(after=1)) == (1, 0)
        assert tx.uses("grt_1") == Uses(2, 3000)
        assert tx.lines_of(key="key_1") == [line(3), line(2)]
        assert tx.line_by_rid("mem_ana", digest("rid", 2)[:16]) == line(2)
        assert [row[0] for row in tx.openings()] == [2, 3]


# Envelopes and release keys


def test_a_stage_becomes_an_envelope_and_a_release_key(store: Store) -> None:
    stage = StageRow("mem_ana", digest(1), b"blob", b"wrapped", "kek1", 5)
    with store.write() as tx:
        tx.stage(StageRow("mem_ana", digest(1), b"older", None, None, 4))
        tx.stage(stage)
        tx.stage(StageRow("mem_bo", digest(1), b"bos", b"bos", "kek1", 5))
    with store.write() as tx:
        assert tx.staged("mem_ana", digest(1)) == stage
        assert tx.envelope(digest(1)) is None
        release = ReleaseRow("grt_1", 2, b"wrapped", "kek1", 9)
        assert tx.promote(stage, release)
        assert not tx.promote(stage, release)
        assert not tx.promote(StageRow("mem_cy", digest(1), b"cys", None, None, 5))
    with store.read() as tx:
        assert tx.staged("mem_ana", digest(1)) is None
        assert tx.staged("mem_bo", digest(1)) is not None
        assert tx.envelope(digest(1)) == b"blob"
        assert tx.release("grt_1", 2) == release
        assert tx.release("grt_1", 1) is None


def test_a_custody_envelope_has_no_release_key(store: Store) -> None:
    with store.write() as tx:
        custody = StageRow("mem_ana", digest(1), b"blob", None, None, 5)
        other = StageRow("mem_ana", digest(2), b"blob2", b"wrapped", "kek1", 5)
        for stage in (custody, other):
            tx.stage(stage)
            assert tx.promote(stage)
        assert tx.releases() == []
        assert (tx.envelope(digest(1)), tx.envelope(digest(2))) == (b"blob", b"blob2")


def test_stages_die(store: Store) -> None:
    with store.write() as tx:
        assert tx.oldest_stage() is None
        for at in (3, 0, 5, 1, 4, 2):
            tx.stage(StageRow("mem_ana", digest(at), b"blob", None, None, at))
        assert tx.oldest_stage() == 0
        assert tx.drop_stages(4) == 4
        assert tx.oldest_stage() == 4
        assert tx.drop_stages(4) == 0
        assert tx.staged("mem_ana", digest(3)) is None
        assert tx.staged("mem_ana", digest(4)) is not None


def test_envelopes_are_put_once(store: Store) -> None:
    with store.write() as tx:
        tx.put_envelope(EnvelopeRow(digest(1), b"one"))
        tx.put_envelope(EnvelopeRow(digest(1), b"other"))
        assert tx.envelope(digest(1)) == b"one"


def test_release_keys_are_found_by_grant_wrapping_and_doom(store: Store) -> None:
    rows = [
        ReleaseRow("grt_1", 1, b"a", "kek1", 50),
        ReleaseRow("grt_1", 2, b"b", "kek2"),
        ReleaseRow("grt_2", 1, b"c", "kek1", 60),
    ]
    with store.write() as tx:
        for row in rows:
            tx.put_release(row)
    with store.write() as tx:
        assert tx.releases() == rows
        assert tx.releases(grant="grt_1") == rows[:2]
        assert tx.releases(kek="kek1") == [rows[0], rows[2]]
        assert tx.releases(doomed_before=60) == [rows[0]]
        assert tx.releases(doomed_before=61, kek="kek1", grant="grt_2") == [rows[2]]
        changed = [
            ReleaseRow("grt_1", 2, b"not taken", "nor this", 7),
            ReleaseRow("grt_1", 1, b"", "", None),
            ReleaseRow("grt_9", 1, b"", "", 7),
        ]
        assert tx.doom(changed) == 2
        assert tx.doom([]) == 0
        assert tx.release("grt_1", 2) == ReleaseRow("grt_1", 2, b"b", "kek2", 7)
        assert [row.version for row in tx.releases(doomed_before=60)] == [2]
        assert tx.drop_release("grt_1", 2)
        assert not tx.drop_release("grt_1", 2)
        assert [(row.grant, row.version) for row in tx.releases()] == [("grt_1", 1), ("grt_2", 1)]


def test_many_release_keys_are_doomed_at_once(store: Store) -> None:
    rows = [ReleaseRow(f"grt_{number}", 1, b"a", "kek", None) for number in range(500)]
    with store.write() as tx:
        for row in rows:
            tx.put_release(row)
    with store.write() as tx:
        set_anew = [structs.replace(row, doomed_at=n) for n, row in enumerate(rows)]
        nowhere = ReleaseRow("grt_nowhere", 1, b"", "", 1)
        assert tx.doom([*set_anew, nowhere]) == 500
        assert sorted(row.doomed_at or 0 for row in tx.releases()) == list(range(500))


def test_a_release_key_is_rewrapped_only_from_the_key_it_was_under(store: Store) -> None:
    with store.write() as tx:
        tx.put_release(ReleaseRow("grt_1", 1, b"old", "kek1", 9))
        assert not tx.rewrap("grt_1", 1, was="kek0", wrapped=b"bad", kek="kek2")
        assert not tx.rewrap("grt_1", 2, was="kek1", wrapped=b"bad", kek="kek2")
        assert tx.rewrap("grt_1", 1, was="kek1", wrapped=b"new", kek="kek2")
        assert not tx.rewrap("grt_1", 1, was="kek1", wrapped=b"bad", kek="kek3")
        assert tx.release("grt_1", 1) == ReleaseRow("grt_1", 1, b"new", "kek2", 9)


# Statements and facts


def test_the_newest_seen_statement_of_each_member(store: Store) -> None:
    with store.write() as tx:
        tx.put_seen(SeenRow("mem_bo", b"1", b"s", 1))
        tx.put_seen(SeenRow("mem_ana", b"2", b"s", 2))
        tx.put_seen(SeenRow("mem_bo", b"3", b"s", 3))
        assert tx.seen() == [SeenRow("mem_ana", b"2", b"s", 2), SeenRow("mem_bo", b"3", b"s", 3)]


def test_names_are_in_the_order_of_their_bytes(store: Store) -> None:
    """Whatever the language of a database has to say of letters."""
    names = ["mem_A", "mem_B", "mem_Z", "mem_a", "mem_b"]
    with store.write() as tx:
        for name in ["mem_b", "mem_Z", "mem_a", "mem_B", "mem_A"]:
            tx.put_seen(SeenRow(name, b"1", b"s", 1))
            tx.put_release(ReleaseRow(name, 1, b"a", "kek1"))
        assert [row.member for row in tx.seen()] == names
        assert [row.grant for row in tx.releases()] == names


def test_facts_are_put_replaced_and_forgotten(store: Store) -> None:
    with store.write() as tx:
        tx.put_fact("floor", b"1")
        tx.put_fact("floor", b"2")
        tx.put_fact("blob", b"")
        assert (tx.fact("floor"), tx.fact("blob")) == (b"2", b"")
        tx.put_fact("floor", None)
        tx.put_fact("never", None)
        assert tx.fact("floor") is None


# Transactions


def test_an_exception_takes_everything_back(store: Store) -> None:
    write_step(store, 1)

    def write_and_give_up() -> None:
        with store.write() as tx:
            tx.append_events(tip(event(0)), events(1, 3))
            tx.append_lines(tip(line(1)), [line(2)])
            tx.put_fact("last", b"9")
            tx.drop_stages(10**15)
            raise LookupError

    with pytest.raises(LookupError):
        write_and_give_up()
    with store.read() as tx:
        assert tx.head() == tip(event(0))
        assert tx.fact("last") == b"1"
        assert tx.staged("mem_ana", digest("env", 2)) is not None
    write_step(store, 2)
    with store.read() as tx:
        assert steps_kept(tx) == 2


def test_a_writer_reads_its_own_writes_and_nobody_else_does(store: Store) -> None:
    append(store, [event(0)])
    seen_outside: list[Tip | None] = []

    def look() -> None:
        with store.read() as tx:
            seen_outside.append(tx.head())

    with store.write() as tx:
        tx.append_events(tip(event(0)), [event(1)])
        assert tx.head() == tip(event(1))
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
    assert seen_outside == [tip(event(0))]


def test_a_reader_keeps_its_moment(request: pytest.FixtureRequest, store: Store) -> None:
    append(store, events(0, 3))
    with store.read() as tx:
        assert tx.head() == tip(event(2))
        if "truncate" not in request.node.name:  # there a writer waits for its readers
            append(store, [event(3)])
        assert tx.head() == tip(event(2))
        assert len(tx.events()) == 3


def test_a_reader_that_stops_half_way_holds_nothing_back(store: Store) -> None:
    append_lines(store, [line(seq) for seq in range(1, 40)])
    with store.read() as tx:
        openings = tx.openings()
        next(openings)
    append_lines(store, [line(40)])
    with store.read() as tx:
        assert tx.access_head() == tip(line(40))


def test_threads_append_in_one_order(store: Store) -> None:
    each, threads = 25, 4

    def work(name: int) -> int:
        conflicts = 0
        for _ in range(each):
            while True:
                with store.read() as tx:
                    head = tx.head()
                row = event(head.seq + 1 if head else 0, writer=f"thread {name}")
                with store.write() as tx:
                    outcome = tx.append_events(head, [row])
                if isinstance(outcome, Appended):
                    break
                conflicts += 1
        return conflicts

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))
    with store.read() as tx:
        rows = tx.events()
    assert [row.seq for row in rows] == list(range(each * threads))
    for name in range(threads):
        mine = [row for row in rows if row == event(row.seq, writer=f"thread {name}")]
        assert len(mine) == each


def test_reopening_and_closing_lose_nothing(store: Store) -> None:
    write_step(store, 1)
    store.reopen()
    write_step(store, 2)
    with store.read() as tx:
        assert steps_kept(tx) == 2
    store.close()
    store.close()
