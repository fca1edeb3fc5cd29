"""What a council wants of a national file: which areas, which indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.period import APRIL

__all__ = ["Wanted"]


@dataclass(frozen=True)
class Wanted:
    """What to take from a file that holds the whole country.

    Attributes
    ----------
    council : str
        The council's own code.
    areas : frozenset of str
        The areas it is compared with: its neighbours, England, the councils that it replaced.
    indicators : mapping of str to Indicator
        The catalogue.
    year_starts : int
        The month in which the financial year starts.
    """

    council: str
    areas: frozenset[str]
    indicators: Mapping[str, Indicator]
    year_starts: int = APRIL
