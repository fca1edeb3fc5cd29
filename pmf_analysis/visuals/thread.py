"""The golden thread in words: downwards from the plan, upwards from the services, and its gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmf_analysis.framework.profile import Framework
from pmf_analysis.judgements.picture import Picture
from pmf_analysis.judgements.thread import Break, Gap, Kind, Node
from pmf_analysis.visuals import words
from pmf_analysis.visuals.figure import Html
from pmf_analysis.visuals.table import Cell, Column, table
from pmf_analysis.visuals.templates import render

__all__ = ["Branch", "downwards", "gaps", "levels", "noun", "upwards"]

_PLURALS = {
    Kind.MISSION: "missions",
    Kind.ACTION: "actions",
    Kind.OBJECTIVE: "objectives",
    Kind.RISK: "risks",
    Kind.OPPORTUNITY: "opportunities",
    Kind.BUDGET: "budget lines",
    Kind.RESPONSE: "responses",
}
_ADDRESSES = {
    Kind.THEME: "themes/{}.html",
    Kind.INDICATOR: "indicators/{}.html",
    Kind.DIRECTORATE: "directorates/{}.html",
    Kind.ACTION: "delivery.html",
    Kind.RISK: "risk.html",
    Kind.OPPORTUNITY: "risk.html",
    Kind.RESPONSE: "responses.html",
    Kind.BUDGET: "finance.html",
}
_GAPS = {
    Break.NOTHING_SERVES_IT: "Nothing serves it",
    Break.NO_INDICATOR: "Nothing measures it",
    Break.NO_ACTION: "No action works towards it",
    Break.TIED_TO_NOTHING: "Tied to nothing else",
    Break.NO_OWNER: "Nobody answers for it",
}


@dataclass(frozen=True)
class Branch:
    """A node with what hangs from it, grouped by kind: (heading, branches)."""

    code: str
    name: str
    href: str
    groups: tuple[tuple[str, tuple[Branch, ...]], ...] = ()


def noun(kind: Kind, framework: Framework, *, many: bool = False) -> str:
    """Return what the council calls a kind of thing."""
    own = framework.words
    if kind in {Kind.INDICATOR, Kind.THEME, Kind.DIRECTORATE, Kind.SERVICE}:
        return str(getattr(own, f"{kind}s" if many else kind))
    if kind is Kind.PLAN:
        return own.plan
    return _PLURALS[kind] if many else str(kind)


def levels(framework: Framework) -> Html:
    """Show the levels of the thread as the council describes them."""
    columns = [
        Column(c) for c in ("Level", "Document", "Read in", "Answers for it", "Discussed at")
    ]
    rows = [
        [Cell(text) for text in (at.level, at.document, at.tool, at.accountable, at.meeting)]
        for at in framework.thread
    ]
    return table("From the plan to each person's own objectives.", columns, rows, "")


def gaps(found: Sequence[Gap], framework: Framework) -> Html:
    """Show where the thread is broken."""
    columns = [Column("What"), Column("Kind"), Column("Gap"), Column("Answers for it")]
    rows = [
        [
            Cell(gap.node.name, under=gap.node.code, href=_address(gap.node)),
            Cell(words.capital(noun(gap.node.kind, framework))),
            Cell(_GAPS[gap.how], css="v-red" if gap.how is Break.NO_OWNER else "v-brown"),
            Cell(gap.node.owner),
        ]
        for gap in found
    ]
    caption = f"{words.capital(words.count(len(found), 'gap'))} to close or to explain."
    return table(caption, columns, rows, "The thread has no gap.")


def downwards(picture: Picture, framework: Framework) -> Html:
    """Show each theme with what hangs from it, down to the services that do the work."""
    ends = _Ends(picture, framework)
    kinds = (Kind.ACTION, Kind.INDICATOR)
    lower = (
        Kind.INDICATOR,
        Kind.SERVICE,
        Kind.DIRECTORATE,
        Kind.BUDGET,
        Kind.RISK,
        Kind.OPPORTUNITY,
    )
    themes = [node for node in picture.nodes if node.kind is Kind.THEME]
    return Html(
        render("thread.html", branches=[ends.branch(node, kinds, lower) for node in themes])
    )


def upwards(picture: Picture, framework: Framework) -> Html:
    """Show each service with what it measures, does and promises, and what that serves."""
    ends = _Ends(picture, framework)
    kinds = (Kind.INDICATOR, Kind.ACTION, Kind.OBJECTIVE)
    upper = (Kind.THEME, Kind.MISSION)
    services = [n for n in picture.nodes if n.kind in {Kind.DIRECTORATE, Kind.SERVICE}]
    made = [ends.branch(node, kinds, upper) for node in services]
    return Html(render("thread.html", branches=[branch for branch in made if branch.groups]))


class _Ends:
    """Looks up what each node is tied to, whichever way."""

    def __init__(self, picture: Picture, framework: Framework) -> None:
        self._framework = framework
        self._nodes = picture.nodes
        self._tied: dict[tuple[str, str], list[Node]] = {node.key: [] for node in picture.nodes}
        for above, below in picture.ties:
            self._tied[self._nodes[above].key].append(self._nodes[below])
            self._tied[self._nodes[below].key].append(self._nodes[above])

    def branch(self, node: Node, kinds: Iterable[Kind], deeper: Iterable[Kind] = ()) -> Branch:
        groups = []
        for kind in kinds:
            mine = [n for n in self._tied[node.key] if n.kind is kind]
            if mine:
                made = tuple(self.branch(n, [k for k in deeper if k is not kind]) for n in mine)
                heading = words.capital(noun(kind, self._framework, many=len(mine) > 1))
                groups.append((heading, made))
        shown = node.code if node.kind in {Kind.INDICATOR, Kind.ACTION, Kind.RISK} else ""
        return Branch(shown, node.name, _address(node), tuple(groups))


def _address(node: Node) -> str:
    return _ADDRESSES.get(node.kind, "").format(node.code.lower())
