"""The golden thread: ties both ways, and every kind of gap."""

from __future__ import annotations

import pytest

from pmf_analysis.judgements.thread import Break, Kind, Node, weave

THEME, OTHER = Node(Kind.THEME, "homes", "Homes"), Node(Kind.THEME, "care", "Care")
MISSION = Node(Kind.MISSION, "safe", "Safe homes")
ACTION = Node(Kind.ACTION, "A1", "Build", "Head of Housing")
INDICATOR = Node(Kind.INDICATOR, "501", "Homes built", "Head of Housing")
RISK = Node(Kind.RISK, "R1", "No builders", "Head of Housing")
OBJECTIVE = Node(Kind.OBJECTIVE, "O1", "Build ten by March", "Head of Housing")


def gaps(nodes: list[Node], links: list[tuple[Node, Node]]) -> list[tuple[str, Break]]:
    woven = weave(nodes, [(above.key, below.key) for above, below in links])
    return [(gap.node.code, gap.how) for gap in woven.gaps]


def test_what_is_tied_has_no_gap() -> None:
    """A theme with an indicator and an action, each of which has an owner."""
    nodes = [MISSION, THEME, ACTION, INDICATOR]
    assert not gaps(nodes, [(MISSION, THEME), (THEME, ACTION), (THEME, INDICATOR)])


@pytest.mark.parametrize(
    ("nodes", "links", "found"),
    [
        ([MISSION], [], [("safe", Break.NOTHING_SERVES_IT)]),
        ([THEME], [], [("homes", Break.NO_INDICATOR), ("homes", Break.NO_ACTION)]),
        (
            [OTHER, ACTION],
            [],
            [
                ("care", Break.NO_INDICATOR),
                ("care", Break.NO_ACTION),
                ("A1", Break.TIED_TO_NOTHING),
            ],
        ),
        ([INDICATOR], [], [("501", Break.TIED_TO_NOTHING)]),
        ([RISK], [], [("R1", Break.TIED_TO_NOTHING)]),
        ([OBJECTIVE], [], [("O1", Break.TIED_TO_NOTHING)]),
        ([OBJECTIVE, ACTION, THEME, INDICATOR], [(ACTION, OBJECTIVE), (THEME, INDICATOR)], [
            ("homes", Break.NO_ACTION),
        ]),
        (
            [Node(Kind.INDICATOR, "9", "x"), THEME, ACTION],
            [(THEME, Node(Kind.INDICATOR, "9", "x")), (THEME, ACTION)],
            [("9", Break.NO_OWNER)],
        ),
    ],
)  # fmt: skip
def test_each_gap_is_found(
    nodes: list[Node], links: list[tuple[Node, Node]], found: list[tuple[str, Break]]
) -> None:
    """A theme without indicators, an indicator nobody owns, an action linked to nothing."""
    assert sorted(gaps(nodes, links)) == sorted(found)


def test_what_a_council_does_not_keep_is_no_gap() -> None:
    """Where no actions are kept, no theme lacks one."""
    woven = weave([THEME, INDICATOR], [(THEME.key, INDICATOR.key)], frozenset({Kind.INDICATOR}))
    assert not woven.gaps


def test_a_link_to_nothing_known_is_left_out_and_twice_is_once() -> None:
    """Down the thread each tie stands once."""
    pair = (THEME.key, INDICATOR.key)
    woven = weave([THEME, INDICATOR], [pair, pair, (THEME.key, ("action", "gone"))])
    assert woven.down[THEME.key] == (INDICATOR.key,)
    assert woven.down[INDICATOR.key] == ()
