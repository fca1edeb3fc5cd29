"""What was done about it: the audit trail of decisions, and what has moved since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmf_analysis.judgements.finding import Findings
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.response import Moved, Response
from pmf_analysis.visuals import panels, words
from pmf_analysis.visuals import responses as trail
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.page.base import Page
from pmf_analysis.visuals.templates import render

__all__ = ["ResponsesPage"]

_UNTOLD = {Moved.CANNOT_TELL, Moved.TOO_SOON}


class ResponsesPage(Page):
    """What was done about what was found."""

    kind = "responses"
    rests_on = ("responses",)

    @classmethod
    def scopes(cls, findings: Findings) -> Iterable[str]:
        """Yield the whole council where it keeps responses."""
        return ("",) if findings.picture.responses else ()

    @classmethod
    def part(cls, findings: Findings, scope: str) -> Findings:
        """Return the responses, and the catalogue of what they are about."""
        listed = findings.picture.responses
        made = cls.only(findings, (), Picture(responses=listed))
        about = {r.about for r in listed}
        catalogue = {code: i for code, i in findings.indicators.items() if code in about}
        return replace(made, indicators=catalogue)

    @classmethod
    def title(cls, findings: Findings, scope: str) -> str:
        """Return the page's title."""
        return "What was done about it"

    def lede(self) -> str:
        """Say how many decisions are open, and what has moved."""
        listed = self.picture.responses
        still = [r for r in listed if r.closed is None]
        late = sum(r.overdue for r in still)
        total = words.count(len(listed), "decision")
        overdue = f", {words.count(late) if late else 'none'} of them overdue"
        standing = f"{words.count(len(still))} open{overdue}" if still else "all closed"
        text = f"{words.capital(total)} on record: {standing}."
        told = [r for r in listed if r.about_kind == "indicator" and r.moved not in _UNTOLD]
        if told:
            better = self._moved(Moved.BETTER)
            text += (
                f" Of {words.count(len(told))} whose {self.framework.words.indicator} can be "
                f"judged since, {words.count(better) if better else 'none'} moved the better way "
                "by more than chance."
            )
        return text

    def _moved(self, moved: Moved) -> int:
        return sum(r.moved is moved for r in self.picture.responses)

    def counts(self) -> Html:
        """Count the open, the overdue, the closed and the better since."""
        listed = self.picture.responses
        items = [
            (sum(r.closed is None for r in listed), "open"),
            (sum(r.overdue for r in listed), "overdue"),
            (sum(r.closed is not None for r in listed), "closed"),
            (self._moved(Moved.BETTER), "better since, by more than chance"),
            (self._moved(Moved.WORSE), "worse since, by more than chance"),
        ]
        counted = [{"number": number, "text": text} for number, text in items]
        return Html(render("glance.html", items=counted))

    def caution(self) -> Html:
        """Say what movement after a decision does not prove."""
        return panels.message(trail.NO_PROOF, css="note")

    def open_ones(self) -> Html:
        """Show what is still to be done: the overdue first, the longest of them on top."""
        still = [r for r in self.picture.responses if r.closed is None]
        still.sort(key=lambda r: (not r.overdue, r.due is None, r.due or r.raised_on))
        return self._table(still, "Still to be done, the overdue first.", "Nothing is open.")

    def closed_ones(self) -> Html:
        """Show what is done, the latest first."""
        done = [r for r in self.picture.responses if r.closed]
        done.sort(key=lambda r: r.closed or r.raised_on, reverse=True)
        return self._table(done, "Done, the latest first.", "Nothing has been closed yet.")

    def _table(self, listed: Iterable[Response], caption: str, empty: str) -> Html:
        found = self.findings
        return trail.made(
            listed,
            found.indicators,
            self.framework,
            self.to,
            found.reported_on,
            f"{caption} As at {words.date(found.reported_on)}.",
            empty,
        )
