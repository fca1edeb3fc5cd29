"""Numbers that people type: read as they are written, or refused in words."""

from __future__ import annotations

import re

from pmf_analysis.findings.trial import LARGEST
from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.indicator import Indicator, Unit
from pmf_analysis.framework.rating import Measure, RatingRule

__all__ = ["aim", "aim_label", "width", "width_label"]

_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|-?\.\d+", re.ASCII)
_HUNDRED = 100
_UNITS = {Unit.PERCENT: "%", Unit.CURRENCY: "£", Unit.DAYS: "days"}


def aim_label(name: str, indicator: Indicator) -> str:
    """Return the label of a field for a target, with its unit."""
    return f"{name} ({unit})" if (unit := _unit(indicator)) else name


def width_label(indicator: Indicator, rule: RatingRule) -> str:
    """Return the label of the field for a tolerance: a share of the target, or points."""
    if rule.measure is Measure.RELATIVE:
        return "Tolerance (such as 5%)"
    unit = "percentage points" if indicator.unit is Unit.PERCENT else _unit(indicator)
    return f"Tolerance ({unit})" if unit else "Tolerance"


def aim(text: str, indicator: Indicator) -> float | None:
    """Read a target, in the indicator's unit; None for nothing typed.

    Raises
    ------
    WrongUse
        It is no number, or too large for any figure.
    """
    bare = text.strip()
    if indicator.unit is Unit.CURRENCY:
        bare = bare.replace("£", "", 1)
    elif indicator.unit is Unit.PERCENT:
        bare = bare.removesuffix("%")
    example = {Unit.PERCENT: "75 or 75%", Unit.CURRENCY: "1200 or £1,200"}.get(indicator.unit, "75")
    return _read(bare, text, f"a number such as {example}")


def width(text: str, indicator: Indicator, rule: RatingRule) -> float | None:
    """Read a tolerance as the council's rule measures it; None for nothing typed.

    Raises
    ------
    WrongUse
        It is no number from 0 on, or a share of the target that could be read in two ways.
    """
    bare = text.strip()
    if rule.measure is Measure.POINTS:
        points = bare.removesuffix("%") if indicator.unit is Unit.PERCENT else bare
        value = _read(points, text, "a number such as 2.5")
        return _from_zero(value, text, "2.5")
    wanted = "a share of the target such as 5% or 0.05"
    percent = bare.endswith("%")
    value = _from_zero(_read(bare.removesuffix("%"), text, wanted), text, "5% or 0.05")
    if value is None:
        return None
    value = value / _HUNDRED if percent else value
    # Without its sign 5 might mean either 5% or five times the target.
    if value >= 1:
        raise WrongUse(f"{wanted}, not {text.strip()!r}")
    return value


def _read(bare: str, text: str, wanted: str) -> float | None:
    if not text.strip():
        return None
    if not _NUMBER.fullmatch(bare.strip()):
        raise WrongUse(f"{wanted}, not {text.strip()!r}")
    value = float(bare.strip().replace(",", ""))
    if abs(value) > LARGEST:
        raise WrongUse(f"{wanted}, and at most {LARGEST:,.0f}")
    return value


def _from_zero(value: float | None, text: str, example: str) -> float | None:
    if value is not None and value < 0:
        raise WrongUse(f"0 or more, such as {example}, not {text.strip()!r}")
    return value


def _unit(indicator: Indicator) -> str:
    if indicator.unit is Unit.RATE and indicator.per > 1:
        return f"per {indicator.per:,.0f}"
    return _UNITS.get(indicator.unit, "")
