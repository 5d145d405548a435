"""Logs: one JSON object a line, with nothing in it that looks like a secret."""

import json
import logging
from typing import Any

import pytest

from keylease.relay.logs import logging_to_stderr, redacted
from keylease.wire.letters import to_base64url

KEY = bytes(range(7, 39))
SECRETS = [
    "sk-proj-abcdefghijklmnop",
    "sk-ant-api03-abcdefghijkl",
    "klt1_0abcDEF123_9ab",
    f"#{to_base64url(KEY[:16])}",
    KEY.hex(),
    to_base64url(KEY),
    "relay:hunter2",
]


Told = pytest.CaptureFixture[str]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("secret", SECRETS)
def test_what_looks_like_a_secret_is_taken_out(secret: str) -> None:
    text = f"postgresql://{secret}@db/x" if ":" in secret else f"it was {secret} there"
    shown = redacted(text)
    assert secret not in shown
    assert "…" in shown
    assert shown.startswith(text[:6])


def test_ids_addresses_and_words_stay() -> None:
    text = "mem_abcdefghijklmnopqrstuvwxyz from 2001:db8::1 at https://relay.example.org:8443"
    assert redacted(text) == text


def test_a_record_is_one_line_of_json_with_its_fields(capsys: Told) -> None:
    with logging_to_stderr():
        logging.getLogger("keylease.relay.x").info(
            "request\nsecond line", extra={"path": "/v1/ask", "status": 200, "foreign": "x"}
        )
    told = capsys.readouterr().err
    (line,) = lines(told)
    assert line.pop("at").endswith("Z")
    assert line == {
        "level": "info",
        "event": "request\nsecond line",
        "path": "/v1/ask",
        "status": 200,
    }


def test_an_error_is_told_by_its_places_and_not_its_text(capsys: Told) -> None:
    with logging_to_stderr():
        try:
            raise ValueError("sk-proj-CANARYCANARYCANARY and whatever else was in hand")
        except ValueError:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    told = capsys.readouterr().err
    (line,) = lines(told)
    assert line["places"][0] == "ValueError"
    assert "test_logs.py" in line["places"][-1]
    assert "CANARY" not in told
    assert "in hand" not in told


def test_arguments_are_looked_at_too_and_others_log_as_before(capsys: Told) -> None:
    with logging_to_stderr():
        logging.getLogger("keylease.relay").info("it was %s", KEY.hex())
        logging.getLogger("uvicorn.access").info("GET /?secret")
    logging.getLogger("keylease.relay").info("after")
    told = capsys.readouterr().err
    assert [line["event"] for line in lines(told)] == ["it was …"]
