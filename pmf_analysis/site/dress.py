"""What a page says of the report that it belongs to, and the ways between reports."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable

from pmf_analysis.findings.issues import Issue
from pmf_analysis.framework.errors import PmfError
from pmf_analysis.framework.period import Period
from pmf_analysis.visuals import words

__all__ = ["earlier_pages", "kept_page"]

_MAIN = re.compile(r'<main id="main-content"[^>]*>')
_LINK = re.compile(r' (href|src|action)="([^"#?:]+)([#?][^"]*)?"')
_ROOT = re.compile(r'(<html[^>]* data-content_root=")([^"]*)"')
_END = "</article>"
FIGURES = "downloads/"  # a report's figures are its own: never those of another
_TITLE = re.compile(r"<title>(.*?)( &#8212; |</title>)", flags=re.DOTALL)


def kept_page(text: str, page: str, issue: Issue, quarter: Period, there: Collection[str]) -> str:
    """Return a page of a kept report, with its quarter said and its ways out of the report right.

    Parameters
    ----------
    text : str
        The page as it was built.
    page : str
        Its file within the report, such as ``indicators/506.html``.
    issue : Issue
        The report.
    quarter : Period
        Its quarter.
    there : collection of str
        Every file of the site; what a report has not itself is looked for at the root.
    """
    to = "../" * (page.count("/") + 1)
    same = page if page in there else "index.html"
    what = "this page" if page in there else "the home page"
    said = (
        f'\n<p class="pmf-kept">This is the report for {words.quarter(quarter)}, as it was '
        f"published on {words.date(issue.day)}. "
        f'<a href="{to}{same}">See {what} in the latest report</a>.</p>'
    )
    text = _LINK.sub(lambda link: _shared(link, page, issue.slug, there), text)
    text = _ROOT.sub(rf'\g<1>{to}"', text)
    text = _TITLE.sub(rf"<title>\1, {words.quarter(quarter)}\2", text, count=1)
    opening = _MAIN.search(text)
    if opening is None:
        raise PmfError(f"{page}: the frame has no main part to say its quarter in")
    return text[: opening.end()] + said + text[opening.end() :]


def _shared(link: re.Match[str], page: str, slug: str, there: Collection[str]) -> str:
    """A link, led to the root where the report has no such file and the root has."""
    name, path, rest = link.group(1), link.group(2), link.group(3) or ""
    if path.startswith("/"):
        return link.group(0)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if f"{slug}/{place}" in there or place not in there or place.startswith(FIGURES):
        return link.group(0)
    return f' {name}="../{path}{rest}"'


def earlier_pages(
    text: str,
    page: str,
    past: Iterable[Issue],
    slugs: Collection[str],
    there: Collection[str],
    *,
    up: int,
) -> str:
    """Return a page with links to the same page of earlier reports.

    A link to a report that does not stand on the site becomes its words.

    Parameters
    ----------
    text, page
        As `kept_page`.
    past : iterable of Issue
        The reports before, the oldest first.
    slugs : collection of str
        The quarters that a page may lead to.
    there : collection of str
        Every file of the site.
    up : int
        How many folders the report itself stands below the root.
    """
    to = "../" * (page.count("/") + up)
    text = re.sub(
        rf'<a [^>]*href="(?:\.\./)*({"|".join(sorted(slugs))})/index\.html"[^>]*>(.*?)</a>',
        lambda link: link[0] if f"{link[1]}/index.html" in there else link[2],
        text,
        flags=re.DOTALL,
    )
    found = [issue for issue in reversed(list(past)) if f"{issue.slug}/{page}" in there]
    if not found or _END not in text:
        return text
    links = "".join(f'<li><a href="{to}{i.slug}/{page}">{i.quarter}</a></li>' for i in found)
    said = (
        '<nav class="pmf-history" aria-labelledby="pmf-history"><h2 id="pmf-history">This page in '
        f"earlier reports</h2><ul>{links}</ul></nav>\n"
    )
    before, _, after = text.rpartition(_END)
    return before + said + _END + after
