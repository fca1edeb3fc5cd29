"""Read a table of a built page: its words and numbers, as they are seen or read out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from pmf_analysis.site.downloads.plain import Cell

__all__ = ["TableText"]

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
MINUS = "−"
# What stands on a line of its own, as a span with a class mostly does.
LINES = {"br", "dd", "details", "div", "dt", "li", "p", "summary"}
DRAWN = {"script", "style", "svg"}
CELLS = {"caption", "td", "th"}
ONLY_SMALL = "only-small"  # the class of what a narrow screen alone says


class TableText(HTMLParser):
    """One table.

    Attributes
    ----------
    caption : str
        What it shows.
    header : tuple of str
        Its first row.
    rows : list of tuple
        Numbers where a cell says nothing else.
    joined : bool
        Whether cells are joined, as in a picture made of a table.
    """

    def __init__(self, table: str) -> None:
        super().__init__()
        self.caption = ""
        self.header: tuple[str, ...] = ()
        self.rows: list[tuple[Cell, ...]] = []
        self.joined = False
        self._row: list[str] = []
        self._words: list[str] | None = None
        self._unseen: list[str] = []
        self.feed(table)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell; pass over what is drawn, saying its label."""
        said = {name: value or "" for name, value in attrs}
        classes = said.get("class", "").split()
        if self._unseen:
            self._unseen += [tag] if tag == self._unseen[0] else []
        elif tag == "tr":
            self._row = []
        elif tag in CELLS:
            self._words = []
            self.joined |= "colspan" in said or "rowspan" in said
        elif tag in DRAWN or said.get("aria-hidden") == "true" or ONLY_SMALL in classes:
            self._say(said.get("aria-label", ""))
            self._unseen = [tag]
        elif tag in LINES or (tag == "span" and classes):
            self._say("; ")

    def handle_endtag(self, tag: str) -> None:
        """End what began."""
        if self._unseen:
            if tag == self._unseen[0]:
                self._unseen.pop()
        elif tag == "caption":
            self.caption, self._words = self._text(), None
        elif tag in CELLS:
            self._row.append(self._text())
            self._words = None
        elif tag == "tr" and not self.header:
            self.header = tuple(self._row)
        elif tag == "tr":
            self.rows.append(tuple(map(_number, self._row)))

    def handle_data(self, data: str) -> None:
        """Take words in."""
        if not self._unseen:
            self._say(data)

    def _say(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def _text(self) -> str:
        said = " ".join("".join(self._words or ()).split())
        parts = (part.strip() for part in re.split(r"(?:^|\s*);\s+", f"{said} "))
        return "; ".join(part for part in parts if part)


def _number(text: str) -> Cell:
    """A cell as a number where that is all it says; a percentage keeps its sign."""
    plain = text.replace(MINUS, "-")
    if not NUMBER.fullmatch(plain.removesuffix("%")):
        return text
    figure = plain.replace(",", "")
    if figure.endswith("%"):
        return figure
    return float(figure) if "." in figure else int(figure)
