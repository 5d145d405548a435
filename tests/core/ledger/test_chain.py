from keylease.crypto.hashing import lp, tagged_hash
from keylease.ledger import chain
from keylease.model.signed import Signed

ONE = Signed(body=b"one", sigs=(bytes(64),))
TWO = Signed(body=b"one", sigs=(bytes(64), bytes(64)))


def test_a_link_covers_every_signature() -> None:
    assert chain.link(ONE) == tagged_hash("keylease/link/v1", lp(b"one", bytes(64)))
    assert chain.link(ONE) != chain.link(TWO)


def test_team_and_link_of_the_same_entry_differ() -> None:
    assert chain.team_id(ONE) == tagged_hash("keylease/team/v1", lp(b"one", bytes(64)))
    assert chain.team_id(ONE) != chain.link(ONE)


def test_the_access_chain_can_be_followed_by_leaves_alone() -> None:
    value = chain.access_root(b"t" * 32)
    for line in (ONE, Signed(body=b"two", sigs=(bytes(64),))):
        followed = chain.access_link(value, chain.access_leaf(line))
        assert followed != value
        value = followed


def test_no_leaf_is_a_link() -> None:
    """A leaf given in place of a chain value, or the other way round, is another hash."""
    root = chain.access_root(b"t" * 32)
    leaf = chain.access_leaf(ONE)
    assert len({root, leaf, chain.access_link(root, leaf), chain.access_link(leaf, root)}) == 4
