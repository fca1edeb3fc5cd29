"""The whole picture beside the indicators: plan, risks, money, people, responses, trust."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_analysis.judgements.aim import Aim
from pmf_analysis.judgements.breakdown import Breakdown
from pmf_analysis.judgements.delivery import Action
from pmf_analysis.judgements.finance import Account, Total
from pmf_analysis.judgements.objective import Objective
from pmf_analysis.judgements.quality import Quality
from pmf_analysis.judgements.question import Question
from pmf_analysis.judgements.response import Response
from pmf_analysis.judgements.revision import Revision
from pmf_analysis.judgements.risk import Risk
from pmf_analysis.judgements.thread import Gap, Node
from pmf_analysis.judgements.voices import Feedback, Inspection, Note, Recommendation, Request

__all__ = ["Picture"]


@dataclass(frozen=True)
class Picture:
    """Everything found for a quarter that is no indicator's own finding.

    A page is handed only the parts that it shows; a part of a table that the council does not
    keep is empty.

    Attributes
    ----------
    missing : tuple of str
        The tables that the council does not keep.
    actions, objectives, risks, accounts, totals, responses, recommendations, inspections,
    feedback, requests, context, breakdowns, aims
        In the order of their tables.
    nodes, gaps : tuple
        What hangs together in the golden thread, and where it is broken; `ties` are pairs of
        positions in `nodes`, the one nearer the plan first.
    quality : tuple of Quality
        In the order of the catalogue.
    revisions : tuple of Revision
        The latest first.
    questions : tuple of Question
        The most pressing first.
    """

    missing: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    objectives: tuple[Objective, ...] = ()
    risks: tuple[Risk, ...] = ()
    accounts: tuple[Account, ...] = ()
    totals: tuple[Total, ...] = ()
    population: float | None = None
    responses: tuple[Response, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    requests: tuple[Request, ...] = ()
    context: tuple[Note, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    links: tuple[tuple[str, str, str, str], ...] = ()
    nodes: tuple[Node, ...] = ()
    ties: tuple[tuple[int, int], ...] = ()
    gaps: tuple[Gap, ...] = ()
    quality: tuple[Quality, ...] = ()
    revisions: tuple[Revision, ...] = ()
    questions: tuple[Question, ...] = ()
    aims: tuple[Aim, ...] = ()
