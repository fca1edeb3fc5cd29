"""Claims that contradict the figures, judged by sentences that were labelled beforehand."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import hashlib
import json
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience, Basis, Indicator, Polarity, Unit
from pmf_analysis.framework.period import Period
from pmf_analysis.framework.rating import Rating
from pmf_analysis.judgements.finding import Finding, Findings
from pmf_analysis.judgements.signal import Assurance, Variation
from pmf_analysis.judgements.travel import Travel
from pmf_analysis.judgements.verdict import Verdict
from pmf_analysis.pages.commentary import all_of_quarter, before, review
from pmf_analysis.pages.commentary.claims import Claim, contradictions
from pmf_analysis.pages.commentary.claims.numbers import quoted
from pmf_analysis.pages.commentary.claims.plain import clauses, sentences

SET = Path(__file__).parent / "claims"
KINDS: dict[str, Any] = {
    "rating": Rating,
    "variation": Variation,
    "assurance": Assurance,
    "verdict": Verdict,
    "travel_short": Travel,
    "travel_long": Travel,
}
# Measured on these sets: a lower figure means that the checker has got worse.
# Precision and recall of what is certain, then of what is certain or doubted.
FLOORS = {
    "labelled.csv": (1.0, 0.5, 1.0, 0.9),
    "heldout.csv": (1.0, 0.26, 1.0, 0.8),
    "after.csv": (1.0, 0.0, 1.0, 0.5),
}
ALARMS = 6  # of the 349 ordinary sentences
DIGESTS = {
    "labelled.csv": "38a13ebd04b72e2deda3a451ccb5b74cb09e5d8e1cc5d2ebb32a8068ce1fd08c",
    "after.csv": "9b5e0eea493fecd49a886e143b8fdcc7cc5308d680dc48e2920c17e2a921fe17",
    "heldout.csv": "89464a9d4721a24c725c66e5313d3f98d75c7ded25266a105fc33b72673348f1",
}
# The day of publication of each quarter that the demonstration has words for.
WRITTEN = {
    "2025-03-04": "2024-25 Q3",
    "2025-06-03": "2024-25 Q4",
    "2025-09-02": "2025-26 Q1",
    "2025-12-02": "2025-26 Q2",
}
PER = {Unit.PERCENT: 100.0, Unit.RATE: 1000.0}


@cache
def cases() -> dict[str, dict[str, Any]]:
    """The findings that the sentences are about."""
    read: dict[str, dict[str, Any]] = json.loads((SET / "cases.json").read_text(encoding="utf-8"))
    return read


def of(case: str, like: tuple[Finding, Indicator]) -> tuple[Finding, Indicator]:
    """A case as finding and indicator; what it does not say is left as a bare finding has it."""
    said = dict(cases()[case])
    unit, polarity = Unit(said["unit"]), Polarity(said.pop("polarity"))
    frequency = Period.parse(said["period"]).frequency
    indicator = dataclasses.replace(
        like[1], indicator=case, name=said["name"], unit=unit, per=PER.get(unit, 1.0),
        decimals=said["decimals"], polarity=polarity, frequency=frequency,
        basis=Basis.IN_PERIOD, numerator="", denominator="", keywords=(),
        plausible_min=None, plausible_max=None,
    )  # fmt: skip
    said = {key: KINDS[key](value) if key in KINDS else value for key, value in said.items()}
    said["unit"] = unit
    for key in ("previous_period", "last_year_period"):
        said[key] = said[key] or ""
    bare = dataclasses.replace(
        like[0], indicator=case, points=(), happenings=(), comparison=None, outlook=None,
        trend=None, runs=None, charted_every=frequency, charted_target=said["target"],
        travel_short_tested=True, travel_long_tested=True, status="", due=dt.date(2025, 12, 2),
    )  # fmt: skip
    return dataclasses.replace(bare, **said), indicator


def measured(path: Path, findings: Findings) -> dict[str, Any]:
    """Precision and recall over a labelled file, with every sentence that was judged wrongly."""
    first = findings.council[0]
    like = first, findings.indicators[first.indicator]
    framework = findings.framework.model_copy(update={"rating": type(findings.framework.rating)()})
    counts: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found = contradictions(row["sentence"], *of(row["case"], like), framework)
            level = "certain" if any(c.certain for c in found) else "doubt" if found else "silent"
            counts[row["label"], level] += 1
            if (level == "silent") is (row["label"] == "false"):
                wrong.append(
                    f"{row['id']} {row['label']} {level}: {row['sentence']} {_told(found)}"
                )
    return {
        "certain": _scores(counts, ("certain",)),
        "any": _scores(counts, ("certain", "doubt")),
        "ambiguous": {
            level: counts["ambiguous", level] for level in ("certain", "doubt", "silent")
        },
        "wrong": wrong,
    }


def _told(found: list[Claim]) -> str:
    return " | ".join(f"{c.says} -> {c.figures}" for c in found)


def _scores(counts: Counter[tuple[str, str]], levels: tuple[str, ...]) -> dict[str, float]:
    caught = sum(counts["false", level] for level in levels)
    alarms = sum(counts["true", level] for level in levels)
    slips = sum(n for (label, _), n in counts.items() if label == "false")
    return {
        "precision": caught / (caught + alarms) if caught + alarms else 1.0,
        "recall": caught / slips,
        "caught": caught,
        "of": slips,
        "false_alarms": alarms,
    }


@pytest.mark.parametrize("name", FLOORS)
def test_claims_are_told_from_sentences_that_agree(name: str, demonstration: Findings) -> None:
    """What was measured is held; and what an honest reader could not say is never certain."""
    found = measured(SET / name, demonstration)
    assert found["ambiguous"]["certain"] == 0, found["wrong"]
    scores = [
        found[level][score] for level in ("certain", "any") for score in ("precision", "recall")
    ]
    assert all(score >= floor for score, floor in zip(scores, FLOORS[name], strict=True)), found


def test_the_sentences_are_those_that_were_labelled() -> None:
    """No set is changed to suit the checker, nor is a sentence in two of them."""
    sets = {}
    for name, digest in DIGESTS.items():
        text = (SET / name).read_bytes()
        assert hashlib.sha256(text).hexdigest() == digest, name
        rows = csv.DictReader(text.decode().splitlines())
        sets[name] = {row["sentence"] for row in rows}
    assert len(set.union(*sets.values())) == sum(map(len, sets.values()))


def test_ordinary_sentences_that_are_true_seldom_block(demonstration: Findings) -> None:
    """Of 349 about the demonstration's figures, written to be true, few are called slips."""
    council = {finding.indicator: finding for finding in demonstration.council}
    with (SET / "ordinary.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["indicator"] in council]
    called = [
        row["sentence"]
        for row in rows
        for claim in contradictions(
            row["sentence"],
            council[row["indicator"]],
            demonstration.indicators[row["indicator"]],
            demonstration.framework,
        )
        if claim.certain
    ]
    assert len(rows) > 300
    assert len(set(called)) <= ALARMS, called


@pytest.mark.parametrize("text", ["rose ", "the number rose to 97 ", "45%, ", "a target of 3 "])
def test_a_long_cell_is_read_in_no_time(text: str, demonstration: Findings) -> None:
    """A hundred kilobytes without a full stop: what cannot be followed is let be."""
    first = demonstration.council[0]
    indicator = demonstration.indicators[first.indicator]
    start = time.monotonic()
    contradictions(text * (100_000 // len(text)), first, indicator, demonstration.framework)
    assert time.monotonic() - start < 5  # seconds; it took minutes once


@pytest.mark.parametrize(("day", "quarter"), WRITTEN.items())
def test_the_demonstrations_own_words_contradict_nothing(
    day: str, quarter: str, root: Path
) -> None:
    """Four quarters of commentary, each beside the figures as they were published, are whole."""
    as_at = dt.date.fromisoformat(day)
    findings = flow.compute(root / "data", quarter, Audience.INTERNAL, as_at)
    commentary = all_of_quarter(root / "data", findings)
    doubts = review(commentary, findings, before(root / "data", findings))
    assert [str(doubt) for doubt in doubts] == []
    pages = {str(page) for page in commentary}
    assert len(pages) == len(findings.framework.themes) + len(findings.framework.directorates) + 1


@pytest.mark.parametrize(
    ("clause", "numbers"),
    [
        (
            "about 45% of the 1,345 seen in 2025-26",
            [(45, "percent", "about"), (1345, "bare", "exact")],
        ),
        ("almost ten percentage points short", [(10, "points", "under")]),
        (
            "\u00a31.2m, or 3 working days, by 4 july",
            [(1.2e6, "currency", "exact"), (3, "days", "exact")],
        ),
        ("84.6 in every 10,000 in quarter 2 of 2025", [(84.6, "per", "exact")]),
        ("twenty-two more than 12 or so", [(22, "bare", "exact"), (12, "bare", "about")]),
        ("in 2021-22 and q1, on 4 july", []),
    ],
)
def test_numbers_are_read_with_their_unit(
    clause: str, numbers: list[tuple[float, str, str]]
) -> None:
    """Words and digits, thousands and millions; dates, years and quarters are no numbers."""
    found = [(q.value, q.measure.value, q.exactness.value) for q in quoted(clause)]
    assert found == numbers


def test_a_sentence_ends_where_a_reader_hears_it_end() -> None:
    """Decimals and abbreviations end none; code and quotations are not what is said."""
    said = "It was 4.5%, i.e. low. \u201cIt fell!\u201d she said."
    text = f"{said}\n\n> Quoted.\n\n```\ncode.\n```\n- One. Two."
    assert sentences(text) == ("It was 4.5%, i.e. low.", '"It fell!" she said.', "One.", "Two.")
    assert clauses("it fell, but not far; we know why") == ("it fell", "but not far", "we know why")


@given(text=st.text())
def test_whatever_is_written_is_judged_without_failing(demonstration: Findings, text: str) -> None:
    """No text a person writes stops the check."""
    first = demonstration.council[0]
    indicator = demonstration.indicators[first.indicator]
    assert isinstance(contradictions(text, first, indicator, demonstration.framework), list)
