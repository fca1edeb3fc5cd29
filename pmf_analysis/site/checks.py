"""Look over a built site before it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pmf_analysis.framework.errors import PmfError

__all__ = ["SiteFaults", "check"]

# Elements that make a browser fetch, and the attribute that says what.
FETCHING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
FETCHED_RELATIONS = {"stylesheet", "preload", "icon", "shortcut icon", "modulepreload"}
TEXT = {".html", ".js", ".json", ".css", ".svg", ".xml", ".txt", ".csv"}
MOST_LINES = 30


class SiteFaults(PmfError):
    """The built site is not fit to publish."""


class _Page(HTMLParser):
    """Gathers a page's links, what it fetches, and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        attribute = FETCHING.get(tag)
        if attribute is None or attribute not in values:
            return
        if tag != "link" or values.get("rel", "") in FETCHED_RELATIONS:
            self.fetched.append(values[attribute])


def check(site: Path, pages: Iterable[str], private: Iterable[Path], *, whole: bool = True) -> None:
    """Check that every page is there, every link leads somewhere, and nothing leaks.

    Parameters
    ----------
    site : Path
        The built pages.
    pages : iterable of str
        Paths that must be there.
    private : iterable of Path
        Folders of this machine that no page may name.
    whole : bool
        Whether links must all lead somewhere; a preview of one page has not its neighbours.

    Raises
    ------
    SiteFaults
        All that was found.
    """
    faults = [f"{page}.html is missing" for page in pages if not (site / f"{page}.html").is_file()]
    faults += _leaks(site, [str(folder) for folder in private])
    for path in sorted(site.rglob("*.html")):
        faults += _foreign(site, path)
        faults += _dead_links(site, path) if whole else ()
    if faults:
        raise SiteFaults("the site is not fit to publish:\n" + "\n".join(faults[:MOST_LINES]))


def _leaks(site: Path, private: list[str]) -> Iterator[str]:
    """Paths of this machine, in whatever a reader could open."""
    for path in sorted(p for p in site.rglob("*") if p.suffix in TEXT):
        text = path.read_text(encoding="utf-8", errors="replace")
        for folder in private:
            if folder in text:
                yield f"{path.relative_to(site).as_posix()} names {folder} of this machine"


def _foreign(site: Path, path: Path) -> Iterator[str]:
    name, page = _read(site, path)
    for address in page.fetched:
        if urlsplit(address).netloc:
            yield f"{name} fetches from another host: {address}"


def _dead_links(site: Path, path: Path) -> Iterator[str]:
    name, page = _read(site, path)
    for address in (*page.links, *page.fetched):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        target = (path.parent / unquote(parts.path)).resolve()
        if not target.is_relative_to(site.resolve()) or not target.exists():
            yield f"{name} links to {address}, which is not there"


def _read(site: Path, path: Path) -> tuple[str, _Page]:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return path.relative_to(site).as_posix(), page
