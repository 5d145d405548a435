"""A log handler that knows what a test expects to be logged."""

import logging


class Logbook(logging.Handler):
    """Collects what Keylease logs as a warning or worse, for the test to answer for."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self._expected: list[str] = []
        self._logged: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._logged.append(record)

    def expect(self, part: str) -> None:
        """Announce that a warning or worse whose message holds `part` is logged, at least once."""
        self._expected.append(part)

    def complaint(self) -> str | None:
        """What was logged unannounced, or announced and not logged; None when there is nothing."""
        messages = [(record, record.getMessage()) for record in self._logged]
        lines = [
            f"logged unexpectedly: {record.levelname} {record.name}: {message}"
            for record, message in messages
            if not any(part in message for part in self._expected)
        ]
        lines += [
            f"expected in the log and not there: {part}"
            for part in self._expected
            if not any(part in message for _, message in messages)
        ]
        return "\n".join(lines) or None
