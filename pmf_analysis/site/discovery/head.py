"""What each page's head says to search engines, to previews and to a browser's tab."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.site.discovery import dataset, picture
from pmf_analysis.site.discovery.said import Said, said
from pmf_analysis.site.edition import Edition

__all__ = ["write"]

ICON = Path(__file__).with_name("favicon.svg")
PICTURE = "headline.png"
END = "</head>"
INDEX = "index.html"


def write(edition: Edition, site: Path, address: str) -> None:
    """Complete the heads of an edition's pages, and draw its headline and its icon.

    Parameters
    ----------
    edition : Edition
        Whose pages they are.
    site : Path
        The built pages.
    address : str
        Where the edition will be published; what needs a whole address is left out without it.
    """
    (site / "assets").mkdir(exist_ok=True)
    shutil.copyfile(ICON, site / "assets" / ICON.name)
    public = edition.findings.audience is Audience.PUBLIC
    if public:
        (site / PICTURE).write_bytes(picture.headline(edition.findings))
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        text = path.read_text(encoding="utf-8")
        to = "../" * name.count("/")
        tags = [f'<link rel="icon" href="{to}assets/{ICON.name}" type="image/svg+xml">']
        if public and name != "404.html":
            tags += _found(edition, name, said(text), to, address)
        path.write_text(text.replace(END, "\n".join(tags) + "\n" + END, 1), encoding="utf-8")


def _found(edition: Edition, name: str, page: Said, to: str, address: str) -> list[str]:
    """The tags that a published page is found and shown by."""
    council = edition.findings.framework.council
    described = page.subject or f"{page.title}. {council.name}"
    where = address + (name.removesuffix(INDEX) if name == INDEX else name)
    tags = [
        f'<link rel="alternate" type="application/atom+xml" href="{to}feed.xml" '
        f'title="{_safe(council.name)}: reports and corrections">',
        f'<meta name="description" content="{_safe(described)}">',
        _open("type", "website"),
        _open("locale", "en_GB"),
        _open("site_name", f"{council.name}: performance report"),
        _open("title", page.title),
        _open("description", described),
    ]
    if address:
        tags += [
            f'<link rel="canonical" href="{_safe(where)}">',
            _open("url", where),
            _open("image", address + PICTURE),
            _open("image:width", str(picture.WIDTH)),
            _open("image:height", str(picture.HEIGHT)),
            _open("image:alt", picture.words_of(edition.findings)),
            '<meta name="twitter:card" content="summary_large_image">',
        ]
    return tags + dataset.script(edition.findings, name, address)


def _open(name: str, content: str) -> str:
    return f'<meta property="og:{name}" content="{_safe(content)}">'


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
