"""Any indicator of any part of the council: an A to Z, each with its figures to download."""

from __future__ import annotations

from dataclasses import replace

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import Page
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = ["ExplorerPage"]

DOWNLOADS = "downloads/{}.csv"


class ExplorerPage(Page):
    """Let me look for myself."""

    kind = "explorer"

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return every finding, without its points."""
        made = cls.only(findings, (replace(f, points=()) for f in findings.findings))
        return replace(made, indicators=findings.indicators)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Explore the figures"

    def lede(self) -> str:
        """Say what can be found here."""
        own = self.framework.words
        return (
            f"Every {own.indicator}, with each {own.directorate} that reports it: look for "
            "yourself, or take the figures away."
        )

    def explorer(self) -> Html:
        """Give the controls that the site's script works; without it they are not shown."""
        word = self.framework.words.indicator
        return Html(render("explorer.html", indicator=word[:1].upper() + word[1:]))

    def a_to_z(self) -> Html:
        """List every indicator with its span, who reports it, and its figures as a file."""
        catalogue, starts = self.findings.indicators, self.framework.council.year_starts
        rows = []
        for code in sorted(catalogue, key=lambda code: catalogue[code].name.casefold()):
            mine = [f for f in self.findings.findings if f.indicator == code]
            if not mine:
                continue
            longest = max(mine, key=lambda f: f.n_points)
            rows.append(
                [
                    Cell(catalogue[code].name, under=code, href=f"indicators/{code.lower()}.html"),
                    Cell(words.span(longest.first_period, longest.last_period, starts)),
                    Cell(", ".join(f.organisation_name for f in mine)),
                    Cell("CSV", href=DOWNLOADS.format(code.lower())),
                ]
            )
        columns = [Column(words.capital(self.framework.words.indicator)), Column("From and to")]
        columns += [Column("Reported by"), Column("Download")]
        caption = "The CSV files open in any spreadsheet."
        return table(caption, columns, rows, "There is nothing to report yet.")
