"""What a store that can fail does after it was closed, or a statement went wrong."""

import pytest

from keylease.errors import Code, StorageFailed
from support.places import Place
from support.storage import steps_kept, write_step


def test_a_closed_store_says_so(shared: Place) -> None:
    with shared.open() as store:
        store.close()
        with pytest.raises(StorageFailed, match="closed"), store.read():
            pass
        with pytest.raises(StorageFailed, match="closed"), store.write():
            pass
        store.reopen()
        write_step(store, 1)


def test_nothing_stands_alone_after_a_failed_statement(shared: Place) -> None:
    """SQLite takes a transaction back by itself at times; what follows must not be committed."""
    with shared.open() as store:
        write_step(store, 1)

        def go_on_regardless() -> None:
            with store.write() as tx:
                tx.put_fact("a", b"1")
                with pytest.raises(StorageFailed):
                    tx.put_fact("b", 2)  # type: ignore[arg-type]
                with pytest.raises(StorageFailed):
                    tx.put_fact("c", b"3")

        with pytest.raises(StorageFailed) as failed:
            go_on_regardless()
        assert failed.value.code is Code.E_INTERNAL
        with store.read() as tx:
            assert (tx.fact("a"), tx.fact("c")) == (None, None)
            assert steps_kept(tx) == 1
        write_step(store, 2)
