"""What stands before several relays: each new connection goes to the next one that answers.

    with Balancer() as balancer:
        balancer.address                            # the one address that clients know
        balancer.places.append(("127.0.0.1", 8443))
        balancer.cut.add(place)                     # not a byte passes, and nobody is told

It carries bytes and knows nothing of TLS. Like any such thing it looks after those behind it: who
takes no connection is asked no more, and what had led there is closed.
"""

import asyncio
import contextlib
import itertools
import socket
import threading
from typing import Final, Self, TypeAlias

Place: TypeAlias = tuple[str, int]
"""Host and port."""
Stream: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]

SECONDS_BETWEEN_LOOKS: Final = 0.3
SECONDS_TO_CONNECT: Final = 1.0
CHUNK: Final = 64 * 1024


class Balancer:
    """Listens on a free port of this computer, in a thread, until it is closed."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.cut: set[Place] = set()
        self._turns = itertools.count()
        self._leading: dict[asyncio.Task[None], Place | None] = {}
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._loop = asyncio.new_event_loop()
        self._work = self._loop.create_task(self._run())
        self._thread = threading.Thread(target=self._until_closed, name="balancer")
        self._thread.start()

    @property
    def address(self) -> str:
        """How members reach the relays."""
        return f"https://127.0.0.1:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        """Close every connection."""
        self._loop.call_soon_threadsafe(self._work.cancel)
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def _until_closed(self) -> None:
        with contextlib.closing(self._loop), contextlib.suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._work)

    async def _run(self) -> None:
        server = await asyncio.start_server(self._accept, sock=self._socket)
        try:
            await self._look_after()
        finally:
            server.close()
            for task in self._leading:
                task.cancel()
            await asyncio.gather(*self._leading, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._leading[task] = None
        task.add_done_callback(self._leading.pop)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry bytes both ways, until either end closes or leads nowhere any more."""
        task = asyncio.current_task()
        assert task is not None
        with contextlib.closing(writer), contextlib.suppress(OSError):
            place, (there, back) = await self._next()
            self._leading[task] = place
            ways = [
                asyncio.create_task(self._carry(reader, back, place)),
                asyncio.create_task(self._carry(there, writer, place)),
            ]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                back.close()
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)

    async def _next(self) -> tuple[Place, Stream]:
        """A connection to the relay whose turn it is, or to the next that takes one."""
        for _ in self.places:
            place = self.places[next(self._turns) % len(self.places)]
            with contextlib.suppress(OSError):
                return place, await self._connect(place)
        raise ConnectionRefusedError

    async def _connect(self, place: Place) -> Stream:
        if place in self.cut:
            await asyncio.sleep(SECONDS_TO_CONNECT)
            raise TimeoutError
        return await asyncio.wait_for(asyncio.open_connection(*place), SECONDS_TO_CONNECT)

    async def _carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, place: Place
    ) -> None:
        while chunk := await source.read(CHUNK):
            while place in self.cut:
                await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            sink.write(chunk)
            await sink.drain()

    async def _look_after(self) -> None:
        while True:
            for place in self.places:
                try:
                    _, writer = await self._connect(place)
                except OSError:
                    self._give_up(place)
                else:
                    writer.close()
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    def _give_up(self, place: Place) -> None:
        for task, where in self._leading.items():
            if where == place:
                task.cancel()
