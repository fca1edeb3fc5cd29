"""The parts of a mapping: where a figure, an area, a period or a group stands in a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic import model_validator as validator

from pmf_analysis.framework.spellings import Anchor

__all__ = [
    "HIDDEN",
    "ROLES",
    "AreaKey",
    "AreaMap",
    "Breakdown",
    "Code",
    "Column",
    "FigureMap",
    "Grouping",
    "GroupingKey",
    "Markers",
    "Part",
    "PeriodKey",
    "PeriodMap",
    "ReplacedBy",
    "ReplacedByKey",
    "Times",
    "Value",
    "Where",
]

# Statuses that no figure stands beside; the gravest first.
HIDDEN = ("c", "x", "z")
ROLES = ("value", "numerator", "denominator", "lower_ci", "upper_ci")
MOST_TIMES = 1e9  # a figure may be published in thousand millions, or a millionth be meant


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _column(given: Any) -> Any:
    """``value: rate`` is short for ``value: {column: rate}``."""
    return {"column": given} if isinstance(given, str) else given


def _text(given: Any) -> Any:
    """YAML reads 1 and True as other than text; a cell is text."""
    return str(given) if isinstance(given, (int, float)) else given


def _texts(given: Any) -> Any:
    many = given if isinstance(given, (list, tuple)) else [given]
    return [_text(each) for each in many]


def _small(given: Any) -> Any:
    return {str(k).lower(): v for k, v in given.items()} if isinstance(given, dict) else given


Code = Annotated[
    str, BeforeValidator(_text), StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")
]
Column = Annotated[str, BeforeValidator(_text), StringConstraints(min_length=1)]
Texts = Annotated[tuple[Annotated[str, BeforeValidator(_text)], ...], BeforeValidator(_texts)]
Where = dict[str, Texts]


def _marker(given: Any) -> Any:
    figure = isinstance(given, (int, float)) and not isinstance(given, bool)
    if given in HIDDEN or (figure and abs(given) <= sys.float_info.max):
        return given
    raise ValueError("a status c, x or z, or the figure that it stands for")


Marker = Annotated[str | float, BeforeValidator(_marker)]
Markers = Annotated[dict[str, Marker], BeforeValidator(_small)]
Times = Annotated[float, Field(ge=1 / MOST_TIMES, le=MOST_TIMES)]


class Part(Value):
    """Where one part of a figure stands; `where` narrows the rows, `times` scales it."""

    column: Column
    where: Where = Field(default_factory=dict)
    times: Times = 1


PartMap = Annotated[Part, BeforeValidator(_column)]


class Given(Value):
    """What stands in a column, or is the same for every row."""

    column: str = ""
    constant: Annotated[str, BeforeValidator(_text)] = ""

    @validator(mode="after")
    def _one(self) -> Self:
        if bool(self.column) == bool(self.constant):
            raise ValueError("a column, or a constant")
        return self


class AreaMap(Given):
    """Where the area stands; `codes` turns what it says into codes."""

    codes: dict[str, Code] = Field(default_factory=dict)


class PeriodMap(Given):
    """Where the period stands.

    `beside` (written ``with``) is a column that belongs to it, such as a term beside its year;
    `anchor` (written ``as``) says which end of the period the text names.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    beside: str = Field(default="", alias="with")
    anchor: Anchor | None = Field(default=None, alias="as")


PeriodKey = Annotated[PeriodMap, BeforeValidator(_column)]


class Breakdown(Value):
    """A column that takes the council apart; `total` is what it says of the whole."""

    column: Column
    total: Texts = ("Total",)


class FigureMap(Value):
    """One indicator: where its figure and parts stand, and in which rows."""

    indicator: Code
    value: PartMap | None = None
    numerator: PartMap | None = None
    denominator: PartMap | None = None
    lower_ci: PartMap | None = None
    upper_ci: PartMap | None = None
    where: Where = Field(default_factory=dict)
    period: PeriodKey | None = None

    @validator(mode="after")
    def _has_figure(self) -> Self:
        if not self.value and not (self.numerator and self.denominator):
            raise ValueError("a value, or a numerator and a denominator")
        return self

    @property
    def parts(self) -> Mapping[str, Part]:
        """The parts that are given, the value first."""
        given: dict[str, Part | None] = {role: getattr(self, role) for role in ROLES}
        return {role: part for role, part in given.items() if part}


class ReplacedBy(Value):
    """The successor's column; `through` is the column whose codes it is written in."""

    column: Column
    through: str = ""


class Grouping(Given):
    """The comparison group; `names` turns the words of its column into codes."""

    names: dict[str, Code] = Field(default_factory=dict)


AreaKey = Annotated[AreaMap, BeforeValidator(_column)]
ReplacedByKey = Annotated[ReplacedBy | None, BeforeValidator(_column)]
GroupingKey = Annotated[Grouping | None, BeforeValidator(_column)]
