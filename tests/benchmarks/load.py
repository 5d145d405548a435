"""A load generator: sends requests made beforehand over TLS, and says how long each took.

    python -m benchmarks.load FILE PORT[,PORT …] CONNECTIONS

FILE holds a list of bodies (msgpack). Each connection has an address of its own (127.1.0.1 and so
on), as members have, stays open, and asks anew as soon as it is answered. Prints JSON: `Load`.
"""

import asyncio
import ssl
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

HOST = "127.0.0.1"
HEAD = b"POST /v1/ask HTTP/1.1\r\nhost: relay\r\ncontent-type: application/json\r\n"


class Load(Struct):
    """`took`: seconds for each request, as they came; `seconds` for all; `answers` by status."""

    seconds: float
    took: list[float]
    answers: dict[str, int]


class Asker(asyncio.Protocol):
    """One connection that asks one request after the other."""

    def __init__(self, bodies: Iterator[bytes], took: list[float], answers: Counter[str]) -> None:
        self._bodies = bodies
        self._took = took
        self._answers = answers
        self._came = bytearray()
        self._asked = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def begin(self, transport: asyncio.WriteTransport) -> None:
        """Ask the first."""
        self._way = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        """A part of an answer."""
        self._came += data
        head, end, body = bytes(self._came).partition(b"\r\n\r\n")
        if not end:
            return
        _, _, rest = head.lower().partition(b"content-length: ")
        if len(body) < int(rest.partition(b"\r\n")[0]):
            return
        self._took.append(time.perf_counter() - self._asked)
        self._answers[head[9:12].decode()] += 1
        self._came.clear()
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the relay hung up"))

    def _next(self) -> None:
        body = next(self._bodies, None)
        if body is None:
            self.done.set_result(None)
            self._way.close()
            return
        self._asked = time.perf_counter()
        self._way.write(HEAD + b"content-length: %d\r\n\r\n%s" % (len(body), body))


async def put_on(bodies: list[bytes], ports: list[int], connections: int) -> Load:
    """All of them, over so many connections; handshakes are over before the first is sent."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    loop, waiting = asyncio.get_running_loop(), iter(bodies)
    took: list[float] = []
    answers: Counter[str] = Counter()
    opened = [
        await loop.create_connection(
            lambda: Asker(waiting, took, answers),
            HOST,
            ports[number % len(ports)],
            ssl=context,
            local_addr=(f"127.1.0.{number + 1}", 0),
        )
        for number in range(connections)
    ]
    begun = time.perf_counter()
    for transport, asker in opened:
        asker.begin(transport)
    await asyncio.gather(*(asker.done for _, asker in opened))
    return Load(time.perf_counter() - begun, took, dict(answers))


def main() -> None:
    """As told."""
    file, ports, connections = sys.argv[1:]
    bodies = msgspec.msgpack.decode(Path(file).read_bytes(), type=list[bytes])
    load = asyncio.run(put_on(bodies, [int(port) for port in ports.split(",")], int(connections)))
    sys.stdout.buffer.write(msgspec.json.encode(load))


if __name__ == "__main__":
    main()
