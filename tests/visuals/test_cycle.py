"""The ring of the cycle: boxes keep clear of each other, and an arrow leads from each."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_analysis.framework.plan import Stage
from pmf_analysis.visuals.cycle import cycle

NAMES = st.text(st.sampled_from("abcdefghij WX-&<é"), min_size=1, max_size=60).filter(str.strip)


@given(names=st.lists(NAMES, min_size=2, max_size=6))
def test_no_two_boxes_touch_and_an_arrow_leads_from_each(names: list[str]) -> None:
    """Whatever the stages are called: all is inside the drawing, and no word is lost."""
    made = cycle([Stage(name=name) for name in names]).html
    svg = ElementTree.fromstring(re.findall(r"<svg.*?</svg>", made, flags=re.DOTALL)[0])
    left, top, width, height = map(float, svg.attrib["viewBox"].split())
    boxes = [
        tuple(float(box.attrib[key]) for key in ("x", "y", "width", "height"))
        for box in svg.iter("rect")
    ]
    assert len(boxes) == len(names)
    for x, y, wide, high in boxes:
        assert left <= x and x + wide <= left + width and top <= y and y + high <= top + height
    for one, other in itertools.combinations(boxes, 2):
        aside = abs(one[0] - other[0]) - one[2]
        below = abs(one[1] - other[1]) - one[3]
        assert max(aside, below) >= 9.9  # room enough for an arrow between them
    heads = [path.attrib["d"] for path in svg.iter("path") if path.attrib["d"].endswith("Z")]
    assert len(heads) == len(names)
    for k, head in enumerate(heads, start=1):
        corners = [tuple(map(float, pair.split())) for pair in re.split("[ML]", head[:-1])[1:]]
        assert len(set(corners)) == 3
        for x, y in corners:
            assert left <= x <= left + width and top <= y <= top + height
        tip = corners[0]
        gaps = [
            max(abs(tip[0] - x - w / 2) - w / 2, abs(tip[1] - y - h / 2) - h / 2)
            for x, y, w, h in boxes
        ]
        assert 0 < min(gaps) < 6  # it points at a box and does not reach into it
        assert gaps.index(min(gaps)) == k % len(boxes)  # and that is the next stage's
    for text, name in zip(svg.iter("text"), names, strict=True):
        lines = [line.text or "" for line in text]
        assert re.sub(r"[\s-]", "", "".join(lines[1:])) == re.sub(r"[\s-]", "", name)
        wide = [line for line in text if len(line.text or "") > 11]
        assert all(float(line.attrib["textLength"]) < boxes[0][2] for line in wide)


@pytest.mark.parametrize("stages", [1, 7])
def test_a_cycle_that_is_no_ring_is_told_in_words_alone(stages: int) -> None:
    """One stage goes nowhere; seven have no room on a phone."""
    made = cycle([Stage(name=f"Stage {k}") for k in range(stages)]).html
    assert "<svg" not in made
    assert made.count("<li>") == stages
