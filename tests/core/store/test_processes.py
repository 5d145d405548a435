"""Several processes at one place, be it a file or a database."""

import pytest

from keylease.store.rows import Uses
from support.places import Place
from support.storage import digest, event, steps_kept, write_step


@pytest.mark.attack("G11", "E13")
@pytest.mark.parametrize("processes", [2, 4])
def test_processes_append_in_one_order(shared: Place, processes: int) -> None:
    each = 60
    names = [f"mem_{n}" for n in range(processes)]
    running = [shared.run("appender", name, each) for name in names]
    for process in running:
        process.communicate()
        assert process.returncode == 0
    with shared.open() as store, store.read() as tx:
        rows, lines = tx.events(), tx.lines()
        assert [row.seq for row in rows] == list(range(each * processes))
        assert [row.seq for row in lines] == list(range(1, each * processes + 1))
        for name in names:
            assert sum(row == event(row.seq, writer=name) for row in rows) == each
            mine = {row.rid for row in lines if row.author == name}
            assert mine == {digest(name, number)[:16] for number in range(each)}
        assert tx.uses("grt_all") == Uses(each * processes, 1000 * each * processes)


@pytest.mark.attack("E13")
def test_neither_process_sees_what_is_stale(shared: Place) -> None:
    with shared.open() as one, shared.open() as other:
        for number in range(1, 9):
            write_step((one, other)[number % 2], number)
            with one.read() as mine, other.read() as theirs:
                assert steps_kept(mine) == steps_kept(theirs) == number


@pytest.mark.attack("E13", "G01")
def test_the_lock_of_a_dead_process_holds_nobody_up(shared: Place) -> None:
    with shared.open() as store:
        write_step(store, 1)
        with shared.run("holder") as holder:
            assert holder.stdout
            assert holder.stdout.readline() == "held\n"
            holder.kill()
        write_step(store, 2)
        with store.read() as tx:
            assert steps_kept(tx) == 2
