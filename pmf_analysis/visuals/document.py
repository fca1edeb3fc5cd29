"""The framework as a document: its standing, its versions, what it leaves open, its plans."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_analysis.framework.arrangements import Document, Plan
from pmf_analysis.framework.plan import Council
from pmf_analysis.framework.profile import Framework
from pmf_analysis.visuals import words
from pmf_analysis.visuals.entries import Entry, entries, paragraphs, points
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.panels import Item
from pmf_analysis.visuals.table import Cell, Column, table

__all__ = ["left_open", "plans", "standing", "template_file", "versions"]

OURS = (
    "The document does not settle these. What this report says of them is a proposal that "
    "comes with the program, until {council} agrees its own."
)


def standing(framework: Framework) -> Html:
    """Show version, approval and review, other formats, and whom to ask."""
    document, council = framework.document, framework.council
    formats = (*council.formats, *council.languages)
    reviewed = words.date(document.next_review) if document.next_review else ""
    return entries(
        [
            Entry("Version", document.version),
            Entry("Status", document.status),
            Entry("Dated", document.dated),
            Entry("Kept by", document.held_by),
            Entry("Approved", _approval(document)),
            Entry("Next review", reviewed),
            Entry("How it is reviewed", document.review_note),
            Entry("On request in", _all_of(formats)),
            Entry("Licence", council.licence),
            _contact(council),
        ]
    )


def _approval(document: Document) -> str:
    said = [f"by {document.approved_by}"] if document.approved_by else []
    if document.approved_on:
        said.append(f"on {words.date(document.approved_on)}")
    return words.capital(" ".join(said))


def _contact(council: Council) -> Entry:
    if "@" not in council.contact:
        return Entry("Questions", council.contact)
    return Entry("Questions", links=(Item(council.contact, href=f"mailto:{council.contact}"),))


def _all_of(things: tuple[str, ...]) -> str:
    """Several things as a sentence has them: large print, Braille and Welsh."""
    if len(things) < 2:  # noqa: PLR2004 - two are joined by "and"
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def versions(document: Document) -> Html:
    """Show the history of versions; nothing where none is told."""
    rows = [
        [Cell(one.version), Cell(words.date(one.on) if one.on else ""), Cell(one.what)]
        for one in document.changes
    ]
    if not rows:
        return Html("")
    return table("Versions.", [Column(c) for c in ("Version", "Date", "What changed")], rows, "")


def template_file(plan: Plan) -> str:
    """Return where a plan's template lies, beneath the site; "" for a plan without parts."""
    return f"downloads/templates/{plan.code.lower()}.docx" if plan.parts else ""


def plans(listed: Iterable[Plan]) -> Html:
    """Show the plans: who keeps and agrees each, when, and its template to fill in."""
    held = list(listed)
    told = {
        "Who keeps it": [plan.owner for plan in held],
        "Agreed by": [plan.agreed_by for plan in held],
        "When": [plan.when for plan in held],
        "Note": [plan.note for plan in held],
    }
    used = {heading: texts for heading, texts in told.items() if any(texts)}
    rows = [
        [Cell(plan.name), *(Cell(texts[k]) for texts in used.values())]
        for k, plan in enumerate(held)
    ]
    columns = [Column("Plan"), *(Column(heading) for heading in used)]
    if any(plan.parts for plan in held):
        columns.append(Column("To fill in"))
        for row, plan in zip(rows, held, strict=True):
            row.append(_to_fill_in(plan))
    return table("The plans that carry the framework.", columns, rows, "")


def _to_fill_in(plan: Plan) -> Cell:
    file = template_file(plan)
    return Cell("Word template (DOCX)", href=file) if file else Cell()


def left_open(framework: Framework) -> Html:
    """Say which parts the document does not settle."""
    said = [_OPEN[key].format(**framework.words.model_dump()) for key in framework.document.open]
    return Html(
        f"{paragraphs(OURS.format(council=framework.council.short)).html}\n{points(said).html}"
    )


_OPEN = {
    "cycle": "The stages of the cycle",
    "principles": "The principles",
    "values": "The values",
    "tiers": "The levels of reporting",
    "perspectives": "The parts of the scorecard",
    "themes": "The {themes}",
    "missions": "The {missions}",
    "directorates": "The {directorates} and their {services}",
    "groups": "The groups and boards",
    "thread": "The levels of the golden thread",
    "roles": "Who does what",
    "decisions": "What a review may decide",
    "rating": "How a figure is rated against its target, and what each rating is called",
    "risk": "How risks are scored, and how often each is looked at again",
    "finance": "How money is rated, and when a difference must be explained",
    "calendar": "The dates of each quarter",
    "reporting": "Who is told what, and when",
    "plans": "The plans and what they hold",
    "disclosure": "How small numbers are hidden",
    "year": "What is done in each month of the year",
}
