"""The golden thread: what hangs together, both ways, and where it is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Break", "Gap", "Kind", "Node", "Thread", "weave"]

Key = tuple[str, str]  # kind and code


class Kind(StrEnum):
    """What may stand in the thread, from the plan to the team that does the work."""

    PLAN = "plan"
    MISSION = "mission"
    THEME = "theme"
    ACTION = "action"
    INDICATOR = "indicator"
    DIRECTORATE = "directorate"
    SERVICE = "service"
    OBJECTIVE = "objective"
    RISK = "risk"
    OPPORTUNITY = "opportunity"
    BUDGET = "budget line"
    RESPONSE = "response"


class Break(StrEnum):
    """How the thread is broken at a place."""

    NOTHING_SERVES_IT = "NOTHING_SERVES_IT"
    NO_INDICATOR = "NO_INDICATOR"
    NO_ACTION = "NO_ACTION"
    TIED_TO_NOTHING = "TIED_TO_NOTHING"
    NO_OWNER = "NO_OWNER"


@dataclass(frozen=True)
class Node:
    """Something in the thread.

    Attributes
    ----------
    kind, code, name : str
        What it is; kind and code together are its key.
    owner : str
        The role that answers for it; "" for nobody.
    """

    kind: Kind
    code: str
    name: str
    owner: str = ""

    @property
    def key(self) -> Key:
        """Kind and code."""
        return self.kind, self.code


@dataclass(frozen=True)
class Gap:
    """A place where the thread is broken."""

    node: Node
    how: Break


@dataclass(frozen=True)
class Thread:
    """Nodes, what each leads to, and the gaps.

    Attributes
    ----------
    nodes : mapping of key to Node
        In the order given.
    down : mapping of key to tuple of key
        Towards the work.
    gaps : tuple of Gap
        In the order of the nodes.
    """

    nodes: Mapping[Key, Node]
    down: Mapping[Key, tuple[Key, ...]]
    gaps: tuple[Gap, ...]


# What each kind must be tied to, in either direction, and what it is called when it is not.
_NEEDS: dict[Kind, tuple[tuple[set[Kind], Break], ...]] = {
    Kind.MISSION: (({Kind.THEME, Kind.ACTION, Kind.INDICATOR}, Break.NOTHING_SERVES_IT),),
    Kind.THEME: (({Kind.INDICATOR}, Break.NO_INDICATOR), ({Kind.ACTION}, Break.NO_ACTION)),
    Kind.ACTION: (
        ({Kind.THEME, Kind.MISSION, Kind.INDICATOR, Kind.OBJECTIVE}, Break.TIED_TO_NOTHING),
    ),
    Kind.INDICATOR: (({Kind.THEME, Kind.MISSION}, Break.TIED_TO_NOTHING),),
    Kind.OBJECTIVE: (({Kind.INDICATOR, Kind.ACTION}, Break.TIED_TO_NOTHING),),
    Kind.RISK: (({Kind.ACTION, Kind.INDICATOR, Kind.OBJECTIVE}, Break.TIED_TO_NOTHING),),
    Kind.OPPORTUNITY: (({Kind.ACTION, Kind.INDICATOR, Kind.OBJECTIVE}, Break.TIED_TO_NOTHING),),
}
_OWNED = {Kind.INDICATOR, Kind.ACTION, Kind.RISK, Kind.OPPORTUNITY, Kind.OBJECTIVE}


def weave(
    nodes: Iterable[Node],
    links: Iterable[tuple[Key, Key]],
    needed: frozenset[Kind] = frozenset(Kind),
) -> Thread:
    """Tie nodes together and say where the thread is broken.

    Parameters
    ----------
    nodes : iterable of Node
        Everything that there is, from plan to team.
    links : iterable of (key, key)
        From the one nearer the plan to the one nearer the work; links to unknown nodes are
        left out.
    needed : frozenset of Kind
        The kinds that the council keeps: a theme lacks no action where no actions are kept.
    """
    known = {node.key: node for node in nodes}
    down: dict[Key, list[Key]] = {key: [] for key in known}
    tied: dict[Key, set[str]] = {key: set() for key in known}
    for above, below in dict.fromkeys(links):
        if above in known and below in known:
            down[above].append(below)
            tied[above].add(below[0])
            tied[below].add(above[0])
    gaps = [gap for node in known.values() for gap in _gaps(node, tied[node.key], needed)]
    return Thread(known, {key: tuple(below) for key, below in down.items()}, tuple(gaps))


def _gaps(node: Node, tied: set[str], needed: frozenset[Kind]) -> Iterable[Gap]:
    for kinds, how in _NEEDS.get(node.kind, ()):
        if kinds & needed and not tied & kinds:
            yield Gap(node, how)
    if node.kind in _OWNED and not node.owner:
        yield Gap(node, Break.NO_OWNER)
