"""Risks for people: the register, the matrix, and what a score means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmf_analysis.framework.profile import Framework
from pmf_analysis.framework.risk import RiskRules
from pmf_analysis.framework.work import LinkKind, Nature
from pmf_analysis.judgements import risk as judged
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.risk import Movement, Risk, Standing
from pmf_analysis.visuals import delivery, words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.risk_words import band_look, band_mark, lasting, meaning
from pmf_analysis.visuals.scorecard import RatingMark
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = ["ANCHOR", "matrix", "pressing", "register"]

DATA_QUALITY = "data-quality"
ANCHOR = "risk-"
_CHANGED = {Movement.UP: "↑ Up from", Movement.DOWN: "↓ Down from", Movement.SAME: "→ Still"}


def register(
    risks: Iterable[Risk],
    framework: Framework,
    to: str,
    caption: str,
    *,
    picture: Picture | None = None,
    empty: str = "No risk stands here.",
    here: bool = False,
) -> Html:
    """Return risks or opportunities as a table, the most pressing first.

    Parameters
    ----------
    risks : iterable of Risk
        What to show.
    framework : Framework
        The council's words and rules.
    to : str
        The way from the page to the site's root.
    caption, empty : str
        Said above the table, or in its place.
    picture : Picture, optional
        Names the actions that a risk is linked to.
    here : bool
        Whether this is the page that links to a risk lead to.
    """
    listed = sorted(risks, key=pressing)
    helpful = bool(listed) and all(r.nature is Nature.OPPORTUNITY for r in listed)
    columns = (
        Column("Opportunity" if helpful else "Risk"),
        Column("Score"),
        Column("Since last quarter"),
        Column("Next review"),
        Column("Who, and what next"),
        Column("What it means"),
    )
    rows = [_row(r, framework, to, picture or Picture(), here=here) for r in listed]
    return table(caption, columns, rows, empty)


def matrix(risks: Iterable[Risk], rules: RiskRules, caption: str) -> Html:
    """Return the matrix: likelihood by impact, each cell with its band and the risks in it."""
    placed: dict[tuple[int, int], list[str]] = {}
    outside = []
    for risk in risks:
        if risk.standing is None:
            outside.append(f"{risk.risk} is not in it: nobody has reviewed it yet.")
            continue
        review = risk.standing.review
        if max(review.likelihood, review.impact) > rules.size:
            outside.append(f"{risk.risk} is not in it: it is scored beyond {rules.size}.")
        placed.setdefault((review.likelihood, review.impact), []).append(risk.risk)
    steps = range(1, rules.size + 1)
    rows = [
        (
            likelihood,
            [
                {
                    "score": likelihood * impact,
                    "band": rules.band(likelihood * impact).name,
                    "shape": band_look(rules, likelihood * impact)[0],
                    "css": band_look(rules, likelihood * impact)[1],
                    "codes": placed.get((likelihood, impact), []),
                }
                for impact in steps
            ],
        )
        for likelihood in reversed(steps)
    ]
    return Html(
        render(
            "risk_matrix.html",
            caption=caption,
            impacts=steps,
            rows=rows,
            prefix=ANCHOR,
            notes=outside,
        )
    )


def pressing(risk: Risk) -> tuple[bool, bool, int, str]:
    """Order risks: above appetite first, then by score; those never scored last."""
    score = risk.standing.review.score if risk.standing else 0
    return risk.unreviewed, not risk.above_appetite, -score, risk.risk


def _row(
    risk: Risk, framework: Framework, to: str, picture: Picture, *, here: bool
) -> Sequence[Cell]:
    standing, rules = risk.standing, framework.risk
    further = standing.review.further_action if standing else ""
    tied = judged.linked(picture.links, LinkKind.ACTION, LinkKind.RISK, {risk.risk})
    following = render(
        "risk_next.html",
        owner=risk.owner_role or "Nobody is named",
        place=framework.organisation_name(risk.directorate),
        further=further,
        actions=[
            {"title": a.title, "href": delivery.href(a.action, to)}
            for a in picture.actions
            if a.action in tied
        ],
    )
    name = Cell(piece=_name(risk, standing, to, here=here))
    means = Cell(meaning(risk, rules))
    if standing is None:
        since, due = Cell("Never scored"), Cell("Never reviewed", css="v-red")
    else:
        since, due = _since(risk, standing, rules), _due(risk, standing)
    return (name, _scores(risk, rules), since, due, Cell(piece=Html(following)), means)


def _name(risk: Risk, standing: Standing | None, to: str, *, here: bool) -> Html:
    told = [
        ("Cause", risk.cause),
        ("Event", risk.event),
        ("Consequence", risk.consequence),
        ("Controls in place", standing.review.controls if standing else ""),
    ]
    told = [(name, text) for name, text in told if text]
    anchor = f"{ANCHOR}{risk.risk.lower()}"
    plain = risk.category.replace("_", "-").lower()
    return Html(
        render(
            "risk_name.html",
            risk=risk,
            anchor=anchor if here else "",
            href=f"{to}risk.html#{anchor}",
            doubt=plain == DATA_QUALITY,
            category=words.capital(plain.replace("-", " ")),
            told=told,
            summary="Cause, consequence and controls",
        )
    )


def _scores(risk: Risk, rules: RiskRules) -> Cell:
    if risk.standing is None:
        return Cell("Not scored yet")
    review = risk.standing.review
    given = [("Before controls", review.inherent), ("Now", review.score), ("Aim", review.target)]
    known = [(name, score) for name, score in given if score is not None]
    limit = rules.appetite_for(risk.category)
    if risk.nature is Nature.OPPORTUNITY:  # the names of bands are for what would hurt
        marks = [(name, RatingMark("◆", str(score), "blue")) for name, score in known]
        return Cell(piece=Html(render("risk_scores.html", scores=marks)))
    marks = [(name, band_mark(rules, score)) for name, score in known]
    drawn = Html(render("risk_scores.html", scores=marks))
    return Cell(piece=drawn, under="" if limit is None else f"Appetite: up to {limit}")


def _since(risk: Risk, standing: Standing, rules: RiskRules) -> Cell:
    if standing.movement is Movement.NEW:
        text = "★ New: first scored since then"
    else:
        text = f"{_CHANGED[standing.movement]} {standing.previous}"
    if risk.nature is Nature.OPPORTUNITY:
        return Cell(text)
    band = rules.band(standing.review.score).name
    begun = words.date(standing.since)
    if standing.since == standing.day:
        return Cell(text, under=f"{band} since {begun}")
    return Cell(text, under=f"{band} for {lasting(standing.since, standing.day)}, since {begun}")


def _due(risk: Risk, standing: Standing) -> Cell:
    last = f"Last reviewed {words.date(standing.review.reviewed_on)}"
    due = words.date(standing.review_due)
    if not risk.open:
        return Cell("Closed", under=last)
    return Cell(f"Overdue: was due {due}" if risk.overdue else due, last, css=_late(risk))


def _late(risk: Risk) -> str:
    return "v-red" if risk.overdue else ""
