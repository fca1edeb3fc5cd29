"""What could stop the council: its registers of risks, and the opportunities beside them."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.framework.work import LinkKind, Nature, Register
from pmf_analysis.judgements import risk as judged
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.risk import Movement, Risk
from pmf_analysis.visuals import panels, words
from pmf_analysis.visuals import risk as shown
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.risk_words import meaning
from pmf_analysis.visuals.templates import render

__all__ = ["RiskPage"]


class RiskPage(Page):
    """What could stop the council from doing what it promised."""

    kind = "risk"
    rests_on = ("risks",)

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield one page where this edition shows a risk."""
        return ("",) if findings.picture.risks else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the risks, and the actions that are linked to them."""
        whole = findings.picture
        codes = {r.risk for r in whole.risks}
        tied = judged.linked(whole.links, LinkKind.ACTION, LinkKind.RISK, codes)
        kept = Picture(
            risks=whole.risks,
            actions=tuple(a for a in whole.actions if a.action in tied),
            links=tuple(k for k in whole.links if {k[0], k[2]} == {LinkKind.RISK, LinkKind.ACTION}),
        )
        return cls.only(findings, (), kept)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "Risks"

    def lede(self) -> str:
        """Say how many strategic risks there are, how high, and what was not looked at."""
        listed = self._open(Register.STRATEGIC)
        if not listed:
            return f"{words.count(len(self._all()), 'risk').capitalize()} on the registers."
        bands = (
            (band.name.lower(), sum(_in(r, band.code) for r in listed))
            for band in reversed(self.framework.risk.bands)
        )
        split = ", ".join(f"{words.count(n)} {name}" for name, n in bands if n)
        many = words.count(len(listed), "strategic risk").capitalize()
        above, rising = sum(r.above_appetite for r in listed), sum(r.growing for r in listed)
        late = sum(r.overdue or r.unreviewed for r in listed)
        said = [
            f"{many} {_be(len(listed))} open{': ' if split else ''}{split}.",
            f"{words.count(above).capitalize()} {_be(above)} more than the council is ready to "
            f"carry, and {words.count(rising)} {'has' if rising == 1 else 'have'} risen since "
            "last quarter.",
        ]
        if late:
            said.append(f"{words.count(late, 'review').capitalize()} {_be(late)} overdue.")
        return " ".join(said)

    def at_a_glance(self) -> Html:
        """Count what is above appetite, risen, fallen, overdue and never reviewed."""
        risks = self._all()
        items = [
            (sum(r.above_appetite for r in risks), "above what the council is ready to carry"),
            (sum(r.growing for r in risks), "risen since last quarter"),
            (sum(r.moved is Movement.DOWN for r in risks), "fallen since last quarter"),
            (sum(r.overdue for r in risks), "with a review overdue"),
            (sum(r.unreviewed for r in risks), "never reviewed"),
        ]
        counts = [{"number": number, "text": text} for number, text in items]
        return Html(render("glance.html", items=counts))

    def attention(self) -> Html:
        """List the risks above appetite, risen, or not looked at in time."""
        pressing = [
            r for r in self._all() if r.above_appetite or r.growing or r.overdue or r.unreviewed
        ]
        rules = self.framework.risk
        items = [
            Item(f"{r.risk} {r.title}", meaning(r, rules), f"#{shown.ANCHOR}{r.risk.lower()}")
            for r in sorted(pressing, key=shown.pressing)
        ]
        return panels.listed(items, "No risk is above appetite, rising or overdue for review.")

    def matrix(self) -> Html:
        """Show the strategic risks by likelihood and impact."""
        rules = self.framework.risk
        edges = ", ".join(f"{band.name} from {band.least}" for band in rules.bands)
        caption = (
            "Strategic risks by likelihood and impact. A score is the one times the other: "
            f"{edges}."
        )
        return shown.matrix(self._open(Register.STRATEGIC), rules, caption)

    def strategic(self) -> Html:
        """Show the strategic register."""
        caption = "Strategic risks: above appetite first, then by score."
        return self._table(
            self._open(Register.STRATEGIC), caption, "No strategic risk is on the register."
        )

    def project(self) -> Html:
        """Show the projects' register; nothing where there is none."""
        listed = self._open(Register.PROJECT)
        if not listed:
            return NOTHING
        made = self._table(listed, "Risks to projects: above appetite first, then by score.")
        return panels.section("Project register", made)

    def opportunities(self) -> Html:
        """Show what could help; nothing where the council keeps none beside its risks."""
        listed = [r for r in self.picture.risks if r.open and r.nature is Nature.OPPORTUNITY]
        if not listed or not self.framework.risk.opportunities:
            return NOTHING
        caption = "What could turn out well. A higher score is a larger opportunity."
        return panels.section("Opportunities", self._table(listed, caption))

    def operational(self) -> Html:
        """Show the operational register by directorate, where this edition shows it."""
        listed = self._open(Register.OPERATIONAL)
        if not listed:
            return NOTHING
        places = [(d.code, d.name) for d in self.framework.directorates]
        council = self.framework.council
        parts = []
        for code, name in [("", "The whole council"), (council.code, council.name), *places]:
            mine = [r for r in listed if r.directorate == code]
            if mine:
                caption = f"Operational risks, {name}, with the dates of their reviews."
                parts.append((name, self._table(mine, caption)))
        return panels.section("Operational register", panels.sections(parts))

    def closed(self) -> Html:
        """List the risks that were closed since last quarter."""
        gone = [r for r in self.picture.risks if not r.open and self._kept(r)]
        items = [
            Item(f"{r.risk} {r.title}", f"closed {words.date(r.closed)}") for r in gone if r.closed
        ]
        return panels.listed(items, "No risk was closed since last quarter.")

    def _table(self, risks: Iterable[Risk], caption: str, empty: str = "") -> Html:
        return shown.register(
            risks, self.framework, self.to, caption, picture=self.picture, empty=empty, here=True
        )

    def _kept(self, risk: Risk) -> bool:
        return risk.nature is Nature.RISK or self.framework.risk.opportunities

    def _all(self) -> list[Risk]:
        return [r for r in self.picture.risks if r.open and r.nature is Nature.RISK]

    def _open(self, register: Register) -> list[Risk]:
        return [r for r in self._all() if r.register is register]


def _in(risk: Risk, band: str) -> bool:
    return risk.standing is not None and risk.standing.band == band


def _be(n: int) -> str:
    return "is" if n == 1 else "are"
