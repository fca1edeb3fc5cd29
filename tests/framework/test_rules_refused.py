"""Rules of risk and money that cannot be used: refused by key, what belongs there, what came."""

from __future__ import annotations

import pytest

from pmf_analysis.sources.profile_file import parse
from tests import books

BANDS = "risk:\n  bands:\n    - {code: a, name: A, least: "
REVIEW = "risk:\n  review:\n    project: {green: "
PRICES = "finance:\n  deflator: {name: Prices, base: 2024-25, index: "
HIGHEST = "expected 25 or less, the highest score of a 5 by 5 matrix, got"
REFUSED: list[tuple[str, str, str]] = [
    (f"{BANDS}2}}", "risk.bands.1.least", "expected 1, since the first band begins at the lowest"),
    (
        f"{BANDS}1}}\n    - {{code: b, name: B, least: 1}}",
        "risk.bands.2.least",
        "expected more than 1, where the band before (A) begins, got 1",
    ),
    (
        f"{BANDS}1}}\n    - {{code: a, name: B, least: 3}}",
        "risk.bands.2.code",
        "expected a code that no band before has, got 'a'",
    ),
    (
        f"{BANDS}1}}\n    - {{code: b, name: B, least: 26}}",
        "risk.bands.2.least",
        f"{HIGHEST} 26",
    ),
    ("risk: {bands: []}", "risk.bands", "expected at least one band, which begins at 1, got []"),
    (
        "risk: {size: 3}",  # three times three is nine, and the usual red begins at 15
        "risk.size",
        "expected bands to be given as well: the usual Red begins at 15, and scores end at 9, "
        "got 3",
    ),
    ("risk: {appetite: {legal: 26}}", "risk.appetite.legal", f"{HIGHEST} 26"),
    ("risk: {default_appetite: 40}", "risk.default_appetite", f"{HIGHEST} 40"),
    (
        f"{REVIEW}8 weeks}}",
        "risk.review.project",
        "expected an interval for each band, also amber, red, got 'green'",
    ),
    (
        f"{REVIEW}8 weeks, amber: 8 weeks, red: 8 weeks, black: 8 weeks}}",
        "risk.review.project.black",
        "expected one of the bands green, amber, red, got 'black'",
    ),
    (
        f"{REVIEW}soon}}",
        "risk.review.project.green",
        "expected an interval like 8 weeks or 3 months, got 'soon'",
    ),
    (
        f"{REVIEW}0 weeks}}",
        "risk.review.project.green",
        "expected an interval like 8 weeks or 3 months, got '0 weeks'",
    ),
    *(
        (
            f"finance: {{tolerance: {given}}}",
            "finance.tolerance",
            "expected a share of the budget, 0 or more and below 1, such as 0.01 for 1%, got "
            f"{given}",
        )
        for given in ("1", "100", "-0.01")
    ),
    *(
        (
            f"finance: {{explain_share: {given}}}",
            "finance.explain_share",
            "expected a share of the budget, above 0 and up to 1, such as 0.02 for 2%, got "
            f"{given}",
        )
        for given in ("1.5", "0")
    ),
    (
        f"{PRICES}{{2023-24: 100}}}}",
        "finance.deflator.base",
        "expected a year of the index (2023-24), got '2024-25'",
    ),
    (
        f"{PRICES}{{}}}}",
        "finance.deflator.base",
        "expected a year of the index (none is given), got '2024-25'",
    ),
    *(
        (
            f"{PRICES}{{2023-24: {given}, 2024-25: 100}}}}",
            "finance.deflator.index.2023-24",
            f"expected a number above 0, got {said}",
        )
        for given, said in (("0", "0.0"), ("-3", "-3.0"), (".inf", "inf"), (".nan", "nan"))
    ),
    *(
        (
            f"{PRICES}{{{given}: 90, 2024-25: 100}}}}",
            f"finance.deflator.index.{given}",
            f"expected a year like 2019-20 (or 2019), got '{given}'",
        )
        for given in ("2019-21", "2019-20 Q1", "Jan 2020", "2019/20 academic", "last year")
    ),
]


@pytest.mark.parametrize(("given", "key", "said"), REFUSED)
def test_the_fault_names_the_key_and_what_belongs_there(given: str, key: str, said: str) -> None:
    """One fault, at the one key that has to be mended, in words that read on."""
    profile, faults = parse(f"{books.FRAMEWORK}{given}\n".encode(), "framework.yml")
    assert profile is None
    assert len(faults) == 1
    (fault,) = faults
    assert fault.column == key
    assert f"column {key}: {said}" in str(fault)
    assert fault.row is not None


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Two appetites and a band that no score reaches are three faults."""
    given = f"{BANDS}1}}\n    - {{code: b, name: B, least: 99}}\n  default_appetite: 26\n"
    _, faults = parse(f"{books.FRAMEWORK}{given}  appetite: {{legal: 30}}\n".encode(), "f.yml")
    assert sorted(fault.column for fault in faults) == [
        "risk.appetite.legal",
        "risk.bands.2.least",
        "risk.default_appetite",
    ]


ACCEPTED = [
    "finance: {tolerance: 0}",
    "finance: {tolerance: 0.999, explain_share: 1}",
    "risk: {appetite: {legal: 25}, default_appetite: 25}",
    f"{BANDS}1}}\n    - {{code: b, name: B, least: 25}}",
    f"{PRICES}{{2023-24: 0.01, 2024-25: 100}}}}",
    'finance:\n  deflator: {name: Prices, base: "2020", index: {2019: 98.5, 2020: 100}}',
    "risk:\n  review:\n    project: {green: 1 month, amber: 2 weeks, red: 1 week}",
]


@pytest.mark.parametrize("given", ACCEPTED)
def test_rules_at_their_limits_are_accepted(given: str) -> None:
    """A limit itself can be used."""
    profile, faults = parse(f"{books.FRAMEWORK}{given}\n".encode(), "framework.yml")
    assert faults == []
    assert profile is not None
