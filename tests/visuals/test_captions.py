"""Names beside points: none is lost, and none covers another where there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.visuals.captions import Caption, placed


def test_a_name_stands_to_the_right_where_it_may() -> None:
    """Else to the left, as at the right edge; else above, where both sides are taken."""
    alone = placed([(100, 100, "Hill")], [(100, 100)], 400, 200)
    assert (alone[0].align, alone[0].dy) == ("left", 0)
    edge = placed([(395, 100, "Hill")], [(395, 100)], 400, 200)
    assert (edge[0].align, edge[0].dy) == ("right", 0)
    beset = placed([(100, 100, "Hill")], [(100, 100), (120, 100), (80, 100)], 400, 200)
    assert (beset[0].align, beset[0].dy < 0) == ("center", True)


def test_two_points_in_one_place_have_names_apart() -> None:
    first, second = placed([(100, 100, "Hill"), (100, 100, "Dale")], [(100, 100)], 400, 200)
    assert not over(first, second)


points = st.tuples(st.floats(0, 400), st.floats(0, 200), st.text(min_size=1, max_size=12))


@given(st.lists(points, max_size=6))
def test_every_name_is_placed_beside_its_own_point(named: list[tuple[float, float, str]]) -> None:
    """In the order that they came in, however crowded."""
    found = placed(named, [(x, y) for x, y, _ in named], 400, 200)
    assert [(c.x, c.y, c.text) for c in found] == named


def over(first: Caption, second: Caption) -> bool:
    a, b, c, d = first.box
    left, right, top, bottom = second.box
    return a < right and left < b and c < bottom and top < d
