"""The second language: whole, in step, and English where nothing was translated."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

import keylease_assets
from keylease.model.roles import Role
from keylease_desktop.services.language import LANGUAGES, Language
from keylease_desktop.texts import words

I18N = Path(keylease_assets.__file__).parent / "i18n"
PLACEHOLDER = re.compile(r"\{\w*\}")


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    before = QLocale()
    made = Language(qapp)
    yield made
    made.speak("en")
    QLocale.setDefault(before)


def messages(code: str) -> list[tuple[str, str]]:
    root = ElementTree.parse(I18N / f"keylease_{code}.ts").getroot()
    return [
        (message.findtext("source", ""), message.findtext("translation", ""))
        for message in root.iter("message")
    ]


def test_a_method_and_a_function_speak_it(language: Language) -> None:
    language.speak("de")
    assert QCoreApplication.translate("SettingsScreen", "Settings") == "Einstellungen"
    assert words.role(Role.OWNER) == "Eigentümer"


def test_back_to_english(language: Language) -> None:
    language.speak("de")
    language.speak("en")
    assert words.role(Role.OWNER) == "owner"


def test_what_is_not_translated_stays_as_it_is(language: Language) -> None:
    language.speak("de")
    assert QCoreApplication.translate("Nowhere", "never translated") == "never translated"


def test_an_unknown_language_is_english(language: Language) -> None:
    language.speak("tlh")
    assert language.spoken == "en"


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"en"}))
def test_every_text_is_translated_with_its_placeholders(code: str) -> None:
    assert [
        source
        for source, translation in messages(code)
        if not translation
        or sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(translation))
        or source.count("|") != translation.count("|")
    ] == []


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"en"}))
def test_the_compiled_texts_are_there(code: str) -> None:
    assert keylease_assets.translation(code)
