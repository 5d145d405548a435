"""The language of the app: the system's, or one that was chosen. What is written is English."""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

import keylease_assets

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Languages that there are, each by its own name."""


class Translator(QTranslator):
    """One language's texts. Those of functions without a class stand under no context."""

    def __init__(self, texts: dict[tuple[str, str], str]) -> None:
        super().__init__()
        self._texts = texts

    def isEmpty(self) -> bool:
        """Never: Qt tells nobody of a new language that is (Qt calls this)."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The text in the chosen language (Qt calls this)."""
        # None, not "": that would be a translation, and shown
        return self._texts.get((context, sourceText)) or self._texts.get(("", sourceText))


class Language:
    """Which language is spoken. `speak` before anything is shown, and whenever it changes."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._translator: Translator | None = None
        self.spoken = "en"

    def speak(self, wanted: str) -> None:
        """Speak that language; "" for the system's, English where it is not to be had."""
        code = wanted or QLocale.system().name().partition("_")[0]
        self.spoken = code if code in LANGUAGES else "en"
        QLocale.setDefault(QLocale(wanted) if wanted in LANGUAGES else QLocale.system())
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        if texts := keylease_assets.translation(self.spoken):
            self._translator = Translator(texts)
            self._app.installTranslator(self._translator)
