"""One page: its findings, and the pieces it can show of them."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_analysis.framework.indicator import Audience, Indicator, Kind
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.visuals import comparison, facts, headline, panels, scorecard, words
from pmf_analysis.visuals.figure import Figure, Html
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.spc_chart import spc_chart

__all__ = ["Page"]

_BETTER = (Verdict.IMPROVING, Verdict.ADVANCING, Verdict.RECOVERING)
FIVE = 5
NOTHING = Html("")


@dataclass(frozen=True)
class Page:
    """One page: its findings, and what it can show of them.

    Attributes
    ----------
    kind, scope : str
        Which page.
    findings : Findings
        All that the page rests on, and nothing else.
    """

    kind: str
    scope: str
    findings: Findings

    @property
    def _framework(self) -> Framework:
        return self.findings.framework

    @property
    def _to(self) -> str:
        """The way from this page to the site's root."""
        return "" if not self.scope else "../"

    def _table(self, findings: list[Finding], caption: str, empty: str) -> Html:
        return scorecard.scorecard(
            findings,
            self.findings.indicators,
            self._framework,
            self._to,
            caption,
            empty,
            at=self.scope if self.kind == "directorate" else "",
        )

    def _own(self) -> list[Finding]:
        """The findings that the page itself is about."""
        if self.kind == "directorate":
            return list(self.findings.findings)
        return list(self.findings.council)

    def lead(self) -> Html:
        """Say the quarter, and the page's subject in a sentence or two."""
        framework, eyebrow = self._framework, panels.eyebrow(self.findings)
        match self.kind:
            case "theme":
                return panels.lead(eyebrow, framework.theme(self.scope).outcome)
            case "directorate":
                role = framework.directorate(self.scope).director_role
                return panels.lead(eyebrow, f"Led by the {role}." if role else "")
            case "indicator":
                return panels.lead(eyebrow, self._indicator.definition)
            case "indicators":
                many = self._framework.words.indicators
                text = f"{len(self.findings.indicators)} {many}, by {self._framework.words.theme}."
                return panels.lead(eyebrow, text)
            case _:
                return panels.lead(eyebrow, headline.lede(self.findings))

    def at_a_glance(self) -> Html:
        """Count the ratings and the improving."""
        return panels.glance(self._own(), self._framework)

    def exceptions(self, most: int = 0) -> Html:
        """Show what needs attention, the most pressing first; at most `most` of them."""
        placed = [f for f in self._own() if f.place_in_exceptions]
        ranked = sorted(placed, key=lambda f: f.urgency)
        shown = ranked[:most] if most else ranked
        total = words.count(len(ranked), "exception")
        caption = "Shaded band: the usual range of each indicator."
        if len(shown) < len(ranked):
            caption = f"The {words.count(len(shown))} most pressing of {total}. {caption}"
        return self._table(shown, caption, "Nothing needs attention this quarter.")

    def improved(self, most: int = FIVE) -> Html:
        """Show what is improving by more than chance would explain."""
        better = [f for f in self._own() if f.verdict in _BETTER]
        better.sort(key=lambda f: _BETTER.index(f.verdict))
        caption = "Improving by more than chance would explain."
        return self._table(better[:most], caption, "No improvement beyond chance this quarter.")

    def changed(self) -> Html:
        """List the indicators whose rating changed since last quarter."""
        label = self._framework.rating.label
        changed = panels.changes(self._own(), self.findings.indicators)
        items = [
            Item(
                f.name,
                f"{label(f.previous_rating or f.rating)} last quarter, now {label(f.rating)}",
                f"{self._to}indicators/{f.indicator.lower()}.html",
            )
            for f in changed
        ]
        return panels.listed(items, "No rating changed since last quarter.")

    def theme_cards(self) -> Html:
        """Show a card for each theme."""
        catalogue = self.findings.indicators
        made = panels.cards(
            (
                (
                    t.name,
                    f"themes/{t.code.lower()}.html",
                    [f for f in self.findings.council if catalogue[f.indicator].theme == t.code],
                )
                for t in self._framework.themes
            ),
            self._framework,
        )
        return panels.section(f"By {self._framework.words.theme}", made, "themes")

    def directorate_cards(self) -> Html:
        """Show a card for each directorate, counting the indicators it owns."""
        catalogue = self.findings.indicators
        made = panels.cards(
            (
                (
                    d.name,
                    f"directorates/{d.code.lower()}.html",
                    [
                        f
                        for f in self.findings.council
                        if catalogue[f.indicator].directorate == d.code
                    ],
                )
                for d in self._framework.directorates
            ),
            self._framework,
        )
        return panels.section(f"By {self._framework.words.directorate}", made, "directorates")

    def perspectives(self) -> Html:
        """Show each quadrant of the scorecard, exceptions first."""
        catalogue, many = self.findings.indicators, self._framework.words.indicators
        ordered = sorted(self._own(), key=lambda f: (f.place_in_exceptions is None, f.urgency))
        sections = []
        for perspective in self._framework.perspectives:
            mine = [f for f in ordered if catalogue[f.indicator].perspective == perspective.code]
            caption = perspective.question or perspective.name
            table = self._table(mine, caption, f"No {many} in this part of the scorecard.")
            sections.append((perspective.name, table))
        return panels.sections(sections)

    def catalogue(self) -> Html:
        """List every indicator under its theme, and after them those that belong to none."""
        groups = [(t.name, t.code) for t in self._framework.themes]
        reported = {f.indicator for f in self.findings.findings}
        sections = []
        for name, theme in [*groups, ("Across the council", "")]:
            items = [
                Item(f"{code} {i.name}", "", f"indicators/{code.lower()}.html")
                if code in reported
                else Item(f"{code} {i.name}", "no figure yet")
                for code, i in self.findings.indicators.items()
                if i.theme == theme
            ]
            if items:
                sections.append((name, panels.listed(items, "")))
        return panels.sections(sections, level=2)

    def of_kind(self, kind: str) -> Html:
        """Show the theme's community outcomes or its council services."""
        catalogue = self.findings.indicators
        mine = [f for f in self._own() if catalogue[f.indicator].kind == Kind(kind)]
        caption = (
            "Outcomes for the community, in which the council plays a part with others."
            if kind == Kind.COMMUNITY
            else "What the council itself provides."
        )
        return self._table(mine, caption, f"No {self._framework.words.indicators} of this kind.")

    @property
    def _indicator(self) -> Indicator:
        return self.findings.indicators[self.scope]

    def _finding(self, indicator: str, organisation: str = "") -> Finding | None:
        wanted = organisation or self._framework.council.code
        for finding in self.findings.findings:
            if finding.key == (indicator, wanted):
                return finding
        return None

    def chart(self, indicator: str = "", organisation: str = "") -> Figure | Html:
        """Draw an indicator's series with its facts; the page's own when none is named."""
        finding = self._finding(indicator or self.scope, organisation)
        if finding is None or not finding.points:
            return panels.message("There is no figure for the council as a whole.")
        measured = self.findings.indicators[finding.indicator]
        beside = facts.facts(finding, measured, self._framework, self._to)
        year_starts = self._framework.council.year_starts
        below = facts.further(finding, measured, year_starts)
        return spc_chart(
            finding,
            measured,
            year_starts,
            beside.html,
            below.html,
            internal=self.findings.audience is Audience.INTERNAL,
        )

    def definition(self) -> Html:
        """Show what the indicator measures and where it comes from."""
        return panels.definition(self._indicator, self._framework)

    def breakdown(self) -> Html:
        """Show the indicator in each directorate that reports it."""
        council = self._framework.council.code
        parts = [f for f in self.findings.findings if f.organisation != council]
        if not parts:
            return NOTHING
        one = self._framework.words.directorate
        caption = "The same measure in each part of the council that reports it."
        made = scorecard.breakdown(parts, self._indicator, self._framework, self._to, caption)
        return panels.section(f"By {one}", made)

    def comparison(self) -> Html:
        """Show the council beside its comparison group."""
        finding = self._finding(self.scope)
        if finding is None or finding.comparison is None:
            return NOTHING
        starts = self._framework.council.year_starts
        made = comparison.comparison(finding.comparison, self._indicator, starts)
        return panels.section("Beside similar councils", made)

    def byline(self, indicator: str, against: str, organisation: str = "") -> Html:
        """Say who owns a piece of commentary, and whether it still matches the figures."""
        finding = self._finding(indicator, organisation)
        role = self.findings.indicators[indicator].owner_role if finding else ""
        return panels.byline(role, stale=finding is None or finding.fingerprint != against)

    def next_dates(self) -> Html:
        """List the coming dates of the reporting calendar."""
        published = panels.publication(self._framework, self.findings.quarter)
        coming = [
            Item(str(quarter), f"published {words.date(dates.publication)}")
            for quarter, dates in self._framework.quarters.items()
            if dates.publication and published and dates.publication > published
        ]
        return panels.listed(coming[:2], "No later publication is in the calendar.")
