import pytest

from keylease.model.plain import plain, plain_lines


@pytest.mark.attack("F01")
def test_f01_what_hides_or_turns_is_written_out() -> None:
    assert plain("a\u202eb\x1b[2J\n") == "a\\u{202e}b\\u{1b}[2J "
    assert plain_lines("one\n\u2067two\n") == "one\n\\u{2067}two\n"
