"""A team as large as they get: hundreds of members, keys and grants, and a long history.

team = history(events=100_000)       # 500 people, 300 keys, up to 10,000 grants
team = history(events=1_000)         # a hundredth of everything
"""

from functools import cache
from random import Random

from keylease.model import events as e
from support.team import TeamBuilder, found_team
from support.terms import DAY, MINUTE, Person

LARGEST = 100_000
PEOPLE, KEYS, GRANTS = 500, 300, 10_000
"""Of the largest; smaller ones have as many for each event."""


@cache
def history(*, events: int = LARGEST, relay: bytes | None = None) -> TeamBuilder:
    """So many events at least: asked for, lent, renewed, revoked, frozen."""
    rng = Random(1)
    team = found_team(seed=1, relay=relay)
    people = [team.member(f"M{n}") for n in range(PEOPLE * events // LARGEST)]
    keys = [team.key() for _ in range(KEYS * events // LARGEST)]
    grants: list[str] = []
    most = GRANTS * events // LARGEST
    while len(team.log) < events:
        team.wait(rng.randrange(MINUTE))
        _act(team, rng, rng.choice(people), rng.choice(keys), grants, most)
    return team


def _act(
    team: TeamBuilder, rng: Random, person: Person, key: str, grants: list[str], most: int
) -> None:
    what = rng.randrange(10)
    if what < 2 and len(team.state.grants) < most:
        grants.append(team.grant(key, person, expires=team.now + 89 * DAY))
    elif what < 3:
        team.act(person, e.AccessRequest(request=team.id("req"), key=key, span=DAY), "reason")
    elif what < 4 and len(grants) > most // 2:
        team.revoke(grants.pop(rng.randrange(len(grants))))
    elif what < 7 and grants:
        until = team.now + 90 * DAY
        team.act(team.ana, e.GrantRenew(grant=rng.choice(grants), expires=until))
    else:
        team.act(team.ana, e.KeyFreeze(key=key))
        team.act(team.ana, e.KeyThaw(key=key))
