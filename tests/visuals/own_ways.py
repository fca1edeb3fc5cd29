"""A council with its own ways, one that says the least it may, and how to read a page's pieces."""

from __future__ import annotations

import html
import re
from pathlib import Path

from pmf_analysis import findings as flow
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.judgements.finding import Findings
from tests import books

__all__ = ["OWN", "QUIET", "computed", "rows", "told"]

# A council whose year begins in January, with words, tiers and a cycle of its own.
OWN = """\
council: {name: Fellbeck Council, code: X1, year_starts: 1, contact: ask@fellbeck.example,
  formats: [large print], languages: [Welsh, Cornish]}
document:
  title: How Fellbeck keeps its word
  version: "3"
  approved_by: the Assembly
  approved_on: 2025-01-14
  foreword: Because people asked.
  purpose: So that it helps.
  open: [values, year]
  changes: [{version: "2", on: 2024-02-01, what: Shorter.}]
  related: [{title: Data policy, note: On data.}]
words: {executive: Board of Stewards, scrutiny: Watch, councillors: elders, directorate: house,
  service: guild, report: tidings}
cycle:
  - {name: Ask, sentence: We ask., steps: [{name: First, sentence: Door to door.}, {name: Then}]}
  - {name: Act}
  - {name: Tell & show}
questions: [What was promised?]
principles: [{name: Frank, sentence: We say it.}]
tiers: [{level: council, name: The whole}, {level: directorate, name: House card},
  {level: service, name: Guild card}, {level: individual, name: Own card}]
themes: [{code: homes, name: Homes}]
directorates: [{code: housing, name: Housing, services: [{code: advice, name: Advice}]}]
roles:
  - {role: Elder, kind: member, responsibilities: [Asks, Listens, Votes, Tells]}
  - {role: Steward, responsibilities: [Carries out]}
reporting:
  - {report: The tidings, to: [Watch, Board of Stewards], every: Each quarter, page: index}
  - {report: The ledger, to: [Watch], every: Each month}
decisions: [Stop it]
plans:
  - {code: Guild-Plan, name: Guild plan, owner: Guild master, parts: [{name: Aims}]}
  - {code: great-plan, name: Great plan}
risk: {reported: {to: Watch, every: 1 month, first: 2025-01-28}}
calendar:
  quarters:
    - {quarter: 2024 Q4, publication: 2025-02-11}
    - {quarter: 2025 Q1, publication: 2025-05-13}
    - {quarter: 2025 Q2, scrutiny: 2025-08-05, publication: 2025-08-12}
    - {quarter: 2026 Q4, publication: 2027-02-09}
    - {quarter: 2027 Q1, publication: 2027-05-11}
  year:
    - {month: 12, actions: [Count the candles]}
    - {month: 1, actions: [Light the first]}
  events: [{date: 2024-12-30, title: Past}, {date: 2025-06-24, title: Midsummer moot},
    {date: 2027-01-02, title: Too far}]
"""
QUIET = """\
council: {name: Quiet Council, code: X1}
themes: [{code: homes, name: Homes}]
directorates: [{code: housing, name: Housing, services: [{code: advice, name: Advice}]}]
calendar: {quarters: [{quarter: 2025-26 Q1, publication: 2025-09-02}]}
"""


def computed(folder: Path, framework: str, audience: Audience = Audience.PUBLIC) -> Findings:
    """The findings of a small book under a profile; of calendar quarters where it needs them."""
    tables = books.tables()
    if "year_starts: 1" in framework:
        rows = [row.replace(",quarter,", ",calendar quarter,") for row in tables["indicators"]]
        seen = [
            f"101,X1,{year} Q{quarter},,70.0,70,100,,,2025-04-20"
            for year in (2023, 2024)
            for quarter in (1, 2, 3, 4)
        ]
        seen += ["101,X1,2025 Q1,,71.0,71,100,,,2025-04-20"]
        new = {"indicators": rows, "observations": [books.OBSERVATION_COLUMNS, *seen]}
        tables = tables | new | {"targets": [books.TARGET_COLUMNS]}
    return flow.compute(books.write(folder, framework, **tables), audience=audience)


def told(piece: object) -> str:
    """The words of a piece, one space between them."""
    spaced = re.sub(r"<[^>]+>", " ", piece.html)  # type: ignore[attr-defined]
    return " ".join(html.unescape(spaced).split())


def rows(piece: object) -> list[list[str]]:
    """The cells of every row of a piece's table."""
    found = re.findall(r"<tr>(.*?)</tr>", piece.html, flags=re.DOTALL)  # type: ignore[attr-defined]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL) for row in found]
    plain = [[re.sub(r"<[^>]+>", " ", cell) for cell in row] for row in cells]
    return [[" ".join(html.unescape(cell).split()) for cell in row] for row in plain]
