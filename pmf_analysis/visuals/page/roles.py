"""Who does what: councillors, officers, who is told what, and the thread between them."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.framework.plan import Role
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import panels, thread, words
from pmf_analysis.visuals.entries import points
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["RolesPage"]

FEW = 3  # responsibilities that a narrow screen has room for unfolded


class RolesPage(Page):
    """Each role with its responsibilities, and what reaches whom."""

    kind = "roles"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where the profile says who does what."""
        profile = findings.framework
        return ("",) if profile.roles or profile.reporting or profile.thread else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the profile alone."""
        return cls.only(findings, ())

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Who does what"

    def lede(self) -> str:
        """Say whose duties these are."""
        return f"Who answers for what in {self.framework.council.short}, and who is told."

    def members(self) -> Html:
        """Show what councillors answer for."""
        return self._roles("member", words.capital(self.framework.words.councillors))

    def officers(self) -> Html:
        """Show what officers answer for."""
        return self._roles("officer", "Officers")

    def _roles(self, kind: str, heading: str) -> Html:
        mine = [role for role in self.framework.roles if role.kind == kind]
        if not mine:
            return NOTHING
        return panels.section(heading, panels.sections((r.role, _duties(r)) for r in mine))

    def reporting(self) -> Html:
        """Show who is told what, and how often; a report that is a page here leads to it."""
        listed = self.framework.reporting
        if not listed:
            return NOTHING
        noted = any(one.note for one in listed)
        columns = [Column(c) for c in ("Report", "To", "How often", *(["Note"] if noted else []))]
        rows = [
            [
                Cell(one.report, href=f"{one.page}.html" if one.page else ""),
                Cell("; ".join(one.to)),
                Cell(one.every),
                *([Cell(one.note)] if noted else []),
            ]
            for one in listed
        ]
        made = table("What is reported, to whom, and how often.", columns, rows, "")
        return panels.section("Who is told what, and when", made)

    def levels(self) -> Html:
        """Show the levels of the golden thread, each with who answers for it."""
        if not self.framework.thread:
            return NOTHING
        return panels.section("From vision to appraisal", thread.levels(self.framework))


def _duties(role: Role) -> Html:
    made = points(role.responsibilities)
    if len(role.responsibilities) <= FEW:
        return made if role.responsibilities else NOTHING
    return panels.fold(
        words.count(len(role.responsibilities), "responsibility", "responsibilities"), made
    )
