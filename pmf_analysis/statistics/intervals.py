"""Intervals and comparison: how sure a figure is, and whether it differs from another.

Intervals of one figure (`wilson`, `byar`, `poisson_exact`, `rate`, `mean`), of figures that allow
for age (`dsr`, `isr`) and of a difference (`newcombe`); comparison with a reference by interval
(`compare`) and with another area or period by a test (`difference`, `rates_differ`). All take
arrays of any shape that fit each other.
"""

from pmf_analysis.statistics.comparison import Comparison, Method, compare, interval_p_value
from pmf_analysis.statistics.difference import (
    Difference,
    difference,
    newcombe,
    rates_differ,
    standard_error,
)
from pmf_analysis.statistics.estimates import Interval, mean, mean_from_summary, wilson
from pmf_analysis.statistics.poisson import byar, poisson_exact, rate
from pmf_analysis.statistics.standardised import (
    EUROPEAN_STANDARD_POPULATION_2013,
    dsr,
    expected_events,
    isr,
)

__all__ = [
    "EUROPEAN_STANDARD_POPULATION_2013",
    "Comparison",
    "Difference",
    "Interval",
    "Method",
    "byar",
    "compare",
    "difference",
    "dsr",
    "expected_events",
    "interval_p_value",
    "isr",
    "mean",
    "mean_from_summary",
    "newcombe",
    "poisson_exact",
    "rate",
    "rates_differ",
    "standard_error",
    "wilson",
]
