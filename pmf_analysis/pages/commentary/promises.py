"""Whether words say what is being done, and by when."""

from __future__ import annotations

import calendar
import re

from pmf_analysis.pages.commentary.claims.plain import sentences

__all__ = ["has_action", "has_date"]

_MONTH = "|".join(calendar.month_name[1:])
_DATE = re.compile(
    rf"\b(?:by|from|in|since|until|before|at the end of|end of|this|next|on \d{{1,2}}) (?:the )?"
    rf"(?:(?:early|late|mid|end of|autumn|new) )*(?:{_MONTH}|spring|summer|autumn|winter|Easter|"
    r"Christmas|month|quarter|year|week|term|20\d\d(?:-\d\d)?)\b"
    rf"|\b(?:{_MONTH}) 20\d\d\b|\bQ[1-4]\b|\b20\d\d-\d\d\b|"
    r"\bquarter (?:[1-4]|one|two|three|four)\b",
    re.IGNORECASE,
)
# Someone does something: a role, a team or "we", and what they do, are doing or will do.
_ACTION = re.compile(
    r"\b(?:we|[Tt]hey|[Hh]ead of|[Dd]irector\w*|[Mm]anager\w*|[Oo]fficer\w*|[Tt]eams?|[Ss]ervices?|"
    r"[Cc]ouncil|[Cc]abinet|[Ee]xecutive|[Pp]anel|[Bb]oard|[Ll]ead|[Cc]hief)\b.*"
    r"\b(?:will|is|are|has|have|now|plans?|\w{3,}(?:s|ed|ing))\b"
)


def has_action(text: str) -> bool:
    """Whether some sentence says that somebody does something about it.

    Examples
    --------
    >>> has_action("The Head of Planning is leasing two homes.")
    True
    >>> has_action("The target is 75 and was not met.")
    False
    """
    return any(_ACTION.search(sentence[:1].lower() + sentence[1:]) for sentence in sentences(text))


def has_date(text: str) -> bool:
    """Whether some sentence names a month, a quarter, a season or a year.

    Examples
    --------
    >>> has_date("The hostel reopens in February 2026."), has_date("The hostel will reopen.")
    (True, False)
    """
    return any(_DATE.search(sentence) for sentence in sentences(text))
