"""How notices reach people: a webhook that the relay's settings name, and mail.

Neither is told anything but the matter and how often. Addresses come from whoever runs the relay,
never from the team's data.
"""

import hmac
import logging
import smtplib
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.client import HTTPConnection, HTTPSConnection
from queue import Full, Queue
from typing import Final, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

import msgspec

from keylease.errors import Code, Usage
from keylease.relay.notices import Matter, Notice
from keylease.relay.settings import Settings, is_loopback

SECONDS: Final = 10.0
PAUSES: Final = (1.0, 5.0)
"""Seconds before each further try."""
MOST_WAITING: Final = 64
"""Notices that wait for one way to people; who is slower than that misses the next."""
SECONDS_TO_END: Final = 5.0
"""How long the end of the relay waits for what is being sent."""

SUBJECTS: Final = {
    Matter.INCIDENT: ("An incident was opened", "{} incidents were opened"),
    Matter.REQUEST: ("A request waits", "{} requests wait"),
    Matter.ENDING: ("One access ends within a day", "{} accesses end within a day"),
    Matter.REVIEW_OPENED: ("An access review was opened", "{} access reviews were opened"),
    Matter.REVIEW_DUE: (
        "An access review is due within three days, and not all is decided",
        "{} access reviews are due within three days, and not all is decided",
    ),
    Matter.REVIEW_OVER: (
        "The time of an access review is over: close it",
        "The time of {} access reviews is over: close them",
    ),
    Matter.REVIEW_PLANNED: (
        "The next access review is due within a week",
        "{} access reviews are due within a week",
    ),
}
BODY: Final = (
    "{}.\n\nOpen Keylease to see more. This message names nobody and no key, on purpose: the team "
    "server cannot read them.\n"
)

log = logging.getLogger(__name__)


class Channel(Protocol):
    """A way to people."""

    @property
    def name(self) -> str:
        """What the log calls it."""
        ...

    def send(self, notice: Notice) -> None:
        """Deliver it, or raise what went wrong."""
        ...


@dataclass(frozen=True)
class Webhook:
    """POSTs `{"v":1,"matter":…,"count":…,"at":…}`; with a secret, its HMAC-SHA-256 beside it.

    The header is `Keylease-Signature: sha256=` and the hex of HMAC(secret, body).
    """

    url: str = field(repr=False)
    secret: bytes | None = field(default=None, repr=False)
    name: str = "webhook"

    def __post_init__(self) -> None:
        parts = _parts(self.url)
        plain = parts.scheme == "http" and is_loopback(parts.hostname or "")
        if not parts.hostname or not (plain or parts.scheme == "https"):
            raise Usage(Code.E_USAGE, "A webhook is an https:// address.")

    def send(self, notice: Notice) -> None:
        """An answer of 2xx is delivery; redirects are not followed."""
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        connection = (
            HTTPConnection(host, parts.port, timeout=SECONDS)
            if parts.scheme == "http"
            else HTTPSConnection(
                host, parts.port, timeout=SECONDS, context=ssl.create_default_context()
            )
        )
        body = msgspec.json.encode({"v": 1, **msgspec.to_builtins(notice)})
        headers = {"Content-Type": "application/json"}
        if self.secret is not None:
            digest = hmac.digest(self.secret, body, "sha256").hex()
            headers["Keylease-Signature"] = f"sha256={digest}"
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
        if not 200 <= status < 300:
            raise OSError(f"answered {status}")


@dataclass(frozen=True)
class Mail:
    """Sends by `smtps://user:password@host[:port]`, or `smtp://…` with STARTTLS.

    Plain SMTP goes to this computer alone.
    """

    url: str = field(repr=False)
    sender: str = ""
    recipients: Sequence[str] = ()
    name: str = "mail"

    def __post_init__(self) -> None:
        parts = _parts(self.url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise Usage(Code.E_USAGE, "A mail server is smtps://HOST or smtp://HOST.")
        if not self.sender or not self.recipients:
            raise Usage(Code.E_USAGE, "For mail, name a sender and who gets it.")

    def send(self, notice: Notice) -> None:
        """One message to all, by a connection that is encrypted unless it stays here."""
        message = EmailMessage()
        one, many = SUBJECTS[notice.matter]
        subject = one if notice.count == 1 else many.format(notice.count)
        message["Subject"], message["From"] = f"Keylease: {subject}", self.sender
        message["To"] = ", ".join(self.recipients)
        message.set_content(BODY.format(subject))
        parts = urlsplit(self.url)
        with self._server(parts.hostname or "", parts.port) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)

    def _server(self, host: str, port: int | None) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if urlsplit(self.url).scheme == "smtps":
            return smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=context)
        server = smtplib.SMTP(host, port or 587, timeout=SECONDS)
        if not is_loopback(host):
            server.starttls(context=context)
        return server


def _parts(url: str) -> SplitResult:
    """The parts of an address; Usage, which does not repeat it, where host or port is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise Usage(Code.E_USAGE, "The address that notices go to cannot be read.") from None
    return parts


def channels(settings: Settings) -> tuple[Channel, ...]:
    """Where notices go by these settings; Usage for what cannot be used."""
    found: list[Channel] = []
    if settings.webhook is not None:
        secret = settings.webhook_secret
        found.append(Webhook(settings.webhook, None if secret is None else secret.encode()))
    if settings.mail is not None:
        to = tuple(one.strip() for one in (settings.mail_to or "").split(",") if one.strip())
        found.append(Mail(settings.mail, settings.mail_from or "", to))
    return tuple(found)


class Post:
    """Sends notices by every way at once, each in a thread of its own.

    Whoever listens slowly, or talks on for ever, holds up no other way, nor the relay's end.
    """

    def __init__(self, ways: Sequence[Channel]) -> None:
        self._boxes: list[tuple[Channel, Queue[Notice | None]]] = []
        self._threads: list[threading.Thread] = []
        self._over = threading.Event()
        for way in ways:
            box: Queue[Notice | None] = Queue(MOST_WAITING)
            thread = threading.Thread(target=self._carry, args=(way, box), name="post", daemon=True)
            self._boxes.append((way, box))
            self._threads.append(thread)
            thread.start()

    def __bool__(self) -> bool:
        """Whether there is anybody to be told."""
        return bool(self._boxes)

    def send(self, notices: Sequence[Notice]) -> None:
        """Have them sent, and return at once."""
        for notice in notices:
            for way, box in self._boxes:
                try:
                    box.put_nowait(notice)
                except Full:
                    _give_up(way, "Full")

    def close(self) -> None:
        """Send what waits, as far as that takes no longer than `SECONDS_TO_END`."""
        for _, box in self._boxes:
            with suppress(Full):
                box.put_nowait(None)
        until = time.monotonic() + SECONDS_TO_END
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._over.set()

    def _carry(self, way: Channel, box: "Queue[Notice | None]") -> None:
        while (notice := box.get()) is not None and not self._over.is_set():
            deliver(way, notice)


def deliver(way: Channel, notice: Notice) -> None:
    """Send one by one way, tried a few times; what cannot be delivered is logged and let go."""
    for pause in (*PAUSES, None):
        try:
            way.send(notice)
        except Exception as error:  # noqa: BLE001  whatever the other end does, the rest is told
            reason = type(error).__name__
        else:
            return
        if pause is not None:
            time.sleep(pause)
    _give_up(way, reason)


def _give_up(way: Channel, reason: str) -> None:
    log.warning("a notice was not delivered", extra={"code": way.name, "reason": reason})
