"""Read numbers back from built pages, and say whether the findings know them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from itertools import combinations
from typing import Any

from lxml import html
from pydantic import BaseModel

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.visuals.sparkline import MOST_POINTS

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
# What tells a day or a period, which is no figure.
PER = re.compile(r"\bper [\d,]+")  # the unit of a rate
DATES = re.compile(
    rf"\b\d{{1,2}} (?:{MONTHS}|{SHORT})\b(?: \d{{4}})?|\b(?:{SHORT})[a-z]*,? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\b\d{4}[-/]\d\d(?:\d\d)?(?: Q\d)?|\bQ\d \d\d/\d\d|\b(?:19|20)\d\d\b"
    r"|\bQ(?:uarter )?\d\b"
)
NUMBER = re.compile(r"(?<![\w.])[-−]?£?\d[\d,]*(?:\.\d+)?(?: ?(?:m|bn|million|billion)\b)?(?!\w)")
TIMES = {"m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
# The levels of intervals and limits, which the methods set.
LEVELS = re.compile(
    r"\b(?:95|99\.8|80)%(?= (?:interval|limit|sure|confidence|and 99\.8%))|\(80%\)|95 of 100 draws"
)
LIMITS = 3  # the column of the usual range, after the period
YES_AND_NO = {"Yes": 1.0, "No": 0.0}
BREAK = " ¦ "  # stands between the texts of two elements


def written(page: html.HtmlElement) -> Iterator[str]:
    """Yield what the program wrote on a page; analysts' words stand outside its elements."""
    for output in page.xpath('//article//div[contains(@class, "output ")]'):
        yield from (e.get("aria-label") for e in output.iter() if e.get("aria-label"))
        for drawing in output.xpath(".//svg"):
            drawing.drop_tree()
        yield BREAK.join(output.itertext()).replace("\xa0", " ")


def numbers(text: str) -> list[str]:
    """Return each number of a text, as it stands there."""
    return NUMBER.findall(DATES.sub(" ", LEVELS.sub(" ", PER.sub(" ", text))))


def agrees(number: str, figure: float) -> bool:
    """Whether a number is a figure as published: rounded to the places that it shows."""
    shown, step = worth(number)
    return abs(abs(shown) - abs(figure)) <= step / 2 * (1 + 1e-9) + 1e-9 * abs(figure)


def worth(number: str) -> tuple[float, float]:
    """Return what a number says, and the smallest difference that it could show."""
    plain = number.replace("£", "").replace(",", "").replace("−", "-")
    digits, unit = re.fullmatch(r"(-?[\d.]+) ?([a-z]*)", plain).groups()  # type: ignore[union-attr]
    times = TIMES.get(unit, 1.0)
    places = len(digits.partition(".")[2])
    rounded = "£" in number and not places and times == 1 and digits.endswith("000")
    return float(digits) * times, (1000.0 if rounded else 10.0**-places) * times


class Known:
    """Numbers that some findings hold: figures, how many there are of a kind or with one mark,
    the days to a date, and whatever stands in a text.

    Parameters
    ----------
    today : date
        The day that days are counted from.
    things : object
        Findings or parts of them.
    worked_out : bool
        Whether what follows from two figures of one thing is known too: their difference, and what
        one is of the other.
    """

    def __init__(self, today: dt.date, *things: Any, worked_out: bool = False) -> None:
        self._figures: set[float] = set()
        self._texts: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._today, self._worked_out = today, worked_out
        for thing in things:
            self._gather(thing)
        self._figures |= {float(n) for n in self._counts.values()}
        self._rounded: dict[float, set[int]] = {}

    def holds(self, number: str) -> bool:
        """Whether a number is one of these, rounded to the places that it shows."""
        if number in self._texts:
            return True
        shown, step = worth(number)
        if step not in self._rounded:
            near = (abs(figure) * scale / step for figure in self._figures for scale in (1, 100))
            self._rounded[step] = {round(n + tie) for n in near for tie in (-1e-7, 1e-7)}
        return round(abs(shown) / step) in self._rounded[step]

    def _gather(self, thing: Any) -> None:
        if thing is None or isinstance(thing, bool):
            return
        if isinstance(thing, Enum):
            self._counts[f"{type(thing).__name__} {thing.value}"] += 1
        elif isinstance(thing, int | float):
            self._figures.add(float(thing))
        elif isinstance(thing, str):
            self._texts.update(numbers(thing))
            self._texts.update(re.findall(r"\d+", thing))
            self._counts[thing] += 1
        elif isinstance(thing, dt.date):
            self._figures.add(float(abs((self._today - thing).days)))
        elif isinstance(thing, dict):
            self._gather(list(thing))
            self._gather(list(thing.values()))
        elif isinstance(thing, tuple | list | set | frozenset):
            self._figures.add(float(len(thing)))
            for one in thing:
                self._gather(one)
        elif is_dataclass(thing) or isinstance(thing, BaseModel):
            self._of_one(thing)

    def _of_one(self, thing: Any) -> None:
        self._counts[type(thing).__name__] += 1
        names = (
            list(type(thing).model_fields)
            if isinstance(thing, BaseModel)
            else [field.name for field in fields(thing)]
        )
        own = [getattr(thing, name) for name in names]
        plain = [float(v) for v in own if isinstance(v, int | float) and not isinstance(v, bool)]
        for a, b in combinations(plain, 2) if self._worked_out else ():
            self._figures.add(a - b)
            self._figures.update(x / y for x, y in ((a, b), (b, a)) if y)
        days = [value for value in own if isinstance(value, dt.date)]
        for a, b in combinations(days, 2):
            self._figures.update((float(abs((a - b).days)), _months(a, b)))
        self._figures.update(_months(day, self._today) for day in days)
        for value in own:
            self._gather(value)


def _months(a: dt.date, b: dt.date) -> float:
    """Whole months from one day to another."""
    first, last = sorted((a, b))
    return float((last.year - first.year) * 12 + last.month - first.month - (last.day < first.day))


@dataclass(frozen=True, eq=False)
class Series:
    """A figure of one finding's series on a built page."""

    finding: Finding
    block: html.HtmlElement
    csv: str

    def faults(self, indicator: Indicator, today: dt.date) -> Iterator[str]:
        """Yield what in its words and its table is not of its finding."""
        f = self.finding
        yield from self._table(f, indicator)
        charted = [p.charted for p in f.points if p.charted is not None]
        ends = (min(charted), max(charted), charted[-1], len(charted)) if charted else ()
        said = replace(f, points=(), happenings=(), comparison=None, outlook=None, trend=None)
        summary = Known(today, ends, said, indicator.name)
        drawing = self.block.xpath('.//div[@role="img"]')[0]
        yield from _unknown(drawing.get("aria-label"), summary, "alternative text")
        drawing.drop_tree()
        for table in self.block.xpath(".//details"):
            table.drop_tree()
        last = f.points[-1:]
        beside = Known(today, ends, replace(f, points=last), indicator, worked_out=True)
        yield from _unknown(BREAK.join(self.block.itertext()), beside, "words beside")

    def _table(self, f: Finding, indicator: Indicator) -> Iterator[str]:
        ends = {indicator.plausible_min, indicator.plausible_max, 0, 100} - {None}
        points = {point.period: point for point in f.points}
        for row in self.block.xpath('.//table[contains(@class, "pmf-data")]/tbody/tr'):
            cells = [" ".join(cell.itertext()) for cell in row]
            point = points.pop(cells[0].strip())
            wanted: list[tuple[float | None, ...]] = [(point.value,)]
            one = point.target is not None
            wanted.append((point.target,) if one else (point.target_lower, point.target_upper))
            if f.centre is not None:
                wanted += [(point.centre,), (point.lower, point.upper)]
            for k, (cell, figures) in enumerate(zip(cells[1:], wanted, strict=False)):
                cut = ends if k == LIMITS else set()  # a limit is cut to what can happen
                if not _same(cell, [x for x in figures if x is not None], cut):
                    yield f"table, {point.period}: {cell} for {figures}"
        if points and self.block.xpath(".//table"):
            yield f"the table has no row for {', '.join(points)}"


def _same(cell: str, figures: Sequence[float], cut: Collection[float] = ()) -> bool:
    """Whether a cell's numbers are these figures, in their order, or what they are cut to."""
    said = cell.strip().removeprefix("target").strip()
    if said in YES_AND_NO:
        return [YES_AND_NO[said]] == list(figures)
    shown = numbers(cell)
    return len(shown) == len(figures) and all(
        agrees(n, x) or any(agrees(n, end) for end in cut)
        for n, x in zip(shown, figures, strict=True)
    )


def _unknown(text: str, known: Known, where: str) -> Iterator[str]:
    for number in numbers(text):
        if not known.holds(number):
            at = text.find(number)
            yield f"{where}: {number} in {text[max(0, at - 40) : at + 30]!r}"


_CSV = re.compile(r"downloads/series/([^/]+)/([^/]+)\.csv$")


def series(page: html.HtmlElement, part: Findings) -> Iterator[Series]:
    """Take each figure of a finding's series out of a page; its CSV says whose it is."""
    found = {(f.indicator.lower(), f.organisation.lower()): f for f in part.findings}
    for link in page.xpath("//article//a/@href"):
        whose = _CSV.search(link)
        if whose is None:
            continue
        block = page.xpath(f'//div[@class="pmf-beside"][.//a[@href="{link}"]]')[0]
        block.drop_tree()
        yield Series(found[whose[1], whose[2]], block, whose[0])


def rows(page: html.HtmlElement, part: Findings) -> Iterator[tuple[str, bool]]:
    """Take each row of the scorecards out of a page; say which it is, and if a finding holds it."""
    for row in page.xpath('//article//table[contains(@class, "pmf-scorecard")]/tbody/tr'):
        name = " ".join(row[0].itertext())
        now, aim = (" ".join(cell.itertext()) for cell in (row[1], row[2]))
        drawn = [e.get("aria-label") or "" for e in row.xpath(".//*[@role='img']")]
        yield name, any(_holds(f, now, aim, drawn) for f in part.findings if f.indicator in name)
        row.drop_tree()


def _holds(f: Finding, now: str, aim: str, drawn: Sequence[str]) -> bool:
    value = [] if f.value is None else [f.value]
    aims = [a for a in (f.target, f.target_lower, f.target_upper) if a is not None]
    charted = [p.charted for p in f.points[-MOST_POINTS:] if p.charted is not None]
    traces = [trace for d in drawn if d.startswith("From ") and (trace := numbers(d))]
    ends = not charted or all(
        agrees(trace[0], charted[0]) and agrees(trace[-1], charted[-1]) for trace in traces
    )
    return _same(now, value) and _same(aim, aims) and ends
