"""What has to be known to begin a book: read, and what it is where nobody says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from pmf_analysis.framework.errors import WrongUse
from pmf_analysis.framework.period import Frequency, Period, PeriodError
from pmf_analysis.intake.new import profile
from pmf_analysis.intake.new.calendar import HOW_MANY
from pmf_analysis.sources import profiles

__all__ = [
    "NONE",
    "Asked",
    "asked",
    "read_code",
    "read_folder",
    "read_framework",
    "read_month",
    "read_name",
    "read_quarter",
    "ready_made",
    "usual",
]

NONE = "none"  # begins from no ready-made framework
JANUARY = 1
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
SHORTEST = 3  # letters that tell one month from all others


@dataclass(frozen=True)
class Asked:
    """A book to begin.

    Attributes
    ----------
    folder : Path
        Where; not there yet, or empty.
    framework : str
        The ready-made framework to begin from, or ``none``.
    name, code : str
        The council, and its GSS code.
    year_starts : int
        The month in which its year starts.
    quarter : Period
        The first to report.
    """

    folder: Path
    framework: str
    name: str
    code: str
    year_starts: int
    quarter: Period


@dataclass(frozen=True)
class Usual:
    """What is taken where nothing is said; "" for what only the council can say."""

    name: str
    code: str
    year_starts: int


def ready_made() -> tuple[str, ...]:
    """Return the names of the ready-made frameworks."""
    return tuple(profiles.available())


def usual(framework: str) -> Usual:
    """Return what a framework says of the council that it was made for."""
    _, council = profile.whole(framework if framework != NONE else "")
    made_for = framework != NONE
    return Usual(
        council.council.name if made_for else "",
        council.council.code if made_for else "",
        council.council.year_starts,
    )


def asked(
    folder: str, framework: str, name: str, code: str, month: str, quarter: str, today: dt.date
) -> Asked:
    """Return what is to be begun; whatever is "" is taken from the framework.

    Raises
    ------
    WrongUse
        An answer cannot be used, or one is missing that only the council can give.
    """
    chosen = read_framework(framework)
    there = usual(chosen)
    starts = read_month(month) if month else there.year_starts
    return Asked(
        read_folder(folder),
        chosen,
        read_name(name or there.name),
        read_code(code or there.code),
        starts,
        read_quarter(quarter, starts, today),
    )


def read_folder(text: str) -> Path:
    """Return where a book can be begun.

    Raises
    ------
    WrongUse
        Something stands there.
    """
    if not text.strip():
        raise WrongUse("name a folder for the book, such as: pmf new mycouncil")
    try:
        return _free(text)
    except (OSError, RuntimeError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise WrongUse(f"{text} cannot be used ({said}); name another folder") from None


def _free(text: str) -> Path:
    folder = Path(text).expanduser().resolve()
    if Path.cwd().is_relative_to(folder):
        raise WrongUse(f"{text} is where you are; name a folder that is not there yet")
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{text} is a file; name a folder that is not there yet")
    if folder.is_dir() and any(folder.iterdir()):
        raise WrongUse(
            f"the folder {text} holds files, and nothing is ever overwritten; name another one, "
            "or move those files away first"
        )
    return folder


def read_framework(text: str) -> str:
    """Return the name of a ready-made framework, or ``none``.

    Raises
    ------
    WrongUse
        There is none of that name.
    """
    known = ready_made()
    if text not in {*known, NONE}:
        there = ", ".join((*known, NONE))
        raise WrongUse(f"there is no framework {text!r}; there are: {there}")
    return text


def read_name(text: str) -> str:
    """Return a council's name.

    Raises
    ------
    WrongUse
        There is none, or it has a sign that no page can show.
    """
    name = " ".join(text.split())
    if not name:
        raise WrongUse('give the council\'s name, as in --name "Smallbridge District Council"')
    if not name.isprintable():
        raise WrongUse(f"a name is written with letters and signs that can be printed: {name!r}")
    return name


def read_code(text: str) -> str:
    """Return a council's code.

    Raises
    ------
    WrongUse
        There is none, or it is no code.
    """
    code = text.strip()
    if not code:
        raise WrongUse("give the council's GSS code, as in --code E07000999")
    if not CODE.fullmatch(code):
        raise WrongUse(f"a code has letters, digits and hyphens, such as E07000999, not {code!r}")
    return code


def read_month(text: str) -> int:
    """Return a month, given by its number or its name.

    Raises
    ------
    WrongUse
        It is no month.

    Examples
    --------
    >>> read_month("4"), read_month("April"), read_month("jan")
    (4, 4, 1)
    """
    wanted = text.strip()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(MONTHS):
        return int(wanted)
    if len(wanted) >= SHORTEST:
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(wanted.capitalize()):
                return number
    raise WrongUse(f"a month is written as a number from 1 to 12, or by its name, not {text!r}")


def read_quarter(text: str, year_starts: int, today: dt.date) -> Period:
    """Return a quarter; for "" the last that is over.

    Raises
    ------
    WrongUse
        It is no quarter.
    """
    now = Period(Frequency.MONTH, today.year * 12 + today.month - 1, 1, year_starts)
    kind = Frequency.CALENDAR_QUARTER if year_starts == JANUARY else Frequency.QUARTER
    over = now.previous().latest(kind)
    if not text:
        return over
    try:
        quarter = Period.parse(text.strip(), year_starts)
        _ = quarter.shift(HOW_MANY).end  # as far as the calendar is made
    except (PeriodError, ValueError) as error:
        raise WrongUse(f"{error}; a quarter is written like {over}") from None
    if quarter.frequency not in {Frequency.QUARTER, Frequency.CALENDAR_QUARTER}:
        raise WrongUse(f"{text} is a {quarter.frequency}, not a quarter like {over}")
    return quarter
