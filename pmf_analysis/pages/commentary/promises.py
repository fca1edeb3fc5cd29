"""Whether words say what is being done, and by when."""

from __future__ import annotations

import calendar
import re
from functools import cache

from pmf_analysis.pages.commentary.claims.plain import sentences

__all__ = ["has_action", "has_date"]

_MONTH = "|".join(calendar.month_name[1:])
_WHEN = "spring|summer|autumn|winter|easter|christmas|month|quarter|year|week|term"
_DATE = re.compile(
    rf"\b(?:by|from|in|since|until|before|at the end of|end of|this|next|on \d{{1,2}}) (?:the )?"
    rf"(?:(?:early|late|mid|end of|new|start of)[ -])*(?:{_MONTH}|{_WHEN}|20\d\d(?:-\d\d)?)\b"
    rf"|\b(?:\d{{1,2}} )?(?:{_MONTH})(?: 20\d\d)?\b|\bq[1-4]\b|\b20\d\d-\d\d\b"
    r"|\bquarter (?:[1-4]|one|two|three|four)\b|\b\d{1,2}/\d{1,2}/(?:20)?\d\d\b"
    r"|\bwithin (?:\w+ ){1,3}(?:weeks?|months?)\b",
    re.IGNORECASE,
)
# Someone does something: a role, a team or "we", and what they do, are doing or will do.
_WHO = (
    r"we|they|he|she|heads? of|director\w*|manager\w*|officers?|teams?|services?|council|"
    r"panel|board|leads?|chief|contractors?|providers?|partners?|schools?|committee|"
    r"m(?:r|s|rs)|hospitals?|leader|hostel|crews?|panels?"
)
_DOES = (
    r"will|plans? to|now \w+|(?:is|are)(?: now| also| already)* \w+ing|"
    r"(?:has|have|had)(?: now| also| already| since)* \w+(?:ed|en|t|d|ne|un|ught)|"
    r"\w+(?:es|ts|ds|ks|ls|ns|ps|rs|gs|ys|ws)|go|hold|meet|visit|pay|send|ask|take|check|start|begin"
)
_NOBODY = re.compile(r"\b(?:nobody|no one|none of us)\b", re.IGNORECASE)


def has_action(text: str, bodies: tuple[str, ...] = ()) -> bool:
    """Whether some sentence says that somebody does something about it.

    Parameters
    ----------
    text : str
        What was written.
    bodies : tuple of str
        What the council calls those who decide, such as its executive.

    Examples
    --------
    >>> has_action("The Head of Planning is leasing two homes.")
    True
    >>> has_action("The target is 75 and was not met.")
    False
    >>> has_action("The Moot has agreed to it.", ("Moot",))
    True
    """
    action = _action(bodies)
    return any(
        action.search(sentence) and not _NOBODY.search(sentence) for sentence in sentences(text)
    )


@cache
def _action(bodies: tuple[str, ...]) -> re.Pattern[str]:
    who = "|".join([_WHO, *map(re.escape, bodies)])
    return re.compile(rf"\b(?:{who})\b.{{0,80}}?\b(?:{_DOES})\b", re.IGNORECASE)


def has_date(text: str) -> bool:
    """Whether some sentence names a month, a quarter, a season or a year.

    Examples
    --------
    >>> has_date("The hostel reopens in February 2026."), has_date("The hostel will reopen.")
    (True, False)
    """
    return any(_DATE.search(sentence) for sentence in sentences(text))
