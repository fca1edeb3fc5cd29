"""What the charts of a comparison say: never more than the test found."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pmf_analysis.framework.indicator import Polarity
from pmf_analysis.judgements.evidence import Against
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.visuals import comparison, funnel, funnel_words
from pmf_analysis.visuals.neighbours import neighbours
from pmf_analysis.visuals.places import Row, places
from pmf_analysis.visuals.ranking import ranking
from pmf_analysis.visuals.standing import Beside
from tests.visuals.compared import COMPARED, FIRST, FUNNEL, LAST, OURS, SHARE


@pytest.mark.parametrize(
    ("others", "polarity", "title"),
    [
        (Against(46.0, 1), "higher", "60.0% is better than the rest of the group, beyond chance"),
        (Against(46.0, 1), "lower", "60.0% is worse than the rest of the group, beyond chance"),
        (Against(46.0, 1), "none", "60.0% is higher than the rest of the group, beyond chance"),
        (
            Against(46.0, 0),
            "higher",
            "60.0% does not differ from the rest of the group beyond chance",
        ),
        (Against(60.04, 0), "higher", "60.0% is the same as the rest of the group, as published"),
        (Against(46.0, None), "higher", "Place 2 of 3, not tested against chance"),
        (None, "higher", "Place 2 of 3, not tested against chance"),
    ],
)
def test_a_title_says_no_more_than_the_test(
    others: Against | None, polarity: str, title: str
) -> None:
    """Better and worse only where the test found a difference and one side is better."""
    made = replace(COMPARED, others=others)
    assert comparison.title(made, replace(SHARE, polarity=Polarity(polarity))) == title


def test_without_a_place_or_a_test_only_the_company_is_named() -> None:
    made = replace(COMPARED, others=None, rank=None)
    assert comparison.title(made, SHARE) == "60.0% beside two other areas"
    assert ranking(made, SHARE, 4) is None


@pytest.mark.parametrize(
    ("low", "high", "title"),
    [
        (1, 3, "Place 2 of 3, though chance leaves 1 to 3 open"),
        (2, 2, "Place 2 of 3, and chance hardly moves that place"),
        (None, None, "Place 2 of 3; how far chance moves it is not known"),
    ],
)
def test_a_place_is_said_with_what_chance_leaves_open(
    low: int | None, high: int | None, title: str
) -> None:
    """Never the place alone as if it were certain."""
    ours = replace(OURS, rank_lower=low, rank_upper=high)
    made = ranking(replace(COMPARED, places=(FIRST, ours, LAST)), SHARE, 4)
    assert made is not None
    assert made.title == title


@pytest.mark.parametrize(
    ("outside", "words"),
    [(0, "within the limits"), (1, "above the 95% limit"), (-2, "below the 99.8% limit")],
)
def test_a_funnel_says_where_the_council_stands(outside: int, words: str) -> None:
    """In title, alternative text and facts alike; others beyond a limit by name and side."""
    members = tuple(replace(m, outside=outside) if m.area == "X1" else m for m in FUNNEL.members)
    held = replace(FUNNEL, members=members)
    made = funnel.funnel(replace(COMPARED, funnel=held), SHARE, 4)
    assert made is not None
    inside = "60.0% is within what is usual among these councils"  # the limits are widened
    assert made.title == (f"60.0% is {words} for a council of this size" if outside else inside)
    assert f"Smallbridge: 60.0% of 100, {words}." in made.alternative
    assert words.capitalize() in made.aside
    assert "Hill (below the 99.8% limit)" in made.alternative
    assert "Wider than chance alone" in made.aside
    unwidened = replace(COMPARED, funnel=replace(held, widened=False))
    assert "Wider than chance alone" not in funnel_words.read(unwidened, unwidened.funnel).html


def test_the_funnels_table_gives_the_limits_of_each_area() -> None:
    """The largest first, each with its own limits."""
    header, told = funnel_words.figures(COMPARED, FUNNEL, SHARE)
    assert header[-1] == "Where it stands"
    ours = next(row for row in told if row[0] == "Smallbridge (this council)")
    assert ours[1:] == ("100", "60.0%", "47.0 to 67.0", "41.0 to 72.0", "within the limits")


def test_a_council_without_an_interval_is_drawn_and_said() -> None:
    """Its figure stands among the others'; the note names it."""
    bare = replace(OURS, lower=None, upper=None, rank_lower=None, rank_upper=None)
    made = neighbours(replace(COMPARED, places=(FIRST, bare, LAST)), SHARE, 4)
    assert "No interval is known for Smallbridge." in made.notes
    assert "95% interval" not in made.alternative
    none = [replace(p, lower=None, upper=None, rank_lower=None) for p in (FIRST, bare, LAST)]
    without = neighbours(replace(COMPARED, places=tuple(none)), SHARE, 4)
    assert "95% interval" not in without.header
    assert without.notes == (
        "No interval is known for these figures, so chance cannot be allowed for.",
    )


def test_facts_say_england_the_rest_and_who_is_missing() -> None:
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", comparison.comparison(COMPARED, SHARE).html))
    assert "Place 2 of 3, 1 is best, likely 1 to 3" in said
    assert "48.0% The council is higher by more than chance explains, which is better." in said
    assert "55.0% The council does not differ from it by more than chance explains." in said
    assert "One area of the group" in said


@pytest.mark.parametrize(
    ("low", "high", "title"),
    [
        (1, 1, "Of one place, one clearly in the better half, none in the worse"),
        (1, 2, "Of one place, none clearly in the better half, none in the worse"),
        (3, 3, "Of one place, none clearly in the better half, one in the worse"),
        (None, None, "How far chance moves these places is not known"),
    ],
)
def test_clearly_in_a_half_means_every_likely_place(
    demonstration: Findings, low: int | None, high: int | None, title: str
) -> None:
    """Of three areas the middle place belongs to neither half."""
    ours = replace(OURS, rank_lower=low, rank_upper=high)
    row = Row("Share of homes", replace(COMPARED, places=(FIRST, ours, LAST)), Beside.SIMILAR)
    made = places([row], demonstration.framework, "2025-26 Q1")
    assert made is not None
    assert made.title == title
