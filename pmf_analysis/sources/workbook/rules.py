"""What a cell of a return takes while it is typed, and what is said when it is something else.

Excel shows at most 255 characters, and lets a pasted cell pass: the reader checks it all again.
"""

from __future__ import annotations

from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation

from pmf_analysis.framework.indicator import Unit
from pmf_analysis.sources.workbook.form import Series
from pmf_analysis.sources.workbook.layout import MARKS

__all__ = [
    "code_rule",
    "denominator_rule",
    "mark_rule",
    "number_rule",
    "numerator_rule",
    "value_rule",
]

LONGEST_TEXT = 255  # characters, in Excel
LARGEST: Final = 1_000_000_000_000  # a million millions: more is a slip of the hand
WHOLE = 100  # per cent
_STOP, _ASK = "stop", "warning"
_NUMBER = "Type digits, such as 1234.5. Where there is no figure leave it blank and choose a mark."


def value_rule(series: Series) -> DataValidation:
    """Return the rule for one figure: a number, and a question where it is not plausible."""
    if series.unit is Unit.YES_NO:
        return _rule('"yes,no"', None, _STOP, "Choose yes or no.", kind="list")
    if series.least is None and series.most is None:
        return number_rule()
    least = -LARGEST if series.least is None else series.least
    most = LARGEST if series.most is None else series.most
    told = " and ".join(
        f"{word} {bound:,.12g}"
        for word, bound in (("at least", series.least), ("at most", series.most))
        if bound is not None
    )
    text = f"Figures here are usually {told}. If this one is right, keep it and say why. {_NUMBER}"
    if series.unit is Unit.PERCENT and least > 0:
        least /= WHOLE  # Excel keeps 45% as 0.45
    return _rule(f"{least:.12g}", f"{most:.12g}", _ASK, text)


def number_rule() -> DataValidation:
    """Return the rule for a figure of which nothing is known but that it is a number."""
    return _rule(str(-LARGEST), str(LARGEST), _STOP, _NUMBER)


def numerator_rule() -> DataValidation:
    """Return the rule for numerators."""
    text = f"The numerator is a number, 0 or more. {_NUMBER}"
    return _rule("0", None, _STOP, text, operator="greaterThanOrEqual")


def denominator_rule() -> DataValidation:
    """Return the rule for denominators."""
    text = f"The denominator is a number, more than 0. {_NUMBER}"
    return _rule("0", None, _STOP, text, operator="greaterThan")


def mark_rule() -> DataValidation:
    """Return the rule for marks: one of a list."""
    text = "Choose one of the list, or leave it blank. The first sheet says what each means."
    return _rule(f'"{",".join(MARKS)}"', None, _STOP, text, kind="list")


def code_rule(first: int, last: int) -> DataValidation:
    """Return the rule for codes: one of those in the sheet Codes, from row to row."""
    text = "Choose one of the list. The sheet Codes says what each stands for."
    return _rule(f"Codes!$A${first}:$A${last}", None, _STOP, text, kind="list")


def _rule(
    first: str,
    second: str | None,
    manner: str,
    text: str,
    *,
    kind: str = "decimal",
    operator: str | None = None,
) -> DataValidation:
    rule = DataValidation(
        type=kind,
        operator=operator or ("between" if kind == "decimal" else None),
        formula1=first,
        formula2=second,
        allow_blank=True,
        errorStyle=manner,
        errorTitle="Please look again",
        error=text[:LONGEST_TEXT],
    )
    rule.showErrorMessage = True
    return rule
