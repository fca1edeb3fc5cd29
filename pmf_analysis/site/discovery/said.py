"""What a built page says of itself: its title, and its subject in a sentence or two."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

__all__ = ["Said", "said"]

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", flags=re.DOTALL)
_LEDE = re.compile(r'<p class="pmf-lede">(.*?)</p>', flags=re.DOTALL)
_ARTICLE = re.compile(r'<article class="bd-article">(.*?)</article>', flags=re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", flags=re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[.!?] ")
LONGEST = 300  # characters: search engines and previews show no more


@dataclass(frozen=True)
class Said:
    """A page's title and its subject, as plain text."""

    title: str
    subject: str


def said(text: str) -> Said:
    """Read a page's heading, and what it says below: its lede, or else its first paragraph."""
    heading = _HEADING.search(text)
    article = _ARTICLE.search(text)
    lede = _LEDE.search(text) or (_PARAGRAPH.search(article[1]) if article else None)
    return Said(_plain(heading[1]) if heading else "", _short(_plain(lede[1]) if lede else ""))


def _plain(markup: str) -> str:
    return _SPACE.sub(" ", html.unescape(_TAG.sub("", markup))).strip()


def _short(text: str) -> str:
    """As many whole sentences as there is room for; of one too long its beginning."""
    if len(text) <= LONGEST:
        return text
    ends = [m.start() + 1 for m in _SENTENCE.finditer(text) if m.start() < LONGEST]
    return text[: ends[-1]] if ends else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
