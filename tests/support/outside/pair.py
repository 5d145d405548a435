"""A team of two on one computer, made by the core with passphrases as dear as in earnest: the app
refuses the cheap ones that other tests have.
"""

import secrets
import time
from pathlib import Path

from keylease.assembly import Assembly
from keylease.client.keys import NewKey
from keylease.client.lending import Terms
from keylease.client.profile import Home
from keylease.client.session import Session
from keylease.launch.mock import mock_value
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.providers.catalogue import by_name
from keylease.wire.record import new_record
from support.outside.main_job import PASSPHRASE
from support.terms import DAY

KEY = "openai-prod"
VALUE = mock_value(by_name("openai"), KEY)


def passphrase() -> Secret:
    """Theirs."""
    return Secret(PASSPHRASE.encode())


def pair(folder: Path) -> Path:
    """The folder of their homes: `ana` owns the team and a key, `ben` may open it for a day."""
    ana = Assembly(Home(folder / "ana")).found("Acme AI", "Ana", passphrase())
    link = ana.people.invite(Role.MEMBER, DAY).link
    ben = Assembly(Home(folder / "ben")).join(link, "Ben", passphrase())
    ana.refresh()
    ana.people.admit(ben.me, verified=True)
    key = _add(ana)
    ana.lending.issue(key, [ben.me], Terms(time.time_ns() // 1_000_000 + DAY, reason="evals"))
    for session in (ana, ben):
        session.close()
    return folder


def _add(ana: Session) -> str:
    where = ana.snapshot.environment_named("production")
    ana.keys.add(NewKey(KEY, "openai", where), new_record(VALUE, secrets.token_bytes))
    return ana.refresh().key_named(KEY)
