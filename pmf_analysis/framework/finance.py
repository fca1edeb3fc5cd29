"""How a council judges its money: when a variance is rated, when it owes an explanation."""

from __future__ import annotations

from pydantic import Field

from pmf_analysis.framework.plan import Text, Value
from pmf_analysis.framework.rating import Rating

__all__ = ["Deflator", "FinanceRules"]


class Deflator(Value):
    """An index of prices, by which spending of several years is put into one year's money."""

    name: Text
    base: Text
    index: dict[str, float]

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

    tolerance: float = Field(default=0.01, ge=0)
    explain_share: float = Field(default=0.02, gt=0)
    explain_amount: float = Field(default=250_000, gt=0)
    deflator: Deflator | None = None

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
