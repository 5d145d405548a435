"""`keylease get`: print a key's value, on record; and who opens keys here."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from keylease.cli.call import Call
from keylease.cli.ending import No
from keylease.cli.grammar import Verb
from keylease.client.app_session import AppSession
from keylease.client.session import Session
from keylease.client.snapshot import Snapshot
from keylease.errors import Code
from keylease.insight.holders import has_access
from keylease.model.access import Purpose
from keylease.model.base import KeyId
from keylease.wire.record import ValueRecord


class Opener:
    """Whoever opens keys here: a member with a passphrase, or an app with its token."""

    def __init__(self, session: Session | AppSession) -> None:
        self._session = session
        self.now: Snapshot = session.refresh()
        self.now.require_active()

    def key_named(self, name: str) -> KeyId:
        """The key of that name or id."""
        if isinstance(self._session, AppSession):
            return self._session.key_named(name)
        return self.now.key_named(name)

    def open(self, key: KeyId, purpose: Purpose) -> ValueRecord:
        """The value in use; its opening is on record."""
        if isinstance(self._session, AppSession):
            return self._session.open(key, purpose)
        return self._session.values.open(key, purpose)

    def keys_in(self, environment: str, t: int) -> list[KeyId]:
        """Keys of an environment that are open to whoever asks."""
        if isinstance(self._session, AppSession):
            raise No(Code.E_USAGE, "An app names its keys one by one: --key KEY.")
        where, keys = self.now.environment_named(environment), self.now.keys()
        return [
            id_
            for id_, key in keys
            if key.environment == where and has_access(self.now.state, self.now.me, id_, t)
        ]


@contextmanager
def opener_of(call: Call) -> Iterator[Opener]:
    """The app whose token is in the environment, else the member of the chosen team."""
    if call.token is not None:
        with call.app() as app:
            yield Opener(app)
    else:
        with call.session() as session:
            yield Opener(session)


@click.command("get", cls=Verb)
@click.argument("key")
@click.pass_obj
def get_command(call: Call, key: str) -> None:
    """Print the value of KEY and nothing else. The opening goes on record."""
    with opener_of(call) as opener:
        id_ = opener.key_named(key)
        record = opener.open(id_, Purpose.SHOW)
        row = {"key": opener.now.names.of(id_), "key_id": id_}
    call.out.value(record.value, row)
