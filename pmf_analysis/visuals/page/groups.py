"""Who works on it together: the council's boards and groups, and its partners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.framework.plan import Group
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.visuals import delivery, panels, tallies, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.scorecard import rating_mark
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["GroupsPage"]


class GroupsPage(Page):
    """What each board or group oversees, and which figures rest on partners."""

    kind = "groups"

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where there is a group or a partner."""
        partners = any(_partners(findings, f) for f in findings.council)
        return ("",) if findings.framework.groups or partners else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the groups' actions, and the indicators that name a partner."""
        actions = tuple(a for a in findings.picture.actions if a.group)
        shared = [replace(f, points=()) for f in findings.council if _partners(findings, f)]
        return cls.only(findings, shared, Picture(actions=actions))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Groups and partners"

    def lede(self) -> str:
        """Say how many there are."""
        said = []
        if self.framework.groups:
            many = words.count(
                len(self.framework.groups), "group or meeting", "groups and meetings"
            )
            said.append(f"What {many} look{'s' if len(self.framework.groups) == 1 else ''} after.")
        shared = len(self.own())
        if shared:
            own = self.framework.words
            many = words.count(shared, own.indicator, own.indicators)
            rest = "rests" if shared == 1 else "rest"
            said.append(f"{words.capital(many)} {rest} on partners as well.")
        text = " ".join(said)
        return text[:1].upper() + text[1:]

    def groups(self) -> Html:
        """Show each group with its remit, and where its actions stand."""
        return panels.sections([(g.name, self._group(g)) for g in self.framework.groups], level=2)

    def _group(self, group: Group) -> Html:
        mine = [a for a in self.picture.actions if a.group == group.code]
        pieces = [panels.message(group.remit, "")] if group.remit else []
        if group.oversees:
            pieces.append(panels.listed([Item(point) for point in group.oversees], ""))
        if mine:
            caption = tallies.summary(mine, self.framework)
            made = delivery.tracker(mine, self.framework, self.to, caption)
            pieces.append(panels.fold(words.count(len(mine), "action"), made))
        return Html("".join(piece.html for piece in pieces))

    def partners(self) -> Html:
        """Show each partner with the indicators that rest on it."""
        found: dict[str, list[Finding]] = {}
        for finding in self.own():
            for partner in _partners(self.findings, finding):
                found.setdefault(partner, []).append(finding)
        if not found:
            return NOTHING
        word = self.framework.words.indicator
        columns = [Column("Partner"), Column(words.capital(word)), Column("Now")]
        rows = [
            [
                Cell(partner),
                Cell(f.name, f.indicator, f"indicators/{f.indicator.lower()}.html"),
                Cell(mark=rating_mark(f.rating, self.framework)),
            ]
            for partner, mine in sorted(found.items())
            for f in mine
        ]
        caption = "Whose work these figures depend on, beside the council's own."
        return panels.section("Partners", table(caption, columns, rows, ""))


def _partners(findings: Findings, finding: Finding) -> list[str]:
    named = findings.indicators[finding.indicator].partners.split(";")
    return [name.strip() for name in named if name.strip()]
