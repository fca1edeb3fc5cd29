"""What every page can do: say its subject, show a scorecard, draw a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.visuals import facts, panels, scorecard, words
from pmf_analysis.visuals.figure import Figure, Html
from pmf_analysis.visuals.spc_chart import spc_chart

__all__ = ["NOTHING", "Page"]

NOTHING = Html("")


@dataclass(frozen=True)
class Page:
    """One page: its findings, and what it can show of them.

    Attributes
    ----------
    scope : str
        The code of what it is about; "" for the whole council.
    findings : Findings
        All that the page rests on, and nothing else.
    kind : str
        Which page; names its notebook.
    folder : str
        Where pages of a kind that has scopes stand; "" for a kind that has one page.
    rests_on : tuple of str
        Optional tables without which there is no such page.
    told : bool
        Whether it holds what people tell, so that there is none while they tell nothing.
    """

    scope: str
    findings: Findings

    kind: ClassVar[str] = ""
    folder: ClassVar[str] = ""
    rests_on: ClassVar[tuple[str, ...]] = ()
    told: ClassVar[bool] = False

    @classmethod
    def path(cls, scope: str = "") -> str:
        """Where the page stands in the book, without suffix: ``themes/homes``."""
        return f"{cls.folder}/{scope.lower()}" if cls.folder else cls.kind.replace("_", "-")

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield the scopes that have a page; one "" for a page about the whole council."""
        return ("",)

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return only what the page rests on.

        Raises
        ------
        WrongUse
            There is no page of that scope.
        """
        return cls.only(findings, findings.council)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title, in the council's own words."""
        raise NotImplementedError

    @classmethod
    def open(cls, findings: Findings, scope: str) -> Self:
        """Return the page with its part of the findings."""
        return cls(scope, cls.part(findings, scope))

    @staticmethod
    def only(
        findings: Findings, kept: Iterable[Finding], picture: Picture | None = None
    ) -> Findings:
        """Return findings narrowed to some, their indicators, and a part of the picture."""
        listed = tuple(kept)
        used = {f.indicator for f in listed}
        catalogue = {code: i for code, i in findings.indicators.items() if code in used}
        return replace(
            findings, findings=listed, indicators=catalogue, picture=picture or Picture()
        )

    @property
    def framework(self) -> Framework:
        """The council's words and rules."""
        return self.findings.framework

    @property
    def picture(self) -> Picture:
        """What the page rests on beside indicators."""
        return self.findings.picture

    @property
    def to(self) -> str:
        """The way from this page to the site's root."""
        return "../" if self.folder else ""

    @property
    def at(self) -> str:
        """The organisation that the page is about, whose name need not be said again."""
        return ""

    def own(self) -> list[Finding]:
        """Return the findings that the page itself is about."""
        return list(self.findings.council)

    def lede(self) -> str:
        """Say the page's subject in a sentence or two."""
        return ""

    def lead(self) -> Html:
        """Show the quarter, and the page's subject in a sentence or two."""
        return panels.lead(panels.eyebrow(self.findings), self.lede())

    def needing(self) -> str:
        """Say how many of the page's own findings need attention."""
        placed = sum(f.place_in_exceptions is not None for f in self.own())
        one, many = self.framework.words.indicator, self.framework.words.indicators
        of = words.count(len(self.own()), one, many)
        verb = "needs" if placed == 1 else "need"
        return f"{words.capital(words.count(placed))} of {of} {verb} attention." if placed else ""

    def at_a_glance(self) -> Html:
        """Count the ratings and the improving."""
        return panels.glance(self.own(), self.framework)

    def scorecard(self, findings: Iterable[Finding], caption: str, empty: str) -> Html:
        """Show findings as a scorecard."""
        catalogue = self.findings.indicators
        return scorecard.scorecard(
            findings, catalogue, self.framework, self.to, caption, empty, at=self.at
        )

    def folded(self, findings: Sequence[Finding], scorecard: Html) -> Html:
        """Fold a scorecard away where there is no room, saying how many rows it has."""
        if not findings:
            return scorecard
        one, many = self.framework.words.indicator, self.framework.words.indicators
        return panels.fold(words.count(len(findings), one, many), scorecard)

    def exceptions(self, most: int = 0) -> Html:
        """Show what needs attention, the most pressing first; at most `most` of them."""
        placed = [f for f in self.own() if f.place_in_exceptions]
        ranked = sorted(placed, key=lambda f: f.urgency)
        shown = ranked[:most] if most else ranked
        total = words.count(len(ranked), "exception")
        one = self.framework.words.indicator
        caption = f"Shaded band: the usual range of each {one}."
        if len(shown) < len(ranked):
            caption = f"The {words.count(len(shown))} most pressing of {total}. {caption}"
        return self.scorecard(shown, caption, "Nothing needs attention this quarter.")

    def perspectives(self) -> Html:
        """Show each quadrant of the scorecard, exceptions first."""
        catalogue, many = self.findings.indicators, self.framework.words.indicators
        ordered = sorted(self.own(), key=lambda f: (f.place_in_exceptions is None, f.urgency))
        sections = []
        for perspective in self.framework.perspectives:
            mine = [f for f in ordered if catalogue[f.indicator].perspective == perspective.code]
            if not mine and self.folder:  # the whole council's scorecard shows an empty quadrant
                continue
            caption = perspective.question or perspective.name
            table = self.scorecard(mine, caption, f"No {many} in this part of the scorecard.")
            sections.append((perspective.name, self.folded(mine, table)))
        return panels.sections(sections)

    def finding(self, indicator: str, organisation: str = "") -> Finding | None:
        """Return a finding of an indicator, the council's own when no other is named."""
        wanted = indicator, organisation or self.framework.council.code
        return next((f for f in self.findings.findings if f.key == wanted), None)

    def chart(
        self, indicator: str = "", organisation: str = "", *, full: bool = False
    ) -> Figure | Html:
        """Draw an indicator's series with its facts; the page's own when none is named.

        One that is named stands among others, so it has what matters most and a way to the rest,
        unless it is asked for in full.
        """
        finding = self.finding(indicator or self.scope, organisation)
        if finding is None or not finding.points:
            return panels.message("There is no figure for the council as a whole.")
        measured = self.findings.indicators[finding.indicator]
        year_starts = self.framework.council.year_starts
        brief = bool(indicator) and not full
        beside = facts.facts(finding, measured, self.framework, self.to, brief=brief)
        if brief:
            below = self._in_full(finding)
            finding = replace(finding, outlook=None)  # whose note would have nothing to stand by
        else:
            below = facts.further(finding, measured, year_starts)
        return spc_chart(
            finding,
            measured,
            year_starts,
            beside.html,
            below.html,
            internal=self.findings.audience is Audience.INTERNAL,
        )

    def _in_full(self, finding: Finding) -> Html:
        name = f"{words.capital(self.framework.words.indicator)} {finding.indicator} in full"
        href = f"{self.to}indicators/{finding.indicator.lower()}.html"
        return panels.onwards([panels.Item(name, href=href)])

    def byline(self, indicator: str, against: str, organisation: str = "") -> Html:
        """Say who owns a piece of commentary, and whether it still matches the figures."""
        finding = self.finding(indicator, organisation)
        role = self.findings.indicators[indicator].owner_role if finding else ""
        return panels.byline(role, stale=finding is None or finding.fingerprint != against)
