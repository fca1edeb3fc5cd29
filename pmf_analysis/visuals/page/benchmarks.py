"""How the council compares with others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pmf_analysis.judgements.evidence import Against, Comparison
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.visuals import panels, places, words
from pmf_analysis.visuals.figure import Figure, Html
from pmf_analysis.visuals.page.base import Page
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.spine import key, spines
from pmf_analysis.visuals.standing import Beside, beside

__all__ = ["BenchmarksPage"]

_OTHERS: dict[str, Callable[[Comparison], Against | None]] = {
    "the rest of the group together": lambda compared: compared.others,
    "England": lambda compared: compared.nation,
}
_ELSEWHERE = "Across the council"


class BenchmarksPage(Page):
    """Every figure that can be compared with similar councils and England."""

    kind = "benchmarks"
    rests_on = ("benchmarks",)

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where anything can be compared."""
        return ("",) if cls.part(findings, "").findings else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the council's findings that are compared."""
        return cls.only(findings, (f for f in findings.council if f.comparison))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's question."""
        return "How we compare"

    def lede(self) -> str:
        """Count what is better and worse than others, beyond chance, and then say of how many."""
        said = [self._against(name) for name in _OTHERS]
        compared = words.capital(self._counted(len(self.own())))
        verb = "is" if len(self.own()) == 1 else "are"
        said.append(
            f"{compared} {verb} compared with similar councils; what chance explains, or is the "
            "same as published, counts as similar."
        )
        return " ".join(sentence for sentence in said if sentence)

    def _counted(self, number: int) -> str:
        return words.count(number, self.framework.words.indicator, self.framework.words.indicators)

    def _against(self, name: str) -> str:
        """Say how many are better and worse than one comparator; "" where none can be tested."""
        standings = [self._standing(f, name) for f in self.own()]
        count = {standing: standings.count(standing) for standing in Beside}
        tested = sum(count[standing] for standing in (Beside.BETTER, Beside.WORSE, Beside.SIMILAR))
        if not tested:
            return ""
        better, worse, similar = (
            words.count(count[standing]) if count[standing] else "none"
            for standing in (Beside.BETTER, Beside.WORSE, Beside.SIMILAR)
        )
        return (
            f"Of {self._counted(tested)} that can be tested against {name}, {better} "
            f"{'is' if count[Beside.BETTER] < 2 else 'are'} better, "  # noqa: PLR2004 - none is
            f"{worse} worse and {similar} similar."
        )

    def _standing(self, finding: Finding, name: str) -> Beside:
        polarity = self.findings.indicators[finding.indicator].polarity
        other = _OTHERS[name](finding.comparison) if finding.comparison else None
        return beside(other, polarity)

    def worse(self) -> Html:
        """List what is worse than others by more than chance explains."""
        return self._listed(Beside.WORSE)

    def better(self) -> Html:
        """List what is better than others by more than chance explains."""
        return self._listed(Beside.BETTER)

    def _listed(self, wanted: Beside) -> Html:
        items = []
        for finding in self.own():
            names = [name for name in _OTHERS if self._standing(finding, name) is wanted]
            if names:
                indicator = self.findings.indicators[finding.indicator]
                value = words.figure(finding.value, indicator)
                text = f"{value}, {wanted.value} than {' and '.join(names)}"
                href = f"{self.to}indicators/{finding.indicator.lower()}.html"
                items.append(Item(indicator.name, text, href))
        return panels.listed(items, f"Nothing is {wanted.value} by more than chance explains.")

    def places(self) -> Figure | Html:
        """Draw the council's place in each comparison."""
        rows = places.ranked(self.own(), self.findings.indicators)
        made = places.places(rows, self.framework, self.findings.quarter)
        return made or panels.message("No place can be given in any comparison.")

    def key(self) -> Html:
        """Explain the drawing."""
        return panels.fold("what each mark means", key())

    def by_theme(self) -> Html:
        """Show every comparison, a table a theme."""
        catalogue, themes = self.findings.indicators, self.framework.themes
        known = {theme.code for theme in themes}
        groups = [
            (t.name, [f for f in self.own() if catalogue[f.indicator].theme == t.code])
            for t in themes
        ]
        rest = [f for f in self.own() if catalogue[f.indicator].theme not in known]
        return panels.sections(
            (name, self._table(name, mine)) for name, mine in [*groups, (_ELSEWHERE, rest)] if mine
        )

    def _table(self, name: str, findings: list[Finding]) -> Html:
        groups = sorted({f.comparison.group for f in findings if f.comparison})
        spelt = " and ".join(group.replace("-", " ").replace("_", " ") for group in groups)
        caption = f"{name}: the council beside {spelt}"
        return spines(findings, self.findings.indicators, self.framework, self.to, caption, "")
