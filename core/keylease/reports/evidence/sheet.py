"""Paper for the summary: headings, facts, tables over pages.

Cells are wrapped by the widths of the letters and written line by line, which is ten times as fast
as asking the library to lay them out: a review has up to ten thousand rows.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from keylease.reports.paper import FAMILY, bring_font, printed

MARGIN = 16
INK, MUTED, LINE, SHADE = (27, 28, 30), (95, 99, 104), (208, 210, 214), (245, 246, 247)
GOOD, BAD, WARN, CALM = (46, 125, 80), (180, 35, 24), (178, 107, 0), (70, 98, 150)
Colour = tuple[int, int, int]
CELL, LEADING, PAD = 7.5, 3.4, 1.2
"""Points; millimetres between lines and beside the text of a cell."""
MOST_LINES = 4
PAGES = "{pages}"
"""Stands for their number until that is known, and keeps room for as many digits."""
NUMBER = 17
"""Millimetres for the number of a page and that of all."""


class Column(NamedTuple):
    """Its heading and its width in millimetres."""

    head: str
    width: float


class Sheet(FPDF):
    """Pages with a foot that says what they belong to."""

    def __init__(self, foot: str) -> None:
        super().__init__(format="A4")
        self._foot = printed(foot)
        self._widths: dict[str, float] = {}
        self._lines: dict[tuple[str, float], list[str]] = {}
        bring_font(self)
        self.set_lang("en")
        self.set_margin(MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(auto=True, margin=MARGIN + 4)
        self.alias_nb_pages(PAGES)

    def footer(self) -> None:
        """On each page, below."""
        self.set_y(-MARGIN + 2)
        self.ink("", CELL, MUTED)
        first, *more = self._filled(self._foot, self.w - 2 * MARGIN - NUMBER - 4)
        self.cell(0, 5, f"{first}..." if more else first)
        self.set_x(-MARGIN - NUMBER)  # not flush right: how wide it will be is not known yet
        self.cell(0, 5, f"{self.page_no()} / {PAGES}")

    def ink(self, style: str, size: float, colour: Colour = INK) -> None:
        """Write so from now on."""
        self.set_font(FAMILY, style, size)
        self.set_text_color(*colour)

    def say(self, text: str, style: str = "", size: float = 10, colour: Colour = INK) -> None:
        """A paragraph."""
        self.ink(style, size, colour)
        height = size * 0.48
        self.multi_cell(0, height, printed(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")

    def heading(self, text: str, room: float = 30) -> None:
        """A heading that does not stand alone at a page's end: `room` millimetres go with it."""
        if self.get_y() + room > self.h - self.b_margin:
            self.add_page(same=True)
        self.ln(4)
        self.start_section(text)
        self.say(text, "B", 13)
        self.ln(1.5)

    def fact(self, caption: str, text: str) -> None:
        """A caption and what it stands for."""
        self.ink("", 9, MUTED)
        self.cell(38, 5.4, printed(caption))
        self.ink("", 9.5)
        self.multi_cell(0, 5.4, printed(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")

    def rows(
        self,
        columns: Sequence[Column],
        table: Sequence[Sequence[str]],
        colour: Callable[[int, int], Colour] = lambda row, column: INK,
    ) -> None:
        """Rows over as many pages as they take, the heads on each; `colour` of row and column."""
        self._heads(columns)
        for number, row in enumerate(table):
            cells = [self._wrapped(text, c.width) for text, c in zip(row, columns, strict=True)]
            height = max(map(len, cells)) * LEADING + 2 * PAD
            if self.get_y() + height > self.h - self.b_margin:
                self.add_page(same=True)
                self._heads(columns)
            self._row(columns, cells, height, partial(colour, number))

    def _heads(self, columns: Sequence[Column]) -> None:
        self.set_fill_color(*SHADE)
        self.ink("B", CELL, MUTED)
        top, left = self.get_y(), self.l_margin
        height = LEADING + 2 * PAD
        self.rect(left, top, sum(column.width for column in columns), height, style="F")
        for column in columns:
            self.text(left + PAD, top + PAD + LEADING * 0.78, column.head)
            left += column.width
        self.set_xy(self.l_margin, top + height)

    def _row(
        self,
        columns: Sequence[Column],
        cells: Sequence[Sequence[str]],
        height: float,
        colour: Callable[[int], Colour],
    ) -> None:
        top, left = self.get_y(), self.l_margin
        self.set_draw_color(*LINE)
        self.set_line_width(0.1)
        self.line(left, top + height, left + sum(c.width for c in columns), top + height)
        self.ink("", CELL)
        for n, (column, lines) in enumerate(zip(columns, cells, strict=True)):
            if n == 0 or colour(n) != colour(n - 1):
                self.set_text_color(*colour(n))
                self.set_fill_color(*colour(n))  # else the library sets both for each text
            for down, line in enumerate(lines):
                if line:
                    self.text(left + PAD, top + PAD + LEADING * (down + 0.78), line)
            left += column.width
        self.set_xy(self.l_margin, top + height)

    def _wrapped(self, text: str, width: float) -> list[str]:
        """The text in lines that fit; cut, and marked so, where it takes too many.

        Most cells of a review stand in it many times: the same people, keys, days.
        """
        known = self._lines.get((text, width))
        if known is None:
            lines = self._filled(printed(text), width - 2 * PAD)
            if len(lines) > MOST_LINES:
                lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][:-3] + "..."]
            known = self._lines[text, width] = lines
        return known

    def _filled(self, text: str, room: float) -> list[str]:
        lines, space = [""], self._wide(" ")
        filled = -space
        for word in text.split(" "):
            wide = self._wide(word)
            if filled + space + wide <= room:
                lines[-1], filled = f"{lines[-1]} {word}".strip(), filled + space + wide
            else:
                lines += self._broken(word, room)
                filled = self._wide(lines[-1])
        return [line for line in lines if line] or [""]

    def _broken(self, word: str, room: float) -> list[str]:
        """A word in pieces that fit."""
        pieces, filled = [""], 0.0
        for letter in word:
            wide = self._wide(letter)
            if filled + wide > room:
                pieces.append("")
                filled = 0.0
            pieces[-1] += letter
            filled += wide
        return pieces

    def _wide(self, text: str) -> float:
        """Millimetres in the font of cells, which is set without kerning."""
        return sum(map(self._letter, text))

    def _letter(self, letter: str) -> float:
        known = self._widths.get(letter)
        if known is None:
            self.set_font(FAMILY, "", CELL)
            known = self._widths[letter] = self.get_string_width(letter)
        return known
