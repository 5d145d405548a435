"""Two windows and a team server that is a program of its own: the team goes there, a colleague
follows by himself, and the main job goes on over the network, until the server is gone.
"""

from collections.abc import Callable
from pathlib import Path

from support.outside import main_job
from support.outside.desk import Desk, until
from support.outside.pair import KEY, VALUE, pair
from support.outside.person import Person
from support.relay_server import RelayProcess


def test_the_team_goes_to_a_server_and_the_main_job_goes_on(
    desk: Desk, sit: Callable[[Path], Person], tmp_path: Path
) -> None:
    homes = pair(tmp_path)
    ana, ben = sit(homes / "ana"), sit(homes / "ben")
    main_job.unlock(ana)
    main_job.unlock(ben)
    with RelayProcess(tmp_path) as relay:
        desk.copy(relay.link)
        ana.press("ctrl+k")
        ana.stands_on("^Find anything$")
        ana.type("move to a team")
        ana.sees("^Move to a team server$")
        ana.press("Return")
        ana.stands_on("^Link of the server$")
        ana.press("ctrl+v")
        ana.sees("^Its certificate")
        ana.press("ctrl+Return")
        ana.sees("^The team has moved to")
        ana.press("Escape")
        ana.sees_no_more("^The team has moved to")

        # he is told where the team is now, and copies from there
        ben.hears("127.0.0.1")
        main_job.copy_value(ben)
        ben.choose("^I understand$")
        until(lambda: desk.paste() == VALUE, lambda: f"not the value: {ben.told}")
        ana.press("ctrl+6")
        ana.sees(f"^Ben opened {KEY}$")
        main_job.revoke(ana, KEY, "Ben")
        ben.sees_no_more(f"^{KEY}$")  # while what he copied still counts down

        relay.kill()
    for person in (ana, ben):
        person.sees("^The team server is not reached$")
        assert "Traceback" not in person.told
