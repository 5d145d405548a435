"""What is checked before a value is put in: not from an argument, not here already."""

from keylease.cli.ending import No
from keylease.cli.showing import Names, listing
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.model.base import KeyId
from keylease.wire.record import ValueRecord


def refuse_values(surplus: tuple[str, ...]) -> None:
    """A value on the command line is seen by others and kept by the shell: it is not taken."""
    if surplus:
        raise No(
            Code.E_VALUE,
            "Nothing was taken: a value is never an argument, since others can see those and the "
            "shell keeps them. Pipe it in, or run this without it and type it unseen; and take it "
            "out of your shell's history.",
        )


def new_environment(now: Snapshot, name: str | None) -> str:
    """The environment that was named; where none was, a no that names all there are."""
    if name is None:
        known = listing(Names(now).all(list(now.state.environments)))
        raise No(Code.E_USAGE, f"Say where the key is used: --environment, one of {known}.")
    return now.environment_named(name)


def refuse_known(session: Session, record: ValueRecord, *, allow: bool, but: KeyId = "") -> None:
    """Refuse a value that is here already, in another key or as an earlier version."""
    now = session.snapshot
    found = now.names.with_fingerprint(session.keys.fingerprint(now, record))
    if not found or allow:
        return
    names = Names(now)
    key, version = found[0]
    if key == but:
        raise No(
            Code.E_VALUE,
            f"That is version {version} of this key. Make a new value at its provider first.",
        )
    raise No(
        Code.E_VALUE,
        f"That value is here already: {names(key)}, version {version}, in "
        f"{names(now.state.keys[key].environment)}. Use that key, or make a value of its own at "
        "the provider; --allow-duplicate takes it all the same.",
    )
