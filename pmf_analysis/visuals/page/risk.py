"""What could stop the council: its registers of risks, and the opportunities beside them."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.framework.work import LinkKind, Nature, Register
from pmf_analysis.judgements import risk as judged
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.risk import Movement, Risk
from pmf_analysis.visuals import panels, tallies, words
from pmf_analysis.visuals import risk as shown
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import NOTHING, Page
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.risk_words import meaning
from pmf_analysis.visuals.table import Cell, Column, table
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
        """Say how many risks there are, on which registers, how high, and what was not reviewed."""
        listed = self._all()
        if not listed:
            return "No risk is open."
        bands = {band.code: band.name for band in reversed(self.framework.risk.bands)}
        unscored = "not scored yet"
        names = [bands[r.standing.band] if r.standing else unscored for r in listed]
        split = tallies.split(names, [*bands.values(), unscored])
        verb = "is" if len(listed) == 1 else "are"
        said = [f"{words.capital(self._registers(len(listed), f'{verb} open'))}: {split}."]
        every = len(listed)
        said.append(self._above_and_risen(listed, every))
        late, never = sum(r.overdue for r in listed), sum(r.unreviewed for r in listed)
        missed = []
        if late:
            missed.append(f"{words.count(late, 'review is', 'reviews are')} overdue")
        if never:
            missed.append(f"{words.count(never, 'risk was', 'risks were')} never reviewed")
        if missed:
            text = ", and ".join(missed)
            said.append(f"{text[:1].upper()}{text[1:]}.")
        return " ".join(said)

    def _above_and_risen(self, listed: list[Risk], every: int) -> str:
        above, rising = sum(r.above_appetite for r in listed), sum(r.growing for r in listed)
        risen = f"{tallies.part(rising, every, 'has risen', 'have risen')} since last quarter."
        if not self._appetite:
            return f"{risen[:1].upper()}{risen[1:]}"
        what = "more than the council is ready to carry"
        carried = tallies.part(above, every, f"is {what}", f"are {what}")
        return f"{carried[:1].upper()}{carried[1:]}, and {risen}"

    def at_a_glance(self) -> Html:
        """Count the same risks as the headline: open, above appetite, moved, not reviewed."""
        risks = self._all()
        where = self._registers(len(risks), "open").partition(" ")[2]
        items = [(len(risks), where)]
        if self._appetite:
            above = sum(r.above_appetite for r in risks)
            items.append((above, "above what the council is ready to carry"))
        items += [
            (sum(r.growing for r in risks), "risen since last quarter"),
            (sum(r.moved is Movement.DOWN for r in risks), "fallen since last quarter"),
            (sum(r.overdue for r in risks), "with a review overdue"),
            (sum(r.unreviewed for r in risks), "never reviewed"),
        ]
        counts = [{"number": number, "text": text} for number, text in items]
        return Html(render("glance.html", items=counts))

    @property
    def _appetite(self) -> bool:
        """Whether the council says how much it is ready to carry."""
        rules = self.framework.risk
        return rules.default_appetite is not None or bool(rules.appetite)

    def _registers(self, n: int, verb: str) -> str:
        """How many risks there are, and on which registers, so that nobody need guess."""
        kept = [str(kind) for kind in Register if self._open(kind)]
        if len(kept) == 1:
            return f"{words.count(n, f'{kept[0]} risk')} {verb}"
        names = f"{', '.join(kept[:-1])} and {kept[-1]}" if kept else "council's"
        return f"{words.count(n, 'risk')} {verb} on the {names} registers"

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

    def intervals(self) -> Html:
        """Show how often a risk of each band is looked at again, and to whom the register goes."""
        rules = self.framework.risk
        columns = [Column("Register"), *(Column(band.name) for band in rules.bands)]
        rows = [
            [
                Cell(words.capital(str(register))),
                *(Cell(f"every {rules.interval(register, band.code)}") for band in rules.bands),
            ]
            for register in Register
            if self._open(register)
        ]
        made = table("By the colour of its score.", columns, rows, "")
        if rules.reported:
            to = f"The strategic register goes to the {rules.reported.to}"
            told = panels.message(f"{to} every {rules.reported.every}.", "")
            made = Html(told.html + made.html)
        return panels.section("How often each risk is looked at again", made)

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
