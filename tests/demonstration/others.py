"""The councils beside which Inventshire is set: all made up, as are their codes and regions.

Their codes, from E06000901 on, are not in use; England's is its own. Two predecessors of one
council show how figures from before a reorganisation are kept under the codes of their time.
"""

from dataclasses import dataclass

from .series import COUNCIL

__all__ = [
    "AREAS",
    "ENGLAND",
    "HOME",
    "MEMBERS",
    "Area",
    "area_rows",
    "member_rows",
]

REGION = "Middle Marches"
NORTH, EAST, SOUTH, WEST = "Northern Vales", "Eastern Fens", "Southern Downs", "Western Combes"
UNITARY = "unitary authority"
JOINED, LAST_DAY = "2023-04-01", "2023-03-31"


@dataclass(frozen=True)
class Area:
    """One row of ``areas.csv``; dates as text, empty for an area that has always been there."""

    code: str
    name: str
    region: str
    population: int
    kind: str = UNITARY
    start: str = ""
    end: str = ""
    replaced_by: str = ""


ENGLAND = Area("E92000001", "England", "", 57_690_000, kind="country")
# The mid-year estimate that the rates per 1,000 residents of the latest quarter rest on.
HOME = Area(COUNCIL, "Inventshire", REGION, 307_272)
AREAS = (
    Area("E06000901", "Aldermarsh", EAST, 251_300),
    Area("E06000902", "Brackendale", REGION, 338_100),
    Area("E06000903", "Calderwick", NORTH, 402_600),
    Area("E06000904", "Danesmere", EAST, 287_400),
    Area("E06000905", "East Wendshire", SOUTH, 365_200),
    Area("E06000906", "Fenwater", EAST, 222_700),
    Area("E06000907", "Grimsmoor", NORTH, 318_900),
    Area("E06000908", "Hartlowe", REGION, 274_500),
    Area("E06000909", "Kestrelshire", WEST, 541_800),
    Area("E06000910", "Larkborough", SOUTH, 198_300),
    Area("E06000911", "Marlstone", REGION, 436_000),
    Area("E06000912", "Northmere", NORTH, 299_200),
    Area("E06000913", "Oakenshire", WEST, 382_400),
    Area("E06000914", "Penmarrow", WEST, 329_600, start=JOINED),
    Area("E06000915", "Ravenswick", NORTH, 263_800),
    Area("E06000916", "Saltmarch", REGION, 187_500),
    Area("E06000917", "Tarnbrook", REGION, 231_900),
    Area("E06000918", "Thornmere", REGION, 489_300),
    Area("E06000919", "Vale of Ister", REGION, 156_200),
    Area("E06000920", "Wexmoor", REGION, 412_700),
    Area("E06000921", "Wynfold", REGION, 264_400),
    Area("E06000981", "Marrow Bay", WEST, 148_200, end=LAST_DAY, replaced_by="E06000914"),
    Area("E06000982", "Upper Marrow", WEST, 181_400, end=LAST_DAY, replaced_by="E06000914"),
)
# In order of likeness, the most like Inventshire first.
SIMILAR = (
    "E06000912",
    "E06000904",
    "E06000908",
    "E06000902",
    "E06000914",
    "E06000907",
    "E06000915",
    "E06000905",
    "E06000901",
    "E06000913",
    "E06000906",
    "E06000911",
    "E06000903",
    "E06000910",
    "E06000909",
)
MEMBERS: dict[str, tuple[str, ...]] = {
    "similar-councils": SIMILAR,
    "region": tuple(area.code for area in AREAS if area.region == REGION),
}


def area_rows() -> list[list[str]]:
    """Lines of ``areas.csv``: England, Inventshire, then the others by code."""
    return [
        [
            area.code,
            area.name,
            area.kind,
            area.region,
            area.start,
            area.end,
            area.replaced_by,
            str(area.population),
        ]
        for area in (ENGLAND, HOME, *AREAS)
    ]


def member_rows() -> list[list[str]]:
    """Lines of ``neighbours.csv``; a region has no order."""
    return [
        [group, HOME.code, code, str(place) if group != "region" else "", "Made up"]
        for group, members in MEMBERS.items()
        for place, code in enumerate(members, start=1)
    ]
