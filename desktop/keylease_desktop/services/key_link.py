"""The link to a key that a note for colleagues holds: `keylease:key?id=key_…`. It is no secret and
opens nothing: it says where to look.
"""

import re

from keylease.model.base import KeyId

SCHEME = "keylease:key?id="
_LINK = re.compile(re.escape(SCHEME) + r"(key_[a-z2-7]{26})/?")


def key_link(key: KeyId) -> str:
    """The link that leads to a key."""
    return SCHEME + key


def read_key_link(text: str) -> KeyId | None:
    """Which key a link leads to; None for whatever is no such link."""
    found = _LINK.fullmatch(text.strip())
    return found.group(1) if found else None
