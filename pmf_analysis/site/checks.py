"""Look over a built site before it is published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.inline += [f"{name}=" for name in values if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not _inert_script(values)):
            self.inline.append(f"<{tag}>")
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        attribute = FETCHING.get(tag)
        if attribute is None or attribute not in values:
            return
        if tag != "link" or values.get("rel", "") in FETCHED_RELATIONS:
            self.fetched.append(values[attribute])


def _inert_script(values: dict[str, str]) -> bool:
    """Whether a script's element fetches its code, or holds data that no browser runs."""
    return "src" in values or values.get("type") == "application/ld+json"


def check(
    site: Path,
    pages: Iterable[str],
    private: Iterable[Path],
    *,
    whole: bool = True,
    apart: Collection[str] = (),
) -> None:
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
    apart : collection of str
        Folders whose pages were checked when they were made.

    Raises
    ------
    SiteFaults
        All that was found.
    """
    faults = [f"{page}.html is missing" for page in pages if not (site / f"{page}.html").is_file()]
    faults += _leaks(site, [str(folder) for folder in private])
    for path in sorted(site.rglob("*.html")):
        if path.relative_to(site).parts[0] in apart:
            continue
        name, page = path.relative_to(site).as_posix(), _read(path)
        faults += _foreign(name, page)
        faults += _inline(name, page)
        faults += _dead_links(name, page, site) if whole else ()
    if faults:
        raise SiteFaults("the site is not fit to publish:\n" + "\n".join(faults[:MOST_LINES]))


def _leaks(site: Path, private: list[str]) -> Iterator[str]:
    """Paths of this machine, in whatever a reader could open."""
    for path in sorted(p for p in site.rglob("*") if p.suffix in TEXT):
        text = path.read_text(encoding="utf-8", errors="replace")
        for folder in private:
            if folder in text:
                yield f"{path.relative_to(site).as_posix()} names {folder} of this machine"


def _foreign(name: str, page: _Page) -> Iterator[str]:
    for address in page.fetched:
        if urlsplit(address).netloc:
            yield f"{name} fetches from another host: {address}"


def _inline(name: str, page: _Page) -> Iterator[str]:
    """What the site's policy would keep a browser from doing, at the cost of an error."""
    for found in dict.fromkeys(page.inline):
        yield f"{name} has {found} in the page itself, which the site's policy forbids"


def _dead_links(name: str, page: _Page, site: Path) -> Iterator[str]:
    root, here = site.resolve(), (site / name).parent
    for address in (*page.links, *page.fetched):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        target = (here / unquote(parts.path)).resolve()
        if not target.is_relative_to(root) or not target.exists():
            yield f"{name} links to {address}, which is not there"


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page
