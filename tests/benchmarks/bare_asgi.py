"""The bound of a relay: uvicorn and TLS as it uses them, and an app that only reads and answers.

python -m benchmarks.bare_asgi CERTIFICATE KEY SIZE    # prints the port, serves until it is ended
"""

import asyncio
import socket
import sys

import uvicorn
from starlette.types import Receive, Scope, Send


class Bare:
    """Answers any request with as many bytes as a released key comes in."""

    def __init__(self, size: int) -> None:
        self._content = b"x" * size
        length = str(size).encode()
        self._headers = [(b"content-type", b"application/json"), (b"content-length", length)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        while (await receive()).get("more_body"):
            continue
        await send({"type": "http.response.start", "status": 200, "headers": self._headers})
        await send({"type": "http.response.body", "body": self._content})


def main() -> None:
    """Serve."""
    certificate, key, size = sys.argv[1:]
    # said to be TCP, or asyncio leaves Nagle's wait on: 40 ms an answer
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(
        Bare(int(size)),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
    asyncio.run(uvicorn.Server(config).serve(sockets=[listening]))


if __name__ == "__main__":
    main()
