"""What a return asks for: the series of a directorate, and a line for each figure that is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmf_analysis.framework.indicator import Unit
from pmf_analysis.framework.period import APRIL, Frequency

__all__ = ["Form", "Key", "Line", "Series"]

Key = tuple[str, str, str]  # indicator, organisation, period


@dataclass(frozen=True)
class Series:
    """One indicator of one organisation.

    Attributes
    ----------
    indicator, name, definition : str
        Its code, and what it is.
    organisation, organisation_name : str
        Whose figure it is.
    unit : Unit
        What a figure counts.
    frequency : Frequency
        What kind of period a figure covers.
    per : float
        Multiplier of numerator over denominator.
    decimals : int
        Decimal places of the published figure.
    has_parts : bool
        Whether the two parts are asked for, in place of the value.
    numerator, denominator : str
        What the parts count, in words.
    target : str
        The target that the figures of now are held against.
    history : tuple of (str, str)
        Earlier periods and their figures, oldest first.
    least, most : float or None
        Between what a figure is plausible.
    """

    indicator: str
    name: str
    definition: str
    organisation: str
    organisation_name: str
    unit: Unit
    frequency: Frequency
    per: float = 1.0
    decimals: int = 0
    has_parts: bool = False
    numerator: str = ""
    denominator: str = ""
    target: str = ""
    history: tuple[tuple[str, str], ...] = ()
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Line:
    """One figure that is asked for.

    Attributes
    ----------
    series : Series
        Whose next figure it is.
    period : str
        For when, in the canonical spelling.
    recorded : str
        The figure that is there already; empty where there is none.
    due : date or None
        The day by which it is wanted.
    """

    series: Series
    period: str
    recorded: str = ""
    due: dt.date | None = None

    @property
    def key(self) -> Key:
        """Indicator, organisation and period."""
        return (self.series.indicator, self.series.organisation, self.period)


@dataclass(frozen=True)
class Form:
    """What one directorate is asked for one quarter.

    Attributes
    ----------
    council, council_name : str
        Its code and its name.
    directorate, directorate_name : str
        Who is asked.
    quarter : str
        The quarter of the report, in the canonical spelling.
    issued : date
        The day on which it is sent out.
    due : date or None
        The day by which it is wanted back.
    contact : str
        Whom to ask.
    role : str
        The role that answers for the figures, and for why an unusual one is right.
    indicator_word, indicators_word : str
        What this council calls an indicator.
    year_starts : int
        The month in which its year starts.
    series : tuple of Series
        Every series of the directorate: earlier figures of each may be corrected.
    lines : tuple of Line
        The figures that are asked for.
    """

    council: str
    council_name: str
    directorate: str
    directorate_name: str
    quarter: str
    issued: dt.date
    due: dt.date | None = None
    contact: str = ""
    role: str = ""
    indicator_word: str = "indicator"
    indicators_word: str = "indicators"
    year_starts: int = APRIL
    series: tuple[Series, ...] = ()
    lines: tuple[Line, ...] = ()
