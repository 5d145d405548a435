"""Metadata epochs: sealing the next key, and bringing it into force."""

from collections.abc import Iterable

from keylease.errors import Code
from keylease.ledger.rules.epochs import keepers
from keylease.model import events as e
from keylease.model.signed import Signed
from support.cases.world import World, accepted, refused
from support.terms import Person


def _seal(
    w: World, to: Iterable[str] | None = None, *, chunk: int = 0, ahead: int = 1
) -> e.EpochSeal:
    people = sorted(keepers(w.state)) if to is None else to
    seals = tuple(e.MetadataSeal(to=id_, box=w.team.chance(80)) for id_ in people)
    return e.EpochSeal(epoch=w.state.epoch + ahead, chunk=chunk, seals=seals)


def _rotate(w: World, by: Person, *, ahead: int = 1) -> Signed:
    data = e.EpochRotate(
        epoch=w.state.epoch + ahead, commitment=w.team.chance(32), previous=w.team.chance(72)
    )
    return w.draft(by, data)


def _sealed(w: World, to: Iterable[str] | None = None) -> World:
    return w.act(w.ana, _seal(w, to))


CASES = (
    accepted("epoch.seal", "to everybody, by an admin", lambda w: w.draft(w.adam, _seal(w))),
    accepted(
        "epoch.seal",
        "in two chunks",
        lambda w: w.act(w.ana, _seal(w, [w.ana.id])).draft(w.ana, _seal(w, [w.olga.id], chunk=1)),
    ),
    accepted(
        "epoch.seal",
        "anew, while another admin has a draft",
        lambda w: w.act(w.adam, _seal(w)).act(w.ana, _seal(w, [w.ana.id])).draft(w.ana, _seal(w)),
    ),
    accepted(
        "epoch.seal",
        "while the epoch is stale",
        lambda w: w.act(w.ana, e.MemberRemove(member=w.mia.id)).draft(w.ana, _seal(w)),
    ),
    refused("epoch.seal", "by a member", Code.E_ROLE, lambda w: w.draft(w.max, _seal(w))),
    refused(
        "epoch.seal",
        "of the epoch after the next",
        Code.E_EPOCH,
        lambda w: w.draft(w.ana, _seal(w, ahead=2)),
    ),
    refused(
        "epoch.seal",
        "of the epoch in force",
        Code.E_EPOCH,
        lambda w: w.draft(w.ana, _seal(w, ahead=0)),
    ),
    refused(
        "epoch.seal",
        "a second chunk without a first",
        Code.E_EPOCH_COVER,
        lambda w: w.draft(w.ana, _seal(w, chunk=1)),
    ),
    refused(
        "epoch.seal",
        "a third chunk without a second",
        Code.E_EPOCH_COVER,
        lambda w: _sealed(w, [w.ana.id]).draft(w.ana, _seal(w, chunk=2)),
    ),
    refused(
        "epoch.seal",
        "a second chunk to another admin's first",
        Code.E_EPOCH_COVER,
        lambda w: _sealed(w, [w.ana.id]).draft(w.adam, _seal(w, chunk=1)),
    ),
    accepted(
        "epoch.seal",
        "as many as the team has members, gone ones too",
        lambda w: w.draft(w.ana, _seal(w, sorted(w.state.members))),
    ),
    refused(
        "epoch.seal",
        "one more than the team has members",
        Code.E_EPOCH_COVER,
        lambda w: w.draft(w.ana, _seal(w, [*sorted(w.state.members), w.ana.id])),
    ),
    refused(
        "epoch.seal",
        "in two chunks, more than the team has members",
        Code.E_EPOCH_COVER,
        lambda w: _sealed(w, sorted(w.state.members)).draft(w.ana, _seal(w, [w.ana.id], chunk=1)),
    ),
    accepted("epoch.rotate", "to everybody", lambda w: _rotate(_sealed(w), w.ana)),
    accepted(
        "epoch.rotate",
        "in two chunks, after a removal",
        lambda w: _rotate(
            w.act(w.ana, e.MemberRemove(member=w.mia.id))
            .act(w.ana, _seal(w, keepers_in_order(w)[:3]))
            .act(w.ana, _seal(w, keepers_in_order(w)[3:], chunk=1)),
            w.ana,
        ),
    ),
    refused("epoch.rotate", "by a member", Code.E_ROLE, lambda w: _rotate(_sealed(w), w.max)),
    refused(
        "epoch.rotate",
        "to the epoch after the next",
        Code.E_EPOCH,
        lambda w: _rotate(_sealed(w), w.ana, ahead=2),
    ),
    refused("epoch.rotate", "without seals", Code.E_EPOCH_COVER, lambda w: _rotate(w, w.ana)),
    refused(
        "epoch.rotate",
        "with another admin's seals",
        Code.E_EPOCH_COVER,
        lambda w: _rotate(_sealed(w), w.adam),
    ),
    refused(
        "epoch.rotate",
        "without one of them",
        Code.E_EPOCH_COVER,
        lambda w: _rotate(_sealed(w, keepers_in_order(w)[1:]), w.ana),
    ),
    refused(
        "epoch.rotate",
        "with a guest",
        Code.E_EPOCH_COVER,
        lambda w: _rotate(_sealed(w, [*keepers_in_order(w), w.gus.id]), w.ana),
    ),
    refused(
        "epoch.rotate",
        "to somebody twice",
        Code.E_EPOCH_COVER,
        lambda w: _rotate(_sealed(w, [*keepers_in_order(w), w.ana.id]), w.ana),
    ),
    refused(
        "epoch.rotate",
        "with seals to somebody who went meanwhile",
        Code.E_EPOCH_COVER,
        lambda w: _rotate(_sealed(w).act(w.mia, e.MemberLeave()), w.ana),
    ),
    refused(
        "epoch.rotate",
        "twice with the same seals",
        Code.E_EPOCH_COVER,
        lambda w: _rotate(w.epoch(), w.ana),
    ),
)


def keepers_in_order(w: World) -> list[str]:
    """Everybody who is to hold the metadata key, by id."""
    return sorted(keepers(w.state))
