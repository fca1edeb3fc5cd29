"""What analysts wrote, cell by cell: the words to publish, and what stands around them."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pmf_analysis.findings import locate
from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary.cells import Cell, CellKind, words
from pmf_analysis.pages.commentary.files import files, name, opened_parts
from pmf_analysis.pages.contents import PageId

__all__ = [
    "Part",
    "Remark",
    "all_of_quarter",
    "before",
    "folder_of",
    "key",
    "mark",
    "of_quarter",
    "read",
    "read_all",
    "read_texts",
]

EARLIER = 4  # quarters whose words an indicator's page repeats
KEYS = ("indicator", "organisation", "against", "guide", "made", "asked", "holds", "page")
ALIKE = 0.8  # share of its letters that makes a key a slip for one of ours
_HEAD = re.compile(r'(?m)^\+\+\+\s*\{.*"(?:guide|indicator)".*$')
MARK_LENGTH = 8  # hexadecimal digits: enough to see that a text was touched


class Part(StrEnum):
    """What a Markdown cell is for."""

    WORDS = "words"
    EMPTY = "empty"
    GUIDE = "guide"
    ADRIFT = "adrift"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Remark:
    """One Markdown cell of a commentary file.

    Attributes
    ----------
    text : str
        Markdown, as written.
    indicator : str
        The indicator it discusses; "" for the page as a whole.
    organisation : str
        Whose figures; "" for the council's, or the directorate's own where it reports any.
    against : str
        Fingerprint of the finding that it was written against.
    file : str
        The file, as an error names it.
    cell : int
        Its place in the file, counted from 1.
    part : Part
        Only `Part.WORDS` are commentary. A guide is what the program drafted to help; an
        unreadable cell's head is no JSON, has a key like one of ours, or stands within its
        words. Words adrift have no head and stand below an indicator's: nothing says of what
        they are, and they may be about a figure that the public does not see.
    asked : bool
        Whether the indicator needs words because someone asked for them.
    made : str
        Of a guide, the `mark` of its text as it was drafted.
    head : str
        Of an unreadable cell, its head.
    holds : str
        Why its words hold although they seem to contradict the figures, as its head says.
    """

    text: str
    indicator: str
    organisation: str
    against: str
    file: str
    cell: int
    part: Part = Part.WORDS
    asked: bool = False
    made: str = ""
    head: str = ""
    holds: str = ""

    @property
    def touched(self) -> bool:
        """Whether a person wrote into a guide, where nothing is ever published."""
        return self.part is Part.GUIDE and self.made != mark(self.text)


Remarks = dict[PageId, tuple[Remark, ...]]


def of_quarter(data: str | Path, findings: Findings) -> Remarks:
    """Read the commentary that stands beside a book of data; its absence is no fault.

    Raises
    ------
    FaultsFound
        As `read`.
    """
    return read(folder_of(data, findings))


def all_of_quarter(data: str | Path, findings: Findings) -> Remarks:
    """Read every Markdown cell that stands beside a book of data, commentary or not.

    Raises
    ------
    FaultsFound
        As `read`.
    """
    return read_all(folder_of(data, findings))


def before(data: str | Path, findings: Findings) -> dict[str, Remarks]:
    """Read what was written for the quarters before, the latest first; `EARLIER` at most.

    Raises
    ------
    FaultsFound
        As `read`.
    """
    now, folder = findings.framework.period(findings.quarter), _folder(data)
    past = [quarter for quarter in reversed(findings.framework.quarters) if quarter < now]
    written = [quarter for quarter in past if (folder / quarter.slug).is_dir()]
    return {str(quarter): read(folder / quarter.slug) for quarter in written[:EARLIER]}


def folder_of(data: str | Path, findings: Findings) -> Path:
    """Return where a quarter's commentary stands, whether or not there is any."""
    return _folder(data) / findings.framework.period(findings.quarter).slug


def _folder(data: str | Path) -> Path:
    return locate(data).parent / "notebooks" / "commentary"


def read(folder: Path) -> Remarks:
    """Read a quarter's commentary; a folder that is not there holds none.

    Parameters
    ----------
    folder : Path
        Holds ``theme-<code>.md``, ``directorate-<code>.md``, and ``home.md``, ``corporate.md``
        or another page's; or any of them as ``.ipynb``.

    Raises
    ------
    FaultsFound
        A file cannot be read, its name is no page's, or a page has two.
    """
    return {
        page: tuple(remark for remark in remarks if remark.part is Part.WORDS)
        for page, remarks in read_all(folder).items()
    }


def read_all(folder: Path) -> Remarks:
    """Read every Markdown cell of a quarter's commentary, with what it is for.

    Raises
    ------
    FaultsFound
        As `read`.
    """
    return read_texts(folder)[0]


def read_texts(folder: Path) -> tuple[Remarks, dict[PageId, tuple[Path, str]]]:
    """Read as `read_all`, and return beside it the text of each file that its cells are of.

    Whoever goes on to change a cell needs that very text: read again, the file may hold others.

    Raises
    ------
    FaultsFound
        As `read`.
    """
    found: Remarks = {}
    texts: dict[PageId, tuple[Path, str]] = {}
    faults: list[Fault] = []
    for page, path in files(folder).items():
        try:
            text, cells = opened_parts(path)
        except FaultsFound as error:
            faults += error.faults
        else:
            found[page], texts[page] = tuple(_remarks(cells, name(path))), (path, text)
    if faults:
        raise FaultsFound(faults)
    return found, texts


def _remarks(cells: tuple[Cell, ...], file: str) -> Iterator[Remark]:
    below = False  # an indicator's cell
    for number, cell in enumerate(cells, start=1):
        if cell.kind is not CellKind.MARKDOWN:
            continue
        head, (part, unreadable) = cell.metadata, _part(cell)
        below = below or bool({"indicator", "guide"} & set(head))
        if part is Part.WORDS and below and not {"indicator", "page"} & set(head):
            part = Part.ADRIFT
        text = cell.source if part is Part.GUIDE else words(cell.source)
        yield Remark(
            text,
            _said(head, "guide" if part is Part.GUIDE else "indicator"),
            _said(head, "organisation"),
            _said(head, "against"),
            file,
            number,
            part,
            bool(head.get("asked")),
            _said(head, "made"),
            unreadable,
            _said(head, "holds"),
        )


def _part(cell: Cell) -> tuple[Part, str]:
    """Return what a cell is for, and what of its head cannot be read."""
    if wrong := cell.unreadable or _misspelt(cell.metadata) or _swallowed(cell.source):
        return Part.UNREADABLE, wrong
    if "guide" in cell.metadata:
        return Part.GUIDE, ""
    return (Part.WORDS if words(cell.source).strip() else Part.EMPTY), ""


def _misspelt(head: Mapping[str, object]) -> str:
    """Return a head's key that is nearly one of ours, or an indicator that is none."""
    for said, value in head.items():
        if said in KEYS:
            if said in {"indicator", "guide"} and not str(value).strip():
                return f'"{said}": "{value}"'
        elif difflib.get_close_matches(said.casefold(), KEYS, 1, ALIKE):
            return f'"{said}": "{value}"'
    return ""


def _swallowed(source: str) -> str:
    """Return the first head of another cell that stands within a cell's words."""
    found = _HEAD.search(source)
    return f"{found[0]} among the words: a fence or comment above it is not closed" if found else ""


def _said(head: Mapping[str, object], name: str) -> str:
    return str(head.get(name, ""))


def mark(text: str) -> str:
    """Return a few digits that tell whether a guide's text was touched."""
    return hashlib.sha256(text.encode()).hexdigest()[:MARK_LENGTH]


def key(remark: Remark, page: PageId, findings: Findings) -> tuple[str, str]:
    """Return which finding a remark is about."""
    council = findings.framework.council.code
    if remark.organisation or page.kind != "directorate":
        return remark.indicator, remark.organisation or council
    reported = {f.organisation for f in findings.findings if f.indicator == remark.indicator}
    own = page.scope in reported
    return remark.indicator, page.scope if own else council
