"""The second language: whole, in step, and English where nothing was translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

import keylease_assets
import keylease_desktop
from keylease.model.roles import Role
from keylease_desktop.presenters import when
from keylease_desktop.services.language import LANGUAGES, Language
from keylease_desktop.texts import words

I18N = Path(keylease_assets.__file__).parent / "i18n"
DESKTOP = Path(keylease_desktop.__file__).parent
TRANSLATES = {"tr", "_tr", "translate"}
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


def said() -> Iterator[str]:
    """Every text that the sources hand over to be translated, wherever it stands in a line."""
    for path in DESKTOP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in TRANSLATES:
                text = node.args[-1] if node.args else None
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"en"}))
def test_every_text_of_the_sources_was_collected(code: str) -> None:
    """The collecting tool passes over what stands inside an f-string."""
    assert set(said()) - {source for source, _ in messages(code)} == set()


def test_only_an_object_itself_translates_as_its_class() -> None:
    """The collecting tool takes the name before `.tr` for the class: elsewhere it is `_tr`."""
    assert [
        f"{path.name}:{node.lineno}"
        for path in DESKTOP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr == "tr"
        and ast.unparse(node.value) != "self"
    ] == []


def test_a_date_is_written_as_the_language_writes_it(language: Language) -> None:
    at = 1_793_000_000_000
    assert "." not in when.day(at, at)
    language.speak("de")
    assert re.fullmatch(r"\d+\. \w+\.?", when.day(at, at))


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"en"}))
def test_every_translation_is_read(code: str) -> None:
    root = ElementTree.parse(I18N / f"keylease_{code}.ts").getroot()
    assert keylease_assets.translation(code) == {
        (context.findtext("name"), message.findtext("source")): message.findtext("translation")
        for context in root.iter("context")
        for message in context.iter("message")
    }
