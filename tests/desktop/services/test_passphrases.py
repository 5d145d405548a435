"""Passphrases are judged here, and suggested by chance alone."""

from keylease_desktop.services.passphrases import WORDS, strength, suggestion


def test_what_is_guessed_is_not_enough() -> None:
    for weak in ("", "password", "qwerty123", "Acme2026"):
        assert not strength(weak).enough


def test_names_that_were_just_typed_are_guessed_first() -> None:
    assert (
        strength("Night Owls Noor", ("Night Owls", "Noor")).score
        < strength("Night Owls Noor").score + 1
    )


def test_six_words_are_enough_and_never_the_same() -> None:
    one, other = suggestion(), suggestion()
    assert one != other
    assert len(one.split()) == WORDS
    assert strength(one).score == 4


def test_a_long_one_is_judged_quickly() -> None:
    assert strength("correct horse battery staple " * 400).enough
