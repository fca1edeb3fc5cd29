"""How a council scores risks: its matrix, bands, appetite and how often each is reviewed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import Field, GetCoreSchemaHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError, core_schema

from pmf_analysis.framework.plan import Code, Text, Value
from pmf_analysis.framework.work import Register

__all__ = ["Band", "Interval", "Reported", "RiskRules", "refuse", "wrong"]

MONTHS_IN_YEAR = 12


def wrong(place: tuple[str | int, ...], expected: str, got: object) -> InitErrorDetails:
    """Return a fault of a value of several keys, laid at the one key that has to be mended.

    Parameters
    ----------
    place : tuple of str or int
        The way to the key, from the value that is judged.
    expected : str
        What belongs there, so that it reads on after the word "expected".
    got : object
        What stands there.
    """
    return {
        "type": PydanticCustomError("wrong", "{expected}", {"expected": expected}),
        "loc": place,
        "input": got,
    }


def refuse(title: str, found: list[InitErrorDetails]) -> None:
    """Raise the faults that were found, all at once; do nothing where there is none.

    Raises
    ------
    pydantic.ValidationError
        A fault was found.
    """
    if found:
        raise ValidationError.from_exception_data(title, found)


class Interval:
    """A stretch of time between two reviews, such as ``8 weeks`` or ``3 months``.

    Parameters
    ----------
    count : int
        1 or more.
    unit : str
        ``weeks`` or ``months``.
    """

    __slots__ = ("count", "unit")

    def __init__(self, count: int, unit: str) -> None:
        self.count, self.unit = count, unit

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read an interval.

        Raises
        ------
        ValueError
            The text is not like ``8 weeks`` or ``3 months``.
        """
        match = re.fullmatch(r"([1-9]\d?) (week|month)s?", str(text).strip())
        if match is None:
            raise ValueError("an interval like 8 weeks or 3 months")
        return cls(int(match[1]), f"{match[2]}s")

    def after(self, day: dt.date) -> dt.date:
        """Return the day by which the next review is due; the month's last day where it must.

        Examples
        --------
        >>> Interval(8, "weeks").after(dt.date(2025, 4, 1)).isoformat()
        '2025-05-27'
        >>> Interval(3, "months").after(dt.date(2025, 11, 30)).isoformat()
        '2026-02-28'
        """
        if self.unit == "weeks":
            return day + dt.timedelta(weeks=self.count)
        months = day.year * MONTHS_IN_YEAR + day.month - 1 + self.count
        year, month = divmod(months, MONTHS_IN_YEAR)
        following = dt.date(year + (month == MONTHS_IN_YEAR - 1), (month + 1) % 12 + 1, 1)
        last = following - dt.timedelta(days=1)
        return last.replace(day=min(day.day, last.day))

    def __str__(self) -> str:
        """Return the spelling that `parse` reads."""
        return f"{self.count} {self.unit if self.count > 1 else self.unit[:-1]}"

    def __eq__(self, other: object) -> bool:
        """Compare by count and unit."""
        return isinstance(other, Interval) and str(self) == str(other)

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(str(self))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Let a profile give an interval as text."""
        return core_schema.no_info_plain_validator_function(
            lambda given: given if isinstance(given, cls) else cls.parse(given),
            serialization=core_schema.to_string_ser_schema(),
        )


class Band(Value):
    """A band of scores: everything from `least` up to the next band."""

    code: Code
    name: Text
    least: int = Field(ge=1)


class Reported(Value):
    """To whom the strategic register goes, and how often, counted from a first day."""

    to: Text
    every: Interval
    first: dt.date = Field(ge=dt.date(2000, 1, 1), le=dt.date(2100, 1, 1))

    def after(self, day: dt.date, most: int) -> tuple[dt.date, ...]:
        """Return the first days from `day` on at which it is reported, at most `most`."""
        found: list[dt.date] = []
        times = 0  # each is counted from the first, so that a month's end stays one
        while len(found) < most:
            gone = Interval(self.every.count * times, self.every.unit)
            when = gone.after(self.first)
            if when >= day:
                found.append(when)
            times += 1
        return tuple(found)


_GREEN, _AMBER, _RED = (
    Band(code="green", name="Green", least=1),
    Band(code="amber", name="Amber", least=6),
    Band(code="red", name="Red", least=15),
)
_REVIEWS: dict[Register, dict[str, Interval]] = {
    Register.STRATEGIC: dict.fromkeys(("green", "amber", "red"), Interval(8, "weeks")),
    Register.OPERATIONAL: {
        "red": Interval(3, "months"),
        "amber": Interval(6, "months"),
        "green": Interval(12, "months"),
    },
    Register.PROJECT: dict.fromkeys(("green", "amber", "red"), Interval(3, "months")),
}


class RiskRules(Value):
    """The ``risk`` part of ``framework.yml``.

    A score is likelihood times impact, each from 1 to `size`. A score above the appetite of
    its category is more than the council wishes to carry. A register that `review` does not list
    is reviewed at the usual intervals: a strategic or a project risk every 8 weeks or 3 months
    whatever its band; an operational one every 3 months when red, 6 when amber, 12 when green.
    """

    size: int = Field(default=5, ge=3, le=10)
    bands: tuple[Band, ...] = (_GREEN, _AMBER, _RED)
    appetite: dict[Code, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    default_appetite: int | None = Field(default=None, ge=1)
    review: dict[Register, dict[Code, Interval]] = Field(default_factory=dict)
    opportunities: bool = True
    reported: Reported | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        refuse("risk", [*self._bands_amiss(), *self._appetites_amiss(), *self._reviews_amiss()])
        return self

    def _bands_amiss(self) -> Iterator[InitErrorDetails]:
        """Bands that leave a score out, or that no score reaches."""
        if not self.bands:
            yield wrong(("bands",), "at least one band, which begins at 1", [])
        highest, codes = self.size**2, [band.code for band in self.bands]
        for k, band in enumerate(self.bands):
            place = ("bands", k, "least")
            if not k and band.least != 1:
                yield wrong(place, "1, since the first band begins at the lowest score", band.least)
            if k and band.least <= self.bands[k - 1].least:
                before = self.bands[k - 1]
                expected = f"more than {before.least}, where the band before ({before.name}) begins"
                yield wrong(place, expected, band.least)
            if band.code in codes[:k]:
                yield wrong(("bands", k, "code"), "a code that no band before has", band.code)
            if band.least <= highest:
                continue
            if "bands" in self.model_fields_set:
                yield wrong(place, self._a_score, band.least)
            else:
                expected = (
                    f"bands to be given as well: the usual {band.name} begins at {band.least}"
                )
                yield wrong(("size",), f"{expected}, and scores end at {highest}", self.size)

    def _appetites_amiss(self) -> Iterator[InitErrorDetails]:
        """Appetites above every score there is: nothing could ever be more."""
        for category, limit in self.appetite.items():
            if limit > self.size**2:
                yield wrong(("appetite", category), self._a_score, limit)
        if self.default_appetite is not None and self.default_appetite > self.size**2:
            yield wrong(("default_appetite",), self._a_score, self.default_appetite)

    @property
    def _a_score(self) -> str:
        return f"{self.size**2} or less, the highest score of a {self.size} by {self.size} matrix"

    def _reviews_amiss(self) -> Iterator[InitErrorDetails]:
        """Registers whose intervals leave a band out, or name one that there is not."""
        codes = [band.code for band in self.bands]
        for register, intervals in self.review.items():
            place = ("review", str(register))
            missing = [code for code in codes if code not in intervals]
            if missing:
                given = ", ".join(intervals) or "none"
                yield wrong(place, f"an interval for each band, also {', '.join(missing)}", given)
            for code in intervals:
                if code not in codes:
                    yield wrong((*place, code), f"one of the bands {', '.join(codes)}", code)

    def band(self, score: int) -> Band:
        """Return the band that a score falls in; an edge belongs to the band it opens."""
        return [band for band in self.bands if band.least <= score][-1]

    def appetite_for(self, category: str) -> int | None:
        """Return the highest score that the council is ready to carry; None where not set."""
        return self.appetite.get(category, self.default_appetite)

    def interval(self, register: Register, band: str) -> Interval:
        """Return how often a risk of a band is reviewed.

        Where the profile does not list the register the usual interval holds; a band that the
        usual ones do not know is looked at as often as a red one, sooner rather than too late.
        """
        usual = _REVIEWS[register]
        return self.review.get(register, usual).get(band, usual[_RED.code])

    def next_review(self, register: Register, score: int, reviewed: dt.date) -> dt.date:
        """Return the day by which a risk is to be reviewed again."""
        return self.interval(register, self.band(score).code).after(reviewed)
