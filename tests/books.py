"""A small book of data to take apart: one theme, one directorate, three indicators."""

from __future__ import annotations

from pathlib import Path

FRAMEWORK = """\
council:
  name: Smallbridge Council
  code: X1
  illustrative: true
themes:
  - {code: homes, name: Homes, outcome: A good home for everyone.}
directorates:
  - code: housing
    name: Housing
    director_role: Director of Housing
    services:
      - {code: advice, name: Housing advice}
calendar:
  quarters:
    - {quarter: 2024-25 Q4, publication: 2025-06-02}
    - {quarter: 2025-26 Q1, publication: 2025-09-02}
"""

INDICATOR_COLUMNS = (
    "indicator,name,definition,keywords,numerator,denominator,unit,per,decimals,theme,mission,"
    "perspective,directorate,service,kind,role,polarity,frequency,basis,over_time,"
    "over_organisations,chart,lag_days,plausible_min,plausible_max,source,statutory_return,"
    "partners,owner_role,portfolio_role,benchmark_group,disclosure,standard,audience"
)
OBSERVATION_COLUMNS = (
    "indicator,organisation,period,breakdown,value,numerator,denominator,status,note,recorded_on"
)
TARGET_COLUMNS = (
    "indicator,organisation,period,target,lower,upper,tolerance,floor,set_by,rationale,recorded_on"
)
EVENT_COLUMNS = "indicator,organisation,period,label,rebase,exclude,reason,approved_by,recorded_on"


def indicator(
    code: str,
    name: str,
    *,
    unit: str = "percent",
    per: str = "100",
    polarity: str = "higher",
    frequency: str = "quarter",
    basis: str = "in period",
    over: str = "ratio",
    audience: str = "public",
    disclosure: str = "",
    directorate: str = "housing",
    over_time: str = "ratio",
    chart: str = "",
    group: str = "",
) -> str:
    """Return a row of indicators.csv."""
    return (
        f"{code},{name},What it is,key; word,Done,All,{unit},{per},1,homes,,operational,"
        f"{directorate},,council,targeted,{polarity},{frequency},{basis},{over_time},{over},"
        f"{chart},30,,,Case system,,,Head of Homes,,{group},{disclosure},,{audience}"
    )


def quarters(n: int = 16, last: tuple[int, int] = (2025, 1)) -> list[str]:
    """Return the last `n` financial quarters, oldest first."""
    end = last[0] * 4 + last[1] - 1
    spelt = [divmod(k, 4) for k in range(end - n + 1, end + 1)]
    return [f"{year}-{(year + 1) % 100:02d} Q{quarter + 1}" for year, quarter in spelt]


def tables() -> dict[str, list[str]]:
    """Return the rows of the three tables, ready to be changed."""
    done = [71, 74, 69, 73, 76, 70, 72, 75, 68, 74, 71, 73, 77, 70, 72, 66]
    observations = [
        f"101,X1,{quarter},,{x}.0,{x},100,,,2025-07-20"
        for quarter, x in zip(quarters(), done, strict=True)
    ]
    observations += [
        f"102,X1,{quarter},,{40 + k},,,,,2025-07-20" for k, quarter in enumerate(quarters())
    ]
    observations += [
        f"103,housing,{quarter},,50.0,{10 + k},{20 + 2 * k},,,2025-07-20"
        for k, quarter in enumerate(quarters(6))
    ]
    return {
        "indicators": [
            INDICATOR_COLUMNS,
            indicator("101", "Duties ended with a home"),
            indicator("102", "Households waiting", unit="count", per="1", polarity="lower"),
            indicator("103", "Calls answered"),
        ],
        "observations": [OBSERVATION_COLUMNS, *observations],
        "targets": [
            TARGET_COLUMNS,
            *(f"101,X1,{year},75,,,,,plan,,2023-04-01" for year in ("2023-24", "2024-25")),
            "101,X1,2025-26,78,,,,,plan,,2025-04-01",
        ],
        "events": [EVENT_COLUMNS],
    }


def write(folder: Path, framework: str = FRAMEWORK, **changed: list[str] | None) -> Path:
    """Write the book, with some tables' rows replaced; None leaves a table out."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "framework.yml").write_text(framework, encoding="utf-8")
    for name, rows in (tables() | changed).items():
        if rows is not None:
            (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder
