"""The downloads of each page: a link beneath every figure, and a file for every longer table."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pmf_analysis.site.downloads.plain import size, write_csv
from pmf_analysis.site.downloads.table_text import TableText

__all__ = ["Kept", "link_pages"]

FEWEST_ROWS = 3  # a shorter table is sooner read than downloaded
LONGEST_NAME = 60  # characters of a heading in a file's name
DATA = re.compile(r"<!--pmf-data:([a-z0-9_./-]+?)-->")
FIGURE = re.compile(r'<figure class="pmf-figure">.*?</figure>', re.DOTALL)
SUBTITLE = re.compile(r'<span class="sub">(.*?)</span>', re.DOTALL)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
HEADING = re.compile(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
UNSIZED = re.compile(r'<a href="((?:\.\./)*downloads/[^"]+)">([^<]*)\((\w+)\)</a>')


@dataclass(frozen=True)
class Kept:
    """A table of a page that was written as a file.

    Attributes
    ----------
    page, title : str
        Path of the page, such as ``themes/homes``, and its heading.
    about : str
        The heading that the table stands under.
    file : str
        Where the file lies beneath the downloads.
    """

    page: str
    title: str
    about: str
    file: str


def link_pages(site: Path, downloads: str, pages: Iterable[str]) -> list[Kept]:
    """Write the tables of generated pages as files, and link every figure's and table's file.

    Parameters
    ----------
    site : Path
        The built pages.
    downloads : str
        The folder in it with the figures' files.
    pages : iterable of str
        Paths of the generated pages; what people wrote has words, not figures.

    Returns
    -------
    list of Kept
        The tables that were written.
    """
    kept: list[Kept] = []
    for page in pages:
        path = site / f"{page}.html"
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            mine = list(_tables(text, page, site / downloads))
            up = posixpath.relpath(downloads, posixpath.dirname(page) or ".")
            path.write_text(_linked(text, mine, site / downloads, up), encoding="utf-8")
            kept += [table for _, table in mine]
    return kept


def _tables(text: str, page: str, folder: Path) -> Iterator[tuple[int, Kept]]:
    """Write a page's tables, and yield where in its text each one ends."""
    headings = [(found.start(), _plain(found[1])) for found in HEADING.finditer(text)]
    title = headings[0][1] if headings else page
    figures = [found.span() for found in FIGURE.finditer(text) if DATA.search(found[0])]
    taken: dict[str, int] = {}
    for found in TABLE.finditer(text):
        if any(start <= found.start() < end for start, end in figures):
            continue  # the figure has a file of its own, with all that its table says
        table = TableText(found[0])
        if len(table.rows) < FEWEST_ROWS or not table.caption or table.joined:
            continue
        above = [heading for start, heading in headings if start < found.start()]
        about = above[-1] if above else title
        slug = re.sub(r"[^a-z0-9]+", "-", about.lower())[:LONGEST_NAME].strip("-") or "table"
        taken[slug] = number = taken.get(slug, 0) + 1
        if number > 1:
            slug, about = f"{slug}--{number}", f"{about}, table {number}"
        file = f"tables/{page}/{slug}.csv"
        write_csv(folder / file, table.header, table.rows)
        yield found.end(), Kept(page, title, about, file)


def _linked(text: str, tables: list[tuple[int, Kept]], folder: Path, up: str) -> str:
    for end, table in reversed(tables):
        said = f"Download this table (CSV, {size(folder / table.file)})"
        text = text[:end] + _link(f"{up}/{table.file}", said, table.about) + text[end:]

    def figure(found: re.Match[str]) -> str:
        subtitle = SUBTITLE.search(found[0])
        about = _plain(subtitle[1]) if subtitle else ""
        return DATA.sub(lambda mark: data_link(mark[1], about), found[0])

    def data_link(file: str, about: str) -> str:
        said = f"Download the data for this figure (CSV, {size(folder / file)})"
        return _link(f"{up}/{file}", said, about)

    def sized(link: re.Match[str]) -> str:
        path = folder / posixpath.relpath(link[1], up)
        if not path.is_file():
            return link[0]
        of = size(path)
        return f'<a href="{link[1]}" download>{link[2]}({link[3]}, {of})</a>'

    return UNSIZED.sub(sized, FIGURE.sub(figure, text))


def _link(href: str, said: str, about: str) -> str:
    """A link whose name begins with what it shows, and goes on to say of what."""
    name = html.escape(f"{said}: {about}")
    return (
        f'\n<p class="pmf-download"><a href="{html.escape(href)}" download aria-label="{name}">'
        f"{html.escape(said)}</a></p>"
    )


def _plain(fragment: str) -> str:
    """The words of a heading, without the mark that leads to it."""
    return " ".join(html.unescape(TAG.sub("", fragment)).split()).rstrip("#¶ ")
