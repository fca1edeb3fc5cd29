"""Why a line of money needs no explanation, by the council's own limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.framework.finance import FinanceRules
from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.work import Area
from pmf_analysis.judgements.finance import Account, must_explain, vary
from pmf_analysis.visuals import finance
from pmf_analysis.visuals.finance_words import UNEXPLAINED, line_means, unowed
from tests import books

SMALL = "Too small to need an explanation (under 2% and £250,000)."


@pytest.fixture(scope="module")
def framework(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    """The small council's, with the usual limits."""
    folder: Path = books.write(tmp_path_factory.mktemp("words") / "data")
    return flow.load(folder).framework


def account(
    area: Area, budget: float, forecast: float | None, rules: FinanceRules | None = None
) -> Account:
    """A line without an explanation, judged by the rules."""
    rules = rules or FinanceRules()
    found = vary(area, budget, forecast, rules)
    owed = must_explain(found, area, rules, volatile=False)
    return Account(
        *("L1", "housing", area, "Line", False, budget, None, forecast, ""),
        *(found.amount, found.share, None, None, found.adverse, found.rating, owed),
        must_explain=owed,
    )


@pytest.mark.parametrize(
    ("area", "budget", "forecast", "said"),
    [
        (Area.SAVING, 1e6, 985e3, SMALL),  # 1.5% short: red, and small
        (Area.REVENUE, 1e6, 1e6 + 1, SMALL),
        (Area.REVENUE, 1e6, 1e6, "Nothing to explain."),
        (Area.REVENUE, 1e6, 1_020_000, UNEXPLAINED),  # 2%
        (Area.REVENUE, 1e8, 100_250_000, UNEXPLAINED),  # £250,000
        (Area.REVENUE, 1e6, None, ""),
        (Area.COLLECTION, 97.0, 96.5, "Too small to need an explanation (under 2%)."),
    ],
)
def test_a_red_line_says_why_nobody_explains_it(
    framework: Framework, area: Area, budget: float, forecast: float | None, said: str
) -> None:
    """Small is said with its limits; on plan there is nothing; at a limit it is owed."""
    assert line_means(account(area, budget, forecast), framework) == said


def test_the_limits_are_the_councils_own(framework: Framework) -> None:
    """5% and £1.5m where a council says so."""
    rules = FinanceRules(explain_share=0.05, explain_amount=1_500_000)
    own = framework.model_copy(update={"finance": rules})
    one = account(Area.REVENUE, 1e6, 1_040_000, rules)
    said = "Too small to need an explanation (under 5% and £1.5m)."
    assert unowed(one, own) == line_means(one, own) == said
    html = finance.lines([one], Area.REVENUE, own).html
    assert said in html
    assert "No explanation is needed" not in html
