from pathlib import Path

import pytest

from keylease.errors import Code, Usage
from keylease.relay.settings import read_settings


def test_the_environment_says_what_no_option_says(tmp_path: Path) -> None:
    environ = {
        "KEYLEASE_RELAY_DATABASE": "postgresql://ana:hunter2@db.example/team",
        "KEYLEASE_RELAY_STATE": str(tmp_path),
        "KEYLEASE_RELAY_LISTEN": "127.0.0.1:1",
    }
    settings = read_settings({"listen": "127.0.0.1:2"}, environ)
    assert (settings.port, settings.state) == (2, tmp_path)
    assert "hunter2" not in repr(settings)


@pytest.mark.attack("E06")
@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana:hunter2@db.example/team",
        "postgresql://ana@db.example/team?password=hunter2",
        "postgresql://ana:hunter2@[::1/team",
    ],
)
def test_a_password_is_no_argument(url: str) -> None:
    with pytest.raises(Usage, match="A password is no argument") as refused:
        read_settings({"database": url}, {})
    assert "hunter2" not in str(refused.value)


def test_a_database_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Usage) as refused:
        read_settings({"database": "mysql://db.example/team"}, {})
    assert refused.value.code is Code.E_USAGE


def test_the_state_lies_beside_the_file(tmp_path: Path) -> None:
    assert read_settings({"database": f"sqlite:///{tmp_path}/team.db"}, {}).state == tmp_path
