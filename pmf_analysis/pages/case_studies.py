"""Case studies: stories of the work behind the figures, told by the people who did it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pmf_analysis.findings import locate
from pmf_analysis.framework.errors import Fault, FaultsFound
from pmf_analysis.framework.indicator import Audience
from pmf_analysis.framework.period import Period, PeriodError
from pmf_analysis.framework.placing import Placing
from pmf_analysis.judgements.finding import Findings
from pmf_analysis.pages.commentary.cells import Cell, CellKind, words
from pmf_analysis.pages.commentary.files import NOTEBOOK, name, opened_parts

__all__ = ["Story", "stories"]

FOLDER = "case_studies"
SUFFIXES = {".md", NOTEBOOK}
EXAMPLE = '+++ {"case_study": "What it is called", "quarter": "2025-26 Q2"}'
QUARTERS = 4  # a story is told for a year


@dataclass(frozen=True)
class Story:
    """One case study.

    Attributes
    ----------
    title : str
        What it is called.
    quarter : str
        The quarter that it is of.
    theme, service : str
        Codes; "" for none.
    indicators : tuple of str
        Those whose charts stand with it.
    text : str
        Markdown, as written.
    about_figures : bool
        Whether its head names indicators, shown to these readers or not.
    """

    title: str
    quarter: str
    theme: str
    service: str
    indicators: tuple[str, ...]
    text: str
    about_figures: bool = False


class _Head(BaseModel):
    """What the first cell of a case study says of it."""

    model_config = ConfigDict(extra="forbid")

    case_study: str = Field(min_length=1)
    quarter: str
    theme: str = ""
    service: str = ""
    indicators: tuple[str, ...] = ()


def stories(
    data: str | Path, findings: Findings, placing: Placing | None = None
) -> tuple[Story, ...]:
    """Read the case studies of the year that ends with a quarter, the latest first.

    They stand beside the book of data, in ``notebooks/case_studies/``, a file each; its absence is
    no fault.

    Parameters
    ----------
    data : str or Path
        The folder that holds the book.
    findings : Findings
        The quarter's, whose codes the stories may name.
    placing : Placing, optional
        How the book is filed under another framework; what has no place there is left out.

    Raises
    ------
    FaultsFound
        A file cannot be used, or names something that there is not.
    """
    folder = locate(data).parent / "notebooks" / FOLDER
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    found: list[Story] = []
    faults: list[Fault] = []
    for path in there:
        if path.suffix not in SUFFIXES or path.stem.lower() == "readme" or path.name[0] == ".":
            continue
        try:
            story = _story(path, findings)
        except FaultsFound as error:
            faults += error.faults
            continue
        if placing:
            story = _filed(story, placing, findings)
        wrong = list(_unknown(name(path), story, findings))
        faults += wrong
        found += [] if wrong or _gone(story, placing) else [story]
    if faults:
        raise FaultsFound(faults)
    return tuple(_told(found, findings))


def _gone(story: Story, placing: Placing | None) -> bool:
    """Whether a story is about figures that have no place where the book is shown."""
    return placing is not None and story.about_figures and not story.indicators


def _told(found: Iterable[Story], findings: Findings) -> Iterator[Story]:
    """The stories of the last four quarters, the latest first."""
    period = findings.framework.period
    told = period(findings.quarter)
    quarters = [told]
    for _ in range(QUARTERS - 1):
        quarters.append(quarters[-1].previous())
    for quarter in quarters:
        yield from (story for story in found if period(story.quarter) == quarter)


def _story(path: Path, findings: Findings) -> Story:
    _, cells = opened_parts(path)
    prose = [cell for cell in cells if cell.kind is CellKind.MARKDOWN]
    first = next((cell for cell in prose if cell.metadata or cell.unreadable), None)
    if first is None or first.unreadable:
        got = f"a head that cannot be read: {first.unreadable}" if first else "no such cell"
        advice = f"Begin the words with {EXAMPLE}"
        raise FaultsFound(
            [Fault(name(path), None, "", "a cell whose head names the case study", got, advice)]
        )
    head = _head(path, first)
    text = "\n\n".join(words(cell.source).strip() for cell in prose).strip()
    if not text:
        raise FaultsFound([Fault(name(path), None, "", "the words of the story", "none")])
    if not _is_quarter(head.quarter, findings):
        expected, got = f"a quarter such as {findings.quarter}", repr(head.quarter)
        raise FaultsFound([Fault(name(path), None, "quarter", expected, got)])
    shown = head.indicators
    if findings.audience is Audience.PUBLIC:  # what is internal, or is nothing, `check` tells
        shown = tuple(code for code in shown if code in findings.indicators)
    named = bool(head.indicators)
    return Story(head.case_study, head.quarter, head.theme, head.service, shown, text, named)


def _head(path: Path, cell: Cell) -> _Head:
    try:
        return _Head.model_validate(dict(cell.metadata))
    except ValidationError as error:
        raise FaultsFound(
            Fault(
                name(path),
                None,
                str(found["loc"][0]),
                "a key of a case study, as it is meant",
                json.dumps(found["input"], default=str),
                f"{found['msg']}. The head is like {EXAMPLE}; it may also name a theme, a "
                "service and a list of indicators",
            )
            for found in error.errors()
        ) from None


def _unknown(file: str, story: Story, findings: Findings) -> Iterator[Fault]:
    """What a story names that there is not."""
    framework = findings.framework
    known: Sequence[tuple[str, Iterable[str], set[str]]] = (
        ("theme", [story.theme], {t.code for t in framework.themes}),
        ("service", [story.service], {s.code for s in framework.services}),
        ("indicators", story.indicators, set(findings.indicators)),
    )
    for key, codes, there in known:
        for code in codes:
            if code and code not in there:
                yield Fault(file, None, key, f"a code of the book's {key}", repr(code))


def _is_quarter(text: str, findings: Findings) -> bool:
    try:
        read: Period = findings.framework.period(text)
    except PeriodError:
        return False
    return read.frequency is findings.framework.period(findings.quarter).frequency


def _filed(story: Story, placing: Placing, findings: Findings) -> Story:
    """A story in the words and codes of a framework that the book is shown in."""
    framework, services = findings.framework, {s.code for s in findings.framework.services}
    theme = placing.themes.get(story.theme, story.theme)
    service = placing.services.get(story.service, story.service)
    return replace(
        story,
        title=placing.said(story.title),
        text=placing.said(story.text),
        theme=theme if theme in {t.code for t in framework.themes} else "",
        service=service if service in services else "",
        indicators=tuple(i for i in story.indicators if i in findings.indicators),
    )
