"""How a council judges its money: when a variance is rated, when it owes an explanation."""

from __future__ import annotations

from typing import Self

from pydantic import Field, field_validator, model_validator

from pmf_analysis.framework.period import Frequency, Period, PeriodError
from pmf_analysis.framework.plan import Text, Value
from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.risk import refuse, wrong

__all__ = ["Deflator", "FinanceRules"]

_YEARS = {Frequency.FINANCIAL_YEAR, Frequency.CALENDAR_YEAR}


class Deflator(Value):
    """An index of prices, by which spending of several years is put into one year's money.

    Attributes
    ----------
    name : str
        What the index is called.
    base : str
        The year in whose money all is shown, one of those in the index.
    index : dict of str to float
        The level of each year, such as ``2019-20`` or, where a council's year is the
        calendar's, ``2019``; above 0.
    """

    name: Text
    base: Text
    index: dict[str, float]

    @model_validator(mode="after")
    def _every_year_has_a_price(self) -> Self:
        found = []
        for year, level in self.index.items():
            if not _is_year(year):
                found.append(wrong(("index", year), "a year like 2019-20 (or 2019)", year))
            elif not 0 < level < float("inf"):
                found.append(wrong(("index", year), "a number above 0", level))
        if self.base not in self.index:
            known = ", ".join(self.index) or "none is given"
            found.append(wrong(("base",), f"a year of the index ({known})", self.base))
        refuse("deflator", found)
        return self

    def real(self, amount: float, year: str) -> float | None:
        """Return an amount of one year in the base year's money; None where a year is missing.

        Examples
        --------
        >>> prices = Deflator(name="x", base="2024-25", index={"2023-24": 100, "2024-25": 104})
        >>> prices.real(50.0, "2023-24")
        52.0
        """
        then, base = self.index.get(year), self.index.get(self.base)
        return amount * base / then if then and base else None


def _is_year(text: str) -> bool:
    try:
        return Period.parse(text).frequency in _YEARS
    except PeriodError:
        return False


class FinanceRules(Value):
    """The ``finance`` part of ``framework.yml``.

    Attributes
    ----------
    tolerance : float
        Up to this share of the budget an adverse variance is amber, beyond it red.
    explain_share, explain_amount : float
        An explanation is owed from this share of the budget, or from this many pounds.
    deflator : Deflator or None
        None shows no real terms.
    """

    tolerance: float = 0.01
    explain_share: float = 0.02
    explain_amount: float = Field(default=250_000, gt=0)
    deflator: Deflator | None = None

    @field_validator("tolerance")
    @classmethod
    def _tolerance_is_a_share(cls, given: float) -> float:
        if not 0 <= given < 1:
            raise ValueError("a share of the budget, 0 or more and below 1, such as 0.01 for 1%")
        return given

    @field_validator("explain_share")
    @classmethod
    def _explain_share_is_a_share(cls, given: float) -> float:
        if not 0 < given <= 1:
            raise ValueError("a share of the budget, above 0 and up to 1, such as 0.02 for 2%")
        return given

    def rate(self, adverse_share: float) -> Rating:
        """Rate a variance by how large a share of its budget is on the wrong side; 0 is met.

        Examples
        --------
        >>> [str(FinanceRules().rate(share)) for share in (-0.2, 0, 0.01, 0.0101)]
        ['GREEN', 'GREEN', 'AMBER', 'RED']
        """
        if adverse_share <= 0:
            return Rating.GREEN
        return Rating.AMBER if adverse_share <= self.tolerance else Rating.RED
