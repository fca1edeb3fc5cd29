"""How a published file answers to the council's own indicators, as a mapping file says it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, Field
from pydantic import model_validator as validator

from pmf_analysis.framework.errors import Fault, FaultsFound, WrongUse
from pmf_analysis.framework.spellings import Anchor
from pmf_analysis.sources import marks, yaml_file
from pmf_analysis.sources.national.parts import (
    AreaKey,
    Breakdown,
    Code,
    Column,
    FigureMap,
    GroupingKey,
    Markers,
    PeriodKey,
    PeriodMap,
    ReplacedByKey,
    Times,
    Value,
    Where,
)

__all__ = [
    "AreasMapping",
    "EesMapping",
    "FiguresMapping",
    "FingertipsIndicator",
    "FingertipsMapping",
    "NeighboursMapping",
    "OfFigures",
    "OfFile",
    "TidyMapping",
    "ees",
    "fingertips",
    "tidy",
]

Areas = Literal["wanted", "all"] | tuple[Code, ...]
Own = Literal["observations", "benchmarks"]


class OfFile(Value):
    """What every mapping may say of its file.

    Attributes
    ----------
    sheet : str
        The sheet of a workbook; its first where empty.
    header : int
        The row of the column names.
    encoding : str
        How text is written that is not UTF-8, such as ``cp1252``.
    delimiter : str
        What separates cells.
    where : mapping of str to texts
        Per column, the cells of rows that count.
    source, licence : str
        Who published it, and under what licence.
    """

    sheet: str = ""
    header: int = Field(default=1, ge=1)
    encoding: str = ""
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    where: Where = Field(default_factory=dict)
    source: str = ""
    licence: str = ""


class OfFigures(OfFile):
    """What mappings of figures share.

    Attributes
    ----------
    figures : tuple of FigureMap
        The indicators.
    status : str
        A column with a letter of the GSS shorthand, or with what stands for an empty figure.
    breakdown : mapping of str to Breakdown
        Per kind (``ward``, ``sex``), the column that takes the council apart.
    markers : mapping
        What stands for a figure in this file, beside what does so everywhere.
    areas : ``wanted``, ``all`` or codes
        Which areas to keep.
    own : ``observations`` or ``benchmarks``
        Where the council's own figures go.
    """

    figures: tuple[FigureMap, ...]
    status: str = ""
    breakdown: dict[str, Breakdown] = Field(default_factory=dict)
    markers: Markers = Field(default_factory=dict)
    areas: Areas = "wanted"
    own: Own = "observations"

    @validator(mode="after")
    def _asks(self) -> Self:
        if not self.figures:
            raise ValueError("at least one indicator under figures")
        return self

    @property
    def all_markers(self) -> Mapping[str, str | float]:
        """What stands for a figure, small letters."""
        return {**marks.MARKERS, **self.markers}


class FiguresMapping(OfFigures):
    """A tidy file of figures: one row for an area in a period."""

    table: Literal["figures"] = "figures"
    area: AreaKey
    period: PeriodKey


class EesMapping(OfFigures):
    """A data file of Explore Education Statistics, whose meta file says the rest."""

    period: PeriodKey = PeriodMap(column="time_period", beside="time_identifier")


class FingertipsIndicator(Value):
    """The rows of one Fingertips indicator that are the whole, its scale, its periods' names."""

    indicator: Code
    sex: str = "Persons"
    age: str = ""
    times: Times = 1
    anchor: Anchor | None = Field(default=None, alias="as")


def _indicator(given: Any) -> Any:
    """``"241": H01`` is short for ``"241": {indicator: H01}``."""
    return {"indicator": given} if isinstance(given, (str, int)) else given


class FingertipsMapping(OfFile):
    """A Fingertips download: the council's indicators by the number of Fingertips' own."""

    indicators: dict[str, Annotated[FingertipsIndicator, BeforeValidator(_indicator)]]
    areas: Areas = "wanted"
    own: Own = "observations"


class AreasMapping(OfFile):
    """A list of areas: each field names its column. `groups` makes neighbours of those alike."""

    table: Literal["areas"]
    area: Column
    name: Column
    kind: str = ""
    region: str = ""
    start: str = ""
    end: str = ""
    replaced_by: ReplacedByKey = None
    population: str = ""
    groups: dict[Code, str] = Field(default_factory=dict)


class NeighboursMapping(OfFile):
    """A list of neighbours, or of families of areas (`groups`)."""

    table: Literal["neighbours"]
    area: Column
    neighbour: str = ""
    group: GroupingKey = None
    rank: str = ""
    groups: dict[Code, str] = Field(default_factory=dict)
    areas: Literal["own", "all"] = "own"

    @validator(mode="after")
    def _one(self) -> Self:
        if bool(self.groups) == bool(self.neighbour) or bool(self.group) != bool(self.neighbour):
            raise ValueError("a neighbour and a group, or groups of areas alike")
        return self


TidyMapping = FiguresMapping | AreasMapping | NeighboursMapping
_TABLES: Mapping[str, type[TidyMapping]] = {
    "figures": FiguresMapping,
    "areas": AreasMapping,
    "neighbours": NeighboursMapping,
}
Kept = TypeVar("Kept", bound=BaseModel)


def fingertips(path: Path) -> FingertipsMapping:
    """Read the mapping of a Fingertips download.

    Raises
    ------
    FaultsFound
        All that is wrong with it, by line.
    WrongUse
        There is no such file.
    """
    return _valid(_tree(path), path, FingertipsMapping)


def ees(path: Path) -> EesMapping:
    """Read the mapping of a data file of Explore Education Statistics; raises as the others."""
    return _valid(_tree(path), path, EesMapping)


def tidy(path: Path) -> TidyMapping:
    """Read the mapping of a tidy file, whose key ``table`` says what it fills.

    Raises
    ------
    FaultsFound
        All that is wrong with it, by line.
    WrongUse
        There is no such file.
    """
    tree = _tree(path)
    table = tree.get("table", "figures") if isinstance(tree, dict) else "figures"
    if not isinstance(table, str) or table not in _TABLES:
        expected = "one of " + ", ".join(_TABLES)
        raise FaultsFound([Fault(path.name, None, "table", expected, repr(table))])
    return _valid(tree, path, _TABLES[table])


def _tree(path: Path) -> Any:
    if not path.is_file():
        raise WrongUse(f"there is no mapping {path}")
    tree, faults = yaml_file.load(path.read_bytes(), path.name, "a mapping")
    if faults:
        raise FaultsFound(faults)
    return tree


def _valid(tree: Any, path: Path, model: type[Kept]) -> Kept:
    value, faults = yaml_file.validate(tree, path.name, model)
    if value is None:
        raise FaultsFound(faults)
    return value
