"""Whether the council is living within its means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.rating import Rating
from pmf_analysis.framework.work import Area, LinkKind
from pmf_analysis.judgements.finance import Total
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.risk import linked
from pmf_analysis.visuals import finance, money, panels, value, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.finance_words import AREAS, weight_words
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.templates import render

__all__ = ["FinancePage"]

_ANSWER = {
    Rating.GREEN: "Yes, on present forecasts",
    Rating.AMBER: "Not quite",
    Rating.RED: "No, on present forecasts",
}


class FinancePage(Page):
    """Whether the council is living within its means."""

    kind = "finance"
    rests_on = ("finance",)

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where there is any money to show."""
        return ("",) if findings.picture.accounts or findings.picture.totals else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the money, and the council's findings that it is linked to."""
        whole = findings.picture
        lines = {a.line for a in whole.accounts}
        tied = set(linked(whole.links, LinkKind.INDICATOR, LinkKind.BUDGET, lines))
        kept = Picture(
            accounts=whole.accounts,
            totals=whole.totals,
            population=whole.population,
            links=tuple(k for k in whole.links if LinkKind.BUDGET in {k[0], k[2]}),
        )
        shown = (
            replace(f, points=())
            for f in findings.council
            if f.indicator in tied or value.is_unit_cost(f, findings.indicators)
        )
        return cls.only(findings, shown, kept)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Finance"

    def lede(self) -> str:
        """Answer whether the council is living within its means."""
        total = self._total(Area.REVENUE)
        if total is None or total.variance is None:
            return "Are we living within our means? Not every forecast is there to say."
        budget, far = money.pounds(total.budget), "exactly its budget"
        if total.variance:
            share = f" ({money.percent(total.share)})" if total.share else ""
            way = "over" if total.variance > 0 else "under"
            far = f"{money.pounds(abs(total.variance))}{share} {way} the budget of {budget}"
        moved = money.moved(total.movement, total.area)
        then = f", {moved} {'than' if total.movement else 'since'} last quarter" if moved else ""
        said = [
            f"Are we living within our means? {_ANSWER[total.rating]}: this year's spending is "
            f"forecast at {money.pounds(total.forecast)}, {far}{then}.",
            weight_words(total),
        ]
        return " ".join(text for text in said if text)

    def at_a_glance(self) -> Html:
        """Count what is over budget and what is unexplained; say savings and capital."""
        council = self.framework.council.code
        parts = [
            t for t in self.picture.totals if t.area is Area.REVENUE and t.organisation != council
        ]
        owed = sum(a.owes_explanation for a in self.picture.accounts)
        over, own = sum(t.adverse for t in parts), self.framework.words
        items = [
            (str(owed), "difference not explained" if owed == 1 else "differences not explained")
        ]
        if parts:
            whose = own.directorate if over == 1 else own.directorates
            out_of = f", of {words.count(len(parts))}" if len(parts) > 1 else ""
            items.insert(0, (str(over), f"{whose} over budget{out_of}"))
        for area, text in _SHARES.items():
            total = self._total(area)
            if total and total.budget and total.forecast is not None:
                items.append((money.percent(total.forecast / total.budget), text))
        counts = [{"number": number, "text": text} for number, text in items]
        return Html(render("glance.html", items=counts))

    def revenue(self) -> Html:
        """Show budget and forecast by directorate."""
        name = self.framework.words.directorate
        caption = f"Net revenue spending by {name}, this year; income counts below zero."
        return finance.by_directorate(self.picture.totals, self.framework, caption)

    def certainty(self) -> Html:
        """Show how wrong forecasts at this point have been; nothing where no year is known."""
        total = self._total(Area.REVENUE)
        if total is None or not total.past_errors:
            return NOTHING
        return panels.section("How sure is the forecast?", finance.certainty(total))

    def explained(self) -> Html:
        """Show the differences that are to be explained, those not explained first."""
        listed = [a for a in self.picture.accounts if a.area is Area.REVENUE or a.owes_explanation]
        rules = self.framework.finance
        caption = (
            f"Differences of {money.percent(rules.explain_share)} of the budget or "
            f"{money.pounds(rules.explain_amount)} and more, and any on a large and volatile line."
        )
        return finance.explained(listed, self.framework, caption)

    def of_area(self, area: str) -> Html:
        """Show each line of an area, such as ``saving``; nothing where there is none."""
        wanted = Area(area)
        if not any(a.area is wanted for a in self.picture.accounts):
            return NOTHING
        total = self._total(wanted)
        made = finance.lines(self.picture.accounts, wanted, self.framework, _sum(total))
        lines = words.count(sum(a.area is wanted for a in self.picture.accounts), "line")
        return panels.section(AREAS[wanted].name, panels.fold(lines, made))

    def per_head(self) -> Html:
        """Show spending for each resident; nothing where their number is not known."""
        people = self.picture.population
        if not people or self._total(Area.REVENUE) is None:
            return NOTHING
        totals, quarter = self.picture.totals, self.findings.quarter
        made = value.per_head(totals, people, self.framework, quarter)
        return panels.section("Cost per head", made)

    def value_for_money(self) -> Html:
        """Show spending beside what it buys and what others pay; nothing where nothing is tied."""
        ties = self.picture.links
        found = {f.indicator for f in self.findings.findings}
        lines = {a.line for a in self.picture.accounts}
        if not found & set(linked(ties, LinkKind.INDICATOR, LinkKind.BUDGET, lines)):
            return NOTHING
        made = value.value_for_money(self.findings, self.to)
        return panels.section("Value for money", made)

    def unit_costs(self) -> Html:
        """Show unit costs beside similar councils; nothing where the council keeps none."""
        catalogue = self.findings.indicators
        if not any(value.is_unit_cost(f, catalogue) for f in self.findings.findings):
            return NOTHING
        made = value.unit_costs(self.findings, self.to)
        return panels.section("What services cost beside others", made)

    def _total(self, area: Area) -> Total | None:
        council = self.framework.council.code
        totals = self.picture.totals
        return next((t for t in totals if t.area is area and t.organisation == council), None)


_SHARES = {
    Area.SAVING: "of planned savings expected by the year's end",
    Area.CAPITAL: "of the capital budget expected to be spent",
}


def _sum(total: Total | None) -> str:
    """The sum of an area in a sentence; "" where it does not add up."""
    if total is None or total.variance is None:
        return ""
    named = AREAS[total.area]
    lines = words.count(total.lines, "line")
    far = money.distance(total.variance, total.area, total.budget)
    return (
        f"{named.name}, {lines}: {money.pounds(total.budget)} planned, "
        f"{money.pounds(total.forecast)} forecast, {far}."
    )
