"""Names on paper: in the letters they are written in, and where that cannot be, visibly so."""

import pytest
from fpdf import FPDF

from keylease.reports.paper import FAMILY, bring_font, printed
from support.reader import read_pdf

NAMES = (
    "Zoë Ångström",
    "Łukasz Świątek",
    "Nguyễn Thị Phương",
    "Γιώργος Παπαδόπουλος",
    "Ἀριστοτέλης",
    "Дмитрий Волков",
    "Ґалина Їжак",
    "Ђорђе Љубић",
    "İpek Yıldız",
)


@pytest.mark.parametrize("style", ["", "B"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_as_it_is_written(name: str, style: str) -> None:
    assert printed(name) == name
    pdf = FPDF()
    bring_font(pdf)
    pdf.set_font(FAMILY, style, 10)
    pdf.add_page()
    pdf.cell(0, 10, printed(name))
    assert read_pdf(bytes(pdf.output())).strip() == name


def test_marks_that_stand_apart_are_printed_on_their_letters() -> None:
    assert printed("Zoe\u0308") == "Zoë"


def test_letters_that_the_font_lacks_are_seen_to_be_numbers() -> None:
    assert printed("李明 (Li Ming) 🚀") == "[U+674E U+660E] (Li Ming) [U+1F680]"
    assert printed("محمد") == "[U+0645 U+062D U+0645 U+062F]"


def test_what_hides_or_turns_text_around_is_written_out() -> None:
    assert printed("é \u202e\n") == "é \\u{202e} "
