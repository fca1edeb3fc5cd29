"""How one person's work joins up with the council's plan, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.thread import Kind
from pmf_analysis.visuals import panels, thread, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page

__all__ = ["GoldenThreadPage"]


class GoldenThreadPage(Page):
    """The golden thread: plan, theme, action, indicator, service, with its gaps."""

    kind = "golden_thread"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where there is anything to tie."""
        return ("",) if findings.picture.nodes else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the thread alone."""
        whole = findings.picture
        kept = replace(Picture(), nodes=whole.nodes, ties=whole.ties, gaps=whole.gaps)
        return cls.only(findings, (), kept)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Golden thread"

    def lede(self) -> str:
        """Say what is joined, and how often it is not."""
        counted = Counter(node.kind for node in self.picture.nodes)
        kinds = [k for k in (Kind.THEME, Kind.ACTION, Kind.INDICATOR, Kind.SERVICE) if counted[k]]
        said = [
            words.count(
                counted[kind],
                thread.noun(kind, self.framework),
                thread.noun(kind, self.framework, many=True),
            )
            for kind in kinds
        ]
        broken = words.count(len(self.picture.gaps), "gap")
        joined = f"{', '.join(said[:-1])} and {said[-1]}"
        return f"How {joined} hang together. The thread has {broken}."

    def levels(self) -> Html:
        """Show the levels as the council describes them."""
        if not self.framework.thread:
            return NOTHING
        return panels.section("From vision to appraisal", thread.levels(self.framework))

    def gaps(self) -> Html:
        """Show where the thread is broken."""
        return thread.gaps(self.picture.gaps, self.framework)

    def downwards(self) -> Html:
        """Show each theme with what hangs from it."""
        return thread.downwards(self.picture, self.framework)

    def upwards(self) -> Html:
        """Show each service with what it serves."""
        return thread.upwards(self.picture, self.framework)
