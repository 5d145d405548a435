import pytest

from keylease.client.activity import WORDS, Happening
from keylease.model.events import VersionState
from keylease_desktop.presenters.happening_words import (
    Shown,
    listed,
    phrase,
    purpose,
    sentence,
    source,
    why_refused,
)

SHOWN = Shown({"mem_a": "Ada", "mem_b": "Ben", "key_x": "openai-prod"})


def one(what: str, **detail: str) -> Happening:
    return Happening(0, what, "mem_a", "ledger", 1, "key_x", 2, ("mem_b",), detail)


@pytest.mark.parametrize("what", [*WORDS.values(), "opened", "refused"])
def test_everything_that_can_happen_has_a_sentence(what: str) -> None:
    said = sentence(SHOWN, one(what, to=VersionState.ACTIVE.value))
    assert said.startswith("Ada ")
    assert "does not know" not in said
    assert "{" not in said


@pytest.mark.parametrize("state", list(VersionState))
def test_every_state_of_a_version_has_a_sentence(state: VersionState) -> None:
    assert "{version}" in phrase(one("state", to=state.value))


def test_what_is_not_known_says_so() -> None:
    assert sentence(SHOWN, one("moon-landed")).endswith("does not know")


def test_a_refusal_says_why() -> None:
    said = sentence(SHOWN, one("refused", code="E_EXPIRED"))
    assert said == "Ada was refused openai-prod: access ended"
    assert why_refused("E_STRANGE") == "E_STRANGE"


@pytest.mark.attack("F03")
def test_f03_a_name_that_looks_like_a_form_stays_itself() -> None:
    shown = Shown({"mem_a": "{to}<b>", "key_x": "{who}"})
    assert sentence(shown, one("opened")) == "{to}<b> opened {who}"


def test_what_has_no_name_is_said_to_have_none() -> None:
    nobody = Happening(0, "opened", "mem_q", "access", 1, "key_q")
    assert sentence(SHOWN, nobody) == "somebody unknown opened a key without a name"
    assert SHOWN.of("strange") == "strange"


def test_reviews_and_environments_are_named() -> None:
    shown = Shown({**SHOWN.names, "rev_w": "Winter review"})
    assert sentence(shown, one("reviewed", review="rev_w")) == "Ada decided in Winter review"
    assert sentence(shown, one("environment", name="staging")) == "Ada set the rules of staging"
    assert sentence(shown, one("environment")) == "Ada set the rules of an environment"


def test_names_in_a_row() -> None:
    assert listed([]) == ""
    assert listed(["Ben"]) == "Ben"
    assert listed(["Ben", "Dee"]) == "Ben and Dee"
    assert listed(["Ben", "Dee", "Noor"]) == "Ben, Dee and Noor"
    assert listed(["Ben", "Dee", "Noor", "Eve"]) == "Ben, Dee and 2 more"


def test_where_and_what_for() -> None:
    assert source(one("opened", source="local")) == "on this computer"
    assert source(one("opened", source="10.0.3.7")) == "10.0.3.7"
    assert (purpose("copy"), purpose("dance")) == ("copied", "")
