"""Revisions: an earlier report is rebuilt as it stood, and each later change is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmf_analysis import findings as flow
from pmf_analysis.findings.moment import moment
from pmf_analysis.findings.revisions import revisions
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.revision import Revision
from tests import books

FRAMEWORK = books.FRAMEWORK + (
    "    - {quarter: 2025-26 Q2, publication: 2025-12-02}\n"
    "disclosure:\n  groups:\n    small: {minimum: 5}\n"
)
Q4, Q1, Q2 = "2024-25 Q4", "2025-26 Q1", "2025-26 Q2"
EARLY = ("2025-04-20", "2025-07-20", "2025-10-20")  # before each report
TARGET = "1,X1,2025-26,75,,,,,plan,Agreed,2025-04-01"


def write(
    folder: Path,
    rows: list[str],
    targets: list[str] | None = None,
    *indicators: str,
    framework: str = FRAMEWORK,
    **more: list[str],
) -> Path:
    return books.write(
        folder,
        framework=framework,
        indicators=[books.INDICATOR_COLUMNS, *(indicators or (books.indicator("1", "Share"),))],
        observations=[books.OBSERVATION_COLUMNS, *rows],
        targets=[books.TARGET_COLUMNS, *(targets or [])],
        events=None,
        **more,
    )


def told(
    folder: Path, who: Audience = Audience.PUBLIC, quarter: str = Q2, as_at: str = ""
) -> tuple[Revision, ...]:
    ledger = flow.load(folder)
    day = dt.date.fromisoformat(as_at) if as_at else None
    when = moment(ledger.framework, ledger.framework.period(quarter), day)
    return revisions(ledger, when, who)


def row(quarter: str, figures: str, day: str, status: str = "", note: str = "") -> str:
    return f"1,X1,{quarter},,{figures},{status},{note},{day}"


def plain(*values: str) -> list[str]:
    """The three quarters, each before its report."""
    return [row(q, v, d) for q, v, d in zip((Q4, Q1, Q2), values, EARLY, strict=True)]


USUAL = plain("70,70,100", "71,71,100", "72,72,100")


def test_an_earlier_report_is_rebuilt_as_it_stood(tmp_path: Path) -> None:
    """Q1 was published on 2 September with 71.0, red; 76.0 and green came on 1 October."""
    rows = [*USUAL, row(Q1, "76,76,100", "2025-10-01", "r", "Late cases")]
    folder = write(tmp_path, rows, [TARGET])
    then, now = (
        flow.compute(folder, Q1, as_at=day).council[0] for day in (dt.date(2025, 9, 2), None)
    )
    assert (then.value, str(then.rating), then.last_period) == (71, "RED", Q1)
    assert (now.value, str(now.rating)) == (76, "GREEN")


def test_a_revised_figure_is_told_with_its_rating(tmp_path: Path) -> None:
    """71 against 75 is 4 short, beyond 3.75; 72 is 3 short, within it."""
    rows = [*USUAL, row(Q1, "72,72,100", "2025-10-01", "r", "Late cases")]
    (found,) = told(write(tmp_path, rows, [TARGET]))
    assert (found.indicator, found.organisation, found.period) == ("1", "X1", Q1)
    assert (found.was, found.now, str(found.revised)) == (71, 72, "FIGURE")
    assert (str(found.rating_was), str(found.rating_now)) == ("RED", "AMBER")
    assert (found.published_in, found.changed_on) == (Q1, dt.date(2025, 10, 1))
    assert (found.why, found.rating_changed) == ("Late cases", True)


def test_the_last_report_that_gave_the_figure_is_named(tmp_path: Path) -> None:
    """Q4's figure stood in the report of Q1 too, and was changed after that."""
    rows = [*USUAL, row(Q4, "69,69,100", "2025-10-01", "r")]
    (found,) = told(write(tmp_path, rows))
    assert (found.period, found.published_in) == (Q4, Q1)


def test_each_report_that_was_overtaken_is_told(tmp_path: Path) -> None:
    """70 in June, 69 in September, 68 by December; the latest first."""
    rows = [*USUAL, row(Q4, "69,69,100", "2025-08-01", "r", "First")]
    rows.append(row(Q4, "68,68,100", "2025-10-01", "r", "Second"))
    found = told(write(tmp_path, rows))
    assert [(r.published_in, r.was, r.now, r.why) for r in found] == [
        (Q1, 69, 68, "Second"),
        (Q4, 70, 69, "First"),
    ]


@pytest.mark.parametrize(
    ("figures", "day"),
    [
        ("71,71,100", "2025-10-01"),  # confirmed as it was
        ("71.04,7104,10000", "2025-10-01"),  # 71.0 to a reader, as before
        ("72,72,100", "2025-08-01"),  # before it was published
        ("72,72,100", "2025-12-03"),  # after the day that is reported on
    ],
)
def test_what_no_reader_can_tell_is_no_revision(tmp_path: Path, figures: str, day: str) -> None:
    rows = [*USUAL, row(Q1, figures, day, "r")]
    assert told(write(tmp_path, rows)) == ()


def test_an_earlier_day_knows_only_what_was_changed_by_then(tmp_path: Path) -> None:
    """On the eve of the change there is none."""
    rows = [*USUAL, row(Q1, "72,72,100", "2025-10-01", "r")]
    folder = write(tmp_path, rows)
    assert told(folder, as_at="2025-09-30") == ()
    assert len(told(folder, as_at="2025-10-01")) == 1


def test_a_figure_that_was_taken_back(tmp_path: Path) -> None:
    """Not available any more: there is none now, and no rating."""
    rows = [*USUAL, row(Q1, ",,", "2025-10-01", "x", "Counted wrongly")]
    (found,) = told(write(tmp_path, rows, [TARGET]))
    assert (found.was, found.now, str(found.rating_now)) == (71, None, "NO_DATA")
    assert found.why == "Counted wrongly"


@pytest.mark.parametrize("now", [(",,", "c"), ("3,3,100", "r")])
def test_a_figure_that_is_withheld_now_tells_nothing(tmp_path: Path, now: tuple[str, str]) -> None:
    """By its status, or by the small-number rule: neither what it was nor why."""
    guarded = books.indicator("1", "Share", disclosure="small")
    rows = [*USUAL, row(Q1, "40,40,100", "2025-09-15", "r", "Forty")]
    rows.append(row(Q1, now[0], "2025-10-01", now[1], "Only three people"))
    (found,) = told(write(tmp_path, rows, [TARGET], guarded))
    assert (str(found.revised), found.was, found.now, found.why) == ("WITHHELD", None, None, "")
    assert not found.rating_changed


def test_what_came_before_it_was_withheld_is_not_told_either(tmp_path: Path) -> None:
    """71 in June, 60 in September, withheld by December: of 71 and 60 nothing is left."""
    rows = [row(Q4, "71,71,100", EARLY[0]), row(Q4, "60,60,100", "2025-08-01", "r", "Sixty")]
    rows += [row(Q4, ",,", "2025-10-01", "c"), *USUAL[1:]]
    (found,) = told(write(tmp_path, rows))
    assert (str(found.revised), found.was, found.now) == ("WITHHELD", None, None)


def test_what_was_withheld_then_was_not_reported(tmp_path: Path) -> None:
    """A figure of 3 that became 30 was never given."""
    guarded = books.indicator("1", "Share", disclosure="small")
    rows = [*plain("70,70,100", "3,3,100", "72,72,100"), row(Q1, "30,30,100", "2025-10-01", "r")]
    assert told(write(tmp_path, rows, None, guarded)) == ()


SERVICES = FRAMEWORK.replace(
    "- {code: advice, name: Housing advice}",
    "- {code: advice, name: Housing advice}\n      - {code: repairs, name: Repairs}",
)


def of_services(*late: str) -> list[str]:
    """Two services of 30 out of 50 a quarter; the council and directorate are their sums."""
    rows = [
        f"1,{service},{quarter},,60,30,50,,,{day}"
        for service in ("advice", "repairs")
        for quarter, day in zip((Q4, Q1, Q2), EARLY, strict=True)
    ]
    return [*rows, *late]


def test_a_whole_changes_with_its_part(tmp_path: Path) -> None:
    """60 of 100 becomes 65 of 100; the public reads no note of an internal row."""
    late = f"1,repairs,{Q1},,70,35,50,r,Five late cases,2025-10-01"
    folder = write(tmp_path, of_services(late), framework=SERVICES)
    public, inside = told(folder), told(folder, Audience.INTERNAL)
    assert [(r.organisation, r.was, r.now, r.why) for r in public] == [
        ("X1", 60, 65, ""),
        ("housing", 60, 65, ""),
    ]
    assert {(r.organisation, r.was, r.now, r.why) for r in inside} == {
        ("X1", 60, 65, "Five late cases"),
        ("housing", 60, 65, "Five late cases"),
        ("repairs", 60, 70, "Five late cases"),
    }
    assert {r.changed_on for r in inside} == {dt.date(2025, 10, 1)}


def test_a_part_that_comes_late_changes_the_whole(tmp_path: Path) -> None:
    """Repairs first reports Q1 in October: 30 of 50 was the whole, now it is 70 of 100."""
    rows = [r for r in of_services() if not r.startswith(("1,repairs,2024", f"1,repairs,{Q1}"))]
    rows.append(f"1,repairs,{Q1},,80,40,50,,,2025-10-01")
    found = told(write(tmp_path, rows, framework=SERVICES))
    assert [(r.organisation, r.period, r.was, r.now) for r in found] == [
        ("X1", Q1, 60, 70),
        ("housing", Q1, 60, 70),
    ]


def test_internal_indicators_are_told_inside_alone(tmp_path: Path) -> None:
    rows = [*USUAL, row(Q1, "72,72,100", "2025-10-01", "r")]
    folder = write(tmp_path, rows, None, books.indicator("1", "Share", audience="internal"))
    assert told(folder) == ()
    assert len(told(folder, Audience.INTERNAL)) == 1


def test_breakdowns_are_not_told(tmp_path: Path) -> None:
    """The ledger is of the report's own figures."""
    rows = USUAL
    rows += [
        f"1,X1,{Q1},sex: women,{v},{v},100,,,{d}" for v, d in ((50, EARLY[1]), (55, "2025-10-01"))
    ]
    assert told(write(tmp_path, rows)) == ()


def test_a_target_that_was_changed_after_the_figure_was_judged(tmp_path: Path) -> None:
    """74 was 1 short of 75, close; eased to 73 in October, it is met."""
    eased = "1,X1,2025-26,73,,,,,plan,Eased,2025-10-01"
    rows = plain("74,74,100", "74,74,100", "74,74,100")
    (found,) = told(write(tmp_path, rows, [TARGET, eased]))
    assert (str(found.revised), found.period, found.published_in) == ("TARGET", Q1, Q1)
    assert (found.was, found.now, found.why) == (75, 73, "Eased")
    assert (str(found.rating_was), str(found.rating_now)) == ("AMBER", "GREEN")
    assert found.changed_on == dt.date(2025, 10, 1)


def test_a_target_that_was_changed_before_its_first_figure(tmp_path: Path) -> None:
    """Agreed in April, changed in July: the report of Q4 stood between, and nothing was rated."""
    rows = plain("74,74,100", "74,74,100", "74,74,100")
    (found,) = told(
        write(tmp_path, rows, [TARGET, TARGET.replace("75,", "78,")[:-10] + "2025-07-22"])
    )
    assert (found.period, found.published_in, found.was, found.now) == ("2025-26", Q4, 75, 78)
    assert not found.rating_changed


def test_a_margin_that_was_changed(tmp_path: Path) -> None:
    """74 is 1 short of 75: within 3.75, but not within a hundredth of 75."""
    tight = "1,X1,2025-26,75,,,0.01,,plan,Tightened,2025-10-01"
    rows = plain("74,74,100", "74,74,100", "74,74,100")
    (found,) = told(write(tmp_path, rows, [TARGET, tight]))
    assert (str(found.revised), found.was, found.now) == ("MARGIN", None, 0.01)
    assert (str(found.rating_was), str(found.rating_now)) == ("AMBER", "RED")


def test_a_band_that_was_moved(tmp_path: Path) -> None:
    """74 lay inside 70 to 80; it is 1 above 60 to 73, within 3.65 of it."""
    bands = [
        "1,X1,2025-26,,70,80,,,plan,,2025-04-01",
        "1,X1,2025-26,,60,73,,,plan,Moved,2025-10-01",
    ]
    rows = plain("74,74,100", "74,74,100", "74,74,100")
    indicator = books.indicator("1", "Share", polarity="range")
    (found,) = told(write(tmp_path, rows, bands, indicator))
    assert (found.was, found.was_upper, found.now, found.now_upper) == (70, 80, 60, 73)
    assert (str(found.rating_was), str(found.rating_now)) == ("GREEN", "AMBER")


def test_a_withdrawn_target(tmp_path: Path) -> None:
    """No target any more, and so no rating."""
    gone = "1,X1,2025-26,,,,,,plan,Withdrawn,2025-10-01"
    rows = plain("74,74,100", "74,74,100", "74,74,100")
    (found,) = told(write(tmp_path, rows, [TARGET, gone]))
    assert (found.was, found.now, str(found.rating_now)) == (75, None, "NO_TARGET")
    assert found.why == "Withdrawn"


def test_next_years_targets_revise_nothing(tmp_path: Path) -> None:
    """Targets are added every year."""
    rows = plain("74,74,100", "74,74,100", "74,74,100")
    new = "1,X1,2026-27,80,,,,,plan,,2025-10-01"
    assert told(write(tmp_path, rows, [TARGET, new])) == ()


def test_a_better_last_year_counts_then_and_now(tmp_path: Path) -> None:
    """Red, or amber where better than a year ago: 60 beat 59, and 61 does not beat 62.

    The figure of the year before was revised in the same weeks; each day has its own.
    """
    rule = "rating: {last_year: true}\n"
    rows = [
        row("2024-25 Q1", "59,59,100", "2024-07-20"),
        row("2024-25 Q1", "62,62,100", "2025-10-01", "r"),
        *plain("70,70,100", "60,60,100", "72,72,100"),
        row(Q1, "61,61,100", "2025-10-01", "r"),
    ]
    found = {r.period: r for r in told(write(tmp_path, rows, [TARGET], framework=rule + FRAMEWORK))}
    assert str(found[Q1].rating_was) == "AMBER"
    assert str(found[Q1].rating_now) == "RED"
