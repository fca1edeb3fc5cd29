"""Every spelling found in the wild reads as one period, or says why it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.period import MONTHS, Frequency, Period, PeriodError
from pmf_analysis.framework.spellings import Anchor, read_period

LONG = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Canonical spelling, and other ways to write it that leave nothing to choose.
CERTAIN = {
    "2018": ("2018 (Rev)", "2018(r)", "2018 [r]", "2018 (revised)", "Calendar year 2018",
             "2018 Reporting year", "2018 (final)"),
    "2016-17": ("2016-17 (OT)", "2016–17", "Financial year 2016-17", "FY2016/17",
                "2016/17 financial", "201617 Financial year", "Tax year 2016/17"),
    "2010-11": ("2010–11", "2010-11 (p)"),
    "2016/17 academic": ("Academic year 2016/17", "201617 Academic year", "2016-17 academic year"),
    "2016/17 autumn": ("201617 Autumn term", "Autumn term 2016/17", "Autumn 2016",
                       "2016/17 Autumn"),
    "2016/17 spring": ("Spring 2017", "201617 Spring term", "spring term 2016-17"),
    "2016/17 summer": ("Summer 2017", "Summer term 2016/17"),
    "2018-19 Q1": ("2018/19 Q1", "Q1 2018/19", "2018–19 Q1", "201819 Financial year Q1",
                   "Quarter 1 2018/19", "201819 Q1"),
    "2018 Q1": ("Q1 2018", "2018Q1", "2018 q1", "2018 Calendar year Q1"),
    "Apr 2021": ("April 2021", "Apr-21", "2021-04", "2021-04-01", "2021-04-30", "01/04/2021",
                 "30/04/2021", "202104", "2021 April", "1 April 2021", "30 Apr 2021",
                 "2021-04-01T00:00:00", "2021-04-01 00:00:00", "04/2021"),
    "Dec 2017": ("201712", "December 2017", "Dec-17", "31 December 2017"),
    "Sep 1999": ("Sept 1999", "Sep-99", "1999-09"),
    "2016 to 2018": ("2016 - 18", "2016-18", "2016-2018", "2016–18", "2016/18", "2016 to 18"),
}  # fmt: skip
# What may be several periods: those of each frequency that chooses among them.
CHOSEN = {
    "2016/17": ("2016-17", "2016/17 academic"),
    "2016/2017": ("2016-17", "2016/17 academic"),
    "201617": ("2016-17", "2016/17 academic"),
    "201011": ("2010-11", "2010/11 academic", "Nov 2010"),
    "Jan-Mar 2018": ("2017-18 Q4", "2018 Q1"),
    "January to March 2018": ("2017-18 Q4", "2018 Q1"),
    "20180000": ("2018", "2018-19", "2018/19 academic"),
    "20180100": ("2018 Q1", "2018-19 Q1"),
    "2004-09": ("Sep 2004", "2004 to 2009"),
}
NONE = (
    *("", "total", "2016-19-20", "201713", "Week 3 2020", "201617 Autumn and spring term"),
    *("Nov-Jan 2018", "2018-06-17", "31/02/2021", "H1 2020", "2021-13", "0000", "1066", "13/2020"),
    *("2018 to 2016", "Q5 2018", "12", "Academic year 2018", "Financial year 2018 Q2 Q3"),
)


@pytest.mark.parametrize("canonical", CERTAIN)
def test_other_ways_to_write_a_period(canonical: str) -> None:
    """Each reads as the same one, whether or not the frequency is known."""
    period = Period.parse(canonical)
    for text in (canonical, *CERTAIN[canonical]):
        assert read_period(text).period == period, text
        assert read_period(text, frequency=period.frequency).period == period, text


@pytest.mark.parametrize("text", CHOSEN)
def test_the_frequency_chooses_and_nothing_else_does(text: str) -> None:
    """Without it the fault names every reading."""
    with pytest.raises(PeriodError) as found:
        read_period(text)
    for canonical in CHOSEN[text]:
        period = Period.parse(canonical)
        assert read_period(text, frequency=period.frequency).period == period
        assert canonical in str(found.value)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_period_is_refused(text: str) -> None:
    """Of no frequency."""
    for frequency in (None, *Frequency):
        with pytest.raises(PeriodError):
            read_period(text, frequency=frequency)


def test_two_thousand_and_ten_to_eleven_is_never_november() -> None:
    """A pair of years with a dash is a year, even where months are wanted."""
    with pytest.raises(PeriodError, match=r"2010-11 \(financial year"):
        read_period("2010-11", frequency=Frequency.MONTH)


def test_a_period_of_another_frequency_is_refused() -> None:
    """A calendar year is no financial year, and its first quarter is not the council's."""
    for text, frequency in (
        ("2018", Frequency.FINANCIAL_YEAR),
        ("2018 Q1", Frequency.QUARTER),
        ("2018/19 Q1", Frequency.CALENDAR_QUARTER),
        ("201617 Academic year", Frequency.FINANCIAL_YEAR),
        ("2016/17 autumn", Frequency.ACADEMIC_YEAR),
    ):
        with pytest.raises(PeriodError, match="belongs"):
            read_period(text, frequency=frequency)


STATUS = {
    "2018 (Rev)": "r", "2018 [r]": "r", "2025 (prov)": "p", "2025 (p)": "p",
    "2025 provisional": "p",
    "2016-17 (OT)": "", "2016-17 (outturn)": "", "2018 (est)": "e", "2018": "", "Apr 2021 (r)": "r",
}  # fmt: skip


@pytest.mark.parametrize("text", STATUS)
def test_a_mark_beside_the_period_is_a_status(text: str) -> None:
    """Provisional and revised are kept; outturn is a figure like any other."""
    assert read_period(text).status == STATUS[text]


ANCHORED = (
    ("2018-06-30", Frequency.QUARTER, Anchor.END, "2018-19 Q1"),
    ("June 2018", Frequency.QUARTER, Anchor.END, "2018-19 Q1"),
    ("2018-04-01", Frequency.QUARTER, Anchor.START, "2018-19 Q1"),
    ("31/03/2019", Frequency.FINANCIAL_YEAR, Anchor.END, "2018-19"),
    ("2018", Frequency.FINANCIAL_YEAR, Anchor.START, "2018-19"),
    ("2018", Frequency.FINANCIAL_YEAR, Anchor.END, "2017-18"),
    ("2018", Frequency.ACADEMIC_YEAR, Anchor.START, "2018/19 academic"),
    ("31 December 2016", Frequency.TERM, Anchor.END, "2016/17 autumn"),
    ("2018-19", Frequency.FINANCIAL_YEAR, Anchor.END, "2018-19"),
)


@pytest.mark.parametrize(("text", "frequency", "anchor", "canonical"), ANCHORED)
def test_a_mapping_says_which_end_is_named(
    text: str, frequency: Frequency, anchor: Anchor, canonical: str
) -> None:
    """A date or a year names one end of a longer period."""
    assert str(read_period(text, frequency=frequency, anchor=anchor).period) == canonical


def test_the_end_of_a_quarter_is_never_guessed() -> None:
    """Without being told, and where no quarter ends, there is a fault."""
    for text, anchor in (("2018-06-30", None), ("2018-07-31", Anchor.END), ("2018", Anchor.END)):
        with pytest.raises(PeriodError):
            read_period(text, frequency=Frequency.QUARTER, anchor=anchor)


def test_the_councils_year_may_start_in_another_month() -> None:
    """Quarters and years move with it; the calendar's do not."""
    assert str(read_period("Jan-Mar 2018", 1, Frequency.QUARTER).period) == "2018-19 Q1"
    assert str(read_period("Jul-Sep 2018", 7, Frequency.QUARTER).period) == "2018-19 Q1"
    assert read_period("2018 Q3", 7).period.start.isoformat() == "2018-07-01"


FIRST = st.integers(1970, 2067)


def spellings(period: Period) -> list[str]:
    """Every other way in which a period is written, with its frequency known."""
    year, month = divmod(period.first, 12)
    after, short = year + 1, f"{(year + 1) % 100:02d}"
    pairs = [
        f"{year}/{short}",
        f"{year}-{short}",
        f"{year}–{short}",
        f"{year}{short}",
        f"{year}/{after}",
    ]
    last = LONG[(month + 2) % 12]
    match period.frequency:
        case Frequency.MONTH:
            name, number = LONG[month], month + 1
            return [
                f"{name} {year}", f"{MONTHS[month]}-{year % 100:02d}", f"{year}{number:02d}",
                f"{year}-{number:02d}-01", f"01/{number:02d}/{year}", f"{period.end:%d/%m/%Y}",
            ]  # fmt: skip
        case Frequency.QUARTER:
            start = year if month >= 3 else year - 1
            q, pair = (month - 3) // 3 % 4 + 1, f"{start}/{(start + 1) % 100:02d}"
            return [f"{pair} Q{q}", f"Q{q} {pair}", f"{LONG[month]} to {last} {year}"]
        case Frequency.CALENDAR_QUARTER:
            q = month // 3 + 1
            return [f"Q{q} {year}", f"{year}Q{q}", f"{MONTHS[month]}-{MONTHS[month + 2]} {year}"]
        case Frequency.FINANCIAL_YEAR | Frequency.ACADEMIC_YEAR:
            kind = "Academic" if period.frequency is Frequency.ACADEMIC_YEAR else "Financial"
            return [*pairs, *(f"{kind} year {pair}" for pair in pairs), f"{year}0000"]
        case Frequency.CALENDAR_YEAR:
            return [f"{year} (r)", f"Calendar year {year}", f"{year}0000"]
        case Frequency.TERM:
            name = str(period).split()[1]
            start = int(str(period)[:4])
            pair = f"{start}/{(start + 1) % 100:02d}"
            return [
                f"{name} {year}",
                f"{name.title()} term {pair}",
                f"{pair.replace('/', '')} {name}",
            ]
        case _:
            end = year + period.months // 12 - 1
            return [f"{year} - {end % 100:02d}", f"{year}-{end}", f"{year} to {end}"]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period of any frequency."""
    year = draw(FIRST)
    short = f"{(year + 1) % 100:02d}"
    quarter, month = draw(st.integers(1, 4)), draw(st.sampled_from(MONTHS))
    term = draw(st.sampled_from(("autumn", "spring", "summer")))
    end = min(year + draw(st.integers(2, 4)), year // 100 * 100 + 99)
    texts = [
        f"{month} {year}", f"{year}-{short} Q{quarter}", f"{year} Q{quarter}", f"{year}-{short}",
        f"{year}", f"{year}/{short} academic", f"{year}/{short} {term}",
    ]  # fmt: skip
    if end > year + 1:
        texts.append(f"{year} to {end}")
    return Period.parse(draw(st.sampled_from(texts)))


@given(periods())
def test_every_period_reads_back_in_every_way_it_is_spelt(period: Period) -> None:
    """With the frequency that its indicator has."""
    for text in (str(period), *spellings(period)):
        assert read_period(text, frequency=period.frequency).period == period, text


@given(st.text(alphabet="0123456789 -/QaprJn()totermyx", max_size=16))
def test_any_text_is_a_period_or_a_fault(text: str) -> None:
    """Never another error; and what is read is of the frequency asked for."""
    for frequency in (None, *Frequency):
        try:
            period = read_period(text, frequency=frequency).period
        except PeriodError:
            continue
        assert frequency is None or period.frequency is frequency
