"""The book: a council's tables, checked and typed, that the rest of the program works from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import pandas as pd

from pmf_analysis.framework.indicator import Indicator
from pmf_analysis.framework.profile import Framework

__all__ = ["Book"]


@dataclass(frozen=True)
class Book:
    """Checked tables, and the profile they are to be read with.

    Attributes
    ----------
    framework : Framework
        The council's words and rules.
    indicators : mapping of str to Indicator
        The catalogue in the order of the file.
    observations, targets, events, benchmarks, areas, neighbours : DataFrame
        The tables with typed columns; ``period`` keeps its canonical spelling. A table the
        council does not keep is empty, with its columns.
    """

    framework: Framework
    indicators: Mapping[str, Indicator]
    observations: pd.DataFrame
    targets: pd.DataFrame
    events: pd.DataFrame
    benchmarks: pd.DataFrame
    areas: pd.DataFrame
    neighbours: pd.DataFrame

    def replace(self, **tables: pd.DataFrame | Mapping[str, Indicator]) -> Self:
        """Return a book with some tables changed; this one stays as it is."""
        return replace(self, **tables)  # type: ignore[arg-type]
