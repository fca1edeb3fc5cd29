"""Where the risks stand, from their tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pmf_analysis.findings.moment import Moment
from pmf_analysis.framework.risk import RiskRules
from pmf_analysis.framework.work import Nature, Register
from pmf_analysis.judgements.risk import Review, Risk, standing
from pmf_analysis.tables.book import Book

__all__ = ["risks"]

_TEXTS = ("title", "cause", "event", "consequence", "category", "directorate", "owner_role")


def risks(book: Book, moment: Moment) -> tuple[Risk, ...]:
    """Return the risks that were open at some time since the quarter before, in order.

    A risk that was opened after the day is left out, and one that was closed after it is open.
    """
    reviews: dict[str, list[Review]] = {}
    for row in book["risk_reviews"].to_dict("records"):
        reviews.setdefault(row["risk"], []).append(_review(row))
    rules = book.framework.risk
    return tuple(
        _risk(row, reviews.get(row["risk"], []), rules, moment)
        for row in book["risks"].to_dict("records")
        if _carried(row, moment)
    )


def _carried(row: Mapping[Any, Any], moment: Moment) -> bool:
    closed = _day(row["closed"])
    return row["opened"].date() <= moment.day and (closed is None or closed > moment.before)


def _risk(row: Mapping[Any, Any], reviews: list[Review], rules: RiskRules, moment: Moment) -> Risk:
    closed = _day(row["closed"])
    closed = closed if closed and closed <= moment.day else None
    until = closed or moment.day
    register, nature = Register(row["register"]), Nature(row["nature"])
    known = sorted((r.reviewed_on, r.score) for r in reviews if r.reviewed_on <= until)
    texts = {name: row[name] for name in _TEXTS}
    return Risk(
        risk=row["risk"],
        register=register,
        nature=nature,
        **texts,
        opened=row["opened"].date(),
        closed=closed,
        standing=standing(register, nature, row["category"], reviews, rules, until, moment.before),
        scores=tuple(known),
    )


def _review(row: Mapping[Any, Any]) -> Review:
    def given(name: str) -> int | None:
        return None if pd.isna(row[name]) else int(row[name])

    return Review(
        reviewed_on=row["recorded_on"].date(),
        likelihood=int(row["likelihood"]),
        impact=int(row["impact"]),
        inherent_likelihood=given("inherent_likelihood"),
        inherent_impact=given("inherent_impact"),
        target_likelihood=given("target_likelihood"),
        target_impact=given("target_impact"),
        controls=row["controls"],
        further_action=row["further_action"],
    )


def _day(when: pd.Timestamp) -> dt.date | None:
    return None if pd.isna(when) else when.date()
