"""What a councillor with a portfolio answers for: one page a portfolio."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import panels, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.around import AroundPage, around
from pmf_analysis.visuals.page.base import NOTHING
from pmf_analysis.visuals.page.scorecards import DirectoratePage
from pmf_analysis.visuals.panels import Item

__all__ = ["PortfolioPage"]


class PortfolioPage(AroundPage):
    """A portfolio: its indicators, its promises, and who answers for them."""

    kind = "portfolio"
    folder = "portfolios"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield each portfolio that a figure belongs to, in the order of the themes."""
        catalogue = findings.indicators
        used = {catalogue[f.indicator].portfolio_role for f in findings.council}
        first = [theme.portfolio_role for theme in findings.framework.themes]
        listed = dict.fromkeys([*first, *sorted(used)])
        return [_slug(role) for role in listed if role and role in used]

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the council's findings of the portfolio, and what is around them."""
        catalogue = findings.indicators
        kept = [
            f for f in findings.council if _slug(catalogue[f.indicator].portfolio_role) == scope
        ]
        picture = around(findings, kept, lambda a: _slug(a.portfolio_role) == scope)
        return cls.only(findings, kept, picture)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the role that holds the portfolio."""
        roles = (i.portfolio_role for i in findings.indicators.values())
        return next(role for role in roles if _slug(role) == scope)

    def lede(self) -> str:
        """Say what the portfolio takes in, and how many need attention."""
        used = {i.theme for i in self.findings.indicators.values()}
        named = [t.name for t in self.framework.themes if t.code in used]
        own = self.framework.words
        word = own.theme if len(named) == 1 else own.themes
        takes_in = f"{words.capital(word)}: {', '.join(named)}."
        return " ".join(
            t for t in (f"What this {own.portfolio} follows.", takes_in, self.needing()) if t
        )

    def every(self) -> Html:
        """Show the portfolio's whole scorecard."""
        own = self.own()
        caption = f"Every one of the portfolio's {self.framework.words.indicators}."
        return self.folded(own, self.scorecard(own, caption, ""))

    def answering(self) -> Html:
        """List the directorates that answer for the portfolio, with their directors."""
        used = {i.directorate for i in self.findings.indicators.values()}
        mine = [d for d in self.framework.directorates if d.code in used]
        if not mine:
            return NOTHING
        items = [
            Item(d.name, d.director_role, f"{self.to}{DirectoratePage.path(d.code)}.html")
            for d in mine
        ]
        return panels.section("Who answers for it", panels.listed(items, ""))


def _slug(role: str) -> str:
    """A role as part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", role.lower()).strip("-")
