"""What the search of a site knows: its indicators, its pages, their headings, and its terms.

The browser makes the index itself, in a few thousandths of a second, from the list written here.
The list is a script and not JSON, because a page opened from disk may load a script and may not
fetch a file; so the search works there too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path

from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.site.edition import Edition
from pmf_analysis.visuals import scorecard

__all__ = ["Entry", "Kind", "Now", "entries", "write"]

INDEX = "assets/search-index.js"
# Pages that nobody looks for: the search itself, and what stands in for a page that is missing.
UNLISTED = {"search.html", "404.html"}
APART = {"br", "dd", "div", "li", "p"}  # begin on a line of their own, whatever stands before


class Kind(StrEnum):
    """What a result leads to."""

    INDICATOR = "indicator"
    THEME = "theme"
    DIRECTORATE = "directorate"
    PAGE = "page"
    PART = "part"
    TERM = "term"


@dataclass(frozen=True)
class Now:
    """How an indicator stands, in the scorecard's own words and marks."""

    value: str
    period: str
    shape: str
    rating: str
    rating_css: str
    verdict: str
    verdict_css: str


@dataclass(frozen=True)
class Entry:
    """One thing that can be found.

    Attributes
    ----------
    href : str
        Where it is, from the site's root.
    kind : Kind
        What it is.
    title : str
        Its name.
    text : str
        What it says of itself, which is shown.
    words : tuple of str
        Other words for it; an indicator's are the catalogue's ``keywords``.
    part : str
        What it belongs to, which is shown: a theme, or a page.
    also : str
        What else it belongs to, which is only searched: service and directorate.
    code : str
        An indicator's code.
    now : Now or None
        An indicator's latest figure.
    """

    href: str
    kind: Kind
    title: str
    text: str = ""
    words: tuple[str, ...] = ()
    part: str = ""
    also: str = ""
    code: str = ""
    now: Now | None = None


def write(edition: Edition, site: Path) -> None:
    """Write the search's list beneath a site's folder, whose pages are there already."""
    own = edition.findings.framework.words
    labels = {
        Kind.INDICATOR: own.indicator,
        Kind.THEME: own.theme,
        Kind.DIRECTORATE: own.directorate,
        Kind.PAGE: "page",
        Kind.PART: "part of a page",
        Kind.TERM: "what a word means",
    }
    listed = [_plain(entry) for entry in entries(edition.findings, site)]
    index = {
        "labels": {kind: label[:1].upper() + label[1:] for kind, label in labels.items()},
        "entries": listed,
    }
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path = site / INDEX
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"window.pmfIndex = {text};\n", encoding="utf-8")


def _plain(entry: Entry) -> dict[str, object]:
    """An entry without what it has not."""
    return {name: value for name, value in asdict(entry).items() if value}


def entries(findings: Findings, site: Path) -> list[Entry]:
    """Return all that can be found, sorted by address.

    Parameters
    ----------
    findings : Findings
        What this edition says; nothing else is known here of an indicator.
    site : Path
        The built pages, of this edition alone.
    """
    pages = {}
    for path in sorted(site.rglob("*.html")):
        href = path.relative_to(site).as_posix()
        if href not in UNLISTED and not href.startswith("indicators/"):
            pages[href] = _read(path)
    found = [*_indicators(findings, site), *_pages(pages, findings.framework), *_parts(pages)]
    return sorted(found, key=lambda entry: (entry.href, entry.title))


def _indicators(findings: Findings, site: Path) -> Iterator[Entry]:
    framework = findings.framework
    services = {service.code: service.name for service in framework.services}
    directorates = {directorate.code: directorate.name for directorate in framework.directorates}
    spoken: dict[str, Finding] = {}  # the council's own before any part's
    for finding in (*findings.council, *findings.findings):
        spoken.setdefault(finding.indicator, finding)
    for code, finding in spoken.items():
        indicator = findings.indicators[code]
        href = f"indicators/{code.lower()}.html"
        if not (site / href).is_file():  # a preview of one page has not its neighbours
            continue
        also = (services.get(indicator.service), directorates.get(indicator.directorate))
        yield Entry(
            href=href,
            kind=Kind.INDICATOR,
            title=indicator.name,
            text=indicator.definition,
            words=indicator.keywords,
            part=framework.theme(indicator.theme).name if indicator.theme else "",
            also=", ".join(name for name in also if name),
            code=code,
            now=_now(finding, findings),
        )


def _now(finding: Finding, findings: Findings) -> Now:
    row = scorecard.row(finding, findings.indicators[finding.indicator], findings.framework, to="")
    return Now(
        value=row.value if finding.shown else "",
        period=row.period,
        shape=row.rating.shape,
        rating=row.rating.label,
        rating_css=row.rating.css,
        verdict=row.verdict,
        verdict_css=row.verdict_css,
    )


def _pages(pages: dict[str, _Read], framework: Framework) -> Iterator[Entry]:
    folders = {"themes": Kind.THEME, "directorates": Kind.DIRECTORATE}
    services = {
        f"directorates/{directorate.code}.html": tuple(s.name for s in directorate.services)
        for directorate in framework.directorates
    }
    for href, read in pages.items():
        if read.title:
            kind = folders.get(href.partition("/")[0], Kind.PAGE)
            yield Entry(href, kind, read.title, read.lede, services.get(href, ()))


def _parts(pages: dict[str, _Read]) -> Iterator[Entry]:
    """Headings and terms; a heading that several pages have says nothing of any."""
    said = Counter(name for read in pages.values() for name, _ in read.headings)
    said.update(read.title for read in pages.values())
    for href, read in pages.items():
        for name, anchor in read.headings:
            if said[name] == 1:
                place = f"{href}#{anchor}" if anchor else href
                yield Entry(place, Kind.PART, name, part=read.title)
        for name, anchor, meaning in read.terms:
            yield Entry(f"{href}#{anchor}", Kind.TERM, name, meaning, part=read.title)


def _read(path: Path) -> _Read:
    read = _Read()
    read.feed(path.read_text(encoding="utf-8"))
    read.close()
    return read


class _Read(HTMLParser):
    """A page's title, its first words, its headings with their anchors, and its terms."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.lede = ""
        self.headings: list[tuple[str, str]] = []
        self.terms: list[tuple[str, str, str]] = []
        self._within = False
        self._section = self._own = self._term = self._anchor = ""
        self._tag, self._text = "", [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in APART:
            self._text.append(" ")
        values = {name: value or "" for name, value in attrs}
        if tag == "article":
            self._within = True
        elif tag == "section":
            self._section = values.get("id", "")
        elif self._within and not self._tag and self._wanted(tag, values):
            self._tag, self._text, self._own = tag, [], values.get("id", "")

    def _wanted(self, tag: str, values: dict[str, str]) -> bool:
        if tag == "p":
            return not self.lede and "pmf-eyebrow" not in values.get("class", "")
        if tag == "dt":
            return "id" in values
        return tag in {"h1", "h2", "h3"} or (tag == "dd" and bool(self._term))

    def handle_data(self, data: str) -> None:
        if self._tag:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._within = False
        if not self._tag or tag != self._tag:
            return
        text, self._tag = " ".join("".join(self._text).split()), ""
        match tag:
            case "h1":
                self.title, self._section = self.title or text, ""
            case "h2" | "h3":
                # The anchor of a section is its first heading's, and of no later one.
                self.headings.append((text, self._own or self._section))
                self._section = ""
            case "p":
                self.lede = text
            case "dt":
                self._term, self._anchor = text, self._own
            case "dd":
                self.terms.append((self._term, self._anchor, text))
                self._term = ""
