"""Names with what belongs to each: a sentence, points, links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmf_analysis.framework.plan import Named
from pmf_analysis.visuals import panels
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.templates import render

__all__ = ["Entry", "entries", "named", "paragraphs", "points"]


@dataclass(frozen=True)
class Entry:
    """A name, and what is said of it."""

    name: str
    text: str = ""
    points: tuple[str, ...] = ()
    links: tuple[Item, ...] = ()


def entries(listed: Iterable[Entry]) -> Html:
    """Return names with what belongs to each; an entry with nothing but a name is left out."""
    kept = [one for one in listed if one.text or one.points or one.links]
    return Html(render("entries.html", entries=kept))


def named(values: Iterable[Named]) -> Html:
    """Return names with their sentences, or a plain list where one of them has no sentence."""
    given = list(values)
    if all(value.sentence for value in given):
        return entries(Entry(value.name, value.sentence) for value in given)
    return panels.listed([Item(value.name, value.sentence) for value in given], "")


def points(listed: Iterable[str]) -> Html:
    """Return a plain list."""
    return panels.listed([Item(one) for one in listed], "")


def paragraphs(*texts: str) -> Html:
    """Return running words; each line of a text is a paragraph."""
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return Html(render("paragraphs.html", lines=lines))
