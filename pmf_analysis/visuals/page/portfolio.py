"""What a councillor with a portfolio answers for: one page a portfolio."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import panels, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.around import AroundPage, around
from pmf_analysis.visuals.page.base import NOTHING
from pmf_analysis.visuals.page.scorecards import DirectoratePage
from pmf_analysis.visuals.panels import Item

__all__ = ["PortfolioPage"]

DIGITS = 6  # hexadecimal, enough to tell a council's portfolios apart


class PortfolioPage(AroundPage):
    """A portfolio: its indicators, its promises, and who answers for them."""

    kind = "portfolio"
    folder = "portfolios"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield each portfolio that a figure belongs to, in the order of the themes."""
        return _addresses(findings)

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the council's findings of the portfolio, and what is around them."""
        role, catalogue = _addresses(findings).get(scope, ""), findings.indicators
        if not role:
            raise WrongUse(f"there is no portfolio {scope!r}")
        kept = [f for f in findings.council if catalogue[f.indicator].portfolio_role == role]
        return cls.only(findings, kept, around(findings, kept, lambda a: a.portfolio_role == role))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the role that holds the portfolio."""
        return _addresses(findings)[scope]

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


def _addresses(findings: Findings) -> dict[str, str]:
    """Each portfolio's part of an address, and its role, in the order of the themes."""
    catalogue = findings.indicators
    used = {catalogue[f.indicator].portfolio_role for f in findings.council} - {""}
    first = [theme.portfolio_role for theme in findings.framework.themes]
    found: dict[str, str] = {}
    for role in dict.fromkeys([*(role for role in first if role in used), *sorted(used)]):
        plain = _slug(role)
        found[plain if plain not in found else f"{plain}-{_digest(role)}"] = role
    return found


def _slug(role: str) -> str:
    """A role as part of an address; one without a letter of the alphabet by its digest."""
    letters = unicodedata.normalize("NFKD", role).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-") or _digest(role)


def _digest(role: str) -> str:
    return hashlib.sha256(role.encode()).hexdigest()[:DIGITS]
