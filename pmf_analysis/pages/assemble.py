"""Put a page's notebook together: template, title and commentary. Touches no disk."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence

import nbformat
from nbformat import NotebookNode

from pmf_analysis.pages.case_studies import Story
from pmf_analysis.pages.commentary import Remark, inert

__all__ = ["assemble"]

NO_COMMENTARY = "*No commentary has been written for this quarter.*"
REMARKS_HEADING = "## Behind the figures"
HISTORY_HEADING = "## What was said before"


def assemble(
    template: NotebookNode,
    title: str,
    remarks: Sequence[tuple[Remark, str]],
    *,
    charts: bool,
    names: Mapping[str, str] | None = None,
    earlier: Sequence[tuple[str, Remark]] = (),
    stories: Sequence[Story] = (),
) -> NotebookNode:
    """Return the notebook to run for one page.

    Parameters
    ----------
    template : NotebookNode
        Not changed. Its Markdown cells tagged ``title``, ``commentary``, ``remarks`` and
        ``stories`` are replaced by the page's own.
    title : str
        The page's title. Markdown is not parameterised, and every page of a kind would
        otherwise carry one title in side bar and search.
    remarks : sequence of (Remark, organisation)
        The page's commentary, with whose figures each one discusses.
    charts : bool
        Whether each discussed indicator gets its chart; the indicator's own page has it.
    names : mapping of str to str, optional
        Organisations whose words need their name above them.
    earlier : sequence of (str, Remark)
        What was said in quarters before, with the quarter, the latest first.
    stories : sequence of Story
        The case studies.
    """
    notebook = copy.deepcopy(template)
    about = [remark for remark, _ in remarks if not remark.indicator]
    discussed = [(remark, whose) for remark, whose in remarks if remark.indicator]
    cells: list[NotebookNode] = []
    tagged = {tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])}
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "title" in tags:
            cells.append(_markdown(f"# {_plain(title)}"))
        elif "commentary" in tags:
            cells += [_markdown(inert(remark.text)) for remark in about]
            if not remarks and "expected" in tags:
                cells.append(_markdown(NO_COMMENTARY))
            if "remarks" not in tagged:
                cells += _discussion(discussed, names or {}, charts=charts)
        elif "remarks" in tags:
            cells += _discussion(discussed, names or {}, charts=charts)
            cells += _history(earlier)
        elif "stories" in tags:
            cells += _told(stories)
        else:
            cells.append(cell)
    notebook.cells = cells
    for place, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{place:03d}"
    return notebook


def _discussion(
    discussed: Iterable[tuple[Remark, str]], names: Mapping[str, str], *, charts: bool
) -> Iterable[NotebookNode]:
    heading = REMARKS_HEADING
    for remark, whose in discussed:
        if heading:
            yield _markdown(heading)
            heading = ""
        if whose in names:
            yield _markdown(f"### {_plain(names[whose])}")
        named = f"{remark.indicator!r}, organisation={whose!r}"
        if charts:
            yield nbformat.v4.new_code_cell(f"page.chart({named})")
        yield _markdown(inert(remark.text))
        yield nbformat.v4.new_code_cell(
            f"page.byline({remark.indicator!r}, {remark.against!r}, organisation={whose!r})"
        )


def _history(earlier: Iterable[tuple[str, Remark]]) -> Iterable[NotebookNode]:
    heading, last = HISTORY_HEADING, ""
    for quarter, remark in earlier:
        if heading:
            yield _markdown(heading)
            heading = ""
        if quarter != last:
            yield _markdown(f"### {_plain(quarter)}")
            last = quarter
        yield _markdown(inert(remark.text))


def _told(stories: Iterable[Story]) -> Iterable[NotebookNode]:
    for story in stories:
        yield _markdown(f"## {_plain(story.title)}")
        about = f"{story.quarter!r}, {story.theme!r}, {story.service!r}"
        yield nbformat.v4.new_code_cell(f"page.about({about})")
        yield _markdown(inert(story.text))
        for indicator in story.indicators:
            yield nbformat.v4.new_code_cell(f"page.chart({indicator!r})")


def _markdown(text: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_markdown_cell(text)
    return cell


def _plain(title: str) -> str:
    """A title whose signs Markdown would read are left as they are."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in title)
