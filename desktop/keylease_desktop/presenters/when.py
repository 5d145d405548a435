"""Times in words, as they stand in rows and sentences: "6 days", "30 Nov", "2 h ago".

Days are those of this computer's zone; every text can be translated.
"""

import re
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from keylease.model.base import LATEST_SHOWN
from keylease.model.spans import DAY as DAY
from keylease.model.spans import HOUR as HOUR
from keylease.model.spans import MINUTE as MINUTE
from keylease.model.spans import WEEK as WEEK

MONTH = 30 * DAY
DOT_OF_A_NAME = re.compile(r"(?<=[^\W\d])\.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("when", text)


def counted(number: int, one: str, many: str) -> str:
    """One of two texts by number; `{}` in it is the number."""
    return (one if number == 1 else many).format(number)


def span(ms: int) -> str:
    """A length: "8 hours", "6 days", "3 weeks", "3 months"."""
    if ms >= 2 * MONTH:
        return counted(round(ms / MONTH), _tr("{} month"), _tr("{} months"))
    if ms > 2 * WEEK:
        return counted(round(ms / WEEK), _tr("{} week"), _tr("{} weeks"))
    if ms >= DAY:
        return counted(max(ms // DAY, 1), _tr("{} day"), _tr("{} days"))
    if ms >= HOUR:
        return counted(ms // HOUR, _tr("{} hour"), _tr("{} hours"))
    if ms >= MINUTE:
        return counted(ms // MINUTE, _tr("{} minute"), _tr("{} minutes"))
    return _tr("less than a minute")


def exact(ms: int) -> str:
    """A length as it was chosen: "30 days", "8 hours"; never rounded to weeks or months."""
    if ms >= DAY and ms % DAY == 0:
        return counted(ms // DAY, _tr("{} day"), _tr("{} days"))
    if ms >= HOUR and ms % HOUR == 0:
        return counted(ms // HOUR, _tr("{} hour"), _tr("{} hours"))
    return span(ms)


def ago(at: int, now: int) -> str:
    """How long ago: "just now", "9 min ago", "2 h ago", "yesterday", "on 23 Oct"."""
    gone = now - at
    if gone < MINUTE:
        return _tr("just now")
    if gone < HOUR:
        return _tr("{} min ago").format(gone // MINUTE)
    if gone < 12 * HOUR:
        return _tr("{} h ago").format(gone // HOUR)
    days = (_local(now).date() - _local(at).date()).days
    if days == 0:
        return _tr("today {}").format(clock(at))
    if days == 1:
        return _tr("yesterday")
    return _tr("{} days ago").format(days) if days < 7 else _tr("on {}").format(day(at, now))


def day(at: int, now: int) -> str:
    """A date: "30 Nov", with the year where it is another than now's."""
    moment = _local(at)
    form = _tr("d MMM") if moment.year == _local(now).year else _tr("d MMM yyyy")
    return _dated(moment, form)


def full(at: int) -> str:
    """Weekday, date and time: "Mon 30 Nov, 09:00"."""
    moment = _local(at)
    return _tr("{}, {}").format(_dated(moment, _tr("ddd d MMM")), clock(at))


def clock(at: int) -> str:
    """The time of day: "09:12"."""
    return _local(at).strftime("%H:%M")


def today(at: int) -> datetime:
    """The moment as this computer's zone has it."""
    return _local(at)


def _dated(moment: datetime, form: str) -> str:
    """Short names without the dot that some languages put after them: in a sentence, at its end,
    it would stand before another.
    """
    text = QLocale().toString(QDate(moment.year, moment.month, moment.day), form)
    return DOT_OF_A_NAME.sub("", text)


def _local(ms: int) -> datetime:
    return datetime.fromtimestamp(min(ms, LATEST_SHOWN) / 1000, UTC).astimezone()
