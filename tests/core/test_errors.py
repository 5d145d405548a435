"""The class says who is to blame, the code what it was, the detail which one."""

import pytest

from keylease.errors import (
    Code,
    Fault,
    KeyleaseError,
    Refused,
    StorageFailed,
    Tampered,
    Unreachable,
    Usage,
)

STATUSES = {
    Fault.YOURS: {1, 2, 3, 4},  # 4: a program too old to judge what it was served
    Fault.THEIRS: {4},
    Fault.WIRE: {5},
    Fault.DISK: {1, 4},  # 4: a database behind its own record
}


@pytest.mark.parametrize("code", list(Code))
def test_the_statuses_fit_the_fault(code: Code) -> None:
    assert code.meaning.exit_status in STATUSES[code.meaning.fault]
    assert 400 <= code.meaning.http_status < 600


def test_what_we_were_served_is_tampering_whichever_rule_it_broke() -> None:
    assert Code.E_ROLE.meaning.fault is Fault.YOURS
    assert Refused(Code.E_ROLE).exit_status == 3
    assert Tampered(Code.E_ROLE).exit_status == 4


@pytest.mark.parametrize("kind", [Usage, Refused, Unreachable, StorageFailed])
def test_every_other_class_ends_as_its_code_says(kind: type[KeyleaseError]) -> None:
    for code in Code:
        assert kind(code).exit_status == code.meaning.exit_status


def test_a_detail_takes_the_place_of_the_first_sentence_and_keeps_the_next_step() -> None:
    assert str(Usage(Code.E_LINK)) == Code.E_LINK.meaning.sentence
    assert str(Usage(Code.E_LINK, "It is cut.")) == "It is cut. Copy it again, all of it."


def test_a_detail_with_a_colon_stands_before_the_sentence() -> None:
    told = str(Tampered(Code.E_PROFILE, "/a/profile.json:"))
    assert told == f"/a/profile.json: {Code.E_PROFILE.meaning.sentence}"


def test_the_code_is_what_a_log_shows() -> None:
    assert repr(Refused(Code.E_ROLE, "No.")) == "Refused('E_ROLE', 'No.')"
