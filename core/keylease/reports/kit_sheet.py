"""The recovery kit as a sheet of paper: a PDF with the groups to type and a code to scan.

What stands on it, and what it is worth, is told in PROTOCOL.md, "Identity"; `client/kit.py` knows
the text. The file is as secret as the kit: whoever has it is the person on it.
"""

from collections.abc import Sequence

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from keylease.reports.kit import KitSheet
from keylease.reports.paper import FAMILY, bring_font, printed

MARGIN = 22
QR_SIDE = 46
GROUPS_OF_A_LINE = 4
INK = (27, 28, 30)
MUTED = (95, 99, 104)
DANGER = (180, 35, 24)


def kit_pdf(sheet: KitSheet) -> bytes:
    """One A4 page. Takes a tenth of a second."""
    pdf = FPDF(format="A4")
    bring_font(pdf)
    pdf.set_margin(MARGIN)
    pdf.set_title("Keylease recovery kit")
    pdf.set_creator("Keylease")
    pdf.add_page()
    _head(pdf)
    for caption, text in sheet.facts:
        _fact(pdf, caption, text)
    pdf.ln(4)
    top = pdf.get_y()
    _groups(pdf, sheet.groups)
    _code(pdf, sheet.groups, top)
    pdf.set_y(max(pdf.get_y(), top + QR_SIDE) + 10)
    _feet(pdf)
    return bytes(pdf.output())


def _head(pdf: FPDF) -> None:
    _write(pdf, "Keylease recovery kit", "B", 20, INK, 10)
    _write(
        pdf, "Secret. Whoever has this sheet is you. Keep it on paper, away from your computer.",
        "B", 10, DANGER, 8,
    )  # fmt: skip
    pdf.ln(4)


def _fact(pdf: FPDF, caption: str, text: str) -> None:
    pdf.set_font(FAMILY, "", 9)
    pdf.set_text_color(*MUTED)
    pdf.cell(26, 6, printed(caption))
    pdf.set_font(FAMILY, "", 10)
    pdf.set_text_color(*INK)
    pdf.multi_cell(0, 6, printed(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _groups(pdf: FPDF, groups: Sequence[str]) -> None:
    pdf.set_font("courier", "B", 16)
    pdf.set_text_color(*INK)
    for start in range(0, len(groups), GROUPS_OF_A_LINE):
        line = "  ".join(groups[start : start + GROUPS_OF_A_LINE])
        pdf.cell(0, 11, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _code(pdf: FPDF, groups: Sequence[str], top: float) -> None:
    """The groups once more for a camera, drawn as squares: nothing of it passes through a file."""
    rows = [list(row) for row in segno.make(" ".join(groups), error="m", micro=False).matrix]
    side = QR_SIDE / len(rows)
    left = pdf.w - MARGIN - QR_SIDE
    pdf.set_fill_color(0, 0, 0)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                pdf.rect(left + across * side, top + down * side, side, side, style="F")


def _feet(pdf: FPDF) -> None:
    _write(pdf, "To come back with this sheet and a backup", "B", 11, INK, 8)
    for line in (
        "1. Start Keylease and choose: I have a recovery kit and a backup.",
        "2. Type the groups above (or scan the code), and choose the backup's folder.",
        "3. Or in a terminal: keylease team restore --kit - --backup FOLDER",
        "Without a backup this sheet brings back your identity wherever the team server still is.",
    ):
        _write(pdf, line, "", 10, INK, 6)


def _write(
    pdf: FPDF, text: str, style: str, size: int, ink: tuple[int, int, int], height: int
) -> None:
    pdf.set_font(FAMILY, style, size)
    pdf.set_text_color(*ink)
    pdf.multi_cell(0, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
