"""A comparison made by hand: three areas, the second of them the council."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.judgements.evidence import Against, Comparison, Place
from pmf_analysis.judgements.funnel import Bounds, Funnel, Member
from tests import books
from tests.tables.conftest import catalogue_of

SHARE = catalogue_of(books.indicator("1", "Share"))["1"]
OURS = Place("X1", "Smallbridge", 60.0, True, 50.2, 69.1, 2, 1, 3, 1)
FIRST = Place("N1", 'Bear\'s "Den"', 70.0, False, 60.4, 78.1, 1, 1, 2, 1)
LAST = Place("N2", "Hill", 40.0, False, 30.9, 49.8, 3, 2, 3, 4)
BOUNDS = Bounds(100.0, 47.0, 67.0, 41.0, 72.0)
FUNNEL = Funnel(
    57.0,
    True,
    (Member("N1", 1, BOUNDS), Member("N2", -2, BOUNDS), Member("X1", 0, BOUNDS)),
    (BOUNDS, replace(BOUNDS, denominator=900.0, upper_998=64.0)),
)
COMPARED = Comparison(
    "similar-councils",
    "2025-26 Q1",
    (FIRST, OURS, LAST),
    2,
    1,
    Against(48.0, 1, 0.01),
    Against(55.0, 0, 0.2),
    None,
    FUNNEL,
)
