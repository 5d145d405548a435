"""`keylease get`: print a key's value, on record; and who opens keys here.

What only a session needs is imported behind it, while the passphrase is stretched (`Call.session`).
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.errors import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keylease.client.app_session import AppSession
    from keylease.client.session import Session
    from keylease.client.snapshot import Snapshot
    from keylease.model.access import Purpose
    from keylease.model.base import KeyId
    from keylease.wire.record import ValueRecord


class Opener(Protocol):
    """Whoever opens keys here: a member with a passphrase, or an app with its token."""

    now: Snapshot

    def key_named(self, name: str) -> KeyId:
        """The key of that name or id."""
        ...

    def open(self, key: KeyId, purpose: Purpose) -> ValueRecord:
        """The value in use; its opening is on record."""
        ...

    def keys_in(self, environment: str, t: int) -> list[KeyId]:
        """Keys of an environment that are open to whoever asks."""
        ...


class MemberOpener:
    """A member, by the session that the passphrase has unlocked."""

    def __init__(self, session: Session) -> None:
        self.now: Snapshot = session.refresh()
        self.now.require_active()
        self.key_named = self.now.key_named
        self.open = session.values.open

    def keys_in(self, environment: str, t: int) -> list[KeyId]:
        """Keys of an environment that the member keeps or was lent."""
        from keylease.insight.holders import has_access

        where, keys = self.now.environment_named(environment), self.now.keys_by_name()
        return [
            id_
            for id_, key in keys
            if key.environment == where and has_access(self.now.state, self.now.me, id_, t)
        ]


class AppOpener:
    """An app, by its token. It knows no environments, since it reads no names but its keys'."""

    def __init__(self, session: AppSession) -> None:
        self.now: Snapshot = session.refresh()
        self.now.require_active()
        self.key_named = session.key_named
        self.open = session.open

    def keys_in(self, environment: str, t: int) -> list[KeyId]:
        """Never any: refused with what to write instead."""
        raise No(Code.E_USAGE, "An app names its keys one by one: --key KEY.")


@contextmanager
def opener_of(call: Call) -> Iterator[Opener]:
    """The app whose token is in the environment, else the member of the chosen team."""
    if call.token is not None:
        with call.app() as app:
            yield AppOpener(app)
    else:
        with call.session() as session:
            yield MemberOpener(session)


@click.command("get", cls=Verb)
@click.argument("key")
@click.pass_obj
def get_command(call: Call, key: str) -> None:
    """Print the value of KEY and nothing else. The opening goes on record."""
    with opener_of(call) as opener:
        from keylease.model.access import Purpose

        id_ = opener.key_named(key)
        record = opener.open(id_, Purpose.SHOW)
        row = {"key": opener.now.names.of(id_), "key_id": id_}
    call.out.value(record.value, row)
