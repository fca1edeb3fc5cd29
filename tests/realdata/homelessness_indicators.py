"""The indicators that the official homelessness statistics can fill, and how each is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["INDICATORS", "PUBLISHER", "Indicator"]

PUBLISHER = "MHCLG statutory homelessness, detailed local authority tables"

LAG_DAYS = 125  # days; the publication rule of the book takes 123 at most
CHART = "xmr"  # households come in waves, so the limits of a c or p chart would be too narrow

WORDS = {
    "assessments_total": "Households assessed in the quarter",
    "owed_duty": "Households owed a prevention or relief duty after assessment in the quarter",
    "s21_notice": "Households owed a prevention duty because of a valid section 21 notice",
    "prevention_secured_6m": "Prevention duties ended with accommodation secured for 6 months",
    "prevention_duty_ended": "Prevention duties ended in the quarter",
    "relief_secured_6m": "Relief duties ended with accommodation secured for 6 months",
    "relief_duty_ended": "Relief duties ended in the quarter",
    "ta_households": "Households in temporary accommodation on the last day of the quarter",
    "ta_bnb": "Households in bed and breakfast hotels on the last day of the quarter",
    "households_000s": "Households in the area, as MHCLG uses for the same quarter",
    "": "",
}


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator: what it is called and which columns of the statistics make it."""

    code: str
    name: str
    definition: str
    keywords: str
    numerator: str
    denominator: str = ""
    unit: Literal["count", "percent", "rate"]
    basis: Literal["in period", "snapshot"] = "in period"
    kind: Literal["council", "community"]
    polarity: Literal["higher", "lower", "none"]
    sheet: str

    @property
    def per(self) -> int:
        """Return what the ratio is multiplied by."""
        return {"count": 1, "percent": 100, "rate": 1000}[self.unit]

    @property
    def source(self) -> str:
        """Return the publication and the sheet of it."""
        return f"{PUBLISHER} ({self.sheet})"

    def cells(self, row: Mapping[str, str]) -> dict[str, int | float | str] | None:
        """Return the ledger cells of one row of the statistics.

        None where a part was not returned; status `z` alone where the denominator is nought.
        """
        above, below = row[self.numerator], row[self.denominator] if self.denominator else "1"
        if not above or not below:
            return None
        thousands = 1000 if self.denominator == "households_000s" else 1
        numerator, denominator = round(float(above)), round(float(below) * thousands)
        if self.unit == "count":
            return {"value": numerator}
        if denominator == 0:
            return {"status": "z"}
        value = round(self.per * numerator / denominator, 4)
        return {"value": value, "numerator": numerator, "denominator": denominator}

    def described(self, group: str) -> dict[str, Any]:
        """Return the indicator's row of indicators.csv, compared with one group of neighbours."""
        count = self.unit == "count"
        return {
            "indicator": self.code,
            "name": self.name,
            "definition": self.definition,
            "keywords": self.keywords,
            "numerator": WORDS[self.numerator],
            "denominator": WORDS[self.denominator],
            "unit": self.unit,
            "per": self.per,
            "decimals": {"count": 0, "percent": 1, "rate": 2}[self.unit],
            "theme": "homes",
            "perspective": "operational" if self.kind == "council" else "stakeholder",
            "directorate": "housing",
            "service": "homelessness",
            "kind": self.kind,
            "role": "contextual",
            "polarity": self.polarity,
            "frequency": "quarter",
            "basis": self.basis,
            "over_time": "last" if self.basis == "snapshot" else "sum" if count else "ratio",
            "over_organisations": "sum" if count else "ratio",
            "chart": CHART,
            "lag_days": LAG_DAYS,
            "plausible_min": 0,
            "plausible_max": 100 if self.unit == "percent" else "",
            "source": self.source,
            "statutory_return": "H-CLIC",
            "owner_role": "Director of Housing",
            "portfolio_role": "Portfolio holder for Housing",
            "benchmark_group": group,
            "audience": "public",
        }


INDICATORS = (
    Indicator(
        code="H01",
        name="Homelessness assessments",
        definition="Households whose circumstances were assessed under the homelessness duties.",
        keywords="homeless; homelessness; assessment; application",
        numerator="assessments_total",
        unit="count",
        kind="community",
        polarity="none",
        sheet="A1",
    ),
    Indicator(
        code="H02",
        name="Prevention duties ended with a home secured",
        definition="Share of prevention duties ended with a home secured for at least 6 months.",
        keywords="homeless; prevention; eviction",
        numerator="prevention_secured_6m",
        denominator="prevention_duty_ended",
        unit="percent",
        kind="council",
        polarity="higher",
        sheet="P1",
    ),
    Indicator(
        code="H03",
        name="Relief duties ended with a home secured",
        definition="Share of relief duties ended with a home secured for at least 6 months.",
        keywords="homeless; relief; rehoused",
        numerator="relief_secured_6m",
        denominator="relief_duty_ended",
        unit="percent",
        kind="council",
        polarity="higher",
        sheet="R1",
    ),
    Indicator(
        code="H04",
        name="Households in temporary accommodation per 1,000 households",
        definition="Households in temporary accommodation on the quarter's last day, per 1,000.",
        keywords="homeless; temporary accommodation; hostel",
        numerator="ta_households",
        denominator="households_000s",
        unit="rate",
        basis="snapshot",
        kind="council",
        polarity="lower",
        sheet="TA1",
    ),
    Indicator(
        code="H05",
        name="Households in bed and breakfast",
        definition="Households in bed and breakfast hotels on the last day of the quarter.",
        keywords="homeless; bed and breakfast; hotel",
        numerator="ta_bnb",
        unit="count",
        basis="snapshot",
        kind="council",
        polarity="lower",
        sheet="TA1",
    ),
    Indicator(
        code="H06",
        name="Households owed a duty because of a section 21 notice",
        definition="Households threatened with homelessness because of a valid section 21 notice.",
        keywords="eviction; section 21; no fault; private renting; landlord",
        numerator="s21_notice",
        unit="count",
        kind="community",
        polarity="lower",
        sheet="A1",
    ),
    Indicator(
        code="H07",
        name="Households owed a homelessness duty per 1,000 households",
        definition="Households owed a prevention or relief duty in the quarter, per 1,000. "
        "A year's figure is the average quarter's.",
        keywords="homeless; homelessness; duty; threatened",
        numerator="owed_duty",
        denominator="households_000s",
        unit="rate",
        kind="community",
        polarity="lower",
        sheet="A1",
    ),
)
