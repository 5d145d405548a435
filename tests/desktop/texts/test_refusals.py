"""Every refusal is a sentence of the screens, with what to do next."""

import re

import pytest

from keylease.errors import Code, KeyleaseError, Refused, Tampered, Unreachable, Usage
from keylease_desktop.texts.refusals import refusal, sentence_of

OF_THE_TERMINAL = re.compile(r"`|--|\bcustodian|\brelay\b|\bgrant\b")
# shown in a window only by a program that asks a terminal's question
ELSEWHERE = {Code.E_TEAM, Code.E_TOKEN, Code.E_USAGE, Code.E_SCOPE}
COMMAND = "keylease relay confirm-date"


@pytest.mark.parametrize(
    "code", [code for code in Code if code not in ELSEWHERE], ids=lambda code: code.name
)
def test_a_code_is_told_in_the_words_of_the_screens(code: Code) -> None:
    told = sentence_of(KeyleaseError(code))
    assert told.title
    assert told.sentence.endswith((".", ","))
    assert not OF_THE_TERMINAL.search(told.text.replace(COMMAND, "")), told.text


def test_a_detail_says_the_sentence_more_exactly() -> None:
    error = Refused(Code.E_POLICY, "Access to production lasts 30 days at most.")
    assert refusal(error).startswith("Access to production lasts 30 days at most. ")


def test_a_place_precedes_the_sentence() -> None:
    assert sentence_of(Usage(Code.E_PATH, "backup:")).sentence.startswith("backup: ")


def test_the_title_tells_whose_fault_it_was() -> None:
    titles = {sentence_of(kind(Code.E_STATE)).title for kind in (Refused, Usage, Tampered)}
    assert len(titles | {sentence_of(Unreachable(Code.E_UNREACHED)).title}) == 4
