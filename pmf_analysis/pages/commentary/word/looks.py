"""What Word's styles and numbers mean, whatever they are called in the file."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from pmf_analysis.pages.commentary.word.opened import Opened
from pmf_analysis.pages.commentary.word.styles import CODE, SOURCE

__all__ = ["Looks", "is_on", "value"]

OFF = {"0", "false", "off", "none", "baseline"}
NO_LIST = "0"  # takes a paragraph out of its style's list
CODES = {CODE.lower(), "html code", "source text", "verbatim char", "html typewriter"}


def value(element: Any, path: str) -> str:
    """Return the value of an element below this one; "" where there is none."""
    found = element.find("/".join(qn(f"w:{name}") for name in path.split("/")))
    return "" if found is None else str(found.get(qn("w:val")) or "")


def is_on(look: Any, name: str) -> bool | None:
    """Whether a look is switched on or off; None where nothing is said."""
    found = None if look is None else look.find(qn(f"w:{name}"))
    return None if found is None else str(found.get(qn("w:val"), "1")) not in OFF


class Looks:
    """The styles and lists of one file."""

    def __init__(self, file: Opened) -> None:
        styles = [] if file.styles is None else file.styles.findall(qn("w:style"))
        self._styles = {str(style.get(qn("w:styleId"))): style for style in styles}
        self._formats: dict[str, dict[str, str]] = {}
        if file.numbering is None:
            return
        forms = {
            str(look.get(qn("w:abstractNumId"))): {
                str(level.get(qn("w:ilvl"))): value(level, "numFmt")
                for level in look.findall(qn("w:lvl"))
            }
            for look in file.numbering.findall(qn("w:abstractNum"))
        }
        for number in file.numbering.findall(qn("w:num")):
            self._formats[str(number.get(qn("w:numId")))] = forms.get(
                value(number, "abstractNumId"), {}
            )

    def name(self, style: str) -> str:
        """Return a style's name, which stays in English, in small letters."""
        found = self._styles.get(style)
        return style.lower() if found is None else (value(found, "name") or style).lower()

    def heading(self, style: str) -> int:
        """Return a heading's level as Word counts; 0 for no heading."""
        name = self.name(style)
        if name == "title":
            return 1
        level = name.removeprefix("heading ")
        return int(level) if name.startswith("heading ") and level.isdecimal() else 0

    def is_source(self, style: str) -> bool:
        """Whether lines of this style are Markdown as it was typed."""
        return self.name(style) == SOURCE.lower()

    def is_quote(self, style: str) -> bool:
        """Whether paragraphs of this style are a quotation."""
        return self.name(style) in {"quote", "intense quote"}

    def item(self, properties: Any, style: str) -> tuple[str, int, bool] | None:
        """Return the number, the level and whether it is numbered; None for no item of a list."""
        seen: set[str] = set()
        number = level = ""
        while properties is not None:
            number = number or value(properties, "numPr/numId")
            level = level or value(properties, "numPr/ilvl")
            if number or style in seen or style not in self._styles:
                break
            seen.add(style)
            above = self._styles[style]
            properties, style = above.find(qn("w:pPr")), value(above, "basedOn")
            if properties is None:
                properties = above
        form = self._formats.get(number, {}).get(level or "0", "")
        if not number or number == NO_LIST or form in {"", "none"}:
            return None
        return number, int(level or 0), form != "bullet"

    def is_on(self, look: Any, name: str) -> bool:
        """Whether a run looks so, by itself or by its style."""
        seen: set[str] = set()
        said, style = is_on(look, name), "" if look is None else value(look, "rStyle")
        while said is None and style in self._styles and style not in seen:
            seen.add(style)
            above = self._styles[style]
            said, style = is_on(above.find(qn("w:rPr")), name), value(above, "basedOn")
        return bool(said)

    def run(self, look: Any) -> tuple[bool, bool, bool]:
        """Return whether a run is bold, italic and code."""
        name = "" if look is None else self.name(value(look, "rStyle"))
        bold, italic = is_on(look, "b"), is_on(look, "i")
        return (
            name in {"strong", "intense emphasis"} if bold is None else bold,
            name in {"emphasis", "intense emphasis"} if italic is None else italic,
            name in CODES,
        )
