"""Notices as they arrive: at a real web server, and at a real mail server."""

import hmac
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from email.message import Message as Mailed

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from keylease.errors import Usage
from keylease.relay import posting
from keylease.relay.notices import Matter, Notice
from keylease.relay.posting import SUBJECTS, Channel, Mail, Post, Webhook, channels
from keylease.relay.settings import Settings, read_settings
from support.hook import web
from support.logbook import Logbook
from support.ports import free_port

NOTICE = Notice(Matter.REQUEST, 2, 1_767_225_600_000)


class Kept(Message):
    """A mail server's handler that keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Mailed] = []

    def handle_message(self, message: Mailed) -> None:
        self.mails.append(message)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "PAUSES", (0.0, 0.0))
    monkeypatch.setattr(posting, "SECONDS", 60.0)
    monkeypatch.setattr(posting, "SECONDS_TO_END", 60.0)  # all is sent before a test looks


def post(ways: list[Channel], notices: list[Notice]) -> None:
    with closing(Post(ways)) as sending:
        sending.send(notices)


def test_a_webhook_is_told_what_and_how_often_and_can_check_who_says_it() -> None:
    with web() as server:
        post([Webhook(server.url, b"shared")], [NOTICE])
    ((path, headers, body),) = server.got
    assert path == "/hook?token=CANARY"
    assert json.loads(body) == {"v": 1, "matter": "request", "count": 2, "at": NOTICE.at}
    digest = hmac.digest(b"shared", body, "sha256").hex()
    assert headers["Keylease-Signature"] == f"sha256={digest}"


def test_a_webhook_that_fails_is_tried_again_and_a_redirect_is_no_delivery(
    caplog: pytest.LogCaptureFixture, logbook: Logbook
) -> None:
    logbook.expect("a notice was not delivered")
    with web(500, 302) as server, caplog.at_level(logging.WARNING):
        post([Webhook(server.url)], [NOTICE])
        assert (len(server.got), caplog.records) == (3, [])
        server.answers = [500, 302, 307]
        post([Webhook(server.url)], [NOTICE])
    assert len(server.got) == 6
    (record,) = caplog.records
    assert record.getMessage() == "a notice was not delivered"
    assert "CANARY" not in repr(record.__dict__)


def test_mail_names_nobody_and_goes_to_all_who_are_to_know() -> None:
    handler = Kept()
    port = free_port()  # aiosmtpd takes no port 0
    server = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=60)
    server.start()
    try:
        way = Mail(f"smtp://127.0.0.1:{port}", "keylease@example.org", ("a@x.org", "b@x.org"))
        post([way], [NOTICE, Notice(Matter.ENDING, 1, NOTICE.at)])
    finally:
        server.stop()
    first, second = handler.mails
    assert first["Subject"] == "Keylease: 2 requests wait"
    assert second["Subject"] == "Keylease: One access ends within a day"
    assert first["To"] == "a@x.org, b@x.org"
    assert "names nobody" in str(first.get_payload())


def test_one_way_that_fails_holds_up_no_other(logbook: Logbook) -> None:
    logbook.expect("a notice was not delivered")
    with web() as server:
        post([Mail("smtp://127.0.0.1:9", "a@x.org", ("b@x.org",)), Webhook(server.url)], [NOTICE])
    assert len(server.got) == 1


def test_a_way_that_fails_in_a_manner_of_its_own_ends_nothing(logbook: Logbook) -> None:
    logbook.expect("a notice was not delivered")
    with web() as server:
        nameless = Webhook(f"https://{'a' * 64}.example")  # no name can be as long
        post([nameless, Webhook(server.url)], [NOTICE])
    assert len(server.got) == 1


@contextmanager
def talking_on() -> Iterator[str]:
    """A web server whose answer never ends, one header line after the other."""
    ended = threading.Event()

    def talk() -> None:
        with suppress(OSError):
            wire, _ = listening.accept()
            with wire:
                wire.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                while not ended.wait(0.05):
                    wire.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=talk)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        finally:
            ended.set()
            thread.join()


@pytest.mark.attack("D06")
def test_d06_one_that_talks_on_for_ever_holds_up_no_other_and_no_end(
    monkeypatch: pytest.MonkeyPatch, logbook: Logbook
) -> None:
    logbook.expect("a notice was not delivered")
    monkeypatch.setattr(posting, "SECONDS_TO_END", 0.1)
    with web() as server:
        with talking_on() as slow, closing(Post([Webhook(slow), Webhook(server.url)])) as sending:
            sending.send([NOTICE] * (posting.MOST_WAITING + 2))
            until = time.monotonic() + 60
            while len(server.got) < 2 and time.monotonic() < until:
                time.sleep(0.02)
        # here the relay has ended; the slow one is cut off only now, by its own end
        assert len(server.got) >= 2


@pytest.mark.parametrize("matter", Matter)
def test_there_are_words_for_one_and_for_many_of_each_matter(matter: Matter) -> None:
    one, many = SUBJECTS[matter]
    assert "{}" not in one
    assert "3" in many.format(3)


def settings(**said: str) -> Settings:
    given = {f"KEYLEASE_RELAY_{name.upper()}": value for name, value in said.items()}
    return read_settings({}, {"KEYLEASE_RELAY_DATABASE": "sqlite:////tmp/x.db", **given})


def test_where_they_go_is_said_by_the_environment_and_shown_nowhere() -> None:
    assert channels(settings()) == ()
    both = settings(
        webhook="https://example.org/CANARY",
        webhook_secret="CANARY",
        mail="smtps://me:CANARY@example.org",
        mail_from="a@x.org",
        mail_to="b@x.org, c@x.org",
    )
    assert [one.name for one in channels(both)] == ["webhook", "mail"]
    assert "CANARY" not in repr(both) + repr(channels(both))


@pytest.mark.parametrize(
    "said",
    [
        {"webhook": "http://example.org/x"},
        {"webhook": "ftp://example.org"},
        {"webhook": "https://example.org:port/CANARY"},
        {"webhook": "https://[example.org/CANARY"},
        {"mail": "smtps://example.org:99999", "mail_from": "a@x.org", "mail_to": "b@x.org"},
        {"mail": "smtp://example.org"},
        {"mail": "https://example.org", "mail_from": "a@x.org", "mail_to": "b@x.org"},
    ],
)
def test_what_cannot_be_used_is_said_at_the_start(said: dict[str, str]) -> None:
    with pytest.raises(Usage):
        channels(settings(**said))
