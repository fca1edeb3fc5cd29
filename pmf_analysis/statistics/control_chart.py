"""Control charts: where a process usually varies, and which points are more than chance.

Charts of individual values (`xmr`, `mr`, `i_prime`), of proportions, rates and counts (`p`, `u`,
`c` and Laney's `p_prime`, `u_prime`) and of rare events (`t`, `g`). Each takes one series or a
whole panel and returns a `ControlChart`.
"""

from pmf_analysis.statistics.attributes import c, p, p_prime, u, u_prime
from pmf_analysis.statistics.chart import MOVING_RANGE_LIMIT, ControlChart
from pmf_analysis.statistics.individuals import XMR_LIMIT, i_prime, mr, xmr
from pmf_analysis.statistics.rare_events import g, t
from pmf_analysis.statistics.rules import MAKING_DATA_COUNT, PLOT_THE_DOTS, Rule, RuleSet

__all__ = [
    "MAKING_DATA_COUNT",
    "MOVING_RANGE_LIMIT",
    "PLOT_THE_DOTS",
    "XMR_LIMIT",
    "ControlChart",
    "Rule",
    "RuleSet",
    "c",
    "g",
    "i_prime",
    "mr",
    "p",
    "p_prime",
    "t",
    "u",
    "u_prime",
    "xmr",
]
