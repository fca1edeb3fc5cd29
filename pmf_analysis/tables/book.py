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
    tables : mapping of str to DataFrame
        Every other table by name, with typed columns; ``period`` keeps its canonical spelling.
        A table the council does not keep is empty, with its columns.
    kept : frozenset of str
        The tables that the council keeps.
    """

    framework: Framework
    indicators: Mapping[str, Indicator]
    tables: Mapping[str, pd.DataFrame]
    kept: frozenset[str]

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Return a table by its name."""
        return self.tables[table]

    @property
    def observations(self) -> pd.DataFrame:
        """What was measured."""
        return self["observations"]

    @property
    def targets(self) -> pd.DataFrame:
        """What was aimed at."""
        return self["targets"]

    @property
    def events(self) -> pd.DataFrame:
        """What charts must know of."""
        return self["events"]

    @property
    def benchmarks(self) -> pd.DataFrame:
        """What others measured."""
        return self["benchmarks"]

    @property
    def areas(self) -> pd.DataFrame:
        """Who the others are."""
        return self["areas"]

    @property
    def neighbours(self) -> pd.DataFrame:
        """Whom each area is compared with."""
        return self["neighbours"]

    def replace(self, **tables: pd.DataFrame) -> Self:
        """Return a book with some tables changed; this one stays as it is."""
        return replace(self, tables={**self.tables, **tables})

    def with_indicators(self, indicators: Mapping[str, Indicator]) -> Self:
        """Return a book with another catalogue."""
        return replace(self, indicators=indicators)
