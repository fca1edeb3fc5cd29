"""The coverage tables of the book, read as a machine reads them, and held against built pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from tests.conftest import ROOT, pmf

__all__ = ["BOOKS", "Row", "missing", "rows"]

FOLDER = ROOT / "book" / "developers" / "frameworks"
# Each book that is built, and the page whose table it is held against.
BOOKS = {
    "cumberland": "cumberland",
    "westmorland-and-furness": "westmorland-and-furness",
    "south-lakeland": "south-lakeland",
    "south-oxfordshire": "south-oxfordshire-and-vale",
    "vale-of-white-horse": "south-oxfordshire-and-vale",
    "carlisle": "carlisle",
}
NAMED = "//h1|//h2|//h3|//h4|//caption|//summary|//th|//dt|//figcaption"
# What names a part of a page without being a heading, and the part.
HOLDERS = {
    "caption": "table",
    "th": "table",
    "summary": "details",
    "dt": "dl",
    "figcaption": "figure",
}
_FOUND = re.compile(r'`(?P<where>[^`>]+?)(?: > (?P<element>[^`]*?))? > "(?P<words>[^`]*)"`')
_RULE = re.compile(r"`framework\.yml > (?P<key>[a-z_.]+)`")


@dataclass(frozen=True)
class Row:
    """One requirement, and where it is found.

    Attributes
    ----------
    kind : str
        ``page``, ``internal``, ``command``, ``rule`` or ``not software``.
    where, element, words : str
        The page, command or key; what stands above the words; the words.
    """

    place: str
    asks: str
    served: str
    kind: str
    where: str = ""
    element: str = ""
    words: str = ""


def rows(name: str) -> list[Row]:
    """Return the rows of a framework's table."""
    lines = (FOLDER / f"{name}.md").read_text(encoding="utf-8").splitlines()
    cells = [_cells(line) for line in lines if line.startswith("|")]
    assert cells[0] == ["Place", "What the document asks", "Served by", "Found at"], name
    return [_row(row) for row in cells[2:]]


def _cells(line: str) -> list[str]:
    return [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _row(cells: list[str]) -> Row:
    place, asks, served, found = cells
    if found.strip("`").startswith("Not software: "):
        return Row(place, asks, served, "not software", found)
    rule = _RULE.fullmatch(found)
    if rule:
        return Row(place, asks, served, "rule", rule["key"])
    read = _FOUND.fullmatch(found)
    assert read, f"cannot be read: {found}"
    where, element = read["where"].strip(), read["element"] or ""
    kind = "page"
    if where.startswith("internal:"):
        where, kind = where.removeprefix("internal:").strip(), "internal"
    elif where.startswith("pmf "):
        kind = "command"
    assert element or kind == "command", f"names no element: {found}"
    return Row(place, asks, served, kind, where, element, read["words"])


def missing(listed: list[Row], site: Path, kind: str) -> Iterator[str]:
    """Yield each row of a kind whose words do not stand after its element on its page."""
    pages: dict[str, html.HtmlElement] = {}
    for row in listed:
        if row.kind != kind:
            continue
        path = site / f"{row.where}.html"
        if not path.is_file():
            yield f"{row.where}: no such page ({row.asks})"
            continue
        if row.where not in pages:
            pages[row.where] = html.fromstring(path.read_bytes()).xpath("//main")[0]
        if not _stands(pages[row.where], row):
            yield f'{row.where} > {row.element} > "{row.words}"'


def _stands(main: html.HtmlElement, row: Row) -> bool:
    """Whether the words stand under an element of that name, or in what it names."""
    return any(
        _plain(row.words) in _plain(_named(main, named))
        for named in main.xpath(NAMED.replace("//", ".//"))
        if _plain(row.element) in _plain(named.text_content())
    )


def _named(main: html.HtmlElement, named: html.HtmlElement) -> str:
    """What an element names: a heading all down to the next of its level, a caption its table."""
    if named.tag in HOLDERS:
        return next(named.iterancestors(HOLDERS[named.tag])).text_content()
    level, texts = int(named.tag[1]), []
    every = [node for node in main.iter() if isinstance(node.tag, str)]
    for node in every[every.index(named) :]:
        if node is not named and re.fullmatch("h[1-6]", node.tag) and int(node.tag[1]) <= level:
            break
        texts += [node.text, node.tail]
    return " ".join(filter(None, texts))


def _plain(text: str) -> str:
    """Letters, digits and signs alone: case and white space do not count."""
    return re.sub(r"\s+", "", text).casefold()


def helped(command: str, words: str) -> bool:
    """Whether a command's help has some words."""
    told = pmf(*command.split()[1:])
    return told.returncode == 0 and _plain(words) in _plain(told.stdout)
