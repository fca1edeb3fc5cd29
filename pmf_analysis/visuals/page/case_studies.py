"""Case studies: stories of the work behind the figures."""

from __future__ import annotations

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import panels, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import Page

__all__ = ["CaseStudiesPage"]


class CaseStudiesPage(Page):
    """What people who did the work tell of it, with the figures that it is about."""

    kind = "case_studies"
    told = True

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Case studies"

    def lede(self) -> str:
        """Say what the stories are."""
        return "The work behind the figures of the last year, told by the people who did it."

    def about(self, quarter: str, theme: str = "", service: str = "") -> Html:
        """Say when and where a story happened.

        Parameters
        ----------
        quarter : str
            Such as ``2025-26 Q2``.
        theme, service : str
            Codes; "" for none.
        """
        themes = {t.code: t.name for t in self.framework.themes}
        said = [
            words.quarter(self.framework.period(quarter)),
            themes.get(theme, ""),
            self.framework.organisation_name(service) if service else "",
        ]
        return panels.message(" · ".join(text for text in said if text))
