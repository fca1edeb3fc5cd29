"""A small second opinion: XmR, rating and verdict of each council series, in plain Python.

Written apart from the program so that a planted feature is proved by something other than the code
that it is there to test. It knows only the XmR chart and its four rules.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

from .periods import Period, parse
from .series import COUNCIL

__all__ = ["Judged", "Limits", "judge", "latest", "read", "rolled_up", "rule_at_last", "target_at"]

XMR = 2.66  # 3 / 1.128
SCREEN = 3.267  # a moving range at or beyond this multiple of their mean is left out, once
RUN = 7
ENOUGH = 13
TOLERANCE = 0.05

Table = list[dict[str, str]]


@dataclass(frozen=True)
class Limits:
    """Centre line and limits of one segment."""

    centre: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Judged:
    """What one council series says at its last point."""

    period: str
    value: float
    points: int
    rating: str
    rule: str
    good: bool | None
    assurance: str
    verdict: str


def read(folder: Path, name: str) -> Table:
    """One table, as text."""
    with (folder / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def latest(rows: Table, *keys: str) -> Table:
    """The row recorded last for each key."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in sorted(rows, key=lambda row: row["recorded_on"]):
        found[tuple(row[key] for key in keys)] = row
    return list(found.values())


def rolled_up(facts: dict[str, str], rows: Table) -> dict[Period, float]:
    """The council's values by period, added up from directorates where they report."""
    mine = latest(
        [row for row in rows if row["indicator"] == facts["indicator"]], "organisation", "period"
    )
    by_period: dict[str, Table] = {}
    for row in mine:
        by_period.setdefault(row["period"], []).append(row)
    everyone = {row["organisation"] for row in mine}
    values: dict[Period, float] = {}
    for name, group in by_period.items():
        if len(group) < len(everyone) or any(not row["value"] for row in group):
            continue
        value = sum(float(row["value"]) for row in group)
        if group[0]["denominator"]:
            top = sum(float(row["numerator"]) for row in group)
            value = float(facts["per"]) * top / sum(float(row["denominator"]) for row in group)
        values[parse(name)] = value
    return dict(sorted(values.items(), key=lambda item: item[0].start))


def target_at(targets: Table, indicator: str, period: Period) -> dict[str, str] | None:
    """The council's target that covers a period."""
    for row in latest(targets, "indicator", "organisation", "period"):
        held = parse(row["period"])
        if (
            row["indicator"] == indicator
            and row["organisation"] == COUNCIL
            and held.start <= period.start
            and period.end <= held.end
        ):
            return row
    return None


def published(value: float, decimals: str) -> float:
    """A value as published: halves away from zero."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-int(decimals)), ROUND_HALF_UP))


def rating(facts: dict[str, str], target: dict[str, str] | None, value: float) -> str:
    """Green, amber or red by the tolerance rule."""
    if target is None or facts["polarity"] == "none":
        return "NO_TARGET"
    shown = published(value, facts["decimals"])
    if facts["polarity"] == "range":
        low, high = float(target["lower"]), float(target["upper"])
        edge = high if shown > high else low
        short = 0.0 if low <= shown <= high else abs(shown - edge)
    else:
        edge = float(target["target"])
        short = max(0.0, edge - shown if facts["polarity"] == "higher" else shown - edge)
    allowed = float(target["tolerance"] or TOLERANCE) * abs(edge)
    if short == 0:
        return "GREEN"
    return "AMBER" if short <= allowed + 1e-9 else "RED"


def xmr(values: Sequence[float]) -> Limits:
    """Mean and limits from the mean moving range, screened once."""
    ranges = [abs(after - before) for before, after in pairwise(values)]
    mean = sum(ranges) / len(ranges)
    kept = [one for one in ranges if one < SCREEN * mean]
    if kept and sum(kept):
        mean = sum(kept) / len(kept)
    centre = sum(values) / len(values)
    return Limits(centre, centre - XMR * mean, centre + XMR * mean)


def rule_at_last(values: Sequence[float], limits: Limits) -> tuple[str, int]:
    """The rule that the last point breaks (or NONE) and its direction."""
    last, side = values[-1], 1 if values[-1] > limits.centre else -1
    if last > limits.upper or last < limits.lower:
        return "OUTSIDE", side
    run = values[-RUN:]
    for sign in (1, -1):
        rising = [sign * (after - before) > 0 for before, after in pairwise(run)]
        if len(run) == RUN and all(rising):
            return "TREND", sign
    near = [limits.centre + side * (limits.upper - limits.centre) * 2 / 3] * 3
    three = values[-3:]
    beyond = [side * (value - line) > 0 for value, line in zip(three, near, strict=True)]
    if all(side * (value - limits.centre) > 0 for value in three) and beyond[2] and sum(beyond) > 1:
        return "TWO_IN_THREE", side
    if len(run) == RUN and all(side * (value - limits.centre) > 0 for value in run):
        return "SHIFT", side
    return "NONE", 0


def assurance(facts: dict[str, str], target: dict[str, str] | None, limits: Limits) -> str:
    """Whether the process can be relied on to meet its target."""
    if target is None or facts["polarity"] not in ("higher", "lower"):
        return "NO_TARGET"
    sign, goal = (1 if facts["polarity"] == "higher" else -1), float(target["target"])
    worst, best = sorted((sign * limits.lower, sign * limits.upper))
    if worst == best == sign * goal or sign * goal < worst:
        return "PASS"
    return "FAIL" if sign * goal > best else "HIT_OR_MISS"


def verdict(rated: str, moved: bool, good: bool | None, sure: str) -> str:
    """The verdict's name."""
    if moved and good is None:
        return "CHANGED"
    if rated == "NO_TARGET":
        return {True: "IMPROVING", False: "WORSENING"}[bool(good)] if moved else "STEADY"
    met = rated == "GREEN"
    if moved:
        return {
            (True, True): "ADVANCING",
            (True, False): "WATCH",
            (False, True): "RECOVERING",
            (False, False): "ACT",
        }[met, bool(good)]
    names = {
        "PASS": ("SECURE", "MISMATCH"),
        "FAIL": ("MISMATCH", "REDESIGN"),
        "HIT_OR_MISS": ("FRAGILE", "UNRELIABLE"),
        "NO_TARGET": ("MEETING", "STUCK"),
    }
    return names[sure][0 if met else 1]


def judge(facts: dict[str, str], rows: Table, targets: Table, events: Table) -> Judged:
    """Judge the last point of a council series, in the segment that holds it."""
    values = rolled_up(facts, rows)
    mine = [
        row
        for row in events
        if row["indicator"] == facts["indicator"] and row["organisation"] == COUNCIL
    ]
    out = {row["period"] for row in mine if row["exclude"]}
    starts = [parse(row["period"]).start for row in mine if row["rebase"]]
    kept = [
        value
        for period, value in values.items()
        if period.name not in out and all(start <= period.start for start in starts)
    ]
    last, value = list(values.items())[-1]
    goal = target_at(targets, facts["indicator"], last)
    rated = rating(facts, goal, value)
    charted = facts["frequency"] in ("month", "quarter", "term") and facts["basis"] in (
        "in period",
        "snapshot",
    )
    if not charted or len(kept) < ENOUGH:
        return Judged(last.name, value, len(kept), rated, "NOT_ENOUGH_DATA", None, "NONE", "SHORT")
    limits = xmr(kept)
    rule, side = rule_at_last(kept, limits)
    sign = {"higher": 1, "lower": -1}.get(facts["polarity"], 0)
    good = None if rule == "NONE" or sign == 0 else side == sign
    sure = assurance(facts, goal, limits)
    return Judged(
        last.name,
        value,
        len(kept),
        rated,
        rule,
        good,
        sure,
        verdict(rated, rule != "NONE", good, sure),
    )
