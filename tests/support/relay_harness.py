"""A relay for tests: a built team, a real desk over a real store and vault, and a clock to set.

    relay = RelayHarness(tmp_path)              # in memory; `sqlite=True` for a file, or a `url`
    bea = relay.team.member("Bea")              # what the builder folds is sent through the desk
    reply = relay.ask(bea, Fetch(lines_after=0, limit=100))
    relay.restart()                             # another desk over the same store and vault

Envelopes that an event commits to are staged by its author first, as a client does.
"""

import contextlib
from pathlib import Path
from typing import Protocol, TypedDict, TypeVar, Unpack

import psycopg

from keylease.crypto.signing import SignatureType, SigningKey, verify
from keylease.model import access as a
from keylease.model.base import Position
from keylease.model.events import MemberJoin
from keylease.model.signed import Signed
from keylease.relay.desk import Desk
from keylease.relay.limits import DEFAULT, Limits
from keylease.relay.staging import committed
from keylease.relay.vault import Vault
from keylease.store.base import Store
from keylease.store.memory import MemoryStore
from keylease.store.opening import open_store
from keylease.store.permissions import make_private_folder
from keylease.store.sqlite.driver import connect
from keylease.wire.canonical import encode
from keylease.wire.events import read_event
from keylease.wire.requests import ENTRY, HEAD, REPLY
from support.team import TeamBuilder
from support.terms import START, Pass, Person

R = TypeVar("R", bound=a.Reply)


class Parts(TypedDict, total=False):
    """Parts of a request that a test sets otherwise; `by` signs it in place of the author."""

    team: bytes
    relay: bytes
    rid: bytes
    ts: int
    head: Position | None
    mine: Position | None
    client: str
    by: SigningKey


class RelayHarness:
    """A founded team behind a running desk; `now` is the machine's clock."""

    def __init__(
        self,
        folder: Path,
        *,
        sqlite: bool = False,
        url: str = "",
        limits: Limits = DEFAULT,
        seed: int = 1,
        now: int = START,
    ) -> None:
        make_private_folder(folder / "relay")
        self.folder = folder
        self.limits = limits
        self.sqlite = sqlite
        self.url = f"sqlite:///{self.database}" if sqlite else url
        self.vault = Vault.open(folder / "relay" / "vault")
        self.store: Store = self._open()
        self.team = TeamBuilder(seed=seed, relay=self.vault.public, now=now)
        self.now = self.team.now
        self.desk = self.new_desk()
        self._found()

    def _open(self) -> Store:
        return open_store(self.url) if self.url else MemoryStore()

    def _found(self) -> None:
        self.team.found()
        reply = self.desk.found(self.team.log)
        assert isinstance(reply, a.Appended), reply
        self.team.on_event(self._send)

    @property
    def database(self) -> Path:
        """The file of a SQLite store."""
        return self.folder / "relay" / "team.db"

    def block(self, verb: str, table: str) -> None:
        """Have another program see to it that the database refuses this: `block("INSERT", …)`."""
        if self.sqlite:
            with contextlib.closing(connect(self.database)) as file:
                file.execute(
                    f"CREATE TRIGGER blocked BEFORE {verb} ON {table}"
                    " BEGIN SELECT RAISE(ABORT, 'no'); END"
                )
            return
        with psycopg.connect(self.url) as server:
            server.execute(
                "CREATE FUNCTION blocked() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RAISE EXCEPTION 'no'; END $$"
            )
            server.execute(
                f"CREATE TRIGGER blocked BEFORE {verb} ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION blocked()".encode()
            )

    def unblock(self, table: str) -> None:
        """Lift that."""
        if self.sqlite:
            with contextlib.closing(connect(self.database)) as file:
                file.execute("DROP TRIGGER blocked")
            return
        with psycopg.connect(self.url) as server:
            server.execute(f"DROP TRIGGER blocked ON {table}".encode())

    def new_desk(self) -> Desk:
        """Another desk over the same store, with the vault opened anew."""
        vault = Vault.open(self.folder / "relay" / "vault")
        return Desk(self.store, vault, lambda: self.now, limits=self.limits)

    def restart(self) -> None:
        """As if the process had ended: another desk, another vault, and the store opened anew."""
        if self.url:
            self.store.close()
            self.store = self._open()
        self.vault = Vault.open(self.folder / "relay" / "vault")
        self.desk = self.new_desk()

    def wait(self, milliseconds: int) -> None:
        """Let time pass, for the relay and for the people."""
        self.now += milliseconds
        self.team.now = self.now

    # Asking

    def sign(self, author: Person | Pass, op: a.AnyOperation, **parts: Unpack[Parts]) -> Signed:
        """The author's request, signed."""
        request = a.AccessRequest(
            v=1,
            team=parts.get("team", self.team.state.team),
            relay=parts.get("relay", self.vault.public),
            author=author.id,
            rid=parts.get("rid") or self.team.chance(16),
            ts=parts.get("ts", self.now),
            client=parts.get("client", "test/1"),
            op=op,
            head=parts.get("head"),
            mine=parts.get("mine"),
        )
        body = encode(request)
        key = parts.get("by", author.key)
        return Signed(body=body, sigs=(key.sign(SignatureType.REQUEST, body),))

    def sign_body(self, author: Person, body: bytes) -> tuple[bytes, ...]:
        """The author's signature under any bytes, as a request's."""
        return (author.key.sign(SignatureType.REQUEST, body),)

    def hand_in(self, request: Signed, source: str = "192.0.2.7") -> a.AnyReply:
        """What the desk answers, read from its wire form as a client would."""
        reply: a.AnyReply = REPLY.read(encode(self.desk.handle(request, source=source)))
        return reply

    def ask(
        self,
        author: Person | Pass,
        op: a.AnyOperation,
        *,
        source: str = "192.0.2.7",
        **parts: Unpack[Parts],
    ) -> a.AnyReply:
        """Sign and hand in."""
        return self.hand_in(self.sign(author, op, **parts), source)

    def refused(self, author: Person | Pass, op: a.AnyOperation, **parts: Unpack[Parts]) -> str:
        """The code by which this is refused."""
        reply = self.ask(author, op, **parts)
        assert isinstance(reply, a.Refusal), reply
        return reply.code

    def open(self, author: Person, grant: str, version: int = 1, **parts: Unpack[Parts]) -> str:
        """Open a grant: `released`, or the code of the refusal."""
        reply = self.ask(author, opening(grant, version), **parts)
        if isinstance(reply, a.Refusal):
            return reply.code
        return self.entry(expect(a.Released, reply).entry).outcome

    def stage(self, author: Person, entry: Signed) -> None:
        """Stage what an event commits to, out of the builder's `blobs`."""
        blobs = [self.team.blobs[item.envelope] for item in committed(read_event(entry.body).data)]
        items = tuple(a.StageItem(blob.envelope, blob.release) for blob in blobs)
        for at in range(0, len(items), 256):
            expect(a.Done, self.ask(author, a.Stage(items=items[at : at + 256])))

    def append(self, author: Person | Pass, *entries: Signed, **parts: Unpack[Parts]) -> a.AnyReply:
        """Append events, whatever the answer."""
        return self.ask(author, a.Append(events=entries), **parts)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    # Reading

    def entry(self, signed: Signed) -> a.Entry:
        """A line's entry, which has to be this relay's own word."""
        assert verify(self.vault.public, SignatureType.ENTRY, signed.body, signed.sig)
        return ENTRY.read(signed.body)

    def head(self, signed: Signed | None) -> a.Head:
        """A head, which has to be this relay's own word."""
        assert signed is not None
        assert verify(self.vault.public, SignatureType.HEAD, signed.body, signed.sig)
        return HEAD.read(signed.body)

    def outcomes(self) -> list[str | None]:
        """What came of each line of the access log, oldest first."""
        with self.store.read() as tx:
            return [row.outcome for row in tx.lines()]

    def has_release(self, grant: str, version: int = 1) -> bool:
        """Whether the store still holds the grant's release key."""
        with self.store.read() as tx:
            return tx.release(grant, version) is not None

    def _send(self, author: Person, entry: Signed) -> None:
        """Pass on to the desk what the builder has folded."""
        data = read_event(entry.body).data
        sender: Person | Pass = author
        if isinstance(data, MemberJoin):
            sender = self.team.passes[data.invite]
        else:
            self.stage(author, entry)
        expect(a.Appended, self.append(sender, entry))


class NewRelay(Protocol):
    """Makes a relay, in memory, in a file or in a database."""

    def __call__(
        self, *, sqlite: bool = False, url: str = "", https: bool = False, limits: Limits = DEFAULT
    ) -> RelayHarness:
        """The relay, with its team founded."""
        ...


def opening(grant: str, version: int = 1) -> a.Open:
    """The operation that opens a grant's version to copy it."""
    return a.Open(grant=grant, version=version, purpose=a.Purpose.COPY)


def expect(kind: type[R], reply: a.AnyReply) -> R:
    """The reply, which has to be of that kind."""
    assert isinstance(reply, kind), reply
    return reply
