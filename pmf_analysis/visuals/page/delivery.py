"""The delivery plan: whether the council does what it said it would."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.judgements.delivery import Action, changed, needs_attention
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.visuals import delivery, panels, tallies, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import Page

__all__ = ["DeliveryPage"]


class DeliveryPage(Page):
    """Every action of the plan, what needs attention, and what moved."""

    kind = "delivery"
    rests_on = ("actions",)

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page when there is an action to show."""
        return ("",) if findings.picture.actions else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the actions."""
        return cls.only(findings, (), Picture(actions=findings.picture.actions))

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return what the council calls its delivery plan."""
        return findings.framework.words.delivery_plan

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action."""
        return self.picture.actions

    def lede(self) -> str:
        """Say how many actions stand where, need attention, moved and are new."""
        every = len(self.actions)
        late = sum(needs_attention(action) for action in self.actions)
        moved = sum(changed(action) for action in self.actions)
        new = sum(action.previous is None for action in self.actions)
        needing = words.capital(tallies.part(late, every, "needs attention", "need attention"))
        said = [needing]
        if new < every:  # what is new has no last quarter to have moved since
            said.append(f"{tallies.part(moved, every, 'moved', 'moved')} since last quarter")
        if new:
            said.append(tallies.part(new, every, "is new in the plan", "are new in the plan"))
        return f"{tallies.summary(self.actions, self.framework)} {'; '.join(said)}."

    def at_a_glance(self) -> Html:
        """Count the actions by status, with last quarter's counts."""
        return tallies.glance(self.actions, self.framework)

    def attention(self) -> Html:
        """Show what is late, at risk or silent, the most slipped first."""
        return delivery.attended(self.actions, self.framework, self.to)

    def changed(self) -> Html:
        """Show the actions whose status or expected date moved since last quarter."""
        return delivery.moved(self.actions, self.framework, self.to)

    def by_theme(self) -> Html:
        """Count the actions of each theme by status."""
        made = tallies.by_theme(self.actions, self.framework)
        return panels.section(f"By {self.framework.words.theme}", made)

    def by_directorate(self) -> Html:
        """Count the actions of each directorate by status."""
        made = tallies.by_directorate(self.actions, self.framework)
        return panels.section(f"By {self.framework.words.directorate}", made)

    def by_group(self) -> Html:
        """Count the actions that each board or group oversees by status."""
        return tallies.by_group(self.actions, self.framework)

    def every(self) -> Html:
        """Show every action under its theme, and after them those that belong to none."""
        theme = self.framework.words.theme
        places = [(t.code, t.name) for t in self.framework.themes]
        parts = []
        for code, name in [*places, ("", f"Part of no {theme}")]:
            mine = [action for action in self.actions if action.theme == code]
            caption = tallies.summary(mine, self.framework)
            if mine:
                made = delivery.tracker(mine, self.framework, self.to, caption, here=True)
                parts.append((name, panels.fold(words.count(len(mine), "action"), made)))
        return panels.sections(parts)
