"""The headline as a picture, for those who share a link to the report."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape

import vl_convert

from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import headline as headlines
from pmf_analysis.visuals import words

__all__ = ["HEIGHT", "WIDTH", "headline", "words_of"]

WIDTH, HEIGHT = 1200, 630  # pixels: what previews are laid out for
MARGIN = 80
FONT = "Liberation Sans"  # comes with the converter, so that every machine draws the same
NAVY, INK, QUIET = "#12436D", "#1b2530", "#4a545f"
# The most letters to a line at a size of letters, so that the longest fits the width, and the
# most lines that there is room for; the first that holds the headline is taken.
SIZES = ((64, 32, 4), (52, 39, 5), (42, 48, 6))
LEADING = 1.25  # of the size of the letters
TOP = 210
COUNTED = (Rating.GREEN, Rating.AMBER, Rating.RED)
COLOURS = {Rating.GREEN: "#28A197", Rating.AMBER: "#F46A25", Rating.RED: "#801650"}


def words_of(findings: Findings) -> str:
    """Return the picture's words, for who does not see it."""
    counted = ", ".join(f"{n} {label.lower()}" for _, n, label in _counts(findings))
    council, quarter = findings.framework.council.name, _quarter(findings)
    return f"{headlines.headline(findings)}. {council}, {quarter}" + (
        f": {counted}." if counted else "."
    )


def headline(findings: Findings) -> bytes:
    """Draw the headline with the counts behind it, as PNG."""
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<rect width="{WIDTH}" height="20" fill="{NAVY}"/>',
        _text(MARGIN, 110, 34, findings.framework.council.name, NAVY, bold=True),
        _text(MARGIN, 156, 28, _quarter(findings), QUIET),
        *_headline(headlines.headline(findings)),
        *_tally(findings),
    ]
    drawn = "".join(parts)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{drawn}</svg>'
    )
    png: bytes = vl_convert.svg_to_png(svg)
    return png


def _headline(text: str) -> Iterator[str]:
    fitting = (s for s in SIZES if len(textwrap.wrap(text, s[1])) <= s[2])
    size, letters, most = next(fitting, SIZES[-1])
    lines = textwrap.wrap(text, letters, max_lines=most, placeholder=" …")
    for number, line in enumerate(lines):
        yield _text(MARGIN, TOP + size + round(number * size * LEADING), size, line, INK, bold=True)


def _tally(findings: Findings) -> Iterator[str]:
    """A square with its count and word for each rating."""
    counts = _counts(findings)
    room = (WIDTH - 2 * MARGIN) // max(len(counts), 1)
    for place, (rating, n, label) in enumerate(counts):
        x = MARGIN + place * room
        yield f'<rect x="{x}" y="538" width="34" height="34" fill="{COLOURS[rating]}"/>'
        yield _text(x + 50, 567, 32, f"{n} {label.lower()}", INK)


def _counts(findings: Findings) -> list[tuple[Rating, int, str]]:
    label = findings.framework.rating.label
    numbers = [(r, sum(f.rating is r for f in findings.council), label(r)) for r in COUNTED]
    return numbers if any(n for _, n, _ in numbers) else []


def _quarter(findings: Findings) -> str:
    return words.quarter(findings.framework.period(findings.quarter))


def _text(x: int, y: int, size: int, text: str, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" font-family="{FONT}" font-size="{size}"{weight} '
        f'fill="{colour}">{escape(text)}</text>'
    )
