"""A chart's drawing in fewer bytes is the same drawing."""

from __future__ import annotations

import re

import pytest
import vl_convert

from pmf_analysis import report
from pmf_analysis.visuals import figure


@pytest.mark.parametrize("indicator", ["506", "P01"])
def test_a_lighter_drawing_is_the_same_picture(
    indicator: str, root: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pixel by pixel, but for the rounding to a hundredth of a pixel; and a third smaller."""
    page = report.page("home", data=f"{root}/data")
    ((_, spec), *_) = page.chart(indicator).specs
    plain = vl_convert.vegalite_to_svg(spec)
    assert len(figure.draw(spec)) < 0.7 * len(plain)
    monkeypatch.setattr(figure, "_LONG", re.compile(r"(?!)()"))
    assert vl_convert.svg_to_png(figure.draw(spec)) == vl_convert.svg_to_png(plain)
