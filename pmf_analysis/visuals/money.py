"""How pounds are spelt, and how far a line of money is from its budget."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from pmf_analysis.framework.work import Area

__all__ = ["amount", "distance", "moved", "percent", "points", "pounds", "small_pounds"]

THOUSAND, MILLION, BILLION = 1_000, 1_000_000, 1_000_000_000
TEN_MILLIONS = 10  # from here a second decimal of a million is too fine
TO_THE_THOUSAND = 10_000  # pounds from which single ones are not spelt
PENCE_BELOW = 100  # pounds
MINUS = "\N{MINUS SIGN}"


def pounds(value: float | None) -> str:
    """Spell pounds: to the thousand from £10,000, to the pound below; "" for none.

    Examples
    --------
    >>> pounds(812.4), pounds(340210), pounds(1234567), pounds(412345678)
    ('£812', '£340,000', '£1.23m', '£412.3m')
    """
    if value is None:
        return ""
    exact = abs(Decimal(repr(float(value))))
    size = _rounded(exact, 0)
    sign = MINUS if value < 0 and size else ""
    if size < TO_THE_THOUSAND:
        return f"{sign}£{size:,}"
    thousands = _rounded(exact / THOUSAND, 0)
    if thousands < THOUSAND:
        return f"{sign}£{thousands},000"
    # What rounds up to a million, to ten or to a billion is spelt as such.
    millions = _rounded(exact / MILLION, 2)
    if millions >= TEN_MILLIONS:
        millions = _rounded(exact / MILLION, 1)
    if millions < THOUSAND:
        return f"{sign}£{_plain(millions)}m"
    return f"{sign}£{_plain(_rounded(exact / BILLION, 2))}bn"


def small_pounds(value: float | None) -> str:
    """Spell an amount for one person: with pence below £100.

    Examples
    --------
    >>> small_pounds(8.5), small_pounds(99.994), small_pounds(1234.5)
    ('£8.50', '£99.99', '£1,235')
    """
    if value is None:
        return ""
    size = _rounded(abs(Decimal(repr(float(value)))), 2)
    if size >= PENCE_BELOW:
        return pounds(value)
    return f"{MINUS if value < 0 and size else ''}£{size}"


def percent(share: float | None) -> str:
    """Spell a share as a percentage without sign, to one place; "" for none.

    Examples
    --------
    >>> percent(0.0123), percent(-0.25), percent(0.0002), percent(0.0)
    ('1.2%', '25%', 'less than 0.1%', '0%')
    """
    if share is None:
        return ""
    size = _rounded(abs(Decimal(repr(float(share)))) * 100, 1)
    return "less than 0.1%" if share and not size else f"{_plain(size)}%"


def points(difference: float) -> str:
    """Spell a difference of two percentages without sign.

    Examples
    --------
    >>> points(-0.2), points(1.0)
    ('0.2 percentage points', 'one percentage point')
    """
    size = _rounded(abs(Decimal(repr(float(difference)))), 1)
    return "one percentage point" if size == 1 else f"{_plain(size)} percentage points"


def amount(value: float | None, area: Area) -> str:
    """Spell an amount of an area: pounds, or per cent of what was to be collected."""
    if value is None:
        return ""
    if area is not Area.COLLECTION:
        return pounds(value)
    size = _rounded(abs(Decimal(repr(float(value)))), 1)
    return f"{MINUS if value < 0 and size else ''}{_plain(size)}%"


def distance(variance: float | None, area: Area, budget: float | None = None) -> str:
    """Say how far a forecast is from its budget; "" where that is not known.

    Examples
    --------
    >>> distance(1200000, Area.REVENUE), distance(-3000, Area.SAVING)
    ('£1.2m over budget', '£3,000 less than planned')
    >>> distance(50000, Area.REVENUE, budget=-900000)
    '£50,000 less income than budgeted'
    """
    if variance is None:
        return ""
    size = points(variance) if area is Area.COLLECTION else pounds(abs(variance))
    if not variance:
        return "as planned" if area in _PLANNED else "on budget"
    if area is Area.REVENUE and budget is not None and budget < 0:
        return f"{size} {'less' if variance > 0 else 'more'} income than budgeted"
    if area is Area.COLLECTION:
        return f"{size} {'above' if variance > 0 else 'below'} target"
    if area in _PLANNED:
        return f"{size} {'more' if variance > 0 else 'less'} than planned"
    return f"{size} {'over' if variance > 0 else 'under'} budget"


def moved(movement: float | None, area: Area) -> str:
    """Say how a variance moved since last quarter; "" where that is not known.

    Better and worse are said only where it is known which way is better.

    Examples
    --------
    >>> moved(400000, Area.REVENUE), moved(400000, Area.SAVING), moved(0.0, Area.DEBT)
    ('£400,000 worse', '£400,000 better', 'no change')
    """
    if movement is None:
        return ""
    size = points(movement) if area is Area.COLLECTION else pounds(abs(movement))
    if not movement:
        return "no change"
    if area in {Area.TREASURY, Area.CAPITAL}:
        return f"{size} {'more' if movement > 0 else 'less'}"
    better = (movement > 0) is (area in _MORE_IS_BETTER)
    return f"{size} {'better' if better else 'worse'}"


_PLANNED = {Area.SAVING, Area.DEBT, Area.RESERVE, Area.TREASURY}
_MORE_IS_BETTER = {Area.SAVING, Area.COLLECTION, Area.RESERVE}


def _rounded(value: Decimal, places: int) -> Decimal:
    """Round halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    """Spell a number without the zeros that end its decimals."""
    text = f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text
