"""Naming a thing without a name: by its id, or by how the id begins."""

from collections.abc import Iterable

from keylease.cli.ending import No
from keylease.client.names import SHORTEST_BEGINNING
from keylease.errors import Code


def id_meant(text: str, among: Iterable[str]) -> str | None:
    """The id that a text is, or begins; None if there is none, No(E_AMBIGUOUS) if several do."""
    known = list(among)
    if text in known:
        return text
    fitting = [id_ for id_ in known if len(text) >= SHORTEST_BEGINNING and id_.startswith(text)]
    if len(fitting) > 1:
        raise No(Code.E_AMBIGUOUS, f"{len(fitting)} ids begin like that. Write out more of it.")
    return fitting[0] if fitting else None
